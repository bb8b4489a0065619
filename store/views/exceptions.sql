-- One row for each contract and exception that it might rely on, as the last check of it said, with what people confirmed since. Which
-- is best is weighed anew where they did: one that is met comes first, one that a person says is not met behind the others.
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
),
confirmed as materialized (
    select
        contract_id,
        exception,
        count(*) filter (is_met) as met,
        count(*) filter (not is_met) as not_met,
        count(*) filter (checked_status = 'satisfied') as from_met,
        count(*) filter (checked_status = 'undetermined' and checked_by = 'rule') as from_doubt,
        count(*) filter (checked_status = 'undetermined' and checked_by = 'person') as from_untested
    from stored.confirmed_elements
    where is_met is not null
    group by contract_id, exception
),
counted as (
    select
        answered.contract_id,
        answered.run_id,
        answered.answer,
        coalesce(confirmed.met, 0) as met,
        coalesce(confirmed.not_met, 0) as not_met,
        len(list_filter(answer.elements, lambda element: element.status = 'satisfied'))
            + coalesce(confirmed.met - confirmed.from_met, 0) as satisfied,
        len(list_filter(answer.elements, lambda element: element.status = 'not_satisfied')) + coalesce(confirmed.not_met, 0) as failing,
        len(list_filter(answer.elements, lambda element: element.status = 'undetermined' and element.decided_by = 'rule'))
            - coalesce(confirmed.from_doubt, 0) as in_doubt,
        len(list_filter(answer.elements, lambda element: element.status = 'undetermined' and element.decided_by = 'person'))
            - coalesce(confirmed.from_untested, 0) as untested
    from answered
    left join confirmed on confirmed.contract_id = answered.contract_id and confirmed.exception = answered.answer.exception
),
judged as (
    select
        *,
        case
            when met + not_met = 0 then answer.status
            when failing > 0 then 'not_satisfied'
            when in_doubt + untested > 0 then 'undetermined'
            when satisfied > 0 then 'satisfied'
            else 'undetermined'
        end as status
    from counted
),
best_again as (
    select contract_id, answer.exception as exception
    from judged
    where contract_id in (select contract_id from confirmed) and answer.candidacy <> 'overlay'
    qualify row_number() over (
        partition by contract_id order by status = 'satisfied' desc, not_met > 0, answer.is_best desc, failing, answer.exception
    ) = 1
)
select
    judged.contract_id,
    answer.exception,
    answer.title,
    concat('42 CFR ', answer.citation) as citation,
    judged.status,
    coalesce(best_again.exception = answer.exception, answer.is_best) as is_best,
    case
        when met + not_met = 0 then answer.path
        when judged.status = 'satisfied' then concat('Fits ', answer.citation, ': a person confirmed ', met, ' of its elements.')
        else concat(
            answer.path,
            case when met > 0 then concat(' Of its elements a person confirmed ', met, ' as met.') else '' end,
            case when not_met > 0 then concat(' A person confirmed ', not_met, ' as not met.') else '' end
        )
    end as path,
    answer.candidacy,
    answer.as_far_as_tested,
    cast(satisfied as integer) as satisfied_count,
    cast(failing as integer) as not_satisfied_count,
    cast(in_doubt as integer) as in_doubt_count,
    cast(untested as integer) as untested_count,
    answer.curable_until,
    run.as_of,
    document.file_name,
    contract.kind,
    cast(met + not_met as integer) as confirmed_count
from judged
join stored.contracts as contract using (contract_id)
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
join stored.runs as run on run.run_id = judged.run_id
left join best_again using (contract_id);

-- One row for each element of these exceptions.
create or replace view elements as
with confirmed as materialized (from stored.confirmed_elements)
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
            cast(confirmed.confirmed_at as date), '; that holds no more: ',
            coalesce(confirmed.outdated_because, concat('it was for the days until ', confirmed.until_date, '.')),
            ' It must be confirmed anew.'
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
from stored.checked_elements as checked
left join confirmed using (contract_id, exception, element)
left join (
    select contract_id, exception, is_best from exceptions where contract_id in (select contract_id from confirmed)
) as best using (contract_id, exception);
