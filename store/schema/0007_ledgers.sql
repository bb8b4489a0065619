-- What people import beside contracts. All of these tables only grow: an import that counts no more has a withdrawal. Each row is one
-- record, as JSON, with the names in it, written plainly, by which it is found.
create table stored.ledger_imports (
    import_id integer primary key,
    kind varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    row_count integer not null,
    imported_by varchar not null,
    imported_at timestamp not null
);

create table stored.ledger_withdrawals (
    import_id integer primary key,
    reason varchar not null,
    withdrawn_by varchar not null,
    withdrawn_at timestamp not null,
    replaced_by integer
);

create table stored.ledger_rows (import_id integer not null, line integer not null, record varchar not null);

-- alone: the row concerns whoever bears that name, and no second one beside it, as those of a group practice do.
create table stored.ledger_names (
    name_key varchar not null,
    import_id integer not null,
    line integer not null,
    alone boolean not null
);
create index ledger_names_by_key on stored.ledger_names (name_key);
