"""The rule that pay lies within what an appraiser found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.component_names import in_words
from checks.not_imported import not_imported
from checks.pay_beside_opinions import Laid, laid_beside
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.relationship import Relationship


@relationship_check(
    code="PAY-11",
    citation="411.351",
    remedy=(
        "Obtain an opinion of the day and for this very subject, or amend the pay for the time to come to what is "
        "supported. What was paid above the range is for counsel."
    ),
)
def pay_above_opinion(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """The pay lies outside the range of the opinion that supports it, or the opinion is of another day.

    ## What it looks at

    Each sum and rate that an agreement states, beside the opinions of fair market value in the ledger for that
    contract, or for that physician where one agreement alone is paid by the opinion's unit. Months, quarters and
    years are laid beside each other; other units must be the same.

    ## Why it matters

    Nearly every exception asks for fair market value. An opinion of the time, for this subject, is how it is shown.

    ## When it fires

    - The physician is paid more than the high end, or pays less than the low end: flagged.
    - The pay is outside the range in the other direction, or in which direction it goes is not known; the opinion had
      run out, or was not yet made, when the pay was agreed; or it is a general one, and the pay is outside it: a
      person must decide.

    ## When it does not

    - The pay is within the range, its ends included, and the opinion was of the time.
    - The pay is high by some percentile: no percentile is safe or suspect in itself.

    ## How to put it right

    An opinion obtained afterwards may show that the pay was fair all along, if it looks at the market of that day. One
    that is asked to justify a figure is none.

    ## Flagged

    $210.00 an hour under an opinion of $150.00 to $195.00.

    ## Clear

    $195.00 an hour under the same opinion, made in the quarter before.

    ## Limits

    Whether the opinion took the right duties, space or survey is for a person. Pay without an amount, as a
    percentage, is not laid beside any opinion.
    """
    missing = not_imported(relationship, LedgerKind.FMV_OPINIONS)
    arrangements = arrangements_of(relationship)
    for one in arrangements:
        contract_id = one.contract.contract_id
        if missing:
            yield missing.model_copy(update={"contract_id": contract_id})
            continue
        laid = list(laid_beside(one, arrangements, relationship.ledgers.fmv_opinions))
        if not laid:
            message = "No opinion of the ledger is for its pay and its unit."
            none = Verdict(
                outcome=Outcome.NOT_APPLICABLE, message=message, leaves_open=True, wanting="an opinion of value"
            )
            yield none.model_copy(update={"contract_id": contract_id})
        for each in laid:
            outcome, message = _judge(one, each)
            placed = one.placed(each.component)
            yield Verdict(
                outcome=outcome,
                message=f"{message}{placed.told}",
                subject=f"{in_words(each.component)} | {each.opinion.subject}",
                wanting="pay within what an opinion supports",
                contract_id=contract_id,
                evidence=placed.evidence,
                confidence=each.component.confidence,
            )


def _judge(one: Arrangement, laid: Laid) -> tuple[Outcome, str]:
    opinion = laid.opinion
    ends = f"up to ${opinion.high:,.2f}" if opinion.low is None else f"${opinion.low:,.2f} to ${opinion.high:,.2f}"
    beside = (
        f"{in_words(laid.component)[:1].upper()}{in_words(laid.component)[1:]} beside an opinion of {ends} per "
        f"{opinion.unit.replace('_', ' ')} of {opinion.opinion_on} ({opinion.place})"
    )
    above, below = laid.amount > laid.high, laid.low is not None and laid.amount < laid.low
    if above or below:
        at_fault = one.to_physician is not None and above is one.to_physician
        outcome = Outcome.FLAGGED if at_fault and laid.is_sure else Outcome.UNDETERMINED
        side = "more than it supports" if above else "less than it supports"
        return outcome, f"{beside}: {side}."
    if one.first is not None and opinion.valid_until is not None and opinion.valid_until < one.first:
        return Outcome.UNDETERMINED, f"{beside}, which had run out on {opinion.valid_until}, before the start."
    if one.first is not None and opinion.opinion_on > one.first:
        return Outcome.UNDETERMINED, f"{beside}, which was made after the start on {one.first}."
    return Outcome.CLEAR, f"{beside}."
