-- Claims stand in columns and not in records: there are millions, and they are only summed. Like all that is imported they stay.
create table stored.claims (
    import_id integer not null,
    line integer not null,
    claim varchar not null,
    service_on date not null,
    code varchar,
    payer varchar not null,
    paid decimal(18, 2) not null,
    dhs_category varchar,
    referred_by_npi varchar,
    referred_by varchar,
    performed_by_npi varchar,
    performed_by varchar,
    billed_by varchar,
    claim_line varchar
);

-- The days of which something that was found takes the exception away, as the last check said; one for each finding and stretch.
create table stored.noncompliance (
    finding_id varchar not null,
    contract_id varchar,
    relationship_id varchar,
    certainty varchar not null,
    first_day date,
    last_day date,
    exception varchar,
    element varchar,
    because varchar not null
);
