-- One row for each clause that an exception asks for beside parties, term and pay. A kind without a row was not found, which proves nothing.
create or replace view provisions as
select contract_id, kind, nullif(subject, '') as subject, quantity, page, quote, bbox, confidence, found_by
from stored.provisions;
