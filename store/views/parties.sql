-- One row for each party of a contract.
create or replace view parties as
select
    contract_id,
    name,
    role,
    entity_kind,
    is_physician,
    page,
    quote,
    bbox,
    confidence,
    coalesce(corrected_fields, []) as corrected_fields,
    npi
from stored.parties;
