-- One row for each finding of a check on a contract, open or not.
create or replace view findings as
select
    finding.finding_id,
    finding.contract_id,
    finding.check_code,
    finding.check_name,
    finding.severity,
    finding.citation,
    finding.message,
    finding.remedy,
    finding.status,
    finding.as_of,
    finding.first_seen_run,
    finding.last_seen_run,
    document.file_name,
    finding.kind,
    finding.page,
    finding.quote,
    finding.bbox,
    finding.confidence,
    finding.resolved_run
from stored.findings as finding
join stored.documents as document using (document_id);
