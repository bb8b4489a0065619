-- What people say against the reading. The first two tables only grow; a correction belongs to a content and a contract in it, so it
-- outlasts names, paths and later readings. Those in effect now are written anew with each contract's rows.
create table stored.corrections (
    correction_id integer primary key,
    document_id varchar not null,
    contract_id varchar not null,
    first_page integer not null,
    field varchar not null,
    subject varchar,
    value_before varchar,
    value varchar,
    page integer,
    reason varchar not null,
    corrected_by varchar not null,
    corrected_at timestamp not null
);

create table stored.withdrawals (
    correction_id integer primary key,
    reason varchar not null,
    withdrawn_by varchar not null,
    withdrawn_at timestamp not null
);

create table stored.applied_corrections (correction_id integer not null, contract_id varchar not null, value_read varchar);

alter table stored.contracts add column corrected_fields varchar[];
alter table stored.parties add column corrected_fields varchar[];
alter table stored.signatures add column corrected_fields varchar[];
alter table stored.compensation add column corrected_fields varchar[];
alter table stored.facts add column correction_id integer;
