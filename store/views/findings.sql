-- One row for each finding of a check on a contract, or on a relationship that no one contract shows, open or not. One that a
-- disposition covers is waived instead of open; of a disposition that covers it no more, its columns say why.
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
    case when finding.status = 'open' and disposed.status = 'standing' then 'waived' else finding.status end as status,
    finding.as_of,
    finding.first_seen_run,
    finding.last_seen_run,
    document.file_name,
    finding.kind,
    finding.page,
    finding.quote,
    finding.bbox,
    finding.confidence,
    finding.resolved_run,
    disposed.disposition,
    disposed.until as disposition_until,
    disposed.status as disposition_status,
    finding.relationship_id
from stored.findings as finding
left join stored.documents as document using (document_id)
left join dispositions as disposed
    on disposed.finding_id = finding.finding_id and disposed.status in ('standing', 'expired', 'outdated');
