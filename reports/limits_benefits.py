"""Incidental benefits beside the limit of each (42 CFR 411.357(m))."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checks.law.parameter import parameters
from models.counting import counted
from models.ledger_rows import IncidentalBenefit
from models.relationship import Relationship
from reports.report import Cell


def benefit_years(one: Relationship) -> Iterator[tuple[Cell, ...]]:
    """A row for each year: what the benefits come to, the limit of each of them, and the worst of their standings."""
    by_year: dict[int, list[IncidentalBenefit]] = defaultdict(list)
    for benefit in one.ledgers.incidental_benefits:
        by_year[benefit.given_on.year].append(benefit)
    for year, benefits in sorted(by_year.items()):
        standings = [_standing(benefit)[0] for benefit in benefits]
        worst = next(each for each in ("fails", "undetermined", "within") if each in standings)
        dearest = max(benefit.value for benefit in benefits)
        yield (
            one.entity,
            one.physician,
            str(year),
            "incidental benefits, each",
            "42 CFR 411.357(m)",
            worst,
            sum((benefit.value for benefit in benefits), Decimal(0)),
            _limit(benefits[0]),
            *(None,) * 6,
            (
                f"{counted(len(benefits), 'benefit')}, the dearest of ${dearest:,.2f}; "
                f"{standings.count(worst)} of them: {worst}."
            ),
        )


def benefit_rows(one: Relationship) -> list[tuple[Cell, ...]]:
    """A row for each benefit."""
    rows: list[tuple[Cell, ...]] = []
    for benefit in sorted(one.ledgers.incidental_benefits, key=lambda row: (row.given_on, row.file_name, row.line)):
        standing, why = _standing(benefit)
        rows.append(
            (
                one.entity,
                one.physician,
                benefit.given_on,
                benefit.benefit,
                benefit.value,
                _limit(benefit),
                benefit.on_campus,
                benefit.offered_to_all,
                standing,
                why,
                benefit.file_name,
                benefit.line,
            )
        )
    return rows


def _limit(benefit: IncidentalBenefit) -> Decimal | None:
    value = parameters()["incidental_benefit_limit"].on(benefit.given_on)
    return value.value if value is not None and value.confirmed else None


def _standing(benefit: IncidentalBenefit) -> tuple[str, str | None]:
    limit = _limit(benefit)
    faults = []
    if limit is not None and benefit.value >= limit:
        faults.append(f"It must be worth less than ${limit:,.2f}.")
    if benefit.on_campus is False:
        faults.append("It was not used on the campus.")
    if benefit.offered_to_all is False:
        faults.append("It was not offered to all of the specialty.")
    if faults:
        return "fails", " ".join(faults)
    if limit is None:
        return "undetermined", f"The limit of {benefit.given_on.year} is not known for sure."
    asked = {"where it was used": benefit.on_campus, "to whom it was offered": benefit.offered_to_all}
    unsaid = [what for what, known in asked.items() if known is None]
    return ("undetermined", f"The ledger does not say {' and '.join(unsaid)}.") if unsaid else ("within", None)
