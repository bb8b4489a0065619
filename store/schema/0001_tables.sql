-- Everything the writer keeps. People read the views in schema main; the names here are ours to change by a later migration.
create schema stored;

create table stored.application (application_id varchar not null);
insert into stored.application values ('starkcheck');
create table stored.schema_versions (version integer primary key, applied_at timestamp not null);

-- One row: the newest snapshot handed out, so that the writer can tell its own from one that somebody put in its place.
create table stored.publication (publication_id varchar not null, published_at timestamp not null);

create table stored.runs (
    run_id varchar primary key,
    command varchar not null,
    started_at timestamp not null,
    finished_at timestamp,
    as_of date not null,
    document_count integer,
    quarantined_count integer,
    contract_count integer,
    open_finding_count integer,
    new_finding_count integer,
    resolved_finding_count integer
);

create table stored.documents (
    document_id varchar primary key,
    file_name varchar not null,
    path varchar not null,
    page_count integer not null,
    byte_count bigint not null,
    text_source varchar,
    document_role varchar,
    status varchar not null,
    error_code varchar,
    error_message varchar,
    ingested_at timestamp not null,
    run_id varchar not null,
    superseded_by varchar
);

-- Which content stands under which path: the same bytes may stand under several, and each path holds one content at a time.
create table stored.locations (path varchar primary key, document_id varchar not null, seen_at timestamp not null);

create table stored.contracts (
    contract_id varchar primary key,
    document_id varchar not null,
    title varchar,
    first_page integer not null,
    last_page integer not null,
    document_role varchar not null,
    kind varchar,
    agreement_date date,
    effective_date date,
    expiration_date date,
    term_months decimal(9, 2),
    renewal_kind varchar,
    renewal_months decimal(9, 2),
    termination_notice_days integer,
    amends_contract_id varchar,
    record varchar not null
);

create table stored.facts (
    contract_id varchar not null,
    field varchar not null,
    value varchar,
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null,
    found_by varchar,
    reason varchar
);

create table stored.parties (
    contract_id varchar not null,
    name varchar not null,
    role varchar not null,
    entity_kind varchar not null,
    is_physician boolean,
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null
);

create table stored.signatures (
    contract_id varchar not null,
    party_name varchar,
    signatory_name varchar,
    signatory_title varchar,
    status varchar not null,
    method varchar not null,
    signed_on date,
    reason varchar not null,
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null
);

create table stored.compensation (
    contract_id varchar not null,
    component integer not null,
    kind varchar not null,
    amount decimal(18, 2),
    currency varchar not null,
    period varchar,
    unit varchar,
    percent decimal(9, 4),
    base varchar,
    cap_amount decimal(18, 2),
    cap_period varchar,
    payer varchar,
    payee varchar,
    personally_performed boolean not null,
    dhs_link varchar not null,
    dhs_categories varchar[] not null,
    dhs_reason varchar not null,
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null
);

-- document_id and kind are those the finding was made on: they outlast the contract's own row.
create table stored.findings (
    finding_id varchar primary key,
    contract_id varchar not null,
    document_id varchar not null,
    kind varchar,
    check_code varchar not null,
    check_name varchar not null,
    severity varchar not null,
    citation varchar not null,
    message varchar not null,
    remedy varchar not null,
    status varchar not null,
    as_of date not null,
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null,
    first_seen_run varchar not null,
    last_seen_run varchar not null,
    resolved_run varchar
);
