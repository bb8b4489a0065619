-- One row for each component of the pay formula; dhs_linked is NULL where the words leave it open.
create or replace view compensation as
select
    contract_id,
    component,
    kind,
    amount,
    currency,
    period,
    unit,
    percent,
    base,
    cap_amount,
    cap_period,
    payer,
    payee,
    personally_performed,
    case dhs_link when 'linked' then true when 'not_linked' then false end as dhs_linked,
    dhs_categories,
    page,
    quote,
    bbox,
    confidence,
    dhs_link,
    dhs_reason,
    coalesce(corrected_fields, []) as corrected_fields
from stored.compensation;
