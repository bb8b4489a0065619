-- One row for each contract and exception that it might rely on, as the last check of it said.
create or replace view exceptions as
with answered as (
    select
        contract_id,
        run_id,
        unnest(from_json(record, '[{
            "exception": "VARCHAR", "citation": "VARCHAR", "title": "VARCHAR", "candidacy": "VARCHAR",
            "status": "VARCHAR", "as_far_as_tested": "VARCHAR", "is_best": "BOOLEAN", "path": "VARCHAR",
            "curable_until": "DATE", "elements": [{"status": "VARCHAR", "decided_by": "VARCHAR"}]
        }]')) as answer
    from stored.answers
)
select
    answered.contract_id,
    answer.exception,
    answer.title,
    concat('42 CFR ', answer.citation) as citation,
    answer.status,
    answer.is_best,
    answer.path,
    answer.candidacy,
    answer.as_far_as_tested,
    cast(len(list_filter(answer.elements, lambda element: element.status = 'satisfied')) as integer) as satisfied_count,
    cast(len(list_filter(answer.elements, lambda element: element.status = 'not_satisfied')) as integer)
        as not_satisfied_count,
    cast(
        len(list_filter(
            answer.elements, lambda element: element.status = 'undetermined' and element.decided_by = 'rule'
        )) as integer
    ) as in_doubt_count,
    cast(
        len(list_filter(
            answer.elements, lambda element: element.status = 'undetermined' and element.decided_by = 'person'
        )) as integer
    ) as untested_count,
    answer.curable_until,
    run.as_of,
    document.file_name,
    contract.kind
from answered
join stored.contracts as contract using (contract_id)
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
join stored.runs as run on run.run_id = answered.run_id;

-- One row for each element of these exceptions.
create or replace view elements as
with answered as (
    select
        contract_id,
        run_id,
        unnest(from_json(record, '[{
            "is_best": "BOOLEAN", "elements": [{
                "law": "VARCHAR", "status": "VARCHAR", "decided_by": "VARCHAR", "checks": ["VARCHAR"], "reason": "VARCHAR",
                "curable_until": "DATE", "page": "INTEGER", "quote": "VARCHAR", "bbox": "VARCHAR", "confidence": "DOUBLE"
            }]
        }]')) as answer
    from stored.answers
),
numbered as (
    select
        contract_id,
        run_id,
        answer.is_best,
        unnest(answer.elements) as given,
        generate_subscripts(answer.elements, 1) as position
    from answered
)
select
    numbered.contract_id,
    law.exception,
    law.element,
    given.status,
    given.decided_by,
    coalesce(given.checks, []) as checks,
    law.requirement,
    coalesce(
        given.reason,
        concat(
            'Not tested: a person must look for ', law.look_for, '.',
            case when law.doubt is not null then concat(' The law is to be confirmed: ', law.doubt, '.') else '' end
        )
    ) as reason,
    law.look_for,
    concat('42 CFR ', law.paragraph) as citation,
    law.doubt as law_doubt,
    given.curable_until,
    cast(numbered.position as integer) as position,
    numbered.is_best,
    given.page,
    given.quote,
    given.bbox,
    given.confidence,
    run.as_of,
    document.file_name,
    contract.kind
from numbered
join stored.law_elements as law on law.law = given.law
join stored.contracts as contract using (contract_id)
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
join stored.runs as run on run.run_id = numbered.run_id;
