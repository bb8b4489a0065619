-- One row for each run; one that was stopped half-way has no finished_at and no counts.
create or replace view runs as
select
    run_id,
    command,
    started_at,
    finished_at,
    as_of,
    document_count,
    quarantined_count,
    contract_count,
    open_finding_count,
    new_finding_count,
    resolved_finding_count
from stored.runs;
