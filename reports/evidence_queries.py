"""The questions that an evidence pack asks of the database's views."""

from __future__ import annotations

from typing import Final

PAPERS: Final = """
with own as (select unnest(contract_ids) as contract_id from arrangement_ids where arrangement_id = $id),
root as (
    select contract_id from own join contracts using (contract_id)
    where superseded_by is null and amends_contract_id is null and document_role not in ('other', 'exhibit')
),
paper as (
    select contract_id, true as is_root from root
    union
    select stated_in_contract_id, false from contracts_in_force join root using (contract_id)
    where stated_in_contract_id <> contract_id
)
select
    contract_id, document_id, contract.file_name, document.path, contract.title, contract.document_role, first_page,
    last_page, agreement_date, effective_date, is_root
from (select contract_id, bool_or(is_root) as is_root from paper group by contract_id) as paper
join contracts as contract using (contract_id)
join documents as document using (document_id)
order by is_root desc, coalesce(effective_date, agreement_date) nulls last, contract.file_name, first_page
"""
_OWN: Final = "contract_id in (select unnest(string_split($papers, ',')))"
PERIODS: Final = """
select from_date, until_date, status, reasons, confirmed from arrangement_periods where arrangement_id = $id
order by from_date nulls first
"""
EXCEPTIONS: Final = """
select title, citation, status, is_best, path from exceptions
where contract_id = $root and candidacy <> 'overlay' order by is_best desc, citation
"""
ELEMENTS: Final = f"""
select
    element.contract_id, element.element, element.citation, element.status, element.decided_by, element.requirement,
    element.reason, element.look_for, element.page, element.quote, element.bbox, answer.title as exception_title
from elements as element
join exceptions as answer using (contract_id, exception)
where element.is_best and element.{_OWN}
order by element.contract_id, element.position
"""  # noqa: S608 - no text from outside
# A figure without the zeros that its column adds.
_SHORT: Final = r"regexp_replace(regexp_replace(cast({} as varchar), '(\.\d*?)0+$', '\1'), '\.$', '')"
RELIED_ON: Final = f"""
select
    contract_id, 'term' as source,
    case field
        when 'term_months' then 'length' when 'renewal_months' then 'length of one renewal'
        when 'termination_notice_days' then 'notice of termination' else replace(field, '_', ' ')
    end as name,
    case
        when field in ('kind', 'renewal_kind') then replace(value, '_', ' ')
        when field in ('term_months', 'renewal_months') then concat({_SHORT.format("value")}, ' months')
        when field = 'termination_notice_days' then concat(value, ' days')
        else value
    end as value,
    page, quote, bbox, reason
from facts where {_OWN}
union all
select contract_id, 'party', replace(role, '_', ' '), name, page, quote, bbox, null from parties where {_OWN}
union all
select
    contract_id, 'signature', coalesce(party_name, signatory_name, 'no party named'),
    concat_ws(', ', status, nullif(method, 'none'), signed_on), page, quote, bbox, reason
from signatures where {_OWN}
union all
select
    contract_id, 'digital signature', signer,
    concat(case when is_intact then 'intact' else 'broken' end, coalesce(', ' || cast(signed_on as varchar), '')),
    page, quote, bbox, null
from digital_signatures where {_OWN}
union all
select
    contract_id, 'pay', concat('component ', component),
    concat_ws(' ',
        case
            when amount is not null and currency = 'USD' then format('${{:,.2f}}', cast(amount as double))
            when amount is not null then concat(currency, ' ', format('{{:,.2f}}', cast(amount as double)))
        end,
        case when percent is not null then concat({_SHORT.format("percent")}, '%', ' of ' || base) end,
        case when period is not null then concat('per ', period) end,
        case when unit is not null then concat('per ', unit) end),
    page, quote, bbox, dhs_reason
from compensation where {_OWN}
union all
select
    contract_id, 'clause', replace(kind, '_', ' '),
    nullif(concat_ws(', ', subject, {_SHORT.format("quantity")} || case
        when kind in ('pay_rises_yearly', 'pay_may_rise') then ' percent' else '' end), ''),
    page, quote, bbox, null
from provisions where {_OWN}
union all
select
    contract_id, 'element', concat(replace(element, '-', ' '), ' (', citation, ')'), replace(status, '_', ' '),
    page, quote, bbox, null
from elements where is_best and page is not null and {_OWN}
union all
select contract_id, 'finding', check_name, message, page, quote, bbox, null
from findings where status <> 'resolved' and page is not null and {_OWN}
order by all
"""  # noqa: S608 - no text from outside
SIGNATURES: Final = f"""
select
    contract_id, party_name, signatory_name, signatory_title, status, method, signed_on, reason, page, bbox
from signatures where {_OWN}
order by contract_id, page nulls last, bbox, party_name, signatory_name
"""  # noqa: S608 - no text from outside
FINDINGS: Final = f"""
select
    finding.contract_id, finding.finding_id, finding.severity, finding.check_name, finding.citation, finding.message,
    finding.remedy, finding.status,
    case when made.disposition_id is not null then concat(
        replace(made.disposition, '_', ' '), ' by ', made.decided_by, ' on ', cast(made.decided_at as date),
        ': ', made.reason,
        case when made.status <> 'standing' then concat(' (', made.status, ')') else '' end
    ) end as decision
from findings as finding
left join dispositions as made
    on made.finding_id = finding.finding_id and made.status in ('standing', 'expired', 'outdated')
where finding.status <> 'resolved' and finding.{_OWN}
order by list_position(['error', 'warning', 'notice'], finding.severity), finding.check_name, finding.finding_id
"""  # noqa: S608 - no text from outside
ACTS: Final = f"""
with own as (select unnest(string_split($papers, ',')) as contract_id)
select
    concat('correction ', correction_id) as subject, corrected_at as done_at, corrected_by as person,
    concat(field, coalesce(' of ' || subject, ''), ': ', coalesce(value_before, 'unknown'), ' became ',
        coalesce(value, 'unknown')) as what,
    reason as why, status, null as document_name, null as document_sha256
from corrections where {_OWN}
union all
select
    concat('disposition ', disposition_id), decided_at, decided_by,
    concat(check_name, ': ', replace(disposition, '_', ' '), coalesce(' until ' || until, '')), reason, status,
    null, null
from dispositions where {_OWN}
union all
select
    concat('confirmation ', confirmation_id), confirmed_at, confirmed_by,
    concat(replace(element, '-', ' '), ' (', citation, '): ', replace(confirmation, '_', ' '), ', ',
        coalesce('from ' || from_date || ' ', ''), 'until ', until_date),
    reason, concat(status, coalesce(': ' || outdated_because, '')), document_name, document_sha256
from confirmations
where contract_id in (from own) or list_has_any(contract_ids, (select list(contract_id) from own))
order by done_at, subject
"""  # noqa: S608 - no text from outside
AUDIT: Final = f"""
with reading as (
    select run_id from documents where document_id in (select document_id from contracts where {_OWN})
    union
    select first_seen_run from findings where {_OWN}
    union
    select last_seen_run from findings where {_OWN}
    union
    (select run_id from runs order by started_at desc limit 1)
)
select number, recorded_at, actor, action, subject, hash from audit_log
where subject in (select concat('run ', run_id) from reading)
    or subject in (select unnest(string_split($subjects, ',')))
    or action in ('ledger_imported', 'ledger_withdrawn', 'log_interrupted')
order by number
"""  # noqa: S608 - no text from outside
HEAD: Final = "select number, recorded_at, actor, action, subject, hash from audit_log order by number desc limit 1"
SIDES: Final = f"""
select distinct entity, physician from relationships
where relationship_id in (select relationship_id from relationship_contracts where {_OWN})
"""  # noqa: S608 - no text from outside
PAYMENTS: Final = """
select paid_on, payer, payee, amount, period_from, period_until, contract, purpose,
    concat(file_name, ' line ', line) as place
from payments order by paid_on, place
"""
OPINIONS: Final = """
select
    entity, physician, contract, subject, low, high, unit, opinion_on, valid_until, appraiser,
    concat(file_name, ' line ', line) as place
from fmv_opinions order by opinion_on, place
"""
IMPORTED: Final = "select distinct kind from ledger_imports where status = 'standing' order by kind"
