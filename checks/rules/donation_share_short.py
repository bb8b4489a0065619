"""The rule on the physician's share of donated health records software."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.arrangements import arrangements_of
from checks.check import relationship_check
from checks.law.parameter import parameters
from checks.not_imported import not_imported
from checks.payments_under import names_arrangement
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Donation
from models.relationship import Relationship

_LATER_SHARES_SINCE = date(2021, 1, 19)
"""Since then the share of what is added later need not be paid before it comes (42 CFR 411.357(w))."""


@relationship_check(
    code="EHR-01",
    citation="411.357(w)",
    remedy=(
        "Collect the share before anything more is given, from the physician's own means. A share that came late "
        "does not cure the first donation: look back with counsel."
    ),
)
def donation_share_short(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """The physician paid less than 15 percent of donated health records software, too late, or not with own money.

    ## What it looks at

    The ledger ehr_donations: what each donation cost the donor, what the physician paid of it, when each was, and
    whether the donor financed the share.

    ## Why it matters

    The share keeps the donation from being a gift that buys referrals. It is counted on what the donor paid, to the
    cent.

    ## When it fires

    - The share is under 15 percent of the donor's cost: flagged.
    - The share of a first donation, or of a replacement, was paid after it was received: flagged.
    - The donor lent or paid the share: flagged.
    - What was added before 19 January 2021 was paid for afterwards: a person must decide by the text of that time.

    ## When it does not

    - 15 percent to the cent, paid on the day of receipt at the latest.
    - What is added later, with its share paid at a reasonable interval.

    ## How to put it right

    Bill the share with each donation, and give nothing before it is paid.

    ## Flagged

    $5,999.99 paid for software that cost the hospital $40,000.00.

    ## Clear

    $6,000.00 paid on 1 April for software of $40,000.00 received on 1 April.

    ## Limits

    Whether an interval is reasonable, and what the donation truly cost, is for a person. Cybersecurity software needs
    no share under its own exception.
    """
    missing = not_imported(relationship, LedgerKind.EHR_DONATIONS)
    if missing:
        yield missing
        return
    donations = relationship.ledgers.ehr_donations
    if not donations:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no donation to this physician.")
    arrangements = arrangements_of(relationship)
    for donation in donations:
        named = [one for one in arrangements if donation.contract and names_arrangement(donation.contract, one)]
        outcome, message = _judge(donation)
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=f"{donation.received_on} {donation.items}",
            wanting="the physician's share, paid in time",
            contract_id=named[0].contract.contract_id if len(named) == 1 else None,
        )


def _judge(donation: Donation) -> tuple[Outcome, str]:
    share = parameters()["ehr_contribution_share"].on(donation.received_on)
    what = (
        f"{donation.items}, received on {donation.received_on}, cost ${donation.cost:,.2f}; the physician paid "
        f"${donation.share_paid:,.2f} ({donation.place})"
    )
    if share is None:
        return Outcome.UNDETERMINED, f"{what}. The share of that day is not known."
    if donation.financed_by_donor:
        return Outcome.FLAGGED, f"{what}, which the donor financed."
    if donation.share_paid * 100 < donation.cost * share.value:
        return Outcome.FLAGGED, f"{what}, less than {share.value.normalize():f} percent."
    is_late = donation.paid_on is not None and donation.paid_on > donation.received_on
    if is_late and donation.initial:
        return Outcome.FLAGGED, f"{what} on {donation.paid_on}, after it was received."
    if is_late and donation.received_on < _LATER_SHARES_SINCE:
        return Outcome.UNDETERMINED, f"{what} on {donation.paid_on}; the text of that time is to be read."
    return Outcome.CLEAR, f"{what}."
