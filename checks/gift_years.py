"""What a physician was given in each calendar year, beside that year's limit, and what was given back (411.357(k))."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checks.law.in_force import days_after
from checks.law.parameter import parameters
from checks.pay_due import month_after
from models.ledger_rows import Gift

_NOTHING = Decimal("0.00")


class GiftYear(NamedTuple):
    """One calendar year, in dollars. The share in one event of the whole staff does not count; gifts there do.

    `limit` None: not known, or still to be confirmed. `excess` is what goes beyond it; `return_by` the last day to give
    it back, `returned` what was given back by then, `late` what came after. `is_small` says whether the excess is one
    that may be put right at all, `earlier_relief` when another was put right too short a time before.
    """

    year: int
    gifts: tuple[Gift, ...]
    total: Decimal
    limit: Decimal | None
    excess: Decimal
    return_by: date | None
    returned: Decimal
    late: Decimal
    is_small: bool
    earlier_relief: date | None

    @property
    def is_put_right(self) -> bool:
        """Whether the whole excess was given back in time, and might be."""
        return self.excess > 0 and self.is_small and self.earlier_relief is None and self.returned >= self.excess


def gift_years(gifts: Iterable[Gift]) -> tuple[GiftYear, ...]:
    """Each calendar year in which anything was given to one physician by one entity, the first one first."""
    by_year: dict[int, list[Gift]] = defaultdict(list)
    for gift in gifts:
        by_year[gift.given_on.year].append(gift)
    reliefs: list[date] = []
    found: list[GiftYear] = []
    for year, given in sorted(by_year.items()):
        one = _year(year, sorted(given, key=lambda gift: (gift.given_on, gift.line)), reliefs)
        if one.is_put_right:
            reliefs.append(max(gift.returned_on for gift in one.gifts if gift.returned_on is not None))
        found.append(one)
    return tuple(found)


def _year(year: int, given: Sequence[Gift], reliefs: Sequence[date]) -> GiftYear:
    event = _event_left_out(given)
    gifts = tuple(gift for gift in given if not (gift.staff_event and gift.given_on == event))
    total = sum((gift.value for gift in gifts), _NOTHING)
    value = parameters()["nonmonetary_compensation_limit"].on(date(year, 12, 31))
    limit = value.value if value is not None and value.confirmed else None
    excess = max(_NOTHING, total - limit) if limit is not None else _NOTHING
    return_by = _return_by(gifts, limit) if limit is not None and excess else None
    back = [(gift.returned_on, _given_back(gift)) for gift in gifts if gift.returned_on is not None]
    share = parameters()["nonmonetary_excess_share"].on(date(year, 12, 31))
    last = max((day for day, _ in back), default=None)
    return GiftYear(
        year=year,
        gifts=gifts,
        total=total,
        limit=limit,
        excess=excess,
        return_by=return_by,
        returned=sum((sum_ for day, sum_ in back if return_by is not None and day <= return_by), _NOTHING),
        late=sum((sum_ for day, sum_ in back if return_by is not None and day > return_by), _NOTHING),
        is_small=limit is not None and share is not None and excess * 100 <= limit * share.value,
        earlier_relief=_too_recent(reliefs, last, year),
    )


def _event_left_out(given: Sequence[Gift]) -> date | None:
    """The day of the one staff event of the year that does not count: the dearest, where there were several."""
    by_day: dict[date, Decimal] = defaultdict(Decimal)
    for gift in given:
        if gift.staff_event:
            by_day[gift.given_on] += gift.value
    return max(by_day, key=lambda day: (by_day[day], day), default=None)


def _return_by(gifts: Sequence[Gift], limit: Decimal) -> date:
    """The earlier of 31 December and so many days after the gift that went beyond the limit."""
    total = _NOTHING
    for gift in gifts:
        total += gift.value
        if total > limit:
            days = parameters()["nonmonetary_return_days"].on(gift.given_on)
            end = date(gift.given_on.year, 12, 31)
            return end if days is None else min(end, days_after(gift.given_on, int(days.value)))
    raise ValueError("no gift goes beyond the limit")


def _given_back(gift: Gift) -> Decimal:
    return gift.value if gift.returned_value is None else gift.returned_value


def _too_recent(reliefs: Sequence[date], last: date | None, year: int) -> date | None:
    """The last earlier relief, where this one would come before its years are over."""
    years = parameters()["nonmonetary_relief_interval"].on(date(year, 12, 31))
    if not reliefs or years is None:
        return None
    free_from = month_after(reliefs[-1], 12 * int(years.value))
    return reliefs[-1] if (last or date(year, 12, 31)) < free_from else None
