-- Who else signed than the one expected, the envelope of a signing service, and the cryptographic signatures of a file.
alter table stored.signatures add column other_signer varchar;
alter table stored.signatures add column other_entity varchar;
alter table stored.signatures add column envelope_id varchar;

create table stored.digital_signatures (
    contract_id varchar not null,
    signer varchar,
    signed_on date,
    is_intact boolean not null,
    changed_after_signing boolean not null,
    is_trusted boolean,
    page integer,
    quote varchar,
    bbox varchar,
    confidence double not null
);
