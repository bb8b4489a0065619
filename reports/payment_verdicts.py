"""Each payment beside the terms of the contract it was made under: within them, or how it departs from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from checks.arrangements import Arrangement, arrangements_of
from checks.counterparts import same_party
from checks.pay_agreed import more_may_be_owed, pay_agreed
from checks.pay_due import MONTHS_OF, Due, fixed_pay, hourly_pay, month_after, month_span_begin
from checks.payments_under import payments_under
from extractors.language.names import same_name
from models.compensation import CompensationComponent
from models.ledger_rows import Payment
from models.relationship import Relationship

WITHIN: Final = "within terms"
OVER: Final = "over"
UNDER: Final = "under"
WRONG_PAYEE: Final = "wrong payee"
AFTER: Final = "after expiry"
BEFORE: Final = "before effective"
NO_CONTRACT: Final = "no contract"
CANNOT_TELL: Final = "cannot tell"
VERDICTS: Final = (OVER, UNDER, WRONG_PAYEE, AFTER, BEFORE, NO_CONTRACT, CANNOT_TELL, WITHIN)


class Judged(NamedTuple):
    """A payment with its verdict and why. `paid` is the sum of all payments for the same days, `agreed` what is due.

    `component` is what the contract says of pay on its first day, where that is one thing.
    """

    payment: Payment
    verdict: str
    why: str
    arrangement: Arrangement | None = None
    paid: Decimal | None = None
    agreed: Due | None = None
    component: CompensationComponent | None = None


def judged(relationship: Relationship) -> Iterator[Judged]:
    """Every payment of a relationship, once."""
    arrangements = arrangements_of(relationship)
    laid = payments_under(relationship, arrangements)
    for one in arrangements:
        yield from _under(one, laid.under.get(one.contract.contract_id, ()))
    for payment in laid.uncovered:
        yield _uncovered(payment, arrangements)
    for payment in laid.named_elsewhere:
        yield Judged(payment, CANNOT_TELL, f"It names the contract {payment.contract}, which is not in the database.")
    for payment in laid.open:
        names = ", ".join(sorted({one.contract.file_name for one in arrangements}))
        yield Judged(payment, CANNOT_TELL, f"It may be made under several agreements ({names}), and names none.")


def _uncovered(payment: Payment, arrangements: Sequence[Arrangement]) -> Judged:
    later = [one for one in arrangements if one.first is not None and payment.last_day < one.first]
    fitting = [one for one in later if one.to_physician in {None, payment.to_physician}]
    if fitting:
        next_one = min(fitting, key=lambda one: one.first or date.max)
        why = f"{next_one.contract.file_name} begins on {next_one.first}, and no agreement covers the days before."
        return Judged(payment, BEFORE, why, next_one)
    if payment.to_physician:
        return Judged(payment, NO_CONTRACT, "No agreement between the two covers it; see `report limits`.")
    return Judged(payment, NO_CONTRACT, "No agreement between the two covers it; the physician paid.")


def _under(one: Arrangement, payments: Sequence[Payment]) -> Iterator[Judged]:
    in_question: list[Payment] = []
    for payment in payments:
        stranger = _stranger(one, payment)
        if stranger is not None:
            yield Judged(payment, WRONG_PAYEE, stranger, one, component=_only(one, payment.first_day))
        elif one.first is not None and payment.last_day < one.first:
            yield Judged(payment, BEFORE, f"The arrangement began on {one.first}.", one)
        else:
            in_question.append(payment)
    over_cap = _over_cap(one, in_question)
    by_days: dict[tuple[date, date] | None, list[Payment]] = defaultdict(list)
    for payment in in_question:
        has_days = payment.period_from is not None and payment.period_until is not None
        by_days[(payment.first_day, payment.last_day) if has_days else None].append(payment)
    for days, together in by_days.items():
        for found in _of_days(one, days, together) if days else _without_days(one, together):
            why = over_cap.get((found.payment.file_name, found.payment.line))
            if one.last is not None and found.payment.first_day > one.last:
                yield _after_end(one, one.last, found)
            elif why is not None and found.verdict in {WITHIN, CANNOT_TELL}:
                yield found._replace(verdict=OVER, why=why)
            else:
                yield found


def _stranger(one: Arrangement, payment: Payment) -> str | None:
    """Why a payment that names the contract is not made between its parties, in their direction; None if it is."""
    parties = [party.name for paper in (one.contract, *one.changes) for party in paper.parties]
    for side, name in (("payee", payment.payee), ("payer", payment.payer)):
        if parties and not any(same_party(name, party) or same_name(name, party) for party in parties):
            return f"The {side}, {name}, is no party of the contract, as its name is written."
    if payment.to_physician is None:
        return "Payer and payee are not the two sides of the contract."
    if one.to_physician is not None and payment.to_physician is not one.to_physician and payment.amount > 0:
        return f"The contract pays the other way: {payment.payee} is not who is paid under it."
    return None


def _after_end(one: Arrangement, last: date, found: Judged) -> Judged:
    same = " The sum is the one agreed; whether it was carried on just as it was, a person must say."
    sure = "" if one.end_is_sure else " Whether an option or a renewal carried it on was not read."
    why = f"Its term ended on {last}.{same if found.verdict == WITHIN else ''}{sure}"
    if found.payment.period_from is None:
        why += " The payment names no days, and may be for days before the end."
    return found._replace(verdict=AFTER, why=why)


def _of_days(one: Arrangement, days: tuple[date, date], payments: Sequence[Payment]) -> Iterator[Judged]:
    first, last = days
    paid = sum((payment.amount for payment in payments), Decimal(0))
    agreed = pay_agreed(one, first, last, payments)
    if agreed is None:
        why = _why_not(one.pay_on(first))
        for payment in payments:
            yield Judged(payment, CANNOT_TELL, why, one, paid, component=_only(one, first))
        return
    component, due, hours = agreed
    verdict = WITHIN if due.holds(paid) else OVER if paid > due.most else UNDER
    rate = f"${component.amount:,.2f}"
    how = f"{rate} a {component.period}" if hours is None else f"{hours.normalize():f} hours at {rate}"
    why = f"Agreed are {how}."
    if len(payments) > 1:
        why += f" {len(payments)} payments are for these days."
    if verdict == OVER and more_may_be_owed(one, first):
        why += " Charges beside rent, or an escalator, may explain it."
    for payment in payments:
        yield Judged(payment, verdict, why, one, paid, due, component)


def _without_days(one: Arrangement, payments: Sequence[Payment]) -> Iterator[Judged]:
    """Payments that name no days: within the terms if they are all that was paid so in their month, quarter or year."""
    for payment in payments:
        fixed = fixed_pay(one.pay_on(payment.paid_on))
        said = _only(one, payment.paid_on)
        if fixed is None or fixed.amount is None or fixed.period is None:
            why = f"It says no days that it pays for. {_why_not(one.pay_on(payment.paid_on))}"
            yield Judged(payment, CANNOT_TELL, why, one, component=said)
            continue
        months = MONTHS_OF[fixed.period]
        begin = month_span_begin(one.first or payment.paid_on.replace(day=1), payment.paid_on, months)
        together = [each for each in payments if begin <= each.paid_on < month_after(begin, months)]
        paid = sum((each.amount for each in together), Decimal(0))
        agreed = Due(fixed.amount, fixed.amount)
        if paid == fixed.amount:
            why = f"It says no days; it is all that was paid so in the {fixed.period} from {begin}."
            yield Judged(payment, WITHIN, why, one, paid, agreed, said)
        else:
            why = f"It says no days that it pays for; in the {fixed.period} from {begin} ${paid:,.2f} were paid so."
            yield Judged(payment, CANNOT_TELL, why, one, paid, agreed, said)


def _over_cap(one: Arrangement, payments: Sequence[Payment]) -> dict[tuple[str, int], str]:
    """The payments by which a cap of the contract was passed, each with why, by file and line."""
    only = one.contract.compensation[0] if len(one.contract.compensation) == 1 else None
    months = MONTHS_OF.get(only.cap_period) if only is not None and only.cap_period is not None else None
    if only is None or only.cap_amount is None or months is None or one.first is None or one.changes:
        return {}
    found: dict[tuple[str, int], str] = {}
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for payment in sorted(payments, key=lambda each: (each.first_day, each.paid_on, each.line)):
        if payment.first_day >= one.first:
            begin = month_span_begin(one.first, payment.first_day, months)
            sums[begin] += payment.amount
            if sums[begin] > only.cap_amount:
                span = "month" if months == 1 else f"{months} months"
                found[payment.file_name, payment.line] = (
                    f"With it, ${sums[begin]:,.2f} were paid for the {span} from {begin}; the cap is "
                    f"${only.cap_amount:,.2f}."
                )
    return found


def _only(one: Arrangement, day: date) -> CompensationComponent | None:
    components = one.pay_on(day)
    return components[0] if len(components) == 1 else None


def _why_not(components: Sequence[CompensationComponent]) -> str:
    if not components:
        return "What it pays was not read."
    if len(components) > 1:
        return f"The contract pays in {len(components)} ways, which one payment cannot be laid beside."
    if hourly_pay(components) is not None:
        return "The contract pays by the hour, and the payment says no hours."
    return "The contract pays by units or shares, which no ledger counts."
