"""Non-monetary compensation beside the limit of its year (42 CFR 411.357(k)), year by year and gift by gift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checks.gift_years import GiftYear, gift_years
from models.ledger_rows import Gift
from models.ledger_words import GiftForm
from models.relationship import Relationship
from reports.report import Cell, words

_NOTHING = Decimal("0.00")


def gift_year_rows(one: Relationship, as_of: date) -> Iterator[tuple[Cell, ...]]:
    """A row for each year in which anything was given."""
    for year in gift_years(one.ledgers.nonmonetary_compensation):
        still = max(_NOTHING, year.excess - year.returned) if year.excess else None
        standing, why = _standing(year, as_of)
        return_by = year.return_by if year.is_small and year.earlier_relief is None else None
        is_waiting = return_by is not None and return_by >= as_of and standing == "pending"
        yield (
            one.entity,
            one.physician,
            str(year.year),
            "non-monetary compensation",
            "42 CFR 411.357(k)",
            standing,
            year.total,
            year.limit,
            max(_NOTHING, year.limit - year.total) if year.limit is not None else None,
            year.excess if year.limit is not None else None,
            year.returned if year.excess else None,
            still,
            return_by,
            (return_by - as_of).days if is_waiting and return_by is not None else None,
            why,
        )


def gift_rows(one: Relationship) -> list[tuple[Cell, ...]]:
    """A row for each gift, with the total of its year after it."""
    rows: list[tuple[Cell, ...]] = []
    by_year = {year.year: year for year in gift_years(one.ledgers.nonmonetary_compensation)}
    totals = dict.fromkeys(by_year, _NOTHING)
    for gift in sorted(
        one.ledgers.nonmonetary_compensation, key=lambda gift: (gift.given_on, gift.file_name, gift.line)
    ):
        year = by_year[gift.given_on.year]
        counts = gift in year.gifts
        totals[year.year] += gift.value if counts else _NOTHING
        total = totals[year.year]
        standing, why = _of_gift(gift, year, total, counts=counts)
        rows.append(
            (
                one.entity,
                one.physician,
                gift.given_on,
                gift.item,
                gift.value,
                gift.value if counts else _NOTHING,
                total,
                max(_NOTHING, year.limit - total) if year.limit is not None else None,
                words(gift.form.value),
                gift.solicited,
                gift.returned_on,
                (gift.value if gift.returned_value is None else gift.returned_value) if gift.returned_on else None,
                standing,
                why,
                gift.file_name,
                gift.line,
            )
        )
    return rows


def _fault(gift: Gift) -> str | None:
    if gift.form is not GiftForm.IN_KIND:
        return "Cash, and what is spent as cash is, never fits the exception."
    return "It was solicited, which the exception does not allow." if gift.solicited else None


def _of_gift(gift: Gift, year: GiftYear, total: Decimal, *, counts: bool) -> tuple[str, str | None]:
    fault = _fault(gift)
    if fault is not None:
        return "fails", fault
    if not counts:
        return "within", "A share in the one event of the year for the whole staff, which does not count."
    if year.limit is None:
        return "undetermined", f"The limit of {year.year} is not known for sure."
    if total > year.limit:
        return "over", f"With it the year is ${total - year.limit:,.2f} beyond its limit."
    return "within", None


def _standing(year: GiftYear, as_of: date) -> tuple[str, str]:
    wrong = sum(_fault(gift) is not None for gift in year.gifts)
    if wrong:
        return "fails", f"{wrong} of them cash, or solicited: these fit no limit. See the sheet of gifts."
    if year.limit is None:
        return "undetermined", f"The limit of {year.year} is not known for sure; see what CMS publishes for that year."
    if not year.excess:
        return "within", "No more than the limit."
    if year.is_put_right:
        return "within", "The excess was returned in time, and counts as never given."
    if not year.is_small:
        return "over", "The excess is more than half the limit: returning it does not put it right."
    if year.earlier_relief is not None:
        return "over", f"Another excess was put right on {year.earlier_relief}, less than three years before."
    if year.return_by is not None and as_of <= year.return_by:
        return "pending", f"Put right if the rest of the excess is returned by {year.return_by}."
    late = f" ${year.late:,.2f} came too late." if year.late else ""
    return "over", f"The excess was to be returned by {year.return_by}, and was not.{late}"
