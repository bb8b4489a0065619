"""The rule on the five-percent test of group practices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checks.check import relationship_check
from checks.group_books import rests_on_group
from checks.law.parameter import Parameter, parameters
from checks.not_imported import not_imported
from models.compensation import DhsSafeguard
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.relationship import Relationship

_PRESENT_TEXT_SINCE = 2022


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
                outcome, message = _judge(relationship, year)
                yield Verdict(
                    outcome=outcome,
                    message=message,
                    subject=str(year),
                    wanting=f"the five-percent test of {year}",
                    contract_id=contract_id,
                )


def _judge(relationship: Relationship, year: int) -> tuple[Outcome, str]:
    taken = [row for row in relationship.ledgers.group_collections if row.received_from.year == year]
    paid = [row for row in relationship.ledgers.group_pay if row.year == year]
    total = sum((row.amount for row in taken), Decimal(0))
    from_dhs = sum((row.amount for row in taken if row.dhs_category is not None), Decimal(0))
    if not paid or total <= 0:
        return Outcome.UNDETERMINED, f"The figures of {year} are not complete: both takings and pay are needed."
    if year < _PRESENT_TEXT_SINCE:
        return Outcome.UNDETERMINED, f"For {year} the text before 2022 holds, which is to be read in the regulation."
    share = _share("five_percent_revenue_share", year)
    most = _share("five_percent_physician_share", year)
    if share is None or most is None:
        return Outcome.UNDETERMINED, f"The shares of {year} are not known."
    faults = []
    if from_dhs * 100 >= total * share:
        faults.append(f"${from_dhs:,.2f} of takings of ${total:,.2f} are from designated health services")
    faults += [
        f"${row.dhs_profits:,.2f} of the ${total_pay:,.2f} that {row.physician} had are profits of them ({row.place})"
        for row in paid
        if row.dhs_profits * 100 > (total_pay := row.total_pay) * most
    ]
    if faults:
        return Outcome.FLAGGED, f"In {year}, {'; '.join(faults)}."
    return (
        Outcome.CLEAR,
        f"In {year}, ${from_dhs:,.2f} of ${total:,.2f} are from designated health services, and nobody had more.",
    )


def _share(key: str, year: int) -> Decimal | None:
    parameter: Parameter = parameters()[key]
    value = parameter.on(date(year, 12, 31))
    return value.value if value else None
