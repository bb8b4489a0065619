"""The rule on several arrangements on one subject in one year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.arrangements import arrangements_of
from checks.check import relationship_check
from checks.law.one_year import one_year
from checks.successions import name_of, successions
from models.finding import Outcome, Verdict
from models.relationship import Relationship


@relationship_check(
    code="TRM-05",
    citation="411.357(l)",
    remedy=(
        "Show that the two are for different items, services or space, or that the second renews the first on the same "
        "terms; or rely on an exception that does not count arrangements."
    ),
)
def second_arrangement_in_a_year(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """A second arrangement on one subject, on other terms, began within a year.

    ## What it looks at

    Every two agreements of one kind between the same entity and physician whose first days are less than a year apart,
    what they are for, and what they pay.

    ## Why it matters

    Fair market value compensation has no minimum term. Instead, the parties may make only one arrangement on the same
    items, services or space in a year; they may renew it any number of times on the same terms.

    ## When it fires

    - Both are plainly on one subject and their pay differs: flagged.
    - They are on one subject, and the pay of one of them was not read: a person must decide.

    It counts where 411.357(l) is what the arrangement relies on. Where another exception is, recontracted-in-first-year
    looks at the same two.

    ## When it does not

    - The pay is the same: the first is renewed.
    - The subjects differ, or nothing tells that they are one.
    - The second begins a year after the first or later, or it amends the first.

    ## How to put it right

    Keep the first terms until its year is over. What was paid under the second may fit limited remuneration,
    411.357(z), since 19 January 2021.

    ## Flagged

    Two agreements on the stroke program, of March 1 and August 1, 2024, at $150 and $180 an hour.

    ## Clear

    The same, both at $150 an hour.

    ## Limits

    Subjects are compared by what the papers describe and by their titles. Contracts that were never read are not seen,
    so that finding nothing proves nothing.
    """
    arrangements = arrangements_of(relationship)
    told = {contract.contract_id: False for contract in relationship.contracts}
    for pair in successions(arrangements, within=one_year(as_of)):
        if pair.same_subject and not pair.same_pay:
            contract = pair.later.contract
            told[contract.contract_id] = True
            unread = "" if pair.same_pay is False else " The pay of one of them was not read."
            yield Verdict(
                outcome=Outcome.UNDETERMINED if unread else Outcome.FLAGGED,
                message=(
                    f"It is on the same subject as {name_of(pair.earlier.contract)}, which began {pair.days_apart} "
                    f"days before it.{unread}"
                ),
                subject=pair.earlier.contract.contract_id,
                wanting="a second arrangement on one subject within a year",
                evidence=contract.effective_date.evidence,
                confidence=contract.effective_date.confidence or 0.7,
                contract_id=contract.contract_id,
            )
    own = {one.contract.contract_id for one in arrangements}
    for contract_id, is_told in told.items():
        if contract_id not in own:
            message = "It is no agreement of its own."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract_id)
        elif not is_told:
            message = "No other agreement on its subject is known that began in the year before it."
            yield Verdict(outcome=Outcome.CLEAR, message=message, contract_id=contract_id)
