-- One row for each instrument found in a document; page, quote, bbox and confidence are those of its kind.
create or replace view contracts as
select
    contract.contract_id,
    contract.document_id,
    document.file_name,
    contract.title,
    contract.first_page,
    contract.last_page,
    contract.document_role,
    contract.kind,
    contract.agreement_date,
    contract.effective_date,
    contract.expiration_date,
    contract.term_months,
    contract.renewal_kind,
    contract.renewal_months,
    contract.termination_notice_days,
    contract.amends_contract_id,
    fact.page,
    fact.quote,
    fact.bbox,
    fact.confidence,
    document.superseded_by,
    coalesce(contract.corrected_fields, []) as corrected_fields
from stored.contracts as contract
join stored.documents as document using (document_id)
left join stored.facts as fact on fact.contract_id = contract.contract_id and fact.field = 'kind';
