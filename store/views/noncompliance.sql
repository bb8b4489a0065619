-- One row for each finding that takes an exception away, with the days on which it does. A finding that a person called false takes
-- none away; one that was put right does so no longer from the day of that decision.
create or replace view noncompliance as
select
    period.contract_id,
    coalesce(period.relationship_id, member.relationship_id) as relationship_id,
    period.finding_id,
    finding.check_name,
    period.certainty,
    period.first_day,
    case
        when finding.disposition = 'remedied' and finding.status = 'waived'
            then least(coalesce(period.last_day, cast(disposed.decided_at as date)), cast(disposed.decided_at as date))
        else period.last_day
    end as last_day,
    period.exception,
    period.element,
    period.because,
    finding.severity,
    finding.citation,
    finding.message,
    finding.status,
    finding.disposition,
    finding.page,
    finding.quote,
    finding.bbox,
    finding.confidence,
    finding.as_of,
    finding.file_name,
    finding.kind
from stored.noncompliance as period
join findings as finding using (finding_id)
left join stored.relationship_contracts as member
    on member.contract_id = period.contract_id and period.relationship_id is null
left join dispositions as disposed on disposed.finding_id = period.finding_id and disposed.status = 'standing'
where
    finding.status <> 'resolved'
    and not (finding.status = 'waived' and finding.disposition = 'false_positive');
