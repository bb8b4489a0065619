-- What the last check said of each contract; of a few alone where whoever asks has set the variable only_contracts to their ids. Only so
-- do the records of all others stay unread: DuckDB would take them apart first, and then find that few are asked for.
create or replace view stored.asked_answers as
from stored.answers
where (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))));

-- One row for each element of the exceptions that a contract might rely on, as the last check said: before what people confirmed.
create or replace view stored.checked_elements as
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
    from stored.asked_answers
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

-- The same of the contracts alone that anything was ever confirmed of. The records of all others stay unread, of which there may be a
-- hundred thousand: DuckDB would take them apart first, and then find that few are asked for.
create or replace view stored.checked_of_confirmed as
with asked as materialized (
    select distinct unnest(from_json(papers, '[{"contract_id": "VARCHAR"}]')).contract_id as contract_id from stored.confirmations
),
narrowed as materialized (
    select contract_id, run_id, record from stored.answers where contract_id in (select contract_id from asked)
),
answered as (
    select
        contract_id,
        run_id,
        unnest(from_json(record, '[{
            "is_best": "BOOLEAN", "elements": [{
                "law": "VARCHAR", "status": "VARCHAR", "decided_by": "VARCHAR", "checks": ["VARCHAR"], "reason": "VARCHAR",
                "curable_until": "DATE", "page": "INTEGER", "quote": "VARCHAR", "bbox": "VARCHAR", "confidence": "DOUBLE"
            }]
        }]')) as answer
    from narrowed
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
