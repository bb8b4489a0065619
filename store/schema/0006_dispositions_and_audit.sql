-- What reviewers decide on findings, and the log of every act of a person and of every run. All of these tables only grow.
-- What stands from check_name on is the finding as it was when it was decided on: a disposition covers no other. One
-- on a relationship as a whole has no contract and no document.
create table stored.dispositions (
    disposition_id integer primary key,
    finding_id varchar not null,
    contract_id varchar,
    document_id varchar,
    relationship_id varchar,
    disposition varchar not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_at timestamp not null,
    until date,
    check_name varchar not null,
    severity varchar not null,
    citation varchar not null,
    message varchar not null,
    quote varchar,
    as_of date not null
);

create table stored.disposition_withdrawals (
    disposition_id integer primary key,
    reason varchar not null,
    withdrawn_by varchar not null,
    withdrawn_at timestamp not null
);

-- Findings with a disposition that had been resolved and were found again.
create table stored.reappearances (finding_id varchar not null, run_id varchar not null, seen_at timestamp not null);

-- Whether a finding is waived follows from its dispositions.
update stored.findings set status = 'open' where status = 'waived';

create table stored.audit_log (
    number bigint primary key,
    recorded_at timestamp not null,
    actor varchar not null,
    account varchar not null,
    action varchar not null,
    subject varchar not null,
    details varchar not null,
    previous_hash varchar not null,
    hash varchar not null
);

-- The log's newest entry when the snapshot was handed out.
alter table stored.publication add column audit_number bigint;
alter table stored.publication add column audit_hash varchar;
