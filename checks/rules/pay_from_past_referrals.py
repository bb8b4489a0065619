"""The rule on pay that looks back at referrals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, shown
from models.compensation import CompensationKind
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_VARYING = frozenset({CompensationKind.PRODUCTIVITY, CompensationKind.PERCENTAGE, CompensationKind.POOL})


@check(
    code="PAY-08",
    citation="411.354(d)(5)",
    remedy=(
        "Have pay and its tiers set anew by work personally done or by a valuation that leaves referrals out "
        "of account, and keep the papers that show how."
    ),
)
def pay_from_past_referrals(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The pay or its tier is set by how many patients were referred before.

    ## What it looks at

    Words that set or reset the pay by referrals, admissions or orders of a former year, and whether the pay counts
    work personally performed.

    ## Why it matters

    Pay that is fixed by last year's referrals is no formula with referrals as its variable, and may yet be neither
    fair market value nor what anybody would pay who had no use for them.

    ## When it fires

    - Pay is reset by former referrals or admissions: flagged, for a person to decide.
    - Such words stand in a contract that pays for work personally performed alone: a person must tell which is
      meant.

    ## When it does not

    - A tier by the physician's own work of a former year.
    - Words that deny it.

    ## How to put it right

    Set the pay by what the work is worth, and write down why.

    ## Flagged

    A director's fee "adjusted each July according to admissions by the Director in the preceding year".

    ## Clear

    A director's fee by the hour, the same each year.

    ## Limits

    Memoranda and valuations in which such a thing would usually stand are not read.
    """
    found = first(contract, ProvisionKind.PAY_SET_BY_PAST_REFERRALS)
    if found is None:
        denied = first(contract, ProvisionKind.VOLUME_OR_VALUE_EXCLUDED)
        if denied:
            yield shown(Outcome.CLEAR, "Nothing sets the pay by former referrals.", denied)
        else:
            yield not_concerned("Nothing was found that sets the pay by former referrals.")
        return
    varying = [one for one in contract.compensation if one.kind in _VARYING]
    own_work = bool(varying) and all(one.personally_performed for one in varying)
    outcome = Outcome.UNDETERMINED if own_work else Outcome.FLAGGED
    beside = ", beside pay for work personally performed" if own_work else ""
    yield shown(outcome, f"Former referrals set the pay{beside}.", found, wanting="pay set without former referrals")
