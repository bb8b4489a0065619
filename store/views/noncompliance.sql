-- One row for each finding that takes an exception away, with the days on which it does. A finding that a person called false takes
-- none away; one that was put right does so no longer from the day of that decision; of one that leaves it open, nothing is left where
-- people confirmed the element, or all that another exception wants, for all of its days. What they confirmed as not met is a row too.
create or replace view noncompliance as
with given as materialized (from stored.confirmed_elements),
answer as materialized (from stored.exceptions_of_confirmed),
vouched as (
    select contract_id, exception, element, stretch_from as first_day, stretch_until as last_day
    from given
    where is_met
    union all
    select answer.contract_id, null, null, max(given.stretch_from), min(given.stretch_until)
    from answer
    join given
        on given.contract_id = answer.contract_id and given.exception = answer.exception and given.is_met
    where answer.status = 'satisfied' and answer.candidacy <> 'overlay'
    group by answer.contract_id, answer.exception
),
denied as (
    select given.contract_id, max(given.stretch_from) as first_day, min(given.stretch_until) as last_day
    from given
    where not given.is_met
        and not exists (
            select 1
            from answer
            where answer.contract_id = given.contract_id and answer.candidacy <> 'overlay' and answer.status <> 'not_satisfied'
        )
    group by given.contract_id
),
told as (
    select
        period.contract_id,
        coalesce(period.relationship_id, member.relationship_id) as relationship_id,
        period.finding_id,
        finding.check_name,
        period.certainty,
        period.first_day,
        case
            when finding.disposition = 'remedied' and finding.status = 'waived'
                then least(coalesce(period.last_day, cast(disposed.decided_at as date)), cast(disposed.decided_at as date))
            else period.last_day
        end as last_day,
        period.exception,
        period.element,
        period.because,
        finding.severity,
        finding.citation,
        finding.message,
        finding.status,
        finding.disposition,
        finding.page,
        finding.quote,
        finding.bbox,
        finding.confidence,
        finding.as_of,
        finding.file_name,
        finding.kind
    from stored.noncompliance as period
    join findings as finding using (finding_id)
    left join stored.relationship_contracts as member
        on member.contract_id = period.contract_id and period.relationship_id is null
    left join dispositions as disposed on disposed.finding_id = period.finding_id and disposed.status = 'standing'
    where
        finding.status <> 'resolved'
        and not (finding.status = 'waived' and finding.disposition = 'false_positive')
)
select
    told.* replace (
        case
            when told.certainty = 'open' and told.severity = 'error'
                and denied.first_day <= coalesce(told.first_day, date '0001-01-01')
                and coalesce(denied.last_day >= least(told.last_day, told.as_of), true)
                then 'shown'
            else told.certainty
        end as certainty
    )
from told
left join denied on denied.contract_id = told.contract_id
where not (
    told.certainty = 'open'
    and exists (
        select 1
        from vouched
        where vouched.contract_id = told.contract_id
            and (vouched.element is null or vouched.exception = told.exception and vouched.element = told.element)
            and vouched.first_day <= coalesce(told.first_day, date '0001-01-01')
            and coalesce(vouched.last_day >= least(told.last_day, told.as_of), true)
    )
)
union all
select
    made.contract_id,
    member.relationship_id,
    concat('confirmation-', made.confirmation_id),
    'confirmation',
    case when denied.contract_id is not null then 'shown' else 'open' end,
    greatest(
        case when day.from_date > date '0001-01-01' then day.from_date end, coalesce(contract.effective_date, contract.agreement_date)
    ),
    day.until_date,
    made.exception,
    made.element,
    'the days for which a person confirmed it.',
    'error',
    made.citation,
    concat(
        'Confirmed as not met by ', made.confirmed_by, ' on ', cast(made.confirmed_at as date), ': ', made.reason,
        ' What the law asks: ', made.requirement
    ),
    'open',
    null,
    null,
    null,
    null,
    1.0,
    answer.as_of,
    answer.file_name,
    answer.kind
from (
    select distinct confirmation_id, from_date, until_date from stored.confirmed_days where not is_met
) as day
join stored.confirmations as made using (confirmation_id)
join stored.contracts as contract on contract.contract_id = made.contract_id
join answer on answer.contract_id = made.contract_id and answer.exception = made.exception
left join denied on denied.contract_id = made.contract_id
left join stored.relationship_contracts as member on member.contract_id = made.contract_id
where answer.candidacy = 'presumed' or denied.contract_id is not null;
