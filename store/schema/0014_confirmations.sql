-- What people confirm of elements that no rule decides. Both tables only grow. `papers` is the agreement and each change of it as they stood
-- when they were confirmed, as JSON: a confirmation covers no other. `until_date` is always known, for nobody confirms what is to come.
create table stored.confirmations (
    confirmation_id integer primary key,
    arrangement_id varchar not null,
    contract_id varchar not null,
    document_id varchar not null,
    exception varchar not null,
    element varchar not null,
    is_met boolean not null,
    reason varchar not null,
    confirmed_by varchar not null,
    confirmed_at timestamp not null,
    from_date date,
    until_date date not null,
    document_name varchar,
    document_sha256 varchar,
    citation varchar not null,
    requirement varchar not null,
    as_of date not null,
    papers varchar not null,
    import_id integer,
    line integer
);

create table stored.confirmation_withdrawals (
    confirmation_id integer primary key,
    reason varchar not null,
    withdrawn_by varchar not null,
    withdrawn_at timestamp not null
);
