-- How each contract stands to the exceptions it might rely on, as the last check said: one record for each contract, as JSON, and the
-- words of the law's elements once. They are named by their content, so that an older answer keeps the words it was given under.
create table stored.answers (contract_id varchar primary key, run_id varchar not null, record varchar not null);

create table stored.law_elements (
    law varchar primary key,
    exception varchar not null,
    element varchar not null,
    paragraph varchar not null,
    requirement varchar not null,
    look_for varchar not null,
    doubt varchar
);
