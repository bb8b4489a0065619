"""What agreed pay has risen to on a day: to the cent where the contract says by what and when, else within bounds."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from checks.arrangements import Arrangement
from checks.law.in_force import start_of
from checks.pay_due import month_after
from models.provision import Provision, ProvisionKind

_RAISES: Final = frozenset({ProvisionKind.PAY_RISES_YEARLY, ProvisionKind.PAY_MAY_RISE, ProvisionKind.PAY_MAY_CHANGE})
_CENT: Final = Decimal("0.01")
_MONTHS: Final = tuple(name.casefold() for name in calendar.month_name[1:])
_NO_LEAP_YEAR: Final = 2023


class Risen(NamedTuple):
    """A sum in dollars after raises, at least and at most, and how it was reckoned; `how` is "" where nothing rose.

    `most` None: no maximum is known, and `least` None: nor a minimum. `doubt` says why the sum is not known to the
    cent, None where it is: then the two differ by no more than what rounding year by year makes.
    """

    least: Decimal | None
    most: Decimal | None
    how: str = ""
    doubt: str | None = None


class _YearDay(NamedTuple):
    """A day of every year, and the first year in which it counts where that is told."""

    month: int
    day: int
    year: int | None


class _Terms(NamedTuple):
    """By how many percent, on which days (None: days not told); `doubt` where those are bounds only."""

    percent: Decimal | None
    since: date
    words: Provision
    doubt: str | None = None

    @property
    def on(self) -> str:
        """The days, in words."""
        return f"every year on {_said(self.words.subject)}" if self.words.subject else "on each anniversary"


def risen(amount: Decimal, arrangement: Arrangement, day: date) -> Risen:
    """What a sum of the pay stated for a day has come to by that day, in dollars."""
    terms = _terms(arrangement, day)
    steps = _steps(terms, day) if terms else ()
    if terms is None or not steps:
        return Risen(amount, amount)
    page = f"page {terms.words.evidence.page}"
    if terms.percent is None:
        least = amount if terms.words.kind is ProvisionKind.PAY_MAY_RISE else None
        return Risen(least, None, "", f"{terms.doubt} ({page}).")
    least, most = _raised(amount, terms.percent, len(steps))
    if terms.doubt is not None:
        top = f"from {steps[-1]} at most ${amount:,.2f} {_times(terms.percent, len(steps))} = ${most:,.2f}"
        return Risen(amount, most, "", f"{terms.doubt} ({page}): {top}.")
    exact = (amount * _factor(terms.percent, len(steps))).quantize(_CENT, ROUND_HALF_UP)
    how = (
        f"raised by {_figure(terms.percent)} percent {terms.on} ({page}): ${amount:,.2f} "
        f"{_times(terms.percent, len(steps))} = ${exact:,.2f} from {steps[-1]}"
    )
    end = arrangement.contract.expiration_date.value
    until_end = least if end is None or day <= end else _raised(amount, terms.percent, len(_steps(terms, end)))[0]
    if until_end < least:
        doubt = f"The first term ended on {end}, at ${until_end:,.2f}; whether its raises went on, a person must say."
        return Risen(until_end, most, "", doubt)
    return Risen(least, most, how)


def raise_days(arrangement: Arrangement, first: date, last: date) -> tuple[date, ...]:
    """The days after the first, up to the last, on which the pay of an arrangement rises or may rise."""
    terms = _terms(arrangement, first)
    return tuple(day for day in _steps(terms, last) if day > first) if terms else ()


def _terms(arrangement: Arrangement, day: date) -> _Terms | None:
    """How the pay of a day rises; None where nothing was read of it, or its first day was not."""
    paper = arrangement.pay_stated_in(day)
    since = start_of(paper)
    papers = [paper, *(one for one in (arrangement.contract, *arrangement.changes) if one is not paper)]
    read = [
        one
        for each in papers
        if each in {paper, arrangement.contract} or (start_of(each) or date.max) <= day
        for one in each.provisions
        if one.kind in _RAISES
    ]
    if not read or since is None:
        return None
    for one in read:
        if one.kind is ProvisionKind.PAY_MAY_CHANGE or one.quantity is None:
            return _Terms(None, since, one, "By how much its pay changes follows from no figure of the contract")
    highest = max(read, key=lambda one: one.quantity or Decimal(0))
    percent, said = highest.quantity, _figure(highest.quantity or Decimal(0))
    if len(read) > 1:
        return _Terms(percent, since, highest, f"It names several raises, the highest of {said} percent a year")
    if highest.kind is ProvisionKind.PAY_MAY_RISE or (highest.subject and _day_named(highest) is None):
        doubt = f"Its pay may rise by up to {said} percent a year, by a measure or on days that it does not tell"
        return _Terms(percent, since, highest, doubt)
    # An amendment's anniversaries may be its own or the agreement's, and old raises may go on from new pay or not.
    if highest not in paper.provisions or not (highest.subject or paper is arrangement.contract):
        doubt = f"Whether and when its raise of {said} percent a year goes on from the amended pay is not sure"
        return _Terms(percent, since, highest, doubt)
    return _Terms(percent, since, highest)


def _steps(terms: _Terms, until: date) -> tuple[date, ...]:
    """The days of raises up to a day: anniversaries, a day of the year, or where neither is sure each new year."""
    if terms.doubt is not None or terms.percent is None:
        return tuple(date(year, 1, 1) for year in range(terms.since.year + 1, until.year + 1))
    named = _day_named(terms.words)
    if named is None:
        return tuple(_anniversaries(terms.since, until))
    days = (date(year, named.month, named.day) for year in range(named.year or terms.since.year, until.year + 1))
    return tuple(day for day in days if terms.since < day <= until)


def _anniversaries(since: date, until: date) -> Iterator[date]:
    years = 1
    while (day := month_after(since, 12 * years)) <= until:
        yield day
        years += 1


def _day_named(words: Provision) -> _YearDay | None:
    """The day that a raise names; None for anniversaries, and where it cannot be read."""
    month, _, rest = words.subject.replace(",", " ").casefold().partition(" ")
    figures = [int(one) for one in rest.split() if one.isdecimal()]
    if month not in _MONTHS or not figures:
        return None
    number, day = _MONTHS.index(month) + 1, figures[0]
    is_of_every_year = 1 <= day <= calendar.monthrange(_NO_LEAP_YEAR, number)[1]
    return _YearDay(number, day, figures[1] if len(figures) > 1 else None) if is_of_every_year else None


def _said(subject: str) -> str:
    return " ".join(subject.replace(",", " ").split()[:2])


def _factor(percent: Decimal, times: int) -> Decimal:
    return (1 + percent / 100) ** times


def _raised(amount: Decimal, percent: Decimal, times: int) -> tuple[Decimal, Decimal]:
    """The least and the most that rounding makes of it: each year's sum to the cent, or only the last."""
    by_year = amount
    for _ in range(times):
        by_year = (by_year * _factor(percent, 1)).quantize(_CENT, ROUND_HALF_UP)
    exact = amount * _factor(percent, times)
    ways = (by_year, exact.quantize(_CENT, ROUND_FLOOR), exact.quantize(_CENT, ROUND_CEILING))
    return min(ways), max(ways)


def _times(percent: Decimal, times: int) -> str:
    once = f"× {_figure(_factor(percent, 1))}"
    return once if times == 1 else f"{once} to the power of {times}"


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"
