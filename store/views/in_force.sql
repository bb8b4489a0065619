-- One row for each contract and each day on which its terms changed: those it began with, then those after each of its amendments
-- and renewals. What an amendment leaves unsaid stays as it was. A change whose day nobody knows comes last and has no from_date.
create or replace view contracts_in_force as
with recursive changes as (
    select contract_id, contract_id as stated_in_contract_id
    from stored.contracts
    where amends_contract_id is null and document_role not in ('amendment', 'renewal')
    union
    select changed.contract_id, change.contract_id
    from changes as changed
    join stored.contracts as change on change.amends_contract_id = changed.stated_in_contract_id
),
stated as (
    select
        changes.contract_id,
        changes.stated_in_contract_id,
        changes.stated_in_contract_id <> changes.contract_id as is_change,
        coalesce(contract.effective_date, contract.agreement_date) as from_date,
        contract.* exclude (contract_id, effective_date)
    from changes
    join stored.contracts as contract on contract.contract_id = changes.stated_in_contract_id
    join stored.documents as document using (document_id)
    where document.superseded_by is null
)
select
    contract_id,
    stated_in_contract_id,
    from_date,
    cast(lead(from_date) over later - interval 1 day as date) as until_date,
    last_value(expiration_date ignore nulls) over so_far as expiration_date,
    last_value(term_months ignore nulls) over so_far as term_months,
    last_value(renewal_kind ignore nulls) over so_far as renewal_kind,
    last_value(renewal_months ignore nulls) over so_far as renewal_months,
    last_value(termination_notice_days ignore nulls) over so_far as termination_notice_days
from stated
window
    later as (partition by contract_id order by is_change, from_date nulls last, stated_in_contract_id),
    so_far as (
        partition by contract_id order by is_change, from_date nulls last, stated_in_contract_id
        rows between unbounded preceding and current row
    );

-- One row for each component of a contract's pay formula, its own and those of its amendments, with the days in which it holds.
-- Pay of the same kind and unit that a later amendment states takes its place, and so does any pay of one whose words replace the
-- former; pay of another kind leaves it open whether it goes on. As checks/amendments.py has it for the findings.
create or replace view compensation_in_force as
with stated as (
    select
        in_force.contract_id,
        in_force.stated_in_contract_id,
        component.* exclude (contract_id),
        in_force.from_date,
        exists (
            select 1 from stored.provisions as said
            where said.contract_id = in_force.stated_in_contract_id and said.kind = 'pay_replaced'
        ) as replaces
    from contracts_in_force as in_force
    join compensation as component on component.contract_id = in_force.stated_in_contract_id
),
followed as (
    select
        earlier.contract_id,
        earlier.stated_in_contract_id,
        earlier.component,
        min(later.from_date) filter (
            later.replaces or (later.kind = earlier.kind and later.unit is not distinct from earlier.unit)
        ) as replaced_from,
        count(later.component) filter (later.kind <> earlier.kind or later.unit is distinct from earlier.unit)
            > 0 as may_be_replaced
    from stated as earlier
    left join stated as later
        on later.contract_id = earlier.contract_id
        and later.stated_in_contract_id <> earlier.stated_in_contract_id
        and later.stated_in_contract_id <> later.contract_id
        and (earlier.stated_in_contract_id = earlier.contract_id or later.from_date > earlier.from_date)
    group by all
)
select
    stated.contract_id,
    stated.stated_in_contract_id,
    stated.component,
    stated.from_date,
    cast(followed.replaced_from - interval 1 day as date) as until_date,
    case when followed.replaced_from is not null then true when not followed.may_be_replaced then false end as is_replaced,
    stated.kind,
    stated.amount,
    stated.currency,
    stated.period,
    stated.unit,
    stated.percent,
    stated.base,
    stated.payer,
    stated.payee,
    stated.dhs_linked,
    stated.page,
    stated.quote,
    stated.bbox,
    stated.confidence
from stated
join followed using (contract_id, stated_in_contract_id, component);
