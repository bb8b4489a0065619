-- One row for each line of a claim.
create or replace view claims as
select
    claim,
    service_on,
    code,
    payer,
    paid,
    dhs_category,
    referred_by_npi,
    referred_by,
    performed_by_npi,
    performed_by,
    billed_by,
    claim_line,
    import.file_name,
    claims.line,
    claims.import_id
from stored.claims as claims
join stored.ledger_imports as import using (import_id)
where claims.import_id not in (select import_id from stored.ledger_withdrawals);
