-- One row for each import of a ledger; those withdrawn or replaced stay, and their rows count no more.
create or replace view ledger_imports as
select
    import.import_id,
    import.kind,
    import.file_name,
    import.sha256,
    import.row_count,
    import.imported_by,
    import.imported_at,
    case
        when withdrawal.import_id is null then 'standing'
        when withdrawal.replaced_by is null then 'withdrawn'
        else 'replaced'
    end as status,
    withdrawal.replaced_by,
    withdrawal.withdrawn_by,
    withdrawal.withdrawn_at,
    withdrawal.reason as withdrawal_reason
from stored.ledger_imports as import
left join stored.ledger_withdrawals as withdrawal using (import_id);

create or replace view stored.standing_ledger_rows as
select import.kind, row.import_id, import.file_name, row.line, row.record
from stored.ledger_rows as row
join stored.ledger_imports as import using (import_id)
where row.import_id not in (select import_id from stored.ledger_withdrawals);

-- One row for each payment made.
create or replace view payments as
select
    record ->> 'payer' as payer,
    record ->> 'payee' as payee,
    cast(record ->> 'amount' as decimal(18, 2)) as amount,
    cast(record ->> 'paid_on' as date) as paid_on,
    cast(record ->> 'period_from' as date) as period_from,
    cast(record ->> 'period_until' as date) as period_until,
    record ->> 'contract' as contract,
    record ->> 'purpose' as purpose,
    cast(record ->> 'hours' as decimal(18, 4)) as hours,
    record ->> 'time_log' as time_log,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'payments';

-- One row for each gift to a physician.
create or replace view nonmonetary_compensation as
select
    record ->> 'entity' as entity,
    record ->> 'physician' as physician,
    cast(record ->> 'given_on' as date) as given_on,
    record ->> 'item' as item,
    cast(record ->> 'value' as decimal(18, 2)) as value,
    record ->> 'form' as form,
    cast(record ->> 'solicited' as boolean) as solicited,
    cast(record ->> 'staff_event' as boolean) as staff_event,
    cast(record ->> 'returned_on' as date) as returned_on,
    cast(record ->> 'returned_value' as decimal(18, 2)) as returned_value,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'nonmonetary_compensation';

-- One row for each benefit to a member of the medical staff.
create or replace view incidental_benefits as
select
    record ->> 'entity' as entity,
    record ->> 'physician' as physician,
    cast(record ->> 'given_on' as date) as given_on,
    record ->> 'benefit' as benefit,
    cast(record ->> 'value' as decimal(18, 2)) as value,
    cast(record ->> 'on_campus' as boolean) as on_campus,
    cast(record ->> 'offered_to_all' as boolean) as offered_to_all,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'incidental_benefits';

-- One row for each sum that a group practice took in for one class of services.
create or replace view group_collections as
select
    record ->> 'group_practice' as group_practice,
    record ->> 'physician' as physician,
    cast(record ->> 'received_from' as date) as received_from,
    cast(record ->> 'received_until' as date) as received_until,
    record ->> 'dhs_category' as dhs_category,
    cast(record ->> 'amount' as decimal(18, 2)) as amount,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'group_collections';

-- One row for each physician of a group and calendar year.
create or replace view group_pay as
select
    record ->> 'group_practice' as group_practice,
    record ->> 'physician' as physician,
    cast(record ->> 'year' as integer) as year,
    cast(record ->> 'total_pay' as decimal(18, 2)) as total_pay,
    cast(record ->> 'dhs_profits' as decimal(18, 2)) as dhs_profits,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'group_pay';

-- One row for each physician of a group and calendar year, with the work done.
create or replace view group_services as
select
    record ->> 'group_practice' as group_practice,
    record ->> 'physician' as physician,
    cast(record ->> 'year' as integer) as year,
    record ->> 'status' as status,
    cast(record ->> 'hours_through_group' as decimal(18, 4)) as hours_through_group,
    cast(record ->> 'hours_in_all' as decimal(18, 4)) as hours_in_all,
    cast(record ->> 'encounters' as integer) as encounters,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'group_services';

-- One row for each physician's time in a group or a part of it.
create or replace view group_roster as
select
    record ->> 'group_practice' as group_practice,
    record ->> 'physician' as physician,
    record ->> 'status' as status,
    cast(record ->> 'first_day' as date) as first_day,
    cast(record ->> 'last_day' as date) as last_day,
    record ->> 'pod' as pod,
    file_name,
    line,
    import_id,
    record ->> 'npi' as npi
from stored.standing_ledger_rows
where kind = 'group_roster';

-- One row for each tie of a person to an organization or to another person.
create or replace view ownership_and_family as
select
    record ->> 'person' as person,
    record ->> 'relation' as relation,
    record ->> 'other' as other,
    cast(record ->> 'percent' as decimal(18, 4)) as percent,
    cast(record ->> 'first_day' as date) as first_day,
    cast(record ->> 'last_day' as date) as last_day,
    record ->> 'basis' as basis,
    cast(record ->> 'is_physician' as boolean) as is_physician,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'ownership_and_family';

-- One row for each opinion of fair market value.
create or replace view fmv_opinions as
select
    record ->> 'entity' as entity,
    record ->> 'physician' as physician,
    record ->> 'contract' as contract,
    record ->> 'subject' as subject,
    cast(record ->> 'low' as decimal(18, 4)) as low,
    cast(record ->> 'high' as decimal(18, 4)) as high,
    record ->> 'unit' as unit,
    cast(record ->> 'opinion_on' as date) as opinion_on,
    cast(record ->> 'valid_until' as date) as valid_until,
    record ->> 'scope' as scope,
    record ->> 'appraiser' as appraiser,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'fmv_opinions';

-- One row for each donation of health records software.
create or replace view ehr_donations as
select
    record ->> 'donor' as donor,
    record ->> 'physician' as physician,
    record ->> 'items' as items,
    cast(record ->> 'cost' as decimal(18, 2)) as cost,
    cast(record ->> 'received_on' as date) as received_on,
    cast(record ->> 'share_paid' as decimal(18, 2)) as share_paid,
    cast(record ->> 'paid_on' as date) as paid_on,
    cast(record ->> 'initial' as boolean) as initial,
    cast(record ->> 'financed_by_donor' as boolean) as financed_by_donor,
    record ->> 'contract' as contract,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'ehr_donations';

-- One row for each overpayment identified.
create or replace view overpayments as
select
    record ->> 'entity' as entity,
    record ->> 'physician' as physician,
    record ->> 'reference' as reference,
    cast(record ->> 'identified_on' as date) as identified_on,
    cast(record ->> 'amount' as decimal(18, 2)) as amount,
    cast(record ->> 'investigation_from' as date) as investigation_from,
    cast(record ->> 'investigation_until' as date) as investigation_until,
    cast(record ->> 'reported_on' as date) as reported_on,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'overpayments';

-- One row for each task of the compliance program that a person did.
create or replace view tasks_done as
select
    record ->> 'task' as task,
    cast(record ->> 'done_on' as date) as done_on,
    record ->> 'done_by' as done_by,
    record ->> 'record' as record,
    record ->> 'note' as note,
    file_name,
    line,
    import_id
from stored.standing_ledger_rows
where kind = 'tasks_done';
