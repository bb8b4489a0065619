-- The days of each arrangement, cut wherever something changes: whether it was compliant then, or not, or cannot be told, and why. One
-- exception is enough, and wants all its elements; none is left only when every one fails. The first row has no from_date and the last
-- no until_date, so that each day is in one row.
create or replace view arrangement_periods as
with reason as materialized (from arrangement_reasons),
known_exception as materialized (
    from exceptions
    where (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
looked_at as (
    select contract_id, as_of from stored.answers join stored.runs using (run_id)
    where (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
root as (
    select
        known.arrangement_id,
        contract.contract_id,
        coalesce(contract.effective_date, contract.agreement_date) as first_day,
        contract.expiration_date,
        contract.renewal_kind,
        looked_at.as_of
    from contracts as contract
    join stored.arrangement_ids as known using (contract_id)
    left join looked_at using (contract_id)
    where contract.superseded_by is null and contract.document_role not in ('other', 'exhibit') and contract.amends_contract_id is null
        and (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
-- What people confirmed, of the agreement and of what changes it, and what they said.
confirmed as materialized (
    select distinct
        root.arrangement_id,
        day.exception,
        day.from_date,
        day.until_date,
        made.is_met,
        concat(
            replace(made.citation, '42 CFR ', ''), ': ', replace(made.element, '-', ' '), ' ', case when made.is_met then 'met' else 'not met' end,
            ', confirmed by ',
            made.confirmed_by, ' on ', cast(made.confirmed_at as date), ': ', made.reason
        ) as said
    from root
    join (
        select contract_id as root_id, coalesce(stated_in_contract_id, contract_id) as contract_id from contracts_in_force
        union
        select contract_id, contract_id from root
    ) as paper on paper.root_id = root.contract_id
    join stored.confirmed_days as day on day.contract_id = paper.contract_id and day.is_met is not null
    join stored.confirmations as made on made.confirmation_id = day.confirmation_id
),
-- The end as the papers that had begun by each day state it: what a later one adds fills no gap before it.
term as (
    select
        root.arrangement_id,
        coalesce(held.from_date, root.first_day) as from_date,
        held.until_date,
        coalesce(held.expiration_date, root.expiration_date) as last_day,
        coalesce(held.renewal_kind, root.renewal_kind, '') as renewal_kind
    from root
    left join contracts_in_force as held
        on held.contract_id = root.contract_id and (held.from_date is not null or held.stated_in_contract_id = root.contract_id)
),
edge as (
    select arrangement_id, first_day as day from root
    union
    select arrangement_id, from_date from term
    union
    select arrangement_id, cast(last_day + interval 1 day as date) from term
    union
    select arrangement_id, cast(as_of + interval 1 day as date) from root
    union
    select arrangement_id, from_date from reason
    union
    select arrangement_id, cast(until_date + interval 1 day as date) from reason
    union
    select arrangement_id, from_date from confirmed where from_date > date '0001-01-01'
    union
    select arrangement_id, cast(until_date + interval 1 day as date) from confirmed
    union
    select arrangement_id, null from root
),
stretch as (
    select
        arrangement_id,
        day as from_date,
        cast(lead(day) over (partition by arrangement_id order by day nulls first) - interval 1 day as date) as until_date
    from edge
),
gated as (
    select
        root.*,
        stretch.from_date,
        stretch.until_date,
        case
            when root.first_day is null then 'On which day it begins was not read.'
            when stretch.from_date is null or stretch.from_date < root.first_day
                then concat('It begins on ', root.first_day, '; of earlier days it says nothing.')
            when root.as_of is null then 'No check has looked at it; run `starkcheck check`.'
            when stretch.from_date > term.last_day and term.renewal_kind not in ('automatic', 'month_to_month', 'indefinite')
                then concat(
                    'Its term ended on ', term.last_day, ', and no paper shows ',
                    case when term.renewal_kind = 'optional' then 'that the option to renew was used.' else 'a renewal.' end,
                    ' Whether it goes on, and on the same terms, a person must say.'
                )
            when stretch.from_date > root.as_of
                then concat('It was last looked at as of ', root.as_of, '; run `starkcheck check --as-of` a later day.')
        end as gate
    from stretch
    join root using (arrangement_id)
    left join term
        on term.arrangement_id = stretch.arrangement_id
        and stretch.from_date >= term.from_date
        and stretch.from_date <= coalesce(term.until_date, date '9999-12-31')
),
judged as (
    select
        gated.arrangement_id,
        gated.from_date,
        answer.exception,
        answer.citation,
        answer.is_best,
        count(*) filter (reason.effect = 'fails') as failing,
        count(*) filter (reason.effect = 'open') as open,
        list(concat(replace(reason.citation, '42 CFR ', ''), ': ', reason.reason) order by reason.position, reason.reason)
            filter (reason.effect = 'fails') as failures,
        list(concat(replace(reason.citation, '42 CFR ', ''), ': ', reason.reason) order by reason.position, reason.reason)
            filter (reason.effect = 'open') as doubts
    from gated
    join known_exception as answer on answer.contract_id = gated.contract_id and answer.candidacy <> 'overlay'
    left join reason
        on reason.arrangement_id = gated.arrangement_id
        and reason.exception = answer.exception
        and gated.from_date >= reason.from_date
        -- With an "or" every stretch would be laid beside every reason.
        and gated.from_date <= coalesce(reason.until_date, date '9999-12-31')
    where gated.gate is null
    group by all
),
best as (
    select *
    from judged
    qualify row_number() over (
        partition by arrangement_id, from_date
        order by failing > 0, open > 0, failing, is_best desc, open, exception
    ) = 1
),
vouched as (
    select best.arrangement_id, best.from_date, list(distinct confirmed.said order by confirmed.said) as confirmed
    from best
    join confirmed
        on confirmed.arrangement_id = best.arrangement_id
        and (confirmed.exception = best.exception or not confirmed.is_met)
        and confirmed.from_date <= best.from_date
        and (confirmed.until_date is null or confirmed.until_date >= best.from_date)
    group by all
),
said as (
    select
        gated.arrangement_id,
        gated.from_date,
        gated.until_date,
        case
            when gated.gate is not null or best.exception is null then 'undetermined'
            when best.failing > 0 then 'not_compliant'
            when best.open > 0 then 'undetermined'
            else 'compliant'
        end as status,
        best.exception,
        best.citation,
        case
            when gated.gate is not null then [gated.gate]
            when best.exception is null then ['No exception that it might rely on is known here.']
            when best.failing > 0 then best.failures
            else coalesce(best.doubts, [])
        end as reasons,
        gated.as_of,
        coalesce(vouched.confirmed, []) as confirmed
    from gated
    left join best on best.arrangement_id = gated.arrangement_id and best.from_date = gated.from_date
    left join vouched on vouched.arrangement_id = gated.arrangement_id and vouched.from_date = gated.from_date
),
numbered as (
    select
        *,
        count(*) filter (is_other) over (partition by arrangement_id order by from_date nulls first) as number
    from (
        select
            *,
            (status, exception, reasons, confirmed) is distinct from lag((status, exception, reasons, confirmed)) over (
                partition by arrangement_id order by from_date nulls first
            ) as is_other
        from said
    )
)
select
    arrangement_id,
    case when bool_or(from_date is null) then null else min(from_date) end as from_date,
    case when bool_or(until_date is null) then null else max(until_date) end as until_date,
    any_value(status) as status,
    any_value(exception) as exception,
    any_value(citation) as citation,
    any_value(reasons) as reasons,
    any_value(as_of) as as_of,
    any_value(confirmed) as confirmed
from numbered
group by arrangement_id, number;

-- Each arrangement in the folder without its days, which take long to reckon where there are many.
create or replace view stored.listed_arrangements as
select known.arrangement_id, listed.*
from (
    select
        contract_id,
        string_agg(distinct entity, '; ' order by entity) as entity,
        string_agg(distinct physician, '; ' order by physician) as physician,
        coalesce(list(distinct relationship_id order by relationship_id) filter (relationship_id is not null), []) as relationship_ids,
        any_value(columns(* exclude (contract_id, entity, physician, relationship_id, in_force_today)))
    from master_list
    group by contract_id
) as listed
join stored.arrangement_ids as known using (contract_id);

-- One row for each arrangement in the folder: the agreement with its amendments and renewals, by the id that other systems know it by,
-- and how it stood on the day on which it was last looked at.
create or replace view arrangements as
select
    listed.arrangement_id,
    listed.contract_id,
    listed.entity,
    listed.physician,
    listed.relationship_ids,
    listed.file_name,
    listed.title,
    listed.kind,
    listed.document_role,
    listed.first_day,
    listed.last_day,
    listed.renewal_kind,
    listed.pay,
    listed.amended_by,
    coalesce(period.status, 'undetermined') as status,
    period.exception,
    period.citation,
    coalesce(period.reasons, []) as reasons,
    period.as_of,
    coalesce(period.confirmed, []) as confirmed
from stored.listed_arrangements as listed
left join arrangement_periods as period
    on period.arrangement_id = listed.arrangement_id
    and (period.from_date is null or period.from_date <= coalesce(period.as_of, date '0001-01-01'))
    and (period.until_date is null or period.until_date >= coalesce(period.as_of, date '0001-01-01'));
