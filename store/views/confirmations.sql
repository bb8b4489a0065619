-- What of a paper a confirmation is bound to beside the element itself: its days, its pay and its parties, as corrected.
create or replace view stored.confirmed_terms as
select
    contract.contract_id,
    concat_ws(' ', contract.agreement_date, contract.effective_date, contract.expiration_date) as days,
    coalesce(paid.pay, '') as pay,
    coalesce(bound.parties, '') as parties
from stored.contracts as contract
left join (
    select
        contract_id,
        string_agg(
            concat_ws(' ', kind, amount, currency, period, lower(unit), percent, cap_amount, cap_period), '; '
            order by kind, amount, period, lower(unit), percent, component
        ) as pay
    from stored.compensation
    group by contract_id
) as paid using (contract_id)
left join (
    select contract_id, string_agg(name, ' ' order by name) as parties
    from (
        select distinct contract_id, array_to_string(regexp_extract_all(lower(name), '[\p{L}\p{N}]+'), '') as name
        from stored.parties
    )
    group by contract_id
) as bound using (contract_id);

-- Each paper that a confirmation covers, as it was and as it is.
create or replace view stored.confirmed_papers as
with paper as (
    select
        made.confirmation_id,
        made.exception,
        made.element,
        made.is_met,
        made.citation,
        made.from_date,
        made.until_date,
        made.as_of,
        unnest(from_json(made.papers, '[{
            "contract_id": "VARCHAR", "status": "VARCHAR", "reason": "VARCHAR", "quote": "VARCHAR",
            "days": "VARCHAR", "pay": "VARCHAR", "parties": "VARCHAR"
        }]')) as was
    from stored.confirmations as made
    left join stored.confirmation_withdrawals as withdrawal using (confirmation_id)
    left join stored.ledger_withdrawals as taken_back using (import_id)
    where withdrawal.confirmation_id is null and taken_back.import_id is null
)
select
    paper.confirmation_id,
    paper.was.contract_id as contract_id,
    paper.exception,
    paper.element,
    paper.is_met,
    paper.from_date,
    paper.until_date,
    -- Compared as with dispositions: letters, digits and figures alone, for a check may be worded anew.
    case
        when document.document_id is null then 'Its file was replaced by another, or is read otherwise.'
        when now.element is null then 'The contract is no longer judged by this element.'
        when now.status <> paper.was.status
            then concat(
                'The check found it ', replace(paper.was.status, '_', ' '), ' then, and finds it ', replace(now.status, '_', ' '), ' now.'
            )
        when now.citation <> paper.citation then concat('The law was ', paper.citation, ', and is now ', now.citation, '.')
        when regexp_extract_all(lower(coalesce(now.quote, '')), '[\p{L}\p{N}]+')
            <> regexp_extract_all(lower(coalesce(paper.was.quote, '')), '[\p{L}\p{N}]+')
            then 'The words it rests on are others now.'
        when list_sort(regexp_extract_all(
            regexp_replace(replace(now.reason, cast(now.as_of as varchar), ''), '\d+ (CFR|USC) [\d.]+(\(\w+\))*', '', 'g'),
            '\d[\d.,/-]*\d|\d'
        )) <> list_sort(regexp_extract_all(
            regexp_replace(replace(paper.was.reason, cast(paper.as_of as varchar), ''), '\d+ (CFR|USC) [\d.]+(\(\w+\))*', '', 'g'),
            '\d[\d.,/-]*\d|\d'
        ))
            then 'The figures in what the check says of it are others now.'
        when terms.pay <> paper.was.pay then 'The contract states other pay now.'
        when terms.days <> paper.was.days then 'The contract has other days now.'
        when terms.parties <> paper.was.parties then 'The contract has other parties now.'
    end as outdated_because
from paper
left join stored.contracts as contract on contract.contract_id = paper.was.contract_id
left join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
left join stored.checked_of_confirmed as now
    on now.contract_id = paper.was.contract_id and now.exception = paper.exception and now.element = paper.element
left join stored.confirmed_terms as terms on terms.contract_id = paper.was.contract_id;

-- Every day of each element that was ever confirmed of a paper, in stretches: the newest confirmation of these days, and what it says.
-- is_met is NULL where none was made, or the newest covers the paper no more as it is.
create or replace view stored.confirmed_days as
with known as materialized (
    select
        confirmation_id,
        contract_id,
        exception,
        element,
        is_met,
        coalesce(from_date, date '0001-01-01') as first_day,
        until_date,
        max(outdated_because is not null) over (partition by confirmation_id) as is_outdated
    from stored.confirmed_papers
),
edge as (
    select contract_id, exception, element, first_day as day from known
    union
    select contract_id, exception, element, cast(until_date + interval 1 day as date) from known
    union
    select contract_id, exception, element, date '0001-01-01' from known
),
stretch as (
    select
        *,
        cast(lead(day) over (partition by contract_id, exception, element order by day) - interval 1 day as date) as until_date
    from edge
),
decided as (
    select
        stretch.contract_id,
        stretch.exception,
        stretch.element,
        stretch.day as from_date,
        stretch.until_date,
        max(known.confirmation_id) as confirmation_id,
        case when arg_max(known.is_outdated, known.confirmation_id) then null else arg_max(known.is_met, known.confirmation_id) end as is_met
    from stretch
    left join known
        on known.contract_id = stretch.contract_id
        and known.exception = stretch.exception
        and known.element = stretch.element
        and known.first_day <= stretch.day
        and known.until_date >= stretch.day
    group by all
),
numbered as (
    select
        *,
        count(*) filter (is_other) over (partition by contract_id, exception, element order by from_date) as number
    from (
        select
            *,
            confirmation_id is distinct from lag(confirmation_id) over (
                partition by contract_id, exception, element order by from_date
            ) as is_other
        from decided
    )
)
select
    contract_id,
    exception,
    element,
    min(from_date) as from_date,
    case when bool_or(until_date is null) then null else max(until_date) end as until_date,
    any_value(confirmation_id) as confirmation_id,
    any_value(is_met) as is_met
from numbered
group by contract_id, exception, element, number;

-- One row for each confirmation that a person made, standing or not; none is ever deleted.
create or replace view confirmations as
with compared as (
    select confirmation_id, min(outdated_because) as outdated_because from stored.confirmed_papers group by confirmation_id
),
last_looked_at as (
    select contract_id, run.as_of from stored.answers join stored.runs as run using (run_id)
),
overtaken as (
    select
        older.confirmation_id,
        min(newer.confirmation_id) as superseded_by
    from stored.confirmations as older
    join stored.confirmations as newer
        on newer.confirmation_id > older.confirmation_id
        and newer.contract_id = older.contract_id
        and newer.exception = older.exception
        and newer.element = older.element
        and coalesce(newer.from_date, date '0001-01-01') <= coalesce(older.from_date, date '0001-01-01')
        and newer.until_date >= older.until_date
    join compared on compared.confirmation_id = newer.confirmation_id
    group by older.confirmation_id
)
select
    made.confirmation_id,
    made.arrangement_id,
    made.contract_id,
    document.file_name,
    made.exception,
    made.element,
    case when made.is_met then 'met' else 'not_met' end as confirmation,
    made.reason,
    made.confirmed_by,
    made.confirmed_at,
    made.from_date,
    made.until_date,
    case
        when compared.confirmation_id is null then 'withdrawn'
        when overtaken.confirmation_id is not null then 'superseded'
        when compared.outdated_because is not null then 'outdated'
        when made.until_date < looked.as_of then 'expired'
        else 'standing'
    end as status,
    compared.outdated_because,
    overtaken.superseded_by,
    coalesce(withdrawal.withdrawn_by, taken_back.withdrawn_by) as withdrawn_by,
    coalesce(withdrawal.withdrawn_at, taken_back.withdrawn_at) as withdrawn_at,
    coalesce(withdrawal.reason, taken_back.reason) as withdrawal_reason,
    made.document_name,
    made.document_sha256,
    made.citation,
    made.requirement,
    made.as_of,
    list_transform(from_json(made.papers, '[{"contract_id": "VARCHAR"}]'), lambda paper: paper.contract_id) as contract_ids,
    made.import_id,
    made.line
from stored.confirmations as made
left join stored.documents as document using (document_id)
left join compared on compared.confirmation_id = made.confirmation_id
left join overtaken on overtaken.confirmation_id = made.confirmation_id
left join last_looked_at as looked on looked.contract_id = made.contract_id
left join stored.confirmation_withdrawals as withdrawal on withdrawal.confirmation_id = made.confirmation_id
left join stored.ledger_withdrawals as taken_back on taken_back.import_id = made.import_id;

-- The elements as of the day they were last looked at that a confirmation decides, or decided and does no more.
create or replace view stored.confirmed_elements as
with ever as (
    select contract_id, exception, element, max(confirmation_id) as confirmation_id
    from stored.confirmed_papers
    group by contract_id, exception, element
)
select
    day.contract_id,
    day.exception,
    day.element,
    checked.status as checked_status,
    checked.decided_by as checked_by,
    case when checked.status <> 'not_satisfied' then day.is_met end as is_met,
    newest.confirmation_id,
    newest.confirmed_by,
    newest.confirmed_at,
    newest.confirmation,
    newest.reason,
    newest.status,
    newest.outdated_because,
    newest.from_date as confirmed_from,
    newest.until_date as confirmed_until,
    day.from_date as stretch_from,
    day.until_date as stretch_until
from stored.confirmed_days as day
join stored.checked_of_confirmed as checked using (contract_id, exception, element)
join ever using (contract_id, exception, element)
join main.confirmations as newest on newest.confirmation_id = coalesce(day.confirmation_id, ever.confirmation_id)
where day.from_date <= checked.as_of and (day.until_date is null or day.until_date >= checked.as_of);

-- The exceptions of the contracts that anything was ever confirmed of, judged anew with that. Which is best is weighed anew as well: one
-- that is met comes first, one that a person says is not met behind the others.
create or replace view stored.exceptions_of_confirmed as
with given as materialized (from stored.confirmed_elements),
narrowed as materialized (
    select contract_id, run_id, record from stored.answers where contract_id in (select contract_id from given)
),
answered as (
    select
        contract_id,
        run_id,
        unnest(from_json(record, '[{
            "exception": "VARCHAR", "candidacy": "VARCHAR", "status": "VARCHAR", "is_best": "BOOLEAN",
            "elements": [{"status": "VARCHAR", "decided_by": "VARCHAR"}]
        }]')) as answer
    from narrowed
),
confirmed as (
    select
        contract_id,
        exception,
        count(*) filter (is_met) as met,
        count(*) filter (not is_met) as not_met,
        count(*) filter (checked_status = 'satisfied') as from_met,
        count(*) filter (checked_status = 'undetermined' and checked_by = 'rule') as from_doubt,
        count(*) filter (checked_status = 'undetermined' and checked_by = 'person') as from_untested
    from given
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
)
select
    judged.contract_id,
    judged.answer.exception as exception,
    judged.answer.candidacy as candidacy,
    judged.status,
    judged.answer.candidacy <> 'overlay' and row_number() over (
        partition by judged.contract_id
        order by
            judged.answer.candidacy = 'overlay', judged.status = 'satisfied' desc, not_met > 0, judged.answer.is_best desc, failing,
            judged.answer.exception
    ) = 1 as is_best,
    cast(satisfied as integer) as satisfied_count,
    cast(failing as integer) as not_satisfied_count,
    cast(in_doubt as integer) as in_doubt_count,
    cast(untested as integer) as untested_count,
    met,
    not_met,
    run.as_of,
    document.file_name,
    contract.kind
from judged
join stored.contracts as contract using (contract_id)
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
join stored.runs as run on run.run_id = judged.run_id;
