"""The parts of a scorecard's page: its tiles, and its charts with their titles and what they show in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.counting import agreeing, counted
from models.scorecard import MonthEnd, ScorecardFigures, Severities
from reports.report import words
from reports.scorecard import UNKNOWN, ahead_counts
from reports.scorecard_charts import BAD, DOUBT, GOOD, LATER, LATEST, MILD, NOTHING, SOON, Fonts, Series, bars, trend

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

WIDTH = 516.0
"""Points between the margins: it fits letter paper and A4 alike."""
HALF = 250.0
MOST_BARS = 8


class Tile(NamedTuple):
    """A number that counts, what it is, and how it moved."""

    number: str
    what: str
    moved: str


class Chart(NamedTuple):
    """A chart: its title, what is to be known of it, what it shows in words, and the drawing."""

    title: str
    note: str
    said: str
    drawing: Drawing


def tiles(found: ScorecardFigures) -> tuple[Tile, ...]:
    """The five numbers at the top."""
    now, before = found.now, found.months[-2]
    tasks = dict(found.tasks)
    end = next(one for one in found.ahead if one.what == "Terms that end")
    return (
        Tile(
            str(now.arrangements.total),
            "arrangements in force",
            _moved(now.arrangements.total, before.arrangements.total),
        ),
        Tile(
            str(now.arrangements.not_compliant),
            "of them not compliant",
            _moved(now.arrangements.not_compliant, before.arrangements.not_compliant),
        ),
        Tile(*_of_open(now, before, "error"), _moved_open(now, before, "error")),
        Tile(*_of_open(now, before, "warning"), _moved_open(now, before, "warning")),
        Tile(str(end.total), "terms end in 90 days", f"{end.within_30} within 30 days"),
        Tile(str(tasks.get("overdue", 0)), "tasks overdue", f"{tasks.get('due', 0)} due, {tasks.get('done', 0)} done"),
    )


def charts(found: ScorecardFigures, fonts: Fonts) -> tuple[Chart, ...]:
    """The charts in their order: two as wide as the page, then four of half its width."""
    return (
        _findings(found, fonts),
        _arrangements(found, fonts),
        _checks(found, fonts),
        _exceptions(found, fonts),
        _to_come(found, fonts),
        _waiting(found, fonts),
    )


def _of_open(now: MonthEnd, _before: MonthEnd, severity: str) -> tuple[str, str]:
    count = getattr(now.open, severity) if now.open is not None else None
    return ("?" if count is None else str(count)), f"open {severity}s"


def _moved_open(now: MonthEnd, before: MonthEnd, severity: str) -> str:
    if now.open is None or before.open is None:
        return f"month before: {UNKNOWN}"
    return _moved(getattr(now.open, severity), getattr(before.open, severity))


def _moved(now: int, before: int) -> str:
    if now == before:
        return "as at the last month's end"
    return f"{abs(now - before)} {'more' if now > before else 'fewer'} than at the last month's end"


def _days(found: ScorecardFigures) -> list[str]:
    return [_month(one.day) for one in found.months]


def _month(day: date) -> str:
    return f"{day:%b} {day.year % 100:02d}"


def _findings(found: ScorecardFigures, fonts: Fonts) -> Chart:
    colors = {"error": BAD, "warning": DOUBT, "notice": MILD}
    series = [
        Series(
            f"open {name}s",
            colors[name],
            tuple(getattr(one.open, name) if one.open is not None else None for one in found.months),
        )
        for name in Severities.model_fields
    ]
    gone = Series("gone in the month", MILD, tuple(one.gone for one in found.months))
    cure = Series(
        "median days to cure",
        MILD,
        tuple(_days_to_cure(one) for one in found.months),
    )
    now = found.now.open
    said = (
        (
            f"{counted(now.error, 'error')}, {counted(now.warning, 'warning')} and {counted(now.notice, 'notice')} "
            f"{agreeing(now.error + now.warning + now.notice, 'is', 'are')} open."
        )
        if now
        else "Not known."
    )
    return Chart(
        "Open findings at the end of each month, and days to cure",
        "Gone: errors and warnings that a check found no more, or a reviewer called remedied. ?: not known.",
        said,
        trend(series, _days(found), (WIDTH, 128), fonts, (gone, cure)),
    )


def _days_to_cure(one: MonthEnd) -> int | None:
    if one.gone is None:
        return None
    return round(one.days_to_cure) if one.days_to_cure is not None else NOTHING


def _arrangements(found: ScorecardFigures, fonts: Fonts) -> Chart:
    colors = {"compliant": GOOD, "undetermined": DOUBT, "not_compliant": BAD}
    series = [
        Series(str(words(name)), color, tuple(getattr(one.arrangements, name) for one in found.months))
        for name, color in colors.items()
    ]
    now = found.now.arrangements
    said = f"{now.compliant} compliant, {now.undetermined} undetermined, {now.not_compliant} not compliant."
    return Chart(
        "Arrangements in force by whether they were compliant that day",
        "As known now: a paper found later counts for the days it speaks of. Undetermined is doubt, and no compliance.",
        said,
        trend(series, _days(found), (WIDTH, 108), fonts),
    )


def _checks(found: ScorecardFigures, fonts: Fonts) -> Chart:
    shown, rest = found.checks[:MOST_BARS], found.checks[MOST_BARS:]
    colors = {"error": BAD, "warning": DOUBT, "notice": MILD}
    series = [
        Series(f"{name}s", color, tuple(getattr(one.open, name) for one in shown)) for name, color in colors.items()
    ]
    names = [str(words(one.check_name.replace("-", "_"))) for one in shown]
    more = f"And {sum(one.open.total for one in rest)} of {len(rest)} other checks." if rest else ""
    said = "; ".join(f"{name}: {one.open.total}" for name, one in zip(names, shown, strict=True)) or "None."
    return Chart("Open findings by check", more, said, bars(names, series, (HALF, 122), fonts))


def _exceptions(found: ScorecardFigures, fonts: Fonts) -> Chart:
    shown, rest = found.exceptions[:MOST_BARS], found.exceptions[MOST_BARS:]
    colors = {"satisfied": GOOD, "undetermined": DOUBT, "not_satisfied": BAD}
    series = [
        Series(str(words(name)), color, tuple(getattr(one, name) for one in shown)) for name, color in colors.items()
    ]
    names = [one.title or "none is known" for one in shown]
    more = f"And {sum(one.total for one in rest)} of {len(rest)} other exceptions." if rest else ""
    said = "; ".join(f"{name}: {one.total}" for name, one in zip(names, shown, strict=True)) or "None."
    return Chart(
        "Arrangements by nearest exception and its status", more, said, bars(names, series, (HALF, 122), fonts)
    )


def _to_come(found: ScorecardFigures, fonts: Fonts) -> Chart:
    counts = [ahead_counts(one) for one in found.ahead]
    parts = (("within 30 days", SOON), ("31 to 60", LATER), ("61 to 90", LATEST))
    series = [Series(name, color, tuple(count[place] for count in counts)) for place, (name, color) in enumerate(parts)]
    names = [one.what for one in found.ahead]
    said = "; ".join(f"{name}: {one.total}" for name, one in zip(names, found.ahead, strict=True))
    return Chart("Days to act on in the next 90 days", "", said, bars(names, series, (HALF, 76), fonts))


def _waiting(found: ScorecardFigures, fonts: Fonts) -> Chart:
    series = [Series("open", GOOD, tuple(one.count for one in found.waiting))]
    names = [f"{one.days} days" for one in found.waiting]
    said = "; ".join(f"{one.days} days: {one.count}" for one in found.waiting)
    title = "Open errors and warnings by days since found"
    return Chart(title, "", said, bars(names, series, (HALF, 76), fonts))
