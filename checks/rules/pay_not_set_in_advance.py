"""The rule on pay that is not set in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_read, shown
from checks.component_names import in_words
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind


@check(
    code="PAY-05",
    citation="411.354(d)(1)",
    remedy=(
        "Write the figure or the formula down before the next services are furnished, and have counsel look "
        "at what was paid until then."
    ),
)
def pay_not_set_in_advance(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The pay, or part of it, is left to be agreed upon or to somebody's discretion.

    ## What it looks at

    Words that leave the pay, the rent, a fee or a rate open: to be agreed from time to time, to be determined, at
    one party's discretion. And the figures that the contract states beside them.

    ## Why it matters

    Most exceptions want the pay, or a formula that anybody could reckon it by, fixed before services are furnished
    or space is used. What is settled later can follow referrals.

    ## When it fires

    - Such words stand in the contract and no figure was read: flagged.
    - Such words stand beside figures: a person must say what is left open.

    ## When it does not

    - Employment, whose exception does not ask for pay set in advance.
    - The rent of a renewal that is to be agreed upon: it is set when the renewal begins.
    - A fixed price by the unit, a rent that follows an index, a rate found by a named appraiser beforehand.

    ## How to put it right

    Agree on a figure or a formula for the future, in writing and before it is applied.

    ## Flagged

    "The monthly fee will be set by the Hospital in its discretion."

    ## Clear

    "The Hospital pays $150.00 for each hour recorded."

    ## Limits

    What was in fact paid is not seen. A figure in an exhibit that is missing is another check's matter:
    missing-exhibit.
    """
    left_open = first(contract, ProvisionKind.PAY_LEFT_OPEN)
    figures = [one for one in contract.compensation if one.amount is not None or one.percent is not None]
    if left_open and figures:
        message = f"Words leave pay open beside figures: {in_words(figures[0])}."
        yield shown(Outcome.UNDETERMINED, message, left_open, wanting="pay that is set in advance")
    elif left_open:
        message = "The pay is left open, and no figure was read."
        yield shown(Outcome.FLAGGED, message, left_open, wanting="pay that is set in advance")
    elif figures:
        yield Verdict(
            outcome=Outcome.CLEAR,
            message=f"The pay is stated: {in_words(figures[0])}.",
            evidence=figures[0].evidence,
            confidence=min(one.confidence for one in figures),
        )
    else:
        yield not_read("No pay was read.", wanting="pay that is set in advance")
