-- One row for each entry of the audit log, in the order of their numbers.
create or replace view audit_log as
select
    number,
    recorded_at,
    actor,
    account,
    action,
    subject,
    details,
    previous_hash,
    hash
from stored.audit_log
order by number;
