-- One row for each distinct file content; a page count nobody could take is NULL, not zero.
create or replace view documents as
select
    document_id,
    file_name,
    path,
    nullif(page_count, 0) as page_count,
    byte_count,
    text_source,
    document_role,
    status,
    error_code,
    error_message,
    ingested_at,
    run_id,
    superseded_by
from stored.documents;
