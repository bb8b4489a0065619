"""The rule on pay that moves with designated health services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.component_names import in_words, named_components
from checks.law.applicable_exception import ApplicableException
from checks.law.safeguards import candidates_for, safeguards_of
from models.compensation import CompensationComponent, DhsLink
from models.contract import Contract
from models.document import DocumentRole
from models.finding import Outcome, Verdict


def _under(contract: Contract, as_of: date, exception: ApplicableException) -> Iterator[Verdict]:
    yield from _verdicts(contract, as_of, (exception,))


@check(
    code="PAY-01",
    covers=("PAY-02", "PAY-03", "GRP-07"),
    under=_under,
    citation="411.354(d)(5)",
    remedy=(
        "Stop paying under the formula and take designated health services out of it (technical components, "
        "ancillaries, drugs, services of others), or in a group practice share overall profits by a method deemed "
        "safe; have counsel look back."
    ),
)
def dhs_linked_pay(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A component of the pay follows the designated health services that are referred, and nothing saves it.

    ## What it looks at

    Each component of the pay formula, in the agreement, its amendments and exhibits: do designated health services
    that the physician refers, or the revenue or profit from them, stand in it as a variable?

    ## Why it matters

    Since 19 January 2021 pay takes the volume or value of referrals into account just when the formula has them as
    a variable and the physician gains as they grow (411.354(d)(5)), or pays less (411.354(d)(6)). Before, the test
    was wider. Where it is met, no rate is fair enough to cure it.

    ## When it fires

    - A share, a margin, a bonus or a price by the unit has the physician's own referrals as a variable: laboratory,
      imaging, therapy, drugs, technical components, facility fees, the work of supervised staff.
    - The words leave open what is in the base: a person must decide.
    - Rent at a rate by the unit, in a lease that ended before 19 January 2021: until then a unit rate that stayed the
      same could count as unmoved by referrals, whose text is to be confirmed; a person must decide. Whether such rent
      was banned is per-click-rent's matter.

    ## When it does not

    - The component pays for work that the physician personally performs, under employment, personal services,
      recruitment, a group practice or fair market value compensation: one's own work is no referral.
    - A group practice shares the profit of all its designated health services per head, by revenue that is not from
      them, or within the five-percent rule (411.352(i)). A share of one service alone was allowed until 31 December
      2021.
    - Value-based arrangements: their exceptions have no element of volume or value.

    A recital that pay is "not determined by the volume or value of referrals" counts neither way. The formula
    decides.

    ## How to put it right

    Carve designated health services out of the base, or pay for personal work only, before the next services are
    furnished. A change works forwards only; counsel decides on what was paid.

    ## Flagged

    An employed oncologist receives 15 percent of the operating margin of the infusion centre to which the
    oncologist refers.

    ## Clear

    An employed oncologist is paid $62.00 a unit for her own relative value units of work, infusions excluded.

    ## Limits

    It tests the words and not what was paid. Whether the five-percent rule's figures are kept, and whether the pay
    is at fair market value, other evidence must show.
    """
    yield from _verdicts(contract, as_of, candidates_for(contract))


def _verdicts(contract: Contract, as_of: date, exceptions: tuple[ApplicableException, ...]) -> Iterator[Verdict]:
    if contract.document_role is DocumentRole.OTHER:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="It is no contract.")
        return
    for name, component in named_components(contract):
        outcome, message = _judge(contract, component, as_of, exceptions)
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=name,
            wanting=f"pay that moves with designated health services, {in_words(component)}",
            evidence=component.evidence,
            confidence=component.confidence,
        )


def _judge(
    contract: Contract, component: CompensationComponent, as_of: date, exceptions: tuple[ApplicableException, ...]
) -> tuple[Outcome, str]:
    words = in_words(component)
    reason = component.dhs_reason.strip().rstrip(".")
    because = f": {reason[0].lower()}{reason[1:]}." if reason else "."
    if component.dhs_link is DhsLink.NOT_LINKED:
        return Outcome.CLEAR, f"Designated health services do not move {words}{because}"
    saving = safeguards_of(contract, component, as_of, exceptions)
    if saving and saving[0].confirmed:
        method = saving[0].safeguard.value.replace("_", " ")
        return Outcome.CLEAR, f"Saved under 42 CFR {saving[0].paragraph} ({method}): {words}."
    if saving:
        return (
            Outcome.UNDETERMINED,
            f"{words} may be saved under 42 CFR {saving[0].paragraph}, whose text is to be confirmed.",
        )
    if component.dhs_link is DhsLink.OPEN:
        return Outcome.UNDETERMINED, f"The words leave open whether designated health services move {words}{because}"
    return Outcome.FLAGGED, f"Designated health services move {words}{because}"
