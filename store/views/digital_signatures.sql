-- One row for each cryptographic signature of a contract's file, in a party's block or elsewhere.
create or replace view digital_signatures as
select contract_id, signer, signed_on, is_intact, changed_after_signing, is_trusted, page, quote, bbox, confidence
from stored.digital_signatures;
