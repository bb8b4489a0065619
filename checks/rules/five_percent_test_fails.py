"""The rule on the five-percent test of group practices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import relationship_check
from checks.five_percent import five_percent_test
from checks.group_books import rests_on_group
from checks.not_imported import not_imported
from models.compensation import DhsSafeguard
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.relationship import Relationship


@relationship_check(
    code="GRP-03",
    citation="411.352(i)",
    remedy=(
        "Share the profits of the year by another deemed method, per head or by other revenue, or by one that is "
        "shown to be reasonable and apart from referrals; and keep the reckoning."
    ),
)
def five_percent_test_fails(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """A plan rests on the five-percent rule, and the year's figures do not meet it.

    ## What it looks at

    Plans whose words name the five-percent rule, the group's takings by class in the ledger group_collections, and
    what each physician had in the ledger group_pay, by calendar year.

    ## Why it matters

    The rule spares a group from showing that its shares are apart from referrals, but only while designated health
    services are a small part of what it takes in, and of what each physician has.

    ## When it fires

    - Designated health services are five percent of the year's takings, or more: flagged. The first limb wants less
      than five.
    - The profits of designated health services are more than five percent of a physician's pay: flagged. The second
      wants five at most.
    - Figures of one of the two ledgers are missing for a year, or the year is before 2022, whose text was another: a
      person must decide.

    ## When it does not

    - Both limbs are met, each physician's by itself.
    - The plan does not rest on the rule.

    ## How to put it right

    The method may be changed for what has not been received yet. For a year that is over, another deemed method that
    was followed in fact may be shown.

    ## Flagged

    $250,000.00 of $5,000,000.00 from designated health services; or $15,500.01 in a pay of $310,000.00.

    ## Clear

    $249,999.99 of $5,000,000.00, and $15,500.00 in a pay of $310,000.00.

    ## Limits

    What counts as a physician's total pay is still to be read in the regulation. Years that no row covers are not
    judged.
    """
    books = relationship.ledgers
    rows = (*books.group_collections, *books.group_pay)
    missing = not_imported(relationship, LedgerKind.GROUP_COLLECTIONS, LedgerKind.GROUP_PAY)
    for contract_id in rests_on_group(relationship, rows):
        relies = any(
            component.dhs_safeguard is DhsSafeguard.FIVE_PERCENT_RULE
            for contract in relationship.contracts
            if contract.contract_id == contract_id
            for component in contract.compensation
        )
        if not relies:
            none = Verdict(outcome=Outcome.NOT_APPLICABLE, message="Its words do not rest on the five-percent rule.")
            yield none.model_copy(update={"contract_id": contract_id})
        elif missing:
            yield missing.model_copy(update={"contract_id": contract_id})
        else:
            years = sorted(
                {row.received_from.year for row in books.group_collections} | {row.year for row in books.group_pay}
            )
            for year in years or [as_of.year]:
                outcome, message = five_percent_test(books.group_collections, books.group_pay, year)
                yield Verdict(
                    outcome=outcome,
                    message=message,
                    subject=str(year),
                    wanting=f"the five-percent test of {year}",
                    contract_id=contract_id,
                )
