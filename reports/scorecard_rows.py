"""What the scorecard is reckoned from: findings with the days on which they came and went, and arrangements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from models.base import Frozen
from models.database import Database
from reports.arrangements_held import ARRANGEMENTS_HELD, HeldArrangement
from store.query import Ask, asking

_BEGUN: Final = """
select min(cast(started_at as date)) as first_run, greatest(
    max(cast(started_at as date)),
    (select max(cast(decided_at as date)) from dispositions),
    (select max(cast(withdrawn_at as date)) from dispositions)
) as last_act
from runs where finished_at is not null
"""
# By the clock of the store: a finding comes with the run that found it first, and goes with the one that found it no
# more. A disposition holds from its day until its last one, or until it was taken back or another took its place.
_FOUND: Final = """
with ran as (select run_id, cast(started_at as date) as day from runs),
found as (
    select
        finding.finding_id, finding.check_name, finding.severity, came.day as found_on,
        case when finding.status = 'resolved' then coalesce(went.day, seen.day, came.day) end as resolved_on
    from findings as finding
    join ran as came on came.run_id = finding.first_seen_run
    left join ran as seen on seen.run_id = finding.last_seen_run
    left join ran as went on went.run_id = finding.resolved_run
),
held as (
    select
        made.finding_id, made.disposition, cast(made.decided_at as date) as decided_on,
        least(
            made.until,
            cast(next.decided_at as date) - 1,
            cast(made.withdrawn_at as date) - 1
        ) as last_day
    from dispositions as made
    left join dispositions as next on next.disposition_id = made.superseded_by
    where made.status <> 'outdated'
)
"""
_OPEN: Final = f"""{_FOUND}
, point as (
    select cast(split_part(pair, '/', 1) as date) as day, cast(split_part(pair, '/', 2) as date) as moment
    from (select unnest(string_split($points, ' ')) as pair)
)
select
    point.day, found.check_name, found.severity,
    case
        when point.moment - found.found_on <= 30 then 30
        when point.moment - found.found_on <= 60 then 60
        when point.moment - found.found_on <= 90 then 90
        else 91
    end as age,
    count(*) as count
from point
join found on found.found_on <= point.moment and (found.resolved_on is null or found.resolved_on > point.moment)
where not exists (
    from held
    where held.finding_id = found.finding_id and held.decided_on <= point.moment
        and (held.last_day is null or held.last_day >= point.moment)
)
group by all order by all
"""  # noqa: S608 - no text from outside
_GONE: Final = f"""{_FOUND}
, went as (
    select finding_id, found_on, min(day) as gone_on
    from (
        select finding_id, found_on, resolved_on as day
        from found
        where severity <> 'notice' and resolved_on is not null
        union all
        select found.finding_id, found.found_on, held.decided_on
        from found join held using (finding_id)
        where found.severity <> 'notice' and held.disposition = 'remedied'
            and (held.last_day is null or held.last_day >= held.decided_on)
    )
    group by all
)
select
    cast(date_trunc('month', gone_on) as date) as month, count(*) as count,
    cast(median(gone_on - found_on) as decimal(9, 1)) as days
from went
where gone_on <= cast($day as date)
group by month order by month
"""  # noqa: S608 - no text from outside
_PERIODS: Final = "select arrangement_id, from_date, until_date, status from arrangement_periods"


class OpenCount(Frozen):
    """How many findings of a check and severity, first found so many days before (91: more than 90), were open."""

    day: date
    check_name: str
    severity: str
    age: int
    count: int


class GoneCount(Frozen):
    """How many errors and warnings went in a month, by its first day, and the median of the days since each came."""

    month: date
    count: int
    days: Decimal


class StatusPeriod(Frozen):
    """A stretch of days of an arrangement; None is open at that end."""

    arrangement_id: str
    from_date: date | None
    until_date: date | None
    status: str

    def holds_on(self, day: date) -> bool:
        """Whether the day is one of them."""
        return (self.from_date is None or self.from_date <= day) and (self.until_date is None or day <= self.until_date)


class ScorecardRows(Frozen):
    """All of it. `known_from` is the day of the first run in the store; of earlier days nobody can tell.

    `seen_later` says that the store was first written after the day of the card: what is open then is what is now.
    """

    known_from: date | None
    seen_later: bool
    open: tuple[OpenCount, ...]
    gone: tuple[GoneCount, ...]
    arrangements: tuple[HeldArrangement, ...]
    periods: Mapping[str, tuple[StatusPeriod, ...]]


def scorecard_rows(database: Database, days: Sequence[date]) -> ScorecardRows:
    """The rows for a card of the last of these days, and of those before it that can be known. Raises StoreError."""
    with asking(database, "arrangements", "arrangement_periods", "dispositions") as ask:
        ((known_from, last_act),) = ask(_BEGUN).rows
        as_of = days[-1]
        seen_later = isinstance(known_from, date) and known_from > as_of
        points = [f"{day}/{day}" for day in days if isinstance(known_from, date) and day >= known_from]
        points += [f"{as_of}/{last_act}"] if seen_later else []
        return ScorecardRows.model_validate(
            {
                "known_from": known_from,
                "seen_later": seen_later,
                "open": ask(_OPEN, points=" ".join(points)).of(OpenCount) if points else (),
                "gone": ask(_GONE, day=as_of.isoformat()).of(GoneCount),
                "arrangements": ask(ARRANGEMENTS_HELD).of(HeldArrangement),
                "periods": _periods(ask),
            }
        )


def _periods(ask: Ask) -> dict[str, tuple[StatusPeriod, ...]]:
    found: dict[str, list[StatusPeriod]] = {}
    for row in ask(_PERIODS).of(StatusPeriod):
        found.setdefault(row.arrangement_id, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}
