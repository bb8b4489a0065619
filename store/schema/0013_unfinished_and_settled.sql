-- What a run has still to do with documents that are stored, so that the next one does it when a run was stopped in between:
-- store their attachments, link their amendments, check what was linked.
create table stored.unfinished (document_id varchar not null, work varchar not null, primary key (document_id, work));

-- What the file at a path looked like when its bytes were taken: a file that looks the same is not read to see whether it is the same.
alter table stored.locations add column look varchar;

-- One row while nothing that the checks look at has changed since a run checked: what it checked, for which day, by which rules.
create table stored.settled (
    run_id varchar not null,
    as_of date not null,
    rules varchar not null,
    scope varchar not null,
    contracts integer not null,
    findings integer not null
);
