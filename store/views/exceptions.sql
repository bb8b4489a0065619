-- One row for each contract and exception that it might rely on, as the last check of it said, with what people confirmed since.
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
    from stored.asked_answers
)
select
    answered.contract_id,
    answer.exception,
    answer.title,
    concat('42 CFR ', answer.citation) as citation,
    coalesce(again.status, answer.status) as status,
    coalesce(again.is_best, answer.is_best) as is_best,
    case
        when coalesce(again.met + again.not_met, 0) = 0 then answer.path
        when again.status = 'satisfied' then concat('Fits ', answer.citation, ': a person confirmed ', again.met, ' of its elements.')
        else concat(
            answer.path,
            case when again.met > 0 then concat(' Of its elements a person confirmed ', again.met, ' as met.') else '' end,
            case when again.not_met > 0 then concat(' A person confirmed ', again.not_met, ' as not met.') else '' end
        )
    end as path,
    answer.candidacy,
    answer.as_far_as_tested,
    coalesce(
        again.satisfied_count,
        cast(len(list_filter(answer.elements, lambda element: element.status = 'satisfied')) as integer)
    ) as satisfied_count,
    coalesce(
        again.not_satisfied_count,
        cast(len(list_filter(answer.elements, lambda element: element.status = 'not_satisfied')) as integer)
    ) as not_satisfied_count,
    coalesce(
        again.in_doubt_count,
        cast(
            len(list_filter(
                answer.elements, lambda element: element.status = 'undetermined' and element.decided_by = 'rule'
            )) as integer
        )
    ) as in_doubt_count,
    coalesce(
        again.untested_count,
        cast(
            len(list_filter(
                answer.elements, lambda element: element.status = 'undetermined' and element.decided_by = 'person'
            )) as integer
        )
    ) as untested_count,
    answer.curable_until,
    run.as_of,
    document.file_name,
    contract.kind,
    cast(coalesce(again.met + again.not_met, 0) as integer) as confirmed_count
from answered
join stored.contracts as contract using (contract_id)
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
join stored.runs as run on run.run_id = answered.run_id
left join stored.exceptions_of_confirmed as again
    on again.contract_id = answered.contract_id and again.exception = answered.answer.exception;

-- One row for each element of these exceptions. Those of contracts that nothing was confirmed of are as they were checked.
create or replace view elements as
with confirmed as materialized (from stored.confirmed_elements)
select
    checked.*,
    checked.status as checked_status,
    cast(null as integer) as confirmation_id,
    cast(null as varchar) as confirmed_by,
    cast(null as timestamp) as confirmed_at
from stored.checked_elements as checked
where checked.contract_id not in (select contract_id from confirmed)
union all
select
    checked.contract_id,
    checked.exception,
    checked.element,
    case
        when confirmed.is_met is null then checked.status
        when confirmed.is_met then 'satisfied'
        else 'not_satisfied'
    end as status,
    case when confirmed.is_met is null then checked.decided_by else 'person' end as decided_by,
    checked.checks,
    checked.requirement,
    case
        when confirmed.confirmation_id is null or (confirmed.is_met is null and checked.status <> 'undetermined') then checked.reason
        when confirmed.is_met is null then concat(
            checked.reason, ' ', confirmed.confirmed_by, ' confirmed it as ', replace(confirmed.confirmation, '_', ' '), ' on ',
            cast(confirmed.confirmed_at as date),
            case
                when confirmed.outdated_because is not null
                    then concat('; that holds no more: ', confirmed.outdated_because, ' It must be confirmed anew.')
                else concat(
                    ', for the days ', 'from ' || confirmed.confirmed_from || ' ', 'until ', confirmed.confirmed_until,
                    '. Of other days nothing is confirmed.'
                )
            end
        )
        else concat(
            'Confirmed as ', replace(confirmed.confirmation, '_', ' '), ' by ', confirmed.confirmed_by, ' on ',
            cast(confirmed.confirmed_at as date), ': ', confirmed.reason
        )
    end as reason,
    checked.look_for,
    checked.citation,
    checked.law_doubt,
    case when confirmed.is_met is null then checked.curable_until end as curable_until,
    checked.position,
    coalesce(best.is_best, checked.is_best) as is_best,
    checked.page,
    checked.quote,
    checked.bbox,
    checked.confidence,
    checked.as_of,
    checked.file_name,
    checked.kind,
    checked.status as checked_status,
    confirmed.confirmation_id,
    confirmed.confirmed_by,
    confirmed.confirmed_at
from stored.checked_of_confirmed as checked
left join confirmed using (contract_id, exception, element)
left join stored.exceptions_of_confirmed as best using (contract_id, exception)
where checked.contract_id in (select contract_id from confirmed);
