-- One row for each single-valued field of a contract: its value as text with its evidence, or the reason why there is none.
create or replace view facts as
select contract_id, field, value, page, quote, bbox, confidence, found_by, reason, correction_id
from stored.facts;
