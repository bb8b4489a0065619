"""How common the noncompliance was: arrangements counted by whose shoes are stood in, and months of the look-back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from checks.law.overpayment_days import LookBackWindow, months_of
from models.base import Frozen


class CountedArrangement(Frozen):
    """An arrangement with its noncompliant days, both ends counted; None is open at that end.

    `physicians` are how many it is an arrangement with: an organization's counts once for each physician who stands in
    its shoes (42 CFR 411.354(c)). `window` are the six years looked back to.
    """

    name: str
    file_name: str | None
    physician_side: str
    physicians: int
    physicians_known: bool = True
    window: LookBackWindow
    noncompliant: tuple[tuple[date | None, date | None], ...] = ()

    @property
    def potential_months(self) -> int:
        """Months of the look-back, for each physician it counts for."""
        return self.physicians * len(months_of(self.window))

    @property
    def noncompliant_months(self) -> int:
        """Those of them in which any day was noncompliant."""
        bad = sum(any(_meets(days, month) for days in self.noncompliant) for month in months_of(self.window))
        return self.physicians * bad


class Pervasiveness(Frozen):
    """The counts of a disclosure: of the arrangements disclosed, and of all there were."""

    disclosed: tuple[CountedArrangement, ...]
    others: int

    @property
    def arrangements(self) -> int:
        """The noncompliant arrangements, each as often as it counts."""
        return sum(one.physicians for one in self.disclosed)

    @property
    def potential_months(self) -> int:
        """Every month of the look-back of each of them."""
        return sum(one.potential_months for one in self.disclosed)

    @property
    def noncompliant_months(self) -> int:
        """The noncompliant ones among those."""
        return sum(one.noncompliant_months for one in self.disclosed)

    @property
    def percent(self) -> Decimal | None:
        """Noncompliant months in a hundred potential ones, to a tenth; None where there are none."""
        if not self.potential_months:
            return None
        return (Decimal(100) * self.noncompliant_months / self.potential_months).quantize(Decimal("0.1"))

    @property
    def percent_of_all(self) -> Decimal | None:
        """Noncompliant arrangements in a hundred of all, to a tenth; None where there are none."""
        total = self.arrangements + self.others
        return (Decimal(100) * self.arrangements / total).quantize(Decimal("0.1")) if total else None


def counted(arrangements: Sequence[CountedArrangement]) -> Pervasiveness:
    """Part the arrangements into those with a noncompliant month in their look-back and the others."""
    disclosed = tuple(one for one in arrangements if one.noncompliant_months)
    others = sum(one.physicians for one in arrangements if not one.noncompliant_months)
    return Pervasiveness(disclosed=disclosed, others=others)


def _meets(days: tuple[date | None, date | None], month: LookBackWindow) -> bool:
    first, last = days
    return (first is None or first <= month.last_day) and (last is None or month.first_day <= last)
