"""The figures of a scorecard, reckoned from the rows of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from models.scorecard import (
    Ahead,
    Compliances,
    MonthEnd,
    OfCheck,
    OfException,
    ScorecardFigures,
    Severities,
    Waiting,
)
from reports.arrangements_held import HeldArrangement
from reports.checklist import STANDINGS, Checked
from reports.contract_dates import ContractDate, DateKind
from reports.scorecard_rows import OpenCount, ScorecardRows

MONTHS: Final = 12
"""How many points a trend has: the ends of eleven months, and the day of the card."""
_AHEAD: Final = {
    DateKind.EXPIRES: "Terms that end",
    DateKind.RENEWS: "Renewals by themselves",
    DateKind.NOTICE_LAST_DAY: "Last days for notice",
    DateKind.CURABLE_UNTIL: "Last days to cure",
}
_AGES: Final = {30: "up to 30", 60: "31 to 60", 90: "61 to 90", 91: "over 90"}


def points(as_of: date) -> tuple[date, ...]:
    """The last days of the eleven months before that of a day, and the day."""
    found = [as_of]
    for _ in range(MONTHS - 1):
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(found))


def figures(
    rows: ScorecardRows, dates: Sequence[ContractDate], tasks: Sequence[Checked], as_of: date
) -> ScorecardFigures:
    """The figures of a day; `dates` are the days to come of all contracts."""
    now = [one for one in rows.open if one.day == as_of]
    counts = Counter(one.standing.word for one in tasks)
    return ScorecardFigures(
        as_of=as_of,
        months=tuple(_month(rows, day, as_of) for day in points(as_of)),
        checks=_by_check(now),
        exceptions=_by_exception(rows, as_of),
        ahead=_ahead(rows, dates, as_of),
        waiting=tuple(
            Waiting(days=said, count=sum(one.count for one in now if one.age == age and one.severity != "notice"))
            for age, said in _AGES.items()
        ),
        tasks=tuple((word, counts[word]) for word in STANDINGS),
    )


def _month(rows: ScorecardRows, day: date, as_of: date) -> MonthEnd:
    is_known = rows.known_from is not None and (rows.known_from <= day or day == as_of)
    gone = next((one for one in rows.gone if one.month == day.replace(day=1)), None)
    has_begun = rows.known_from is not None and rows.known_from <= day
    statuses = Counter(_status(rows, one, day) for one in rows.arrangements if one.is_in_force(day))
    return MonthEnd(
        day=day,
        open=_severities(one for one in rows.open if one.day == day) if is_known else None,
        gone=(gone.count if gone else 0) if has_begun else None,
        days_to_cure=gone.days if gone and has_begun else None,
        arrangements=Compliances(**{name: statuses[name] for name in Compliances.model_fields}),
    )


def _status(rows: ScorecardRows, one: HeldArrangement, day: date) -> str:
    """Of a day after the last check, what that check left: the card names its day."""
    at = min(day, one.last_checked) if one.last_checked is not None else day
    return next((each.status for each in rows.periods.get(one.arrangement_id, ()) if each.holds_on(at)), "undetermined")


def _severities(rows: Iterable[OpenCount]) -> Severities:
    found: Counter[str] = Counter()
    for one in rows:
        found[one.severity] += one.count
    return Severities(**{name: found[name] for name in Severities.model_fields})


def _by_check(now: Sequence[OpenCount]) -> tuple[OfCheck, ...]:
    """The checks with open findings, those with the most errors first."""
    names = {one.check_name for one in now}
    found = [OfCheck(check_name=name, open=_severities(one for one in now if one.check_name == name)) for name in names]
    return tuple(sorted(found, key=lambda one: (-one.open.error, -one.open.warning, -one.open.notice, one.check_name)))


def _by_exception(rows: ScorecardRows, as_of: date) -> tuple[OfException, ...]:
    held = [one for one in rows.arrangements if one.is_in_force(as_of)]
    found = []
    for title in sorted({one.exception_title for one in held}, key=lambda title: title or ""):
        counts = Counter(one.exception_status or "undetermined" for one in held if one.exception_title == title)
        found.append(
            OfException(
                title=title,
                satisfied=counts["satisfied"],
                undetermined=counts["undetermined"],
                not_satisfied=counts["not_satisfied"],
            )
        )
    return tuple(sorted(found, key=lambda one: (one.title is None, -one.total, one.title or "")))


def _ahead(rows: ScorecardRows, dates: Sequence[ContractDate], as_of: date) -> tuple[Ahead, ...]:
    held = {one.contract_id for one in rows.arrangements if one.is_in_force(as_of)}
    found = []
    for kind, what in _AHEAD.items():
        left = [
            (one.day - as_of).days
            for one in dates
            if one.kind is kind and (one.contract_id in held or kind is DateKind.CURABLE_UNTIL)
        ]
        found.append(
            Ahead(
                what=what,
                within_30=sum(0 <= days <= 30 for days in left),
                within_60=sum(30 < days <= 60 for days in left),
                within_90=sum(60 < days <= 90 for days in left),
            )
        )
    return tuple(found)
