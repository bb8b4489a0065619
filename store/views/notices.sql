-- One row for each finding that a notice told, whichever way it went.
create or replace view notices as
select notice_id, channel, finding_id, change, severity, run_id, told_at
from stored.notices;

-- One row for each way of telling and each finding that stands otherwise than was last told there. The state of a finding is what a
-- disposition compares: severity, paragraph of law, words and figures, the day of looking aside; and whether a decision on it no longer
-- covers it. What a person has waived is no news, and neither is what went before it was ever told.
-- What was told last is the row that came last: the clock may have been moved.
create or replace view stored.untold as
with standing as (
    select
        finding.*,
        case
            when status = 'resolved' then 'resolved'
            else md5(concat_ws(
                '|',
                severity,
                regexp_extract(citation, '\d+\.\d+(\([a-zA-Z]+\))?'),
                array_to_string(regexp_extract_all(lower(coalesce(quote, '')), '[\p{L}\p{N}]+'), ' '),
                array_to_string(list_sort(regexp_extract_all(
                    regexp_replace(
                        replace(message, cast(as_of as varchar), ''), '\d+ (CFR|USC) [\d.]+(\(\w+\))*', '', 'g'
                    ),
                    '\d[\d.,/-]*\d|\d'
                )), ' '),
                coalesce(disposition_status, '')
            ))
        end as state
    from main.findings as finding
    where status <> 'waived'
),
told as (
    select channel, finding_id, state, severity
    from stored.notices
    qualify row_number() over (partition by channel, finding_id order by rowid desc) = 1
)
select
    way.channel,
    standing.finding_id,
    case
        when standing.status = 'resolved' then 'resolved'
        when told.state is null then 'new'
        when told.state = 'resolved' or standing.disposition_status is not null then 'returned'
        else 'changed'
    end as change,
    standing.state,
    standing.severity,
    told.severity as severity_before,
    standing.check_name,
    standing.citation,
    standing.message,
    standing.remedy,
    standing.file_name,
    standing.page,
    standing.quote,
    standing.as_of
from (select unnest(['file', 'email', 'webhook', 'artifact']) as channel) as way
cross join standing
left join told on told.channel = way.channel and told.finding_id = standing.finding_id
where case when standing.status = 'resolved' then told.state <> 'resolved' else told.state is distinct from standing.state end;
