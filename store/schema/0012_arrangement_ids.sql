-- The id by which other systems know an arrangement, and every contract that has ever stood for it. Rows are only added: a contract that
-- is read anew, or replaced by the same agreement in a newer file, goes on under the id that was handed out.
create table stored.arrangement_ids (
    contract_id varchar primary key,
    arrangement_id varchar not null,
    document_id varchar not null
);
