-- One row for each disposition that a reviewer made, standing or not; none is ever deleted. It covers its finding as that was: it is
-- outdated when the finding is graver, rests on other words, other figures or another paragraph of law, or is back after a remedy.
-- What is compared is letters and digits alone: a newer reading may space and punctuate otherwise, and rules may be worded anew. The
-- day of looking, where a message names it, is no change.
create or replace view dispositions as
with standing as (
    select
        disposition_id,
        lead(disposition_id) over (partition by finding_id order by disposition_id) as superseded_by
    from stored.dispositions
    where disposition_id not in (select disposition_id from stored.disposition_withdrawals)
),
compared as (
    select
        made.disposition_id,
        finding.as_of,
        case
            when list_position(['notice', 'warning', 'error'], finding.severity)
                > list_position(['notice', 'warning', 'error'], made.severity)
                then concat('Its severity was ', made.severity, ', and is ', finding.severity, ' now.')
            when made.disposition = 'remedied' and returned.seen_at > made.decided_at
                then 'The finding was gone, and is back.'
            when regexp_extract(finding.citation, '\d+\.\d+(\([a-zA-Z]+\))?')
                <> regexp_extract(made.citation, '\d+\.\d+(\([a-zA-Z]+\))?')
                then concat('The law was ', made.citation, ', and is now ', finding.citation, '.')
            when regexp_extract_all(lower(coalesce(finding.quote, '')), '[\p{L}\p{N}]+')
                <> regexp_extract_all(lower(coalesce(made.quote, '')), '[\p{L}\p{N}]+')
                then 'The words it rests on are others now.'
            when list_sort(regexp_extract_all(
                regexp_replace(
                    replace(finding.message, cast(finding.as_of as varchar), ''), '\d+ (CFR|USC) [\d.]+(\(\w+\))*', '', 'g'
                ),
                '\d[\d.,/-]*\d|\d'
            )) <> list_sort(regexp_extract_all(
                regexp_replace(
                    replace(made.message, cast(made.as_of as varchar), ''), '\d+ (CFR|USC) [\d.]+(\(\w+\))*', '', 'g'
                ),
                '\d[\d.,/-]*\d|\d'
            ))
                then 'The figures in it are others now.'
        end as outdated_because
    from stored.dispositions as made
    join stored.findings as finding using (finding_id)
    left join (
        select
            finding_id,
            max(seen_at) as seen_at
        from stored.reappearances
        group by finding_id
    ) as returned using (finding_id)
)
select
    made.disposition_id,
    made.finding_id,
    made.contract_id,
    document.file_name,
    made.check_name,
    made.disposition,
    made.reason,
    made.decided_by,
    made.decided_at,
    made.until,
    case
        when withdrawal.disposition_id is not null then 'withdrawn'
        when standing.superseded_by is not null then 'superseded'
        when compared.outdated_because is not null then 'outdated'
        when made.until < compared.as_of then 'expired'
        else 'standing'
    end as status,
    compared.outdated_because,
    standing.superseded_by,
    withdrawal.withdrawn_by,
    withdrawal.withdrawn_at,
    withdrawal.reason as withdrawal_reason,
    made.severity,
    made.citation,
    made.message,
    made.quote,
    made.as_of,
    made.relationship_id
from stored.dispositions as made
left join stored.documents as document using (document_id)
left join compared on compared.disposition_id = made.disposition_id
left join standing on standing.disposition_id = made.disposition_id
left join stored.disposition_withdrawals as withdrawal on withdrawal.disposition_id = made.disposition_id;
