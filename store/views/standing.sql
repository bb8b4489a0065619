-- Every id that an arrangement was ever known by: the contract that bears it, and the arrangement that contract is now part of, which is
-- another where the contract turned out to amend one. NULL where no contract in the folder stands for it any more.
create or replace view arrangement_ids as
with recursive changed as (
    select contract_id, contract_id as root_id from stored.contracts where amends_contract_id is null
    union
    select change.contract_id, changed.root_id
    from changed
    join stored.contracts as change on change.amends_contract_id = changed.contract_id
),
standing as (
    select known.arrangement_id, known.contract_id, root.arrangement_id as part_of
    from stored.arrangement_ids as known
    join stored.documents as document on document.document_id = known.document_id and document.superseded_by is null
    join changed using (contract_id)
    join stored.arrangement_ids as root on root.contract_id = changed.root_id
)
select
    known.arrangement_id,
    min(standing.part_of) as part_of,
    list(distinct known.contract_id order by known.contract_id) as contract_ids
from stored.arrangement_ids as known
left join standing on standing.arrangement_id = known.arrangement_id
group by known.arrangement_id;

-- What speaks against an arrangement, or leaves it open, under each exception it might rely on, and on which days: of its contract, and
-- of each amendment and renewal from its first day on. What the ledgers show is held against no day, as no row says how long it weighs.
-- What a person confirmed as met is in doubt no more on the days of that, and what was confirmed as not met fails on them; what the papers
-- show as failing no confirmation lifts.
-- Whoever asks about a few contracts alone sets the variable only_contracts to their ids first: the answers of all others then stay unread.
create or replace view arrangement_reasons as
with known_element as materialized (
    from stored.checked_elements
    where (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
known_exception as materialized (
    from exceptions
    where (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
root as (
    select
        known.arrangement_id,
        contract.contract_id,
        contract.document_role,
        coalesce(contract.effective_date, contract.agreement_date) as first_day
    from contracts as contract
    join stored.arrangement_ids as known using (contract_id)
    where contract.superseded_by is null and contract.document_role not in ('other', 'exhibit') and contract.amends_contract_id is null
        and (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
paper as materialized (
    select
        root.arrangement_id,
        root.contract_id as root_id,
        coalesce(held.stated_in_contract_id, root.contract_id) as paper_id,
        coalesce(held.stated_in_contract_id, root.contract_id) <> root.contract_id as is_change,
        greatest(held.from_date, root.first_day) as first_day,
        held.from_date is null and root.first_day is not null and held.stated_in_contract_id is not null as is_undated
    from root
    left join contracts_in_force as held using (contract_id)
),
signing as (
    select contract_id, max(signed_on) filter (status = 'signed') as last_signed from signatures group by contract_id
),
candidate as (
    select root.arrangement_id, answer.exception, answer.citation, answer.is_best
    from root
    join known_exception as answer using (contract_id)
    where answer.candidacy <> 'overlay'
),
confirmed as materialized (
    from stored.confirmed_days
    where (getvariable('only_contracts') is null or contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))
),
told as (
    select
        paper.*,
        candidate.exception,
        candidate.is_best as is_best_exception,
        element.element,
        element.status,
        element.checks,
        coalesce(element.citation, candidate.citation) as citation,
        coalesce(element.reason, 'How this paper stands to the exception was not looked at.') as reason,
        coalesce(element.position, 0) as position,
        element.page,
        element.quote
    from paper
    join candidate using (arrangement_id)
    left join known_element as element on element.contract_id = paper.paper_id and element.exception = candidate.exception
    left join known_element as begun
        -- One expression for both sides: by two conditions every row would be laid beside every other.
        on begun.contract_id = case when paper.is_change then paper.root_id end
        and begun.exception = candidate.exception
        and begun.element = element.element
        and begun.status = 'undetermined'
    -- What a person must confirm of the agreement anyway is not asked for again with each of its changes, until it was confirmed.
    where (element.status is null or element.status in ('not_satisfied', 'undetermined'))
        and not (
            begun.element is not null and element.status = 'undetermined' and element.decided_by = 'person'
            and not exists (
                select 1
                from confirmed
                where confirmed.contract_id = paper.root_id
                    and confirmed.exception = candidate.exception
                    and confirmed.element = element.element
                    and confirmed.is_met
            )
        )
),
found as (
    select
        told.paper_id,
        told.exception,
        told.element,
        bool_or(finding.relationship_id is not null) as rests_on_ledgers,
        bool_and(finding.status = 'waived' and decided.disposition in ('false_positive', 'remedied')) as is_put_aside,
        max(case when decided.disposition = 'remedied' then cast(decided.decided_at as date) end) as remedied_on,
        count(distinct finding.quote) as places
    from told
    join findings as finding
        on finding.contract_id = told.paper_id
        and list_contains(told.checks, finding.check_name)
        and finding.status <> 'resolved'
    left join dispositions as decided on decided.finding_id = finding.finding_id and decided.status = 'standing'
    where told.status = 'not_satisfied'
    group by all
),
held as (
    select
        told.*,
        found.* exclude (paper_id, exception, element),
        case
            when told.checks = ['signed-late'] then signing.last_signed
            when told.checks = ['effective-before-writing'] then contract.agreement_date
            when pay.is_replaced then cast(pay.until_date + interval 1 day as date)
        end as good_from,
        case when pay.contract_id is not null and pay.is_replaced is null then later.first_day end as open_from
    from told
    join stored.contracts as contract on contract.contract_id = told.paper_id
    left join found using (paper_id, exception, element)
    left join signing on signing.contract_id = told.paper_id
    left join compensation_in_force as pay
        on pay.contract_id = told.root_id
        and pay.stated_in_contract_id = told.paper_id
        and pay.page = told.page
        and pay.quote = told.quote
    left join (
        select root_id, min(first_day) as first_day from paper where is_change group by root_id
    ) as later on later.root_id = told.root_id
),
weighed as (
    select
        *,
        case
            when
                status is distinct from 'not_satisfied' or is_undated or coalesce(rests_on_ledgers, false)
                or (coalesce(is_put_aside, false) and remedied_on is null)
                then 'open'
            else 'fails'
        end as effect,
        -- The first day on which it fails no more for sure, or may not.
        least(good_from, open_from, case when is_put_aside then remedied_on end) as fails_until_before
    from held
),
weighing as materialized (
    select
        arrangement_id,
        exception,
        element,
        effect,
        first_day as from_date,
        case when effect = 'fails' then cast(fails_until_before - interval 1 day as date) end as until_date,
        citation,
        concat(
            reason,
            case
                when is_undated then ' From which day this change holds was not read.'
                when coalesce(rests_on_ledgers, false) then ' From which day, and how long, no ledger says.'
                when effect = 'open' and coalesce(is_put_aside, false) then ' A reviewer decided that this is wrong; no paper shows it met.'
                else ''
            end
        ) as reason,
        paper_id as contract_id,
        position,
        is_best_exception,
        coalesce(status = 'undetermined', false) as is_doubt
    from weighed
    where effect = 'open' or fails_until_before is null or first_day is null or fails_until_before > first_day
    union all
    -- After the days on which it surely failed: what a person put right, what another place repeats, what later pay may have replaced.
    select
        arrangement_id,
        exception,
        element,
        'open',
        fails_until_before,
        null,
        citation,
        concat(
            reason,
            case
                when is_put_aside and remedied_on = fails_until_before then ' A reviewer decided that it was put right; no paper shows that yet.'
                when places > 1 then ' It stands in several places, and whether all of them ended on that day was not read.'
                else ' Whether later pay took its place, a person must read.'
            end
        ),
        paper_id,
        position,
        is_best_exception,
        false
    from weighed
    where effect = 'fails' and fails_until_before is not null
        and (fails_until_before is distinct from good_from or places > 1 and not list_contains(['signed-late', 'effective-before-writing'], checks[1]))
    union all
    select
        root.arrangement_id,
        candidate.exception,
        null,
        'open',
        root.first_day,
        null,
        candidate.citation,
        'It amends or renews a contract that is not in the database.',
        root.contract_id,
        0,
        candidate.is_best,
        false
    from root
    join candidate using (arrangement_id)
    where root.document_role in ('amendment', 'renewal')
)
select arrangement_id, exception, element, effect, from_date, until_date, citation, reason, contract_id, position, is_best_exception
from weighing
where not is_doubt
    or not exists (
        select 1
        from confirmed
        where confirmed.contract_id = weighing.contract_id
            and confirmed.exception = weighing.exception
            and confirmed.element = weighing.element
    )
union all
-- A doubt on the days of which nothing was confirmed, or no more.
select
    weighing.arrangement_id,
    weighing.exception,
    weighing.element,
    weighing.effect,
    case
        when weighing.from_date is not null or confirmed.from_date > date '0001-01-01'
            then greatest(weighing.from_date, confirmed.from_date)
    end,
    confirmed.until_date,
    weighing.citation,
    concat(
        weighing.reason,
        case
            when confirmed.confirmation_id is null then ' Of these days nothing is confirmed.'
            else ' What was confirmed of these days holds no more; it must be confirmed anew.'
        end
    ),
    weighing.contract_id,
    weighing.position,
    weighing.is_best_exception
from weighing
join confirmed
    on confirmed.contract_id = weighing.contract_id
    and confirmed.exception = weighing.exception
    and confirmed.element = weighing.element
where weighing.is_doubt
    and confirmed.is_met is null
    and (weighing.from_date is null or confirmed.until_date is null or confirmed.until_date >= weighing.from_date)
union all
select
    paper.arrangement_id,
    confirmed.exception,
    confirmed.element,
    'fails',
    case when paper.first_day is not null or confirmed.from_date > date '0001-01-01' then greatest(paper.first_day, confirmed.from_date) end,
    confirmed.until_date,
    made.citation,
    concat('Confirmed as not met by ', made.confirmed_by, ' on ', cast(made.confirmed_at as date), ': ', made.reason),
    paper.paper_id,
    coalesce(element.position, 0),
    candidate.is_best
from paper
join confirmed on confirmed.contract_id = paper.paper_id and not confirmed.is_met
join stored.confirmations as made on made.confirmation_id = confirmed.confirmation_id
join candidate on candidate.arrangement_id = paper.arrangement_id and candidate.exception = confirmed.exception
left join known_element as element
    on element.contract_id = paper.paper_id and element.exception = confirmed.exception and element.element = confirmed.element
where (element.status is null or element.status <> 'not_satisfied')
    and (paper.first_day is null or confirmed.until_date is null or confirmed.until_date >= paper.first_day);
