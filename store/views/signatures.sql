-- One row for each signature block of a party, and one for a party that has none.
create or replace view signatures as
select
    contract_id,
    party_name,
    signatory_name,
    signatory_title,
    status,
    method,
    signed_on,
    page,
    quote,
    bbox,
    confidence,
    reason,
    other_signer,
    other_entity,
    envelope_id,
    coalesce(corrected_fields, []) as corrected_fields
from stored.signatures;
