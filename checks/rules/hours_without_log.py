"""The rule that paid hours are shown by a log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.not_imported import not_imported
from checks.payments_under import payments_under
from models.compensation import CompensationKind
from models.counting import counted
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship


@relationship_check(
    code="PAY-13",
    citation="411.357(d)(1)",
    remedy=(
        "Obtain the logs of the time, signed by the physician, and lay them beside the payments. What no log shows "
        "is to be collected while the arrangement is live, and paid no more without one."
    ),
)
def hours_without_log(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """Hours were paid for which there is no log, or whose log was paid for already.

    ## What it looks at

    The payments of the ledger under agreements that pay by time, with the hours and the time log that each names.

    ## Why it matters

    Pay for hours that nobody worked is a gift. A log is no element of an exception, but without one nothing shows that
    the services were furnished.

    ## When it fires

    - A payment tells hours, and names no log: flagged.
    - A log is named by payments for different days: flagged.
    - A payment under an hourly rate tells no hours: a person must decide.

    ## When it does not

    - Every payment tells its hours and a log of its own.
    - The agreement pays a fixed sum, and no payment tells hours.

    ## How to put it right

    Logs written up long afterwards show little. Calendars, minutes and call schedules of the time may show more.

    ## Flagged

    $1,875.00 for 12.5 hours of March, the column time_log being blank.

    ## Clear

    The same with the log TL-2025-03, which no other payment names.

    ## Limits

    What is in a log is not read. A log that covers several months is taken for one used twice if the payments are for
    different days.
    """
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    arrangements = arrangements_of(relationship)
    under = payments_under(relationship, arrangements).under
    for one in arrangements:
        contract_id = one.contract.contract_id
        if missing:
            yield missing.model_copy(update={"contract_id": contract_id})
            continue
        payments = under.get(contract_id, ())
        said = list(_judged(one, payments))
        if not said and any(payment.hours is not None for payment in payments):
            said = [Verdict(outcome=Outcome.CLEAR, message="Every payment for hours names a log of its own.")]
        none = Verdict(outcome=Outcome.NOT_APPLICABLE, message="Nothing was paid by the hour under it.")
        for verdict in said or [none]:
            yield verdict.model_copy(update={"contract_id": contract_id})


def _judged(one: Arrangement, payments: Sequence[Payment]) -> Iterator[Verdict]:
    is_hourly = any(component.kind is CompensationKind.TIME for component in one.contract.compensation)
    by_log: dict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        what = f"${payment.amount:,.2f} paid on {payment.paid_on} ({payment.place})"
        if payment.amount <= 0:
            continue
        if payment.hours is None:
            if is_hourly:
                yield _verdict(Outcome.UNDETERMINED, payment.place, f"{what} are for time, and no hours are told.")
        elif payment.time_log is None:
            hours = counted(payment.hours, "hour")
            yield _verdict(Outcome.FLAGGED, payment.place, f"{what} are for {hours}, and no log is named.")
        else:
            by_log[payment.time_log.casefold()].append(payment)
    for log, together in sorted(by_log.items()):
        if len({(payment.period_from, payment.period_until) for payment in together}) > 1:
            places = ", ".join(payment.place for payment in together)
            message = f"The log {together[0].time_log} is named by payments for different days ({places})."
            yield _verdict(Outcome.FLAGGED, f"log {log}", message)


def _verdict(outcome: Outcome, subject: str, message: str) -> Verdict:
    return Verdict(outcome=outcome, message=message, subject=subject, wanting="logs of the hours paid")
