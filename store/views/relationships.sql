-- One row for each entity and physician that contracts, or a ledger, show to have dealings; as of the last check.
create or replace view relationships as
with member as (
    select relationship_id, contract.*
    from stored.relationship_contracts
    join stored.contracts as contract using (contract_id)
    join stored.documents as document using (document_id)
    where document.superseded_by is null
)
select
    named.relationship_id,
    named.entity,
    named.physician,
    cast(count(member.contract_id) as integer) as contract_count,
    cast(count(member.contract_id) filter (member.amends_contract_id is null) as integer) as agreement_count,
    min(coalesce(member.effective_date, member.agreement_date)) as first_day,
    case when bool_and(member.expiration_date is not null) filter (member.document_role = 'agreement') then max(member.expiration_date) end
        as last_day,
    coalesce(list(distinct member.kind order by member.kind) filter (member.kind is not null), []) as kinds
from stored.relationships as named
left join member using (relationship_id)
group by named.relationship_id, named.entity, named.physician;

-- One row for each contract of each relationship; a contract with several physicians is in several.
create or replace view relationship_contracts as
select
    member.relationship_id,
    member.contract_id,
    document.file_name,
    contract.title,
    contract.kind,
    contract.document_role
from stored.relationship_contracts as member
join stored.contracts as contract using (contract_id)
join stored.documents as document using (document_id)
where document.superseded_by is null;

-- One row for each decision that a person made on relationships, standing or taken back; none is ever deleted.
create or replace view relationship_decisions as
select
    decision.decision_id,
    decision.decision,
    decision.relationship_ids,
    decision.contract_ids,
    decision.reason,
    decision.decided_by,
    decision.decided_at,
    case when withdrawal.decision_id is null then 'standing' else 'withdrawn' end as status,
    withdrawal.withdrawn_by,
    withdrawal.withdrawn_at,
    withdrawal.reason as withdrawal_reason
from stored.relationship_decisions as decision
left join stored.relationship_withdrawals as withdrawal using (decision_id);

-- The list of contracts by entity and physician: one row for each agreement of a relationship, its amendments and renewals taken in.
-- Contracts whose two sides could not be told stand in it with neither.
create or replace view master_list as
with latest as (
    select contract_id, expiration_date, renewal_kind
    from contracts_in_force
    qualify row_number() over (partition by contract_id order by until_date desc nulls first, from_date desc nulls last) = 1
),
pay as (
    select
        contract_id,
        string_agg(
            concat_ws(
                ' ',
                case when amount is not null then concat(currency, ' ', format('{:,.2f}', amount::double)) end,
                case when percent is not null then concat(rtrim(rtrim(cast(percent as varchar), '0'), '.'), '% of ', coalesce(base, 'a base unread')) end,
                case when unit is not null then concat('per ', replace(unit, '_', ' ')) end,
                case when period = 'once' then 'once' when period is not null then concat('a ', period) end,
                case when amount is null and percent is null then replace(kind, '_', ' ') end
            ),
            '; ' order by component
        ) as pay
    from compensation
    group by contract_id
),
changed as (
    select amends_contract_id as contract_id, list(contract_id order by effective_date nulls last, contract_id) as amended_by
    from contracts
    where amends_contract_id is not null and superseded_by is null
    group by amends_contract_id
)
select
    member.relationship_id,
    named.entity,
    named.physician,
    contract.contract_id,
    contract.file_name,
    contract.title,
    contract.kind,
    contract.document_role,
    coalesce(contract.effective_date, contract.agreement_date) as first_day,
    latest.expiration_date as last_day,
    latest.renewal_kind,
    pay.pay,
    coalesce(changed.amended_by, []) as amended_by,
    case
        when coalesce(contract.effective_date, contract.agreement_date) > current_date then false
        when latest.expiration_date >= current_date then true
        when latest.renewal_kind in ('automatic', 'month_to_month', 'indefinite') then true
        when latest.expiration_date is not null and latest.renewal_kind = 'none' then false
    end as in_force_today
from contracts as contract
left join stored.relationship_contracts as member using (contract_id)
left join stored.relationships as named on named.relationship_id = member.relationship_id
left join latest on latest.contract_id = contract.contract_id
left join pay on pay.contract_id = contract.contract_id
left join changed on changed.contract_id = contract.contract_id
where
    contract.superseded_by is null
    and contract.document_role not in ('other', 'exhibit')
    and contract.amends_contract_id is null;
