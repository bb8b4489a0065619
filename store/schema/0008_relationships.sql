-- Which contracts are between the same entity and physician, worked out anew before each check, and what people say of it. The
-- decisions and their withdrawals only grow; a join names both sides as they were written, so that it outlasts documents and ids.
create table stored.relationships (relationship_id varchar not null, entity varchar not null, physician varchar not null);

create table stored.relationship_contracts (relationship_id varchar not null, contract_id varchar not null);

-- Every name that either side of a relationship goes by, so that ledgers are found by them; `side` is entity or physician.
create table stored.relationship_names (relationship_id varchar not null, side varchar not null, name varchar not null);

create table stored.relationship_decisions (
    decision_id integer primary key,
    decision varchar not null,
    relationship_ids varchar[] not null,
    contract_ids varchar[] not null,
    bonds varchar not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_at timestamp not null
);

create table stored.relationship_withdrawals (
    decision_id integer primary key,
    reason varchar not null,
    withdrawn_by varchar not null,
    withdrawn_at timestamp not null
);

alter table stored.parties add column can_refer boolean;
update stored.parties as party set can_refer = known.of.can_refer
from (
    select contract_id, unnest(from_json(json_extract(record, '$.parties'), '[{"name": "VARCHAR", "can_refer": "BOOLEAN"}]')) as of
    from stored.contracts
) as known
where known.contract_id = party.contract_id and known.of.name = party.name and known.of.can_refer is not null;

-- A finding may be on a relationship that no contract is in: then it has no contract and no document.
alter table stored.findings alter column contract_id drop not null;
alter table stored.findings alter column document_id drop not null;
alter table stored.findings add column relationship_id varchar;
