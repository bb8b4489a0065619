"""Pay laid beside the opinions of value that may support it, both in one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checks.arrangements import Arrangement
from checks.payments_under import names_arrangement
from models.compensation import CompensationComponent
from models.ledger_rows import ValueOpinion

_A_YEAR = {"month": 12, "quarter": 4, "year": 1}


class InOneUnit(NamedTuple):
    """How often a year the pay is due and the opinion's dollars are meant; 1 and 1 where they are not by the year."""

    pay_times: int
    opinion_times: int


class Laid(NamedTuple):
    """A component beside an opinion, both in dollars for one unit; `is_sure` False: its scope is not plainly this."""

    component: CompensationComponent
    amount: Decimal
    opinion: ValueOpinion
    low: Decimal | None
    high: Decimal
    is_sure: bool


def laid_beside(
    one: Arrangement, arrangements: Sequence[Arrangement], opinions: Sequence[ValueOpinion]
) -> Iterator[Laid]:
    """Each component of an agreement and of its changes beside each opinion that is for it, or that may be.

    An opinion that names no contract is laid beside pay of its unit where no other agreement is paid by that unit.
    """
    components = (*one.contract.compensation, *(each for change in one.changes for each in change.compensation))
    for component in components:
        for opinion in opinions:
            if opinion.contract is not None and not names_arrangement(opinion.contract, one):
                continue
            rival = any(
                in_one_unit(each, opinion) is not None
                for other in arrangements
                if other is not one
                for each in other.contract.compensation
            )
            times = in_one_unit(component, opinion)
            if times is not None and component.amount is not None and (opinion.contract is not None or not rival):
                yield Laid(
                    component,
                    component.amount * times.pay_times,
                    opinion,
                    None if opinion.low is None else opinion.low * times.opinion_times,
                    opinion.high * times.opinion_times,
                    opinion.contract is not None or opinion.physician is not None,
                )


def in_one_unit(component: CompensationComponent, opinion: ValueOpinion) -> InOneUnit | None:
    """What makes the two figures comparable; None where they are of other units, or no sum in dollars is stated."""
    if component.amount is None or component.currency != "USD":
        return None
    wanted = opinion.unit.casefold().removeprefix("per ").strip().replace(" ", "_")
    period = component.period.value if component.period else ""
    unit = (component.unit or "").casefold().replace(" ", "_")
    # What is paid by the month, the quarter or the year is compared by the year, so that all of it lies side by side.
    if not unit and wanted in _A_YEAR and period in _A_YEAR:
        return InOneUnit(_A_YEAR[period], _A_YEAR[wanted])
    if wanted in {unit, f"{unit}_{period}"} - {""} or (wanted == period and unit in {"", period}):
        return InOneUnit(1, 1)
    return None
