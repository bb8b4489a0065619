"""The rule on arrangements that end and are made anew within their first year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.arrangements import arrangements_of
from checks.check import relationship_check
from checks.law.one_year import one_year
from checks.successions import Succession, name_of, successions
from models.counting import counted
from models.finding import Outcome, Verdict
from models.relationship import Relationship


@relationship_check(
    code="TRM-02",
    citation="411.357(a)(2)",
    remedy=(
        "Show that the two are for different space, equipment or services, or that the first went on beside the "
        "second; otherwise keep to the first terms until its year is over, and look back with counsel."
    ),
)
def recontracted_in_first_year(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """An arrangement ended within its first year and was made anew on other terms in that year.

    ## What it looks at

    Every two agreements of one kind between the same entity and physician, by their first days, of which the second
    begins before the first is a year old: what they are for, and what they pay. Amendments and renewals are not
    agreements of their own.

    ## Why it matters

    A minimum term is worth nothing if the parties end the agreement after a few months and make another at a better
    price, as the referrals come in. They may end it early, but not make a new one on the same subject in that year.

    ## When it fires

    - Both describe the same space, equipment or services, or name the same subject in their titles, and the pay
      differs: flagged, where the first had ended by the day before the second began.
    - A person must decide: the first may have run on beside the second; or the pay of one of them was not read; or
      nothing tells whether the subjects are the same, and the first had ended.

    ## When it does not

    - The second begins on the first anniversary or later.
    - The pay is the same: that is the same arrangement carried on.
    - The kinds, the things described, or the subjects in the titles differ: another suite, another program.
    - Nothing tells whether the subjects are the same, and the first goes on.

    ## How to put it right

    The time since the second began has no exception that wants a year; 411.357(l) wants one arrangement a year as well.
    Count it, and let counsel decide on disclosure.

    ## Flagged

    A lease of Suite 210 from January 1 to June 30, 2024 at $4,000 a month, and another of Suite 210 from July 1, 2024
    at $2,500.

    ## Clear

    The same, the second being for Suite 340.

    ## Limits

    Whether an agreement was in fact ended early stands in a notice, not in the agreement. Contracts that were never
    read are not seen, so that finding nothing proves nothing.
    """
    arrangements = arrangements_of(relationship)
    found = {one.contract.contract_id: False for one in arrangements}
    for pair in successions(arrangements, within=one_year(as_of)):
        verdict = _judge(pair)
        if verdict is not None:
            found[pair.later.contract.contract_id] = True
            yield verdict
    for contract_id, is_told in found.items():
        if not is_told:
            message = "No other agreement on its subject is known that began in the first year of one before it."
            yield Verdict(outcome=Outcome.CLEAR, message=message, contract_id=contract_id)
    for contract in relationship.contracts:
        if contract.contract_id not in found:
            message = "It is no agreement of its own."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract.contract_id)


def _judge(pair: Succession) -> Verdict | None:
    begun = pair.later.first
    ended = pair.earlier.last is not None and begun is not None and pair.earlier.last < begun
    if pair.same_pay or pair.same_subject is False or (pair.same_subject is None and not ended):
        return None
    doubts = []
    if pair.same_subject is None:
        doubts.append("Whether both are on one subject, their words do not tell.")
    if pair.same_pay is None:
        doubts.append("The pay of one of them was not read.")
    if not ended:
        doubts.append("Whether the first ended before, or runs beside it, the papers do not show.")
    if len(doubts) == 3:
        return None
    what = "with other pay" if pair.same_pay is False else "anew"
    message = (
        f"It begins on {begun}, {counted(pair.days_apart, 'day')} after {name_of(pair.earlier.contract)} began on "
        f"{pair.earlier.first}, {what}."
    )
    start = pair.later.contract.effective_date
    return Verdict(
        outcome=Outcome.UNDETERMINED if doubts else Outcome.FLAGGED,
        message=" ".join((message, *doubts)),
        subject=pair.earlier.contract.contract_id,
        wanting="a second agreement on one subject in the first year",
        evidence=start.evidence,
        confidence=start.confidence or 0.7,
        contract_id=pair.later.contract.contract_id,
    )
