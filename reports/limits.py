"""What physicians were given and paid in each year beside the law's limits: room left, excess, days to return it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from checks.law.parameter import parameters
from models.counting import agreeing, counted
from models.database import Database
from models.ledger import LedgerKind
from models.ledger_rows import Gift
from models.relationship import Relationship
from reports.limits_benefits import benefit_rows, benefit_years
from reports.limits_gifts import gift_rows, gift_year_rows
from reports.limits_payments import payment_rows, payment_years
from reports.report import Block, Cell, Column, ColumnKind, Report
from store.relationship_reading import LedgerReading, with_rows_in

KINDS: Final = (LedgerKind.NONMONETARY_COMPENSATION, LedgerKind.INCIDENTAL_BENEFITS, LedgerKind.PAYMENTS)
_DAY, _MONEY, _NUMBER = ColumnKind.DAY, ColumnKind.MONEY, ColumnKind.NUMBER
_SIDES: Final = (Column("Entity", width=26), Column("Physician", width=26))
_PLACE: Final = (Column("File", width=22), Column("Line", _NUMBER, 7))
_YEARS: Final = (
    *_SIDES,
    Column("Year", width=7),
    Column("Limit of", width=28),
    Column("Citation", width=18),
    Column("Standing", width=13),
    Column("Given or paid", _MONEY, 13),
    Column("Limit", _MONEY, 12),
    Column("Room left", _MONEY, 12),
    Column("Excess", _MONEY, 12),
    Column("Returned in time", _MONEY, 12),
    Column("Still to return", _MONEY, 12),
    Column("Return by", _DAY, 11),
    Column("Days left", _NUMBER, 8),
    Column("Why", width=70),
)
_GIFTS: Final = (
    *_SIDES,
    Column("Given on", _DAY, 11),
    Column("What", width=34),
    Column("Value", _MONEY, 11),
    Column("Counts", _MONEY, 11),
    Column("Total of the year", _MONEY, 12),
    Column("Room left", _MONEY, 12),
    Column("Form", width=15),
    Column("Solicited", width=9),
    Column("Returned on", _DAY, 11),
    Column("Returned", _MONEY, 11),
    Column("Standing", width=13),
    Column("Why", width=50),
    *_PLACE,
)
_BENEFITS: Final = (
    *_SIDES,
    Column("Given on", _DAY, 11),
    Column("What", width=34),
    Column("Value", _MONEY, 11),
    Column("Must be less than", _MONEY, 12),
    Column("On campus", width=9),
    Column("Offered to all", width=9),
    Column("Standing", width=13),
    Column("Why", width=50),
    *_PLACE,
)
_PAYMENTS: Final = (
    *_SIDES,
    Column("For", _DAY, 11),
    Column("Paid on", _DAY, 11),
    Column("Purpose", width=34),
    Column("Amount", _MONEY, 12),
    Column("Total of the year", _MONEY, 12),
    Column("Limit", _MONEY, 12),
    Column("Standing", width=13),
    *_PLACE,
)


def limits(database: Database, as_of: date) -> Report:
    """The ledgers of a database beside the limits, as far as their rows had happened on the day. Raises StoreError."""
    return made(with_rows_in(database, KINDS), as_of)


def made(reading: LedgerReading, as_of: date) -> Report:
    """The report of these ledgers."""
    known = [_until(one, as_of) for one in reading.relationships]
    years: list[tuple[Cell, ...]] = []
    for one in known:
        years += [*gift_year_rows(one, as_of), *benefit_years(one), *payment_years(one)]
    return Report(
        name="limits",
        title="Gifts, benefits and pay without an agreement, beside the limits of each year",
        as_of=as_of,
        lines=(
            "Non-monetary compensation, 411.357(k): the sum of a calendar year may be the limit of that year, no more.",
            "Incidental benefits, 411.357(m): each must be worth less than the limit of its year; no sum is limited.",
            "Limited remuneration, 411.357(z), since 19 January 2021: what is paid in a year without an agreement.",
            f"Limits are known for {_known_years()}. A year whose limit is not known is undetermined, however small "
            "the sum: no limit is carried over from another year.",
        ),
        missing=tuple(_missing(reading, as_of)),
        blocks=(
            Block("Years", "Each year beside its limit", _YEARS, tuple(years), frozen=3),
            Block(
                "Gifts",
                "Non-monetary compensation",
                _GIFTS,
                _flat(gift_rows(one) for one in known),
                frozen=2,
            ),
            Block("Benefits", "Incidental benefits", _BENEFITS, _flat(benefit_rows(one) for one in known), frozen=2),
            Block(
                "Payments",
                "Payments to physicians that belong to no agreement",
                _PAYMENTS,
                _flat(payment_rows(one) for one in known),
                frozen=2,
            ),
        ),
    )


def _until(one: Relationship, as_of: date) -> Relationship:
    """The relationship with what had happened by the day."""
    gifts = [_as_of(gift, as_of) for gift in one.ledgers.nonmonetary_compensation if gift.given_on <= as_of]
    ledgers = one.ledgers.model_copy(
        update={
            "nonmonetary_compensation": tuple(gifts),
            "incidental_benefits": tuple(row for row in one.ledgers.incidental_benefits if row.given_on <= as_of),
            "payments": tuple(row for row in one.ledgers.payments if row.paid_on <= as_of),
        }
    )
    return one.model_copy(update={"ledgers": ledgers})


def _as_of(gift: Gift, as_of: date) -> Gift:
    if gift.returned_on is None or gift.returned_on <= as_of:
        return gift
    return gift.model_copy(update={"returned_on": None, "returned_value": None})


def _known_years() -> str:
    said = []
    for key, letter in (
        ("nonmonetary_compensation_limit", "(k)"),
        ("incidental_benefit_limit", "(m)"),
        ("limited_remuneration_limit", "(z)"),
    ):
        years = sorted(
            value.in_force_from.year for value in parameters()[key].values if value.confirmed and value.in_force_from
        )
        said.append(f"{letter} {_stretches(years)}")
    return "; ".join(said)


def _stretches(years: Sequence[int]) -> str:
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in parts)


def _missing(reading: LedgerReading, as_of: date) -> Iterable[str]:
    for kind in KINDS:
        if kind not in reading.imported:
            yield f"The ledger {kind.value} was not imported: nothing is said of it, and not that all is well."
    for kind, count in sorted(reading.unplaced.items()):
        if count > 0 and kind is not LedgerKind.PAYMENTS:
            yield (
                f"{counted(count, 'row')} of the ledger {kind.value} {agreeing(count, 'names', 'name')} an entity and "
                "a physician that no relationship has. "
                f"`starkcheck check` makes relationships of them; see the names in them if it does not."
            )


def _flat(rows: Iterable[Sequence[tuple[Cell, ...]]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row for each in rows for row in each)
