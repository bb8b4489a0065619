-- The national provider identifier that a contract gives a party.
alter table stored.parties add column npi varchar;
