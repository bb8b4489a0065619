-- What the clauses of a contract provide beside parties, term and pay.
create table stored.provisions (
    contract_id varchar not null,
    kind varchar not null,
    subject varchar not null,
    quantity decimal(18, 4),
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null,
    found_by varchar not null
);
