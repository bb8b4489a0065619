-- One row for each correction that a person made, in effect or not; none is ever deleted.
create or replace view corrections as
with standing as (
    select
        correction_id,
        lead(correction_id) over (partition by contract_id, field, subject order by correction_id) as superseded_by
    from stored.corrections
    where correction_id not in (select correction_id from stored.withdrawals)
)
select
    correction.correction_id,
    correction.contract_id,
    correction.document_id,
    document.file_name,
    correction.field,
    correction.subject,
    correction.value_before,
    correction.value,
    applied.value_read,
    correction.page,
    correction.reason,
    correction.corrected_by,
    correction.corrected_at,
    case
        when withdrawal.correction_id is not null then 'withdrawn'
        when standing.superseded_by is not null then 'superseded'
        when applied.correction_id is not null then 'applied'
        else 'orphaned'
    end as status,
    standing.superseded_by,
    withdrawal.withdrawn_by,
    withdrawal.withdrawn_at,
    withdrawal.reason as withdrawal_reason
from stored.corrections as correction
join stored.documents as document using (document_id)
left join standing on standing.correction_id = correction.correction_id
left join stored.withdrawals as withdrawal on withdrawal.correction_id = correction.correction_id
left join stored.applied_corrections as applied on applied.correction_id = correction.correction_id;
