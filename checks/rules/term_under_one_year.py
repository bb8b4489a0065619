"""The rule on the shortest term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from checks.check import check
from checks.law.in_force import start_of
from checks.law.one_year import one_year
from checks.successions import name_of, same_pay, same_subject
from models.contract import Contract, RenewalKind
from models.counting import counted
from models.document import DocumentRole
from models.evidence import Evidence
from models.finding import Outcome, Verdict
from models.relationship import Relationship

_STATES_A_FIRST_TERM = frozenset({DocumentRole.AGREEMENT, DocumentRole.AMENDMENT})


def _among(contract: Contract, as_of: date, relationships: Sequence[Relationship]) -> Iterator[Verdict]:
    """As the rule, but where papers carried a short term on to a year: then it may have lasted that year in fact."""
    others = {
        other.contract_id: other
        for relationship in relationships
        for other in relationship.contracts
        if other.contract_id != contract.contract_id
    }
    for verdict in term_under_one_year(contract, as_of):
        start = contract.effective_date.value
        short = verdict.outcome is Outcome.FLAGGED and contract.document_role is DocumentRole.AGREEMENT
        lengthened = _lengthened(contract, tuple(others.values()), as_of) if short and start else None
        if lengthened is not None:
            message = f"{verdict.message} {lengthened} A person must confirm that it is not ended before."
            yield verdict.model_copy(update={"outcome": Outcome.UNDETERMINED, "message": message})
            continue
        carried = _carried_on(contract, tuple(others.values()), as_of) if short and start else None
        if carried is None:
            yield verdict
            continue
        day, same_terms, names = carried
        terms = "at the same pay" if same_terms else "and whether its terms stayed the same is open"
        message = (
            f"{verdict.message} {names} carried it on to {day}, {terms}; it lasted a year in fact, if nobody ended it "
            "before."
        )
        yield verdict.model_copy(update={"outcome": Outcome.UNDETERMINED, "message": message})


def _lengthened(contract: Contract, others: Sequence[Contract], as_of: date) -> str | None:
    """In words, how an amendment of days within the short term gave it a year or more from its first day; None where
    none did, or the amendment had not begun.
    """
    start, last = contract.effective_date.value, contract.expiration_date.value
    for other in others:
        begun, end = other.effective_date.value, other.expiration_date.value
        amends = other.amends_contract_id == contract.contract_id and other.document_role is DocumentRole.AMENDMENT
        if not amends or start is None or begun is None or end is None:
            continue
        in_time = begun <= as_of and (last is None or begun <= last)
        if in_time and (end - start).days + 1 >= _one_year(contract, as_of):
            return f"{name_of(other)}, of a day within that term ({begun}), made it run to {end}."
    return None


def _carried_on(contract: Contract, others: Sequence[Contract], as_of: date) -> tuple[date, bool, str] | None:
    """The last day, at least a year after the first and past by now, to which other papers carry a contract on without
    a gap; whether all of them keep its pay, and what they are called. None where they do not.
    """
    start, last = contract.effective_date.value, contract.expiration_date.value
    if start is None or last is None:
        return None
    wanted = start + timedelta(days=_one_year(contract, as_of) - 1)
    used: list[Contract] = []
    same_terms = True
    following = sorted(
        (one for one in others if _continues(one, contract)), key=lambda one: one.effective_date.value or start
    )
    for other in following:
        begun, end = other.effective_date.value, other.expiration_date.value
        if begun is not None and end is not None and begun <= last + timedelta(days=1) and end > last:
            last = end
            used.append(other)
            same_terms &= not other.compensation or same_pay(contract, other) is True
    if not used or last < wanted or wanted > as_of:
        return None
    return last, same_terms, " and ".join(name_of(one) for one in used)


def _continues(other: Contract, contract: Contract) -> bool:
    """Whether a paper amends or renews a contract, or is a later one plainly on the same subject."""
    if other.amends_contract_id == contract.contract_id:
        return True
    first, start = other.effective_date.value, contract.effective_date.value
    later = first is not None and start is not None and first > start
    return later and other.document_role is DocumentRole.AGREEMENT and same_subject(contract, other) is True


@check(
    code="TRM-01",
    citation="411.357(a)(2)",
    remedy=(
        "Agree on a term of at least one year, in writing and before it begins; or show that the arrangement in "
        "fact lasted a year on the same terms, or that an exception without a minimum term is met in all its "
        "elements."
    ),
    among=_among,
)
def term_under_one_year(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """The stated initial term is shorter than one year.

    ## What it looks at

    The first day and the last day of the initial term, both counted, and the length the contract states. 365 days
    are a year, so the day before the anniversary is late enough; 364 days and 52 weeks are not.

    ## Why it matters

    Leases of space and equipment and personal service arrangements must last a year, so that terms cannot be set
    anew every few months as the referrals come in.

    ## When it fires

    - The stated term is shorter: six months, eleven months, 52 weeks, 364 days.
    - The contract runs from month to month from its start.
    - The stated length and the stated dates disagree, and one of them is under a year: a person must decide.
    - The stated term is shorter, but an amendment made within it gave it a year or more from its first day: a person
      must confirm that it is not ended before.
    - The stated term is shorter, but amendments, renewals or a later agreement on the same subject carried it on
      without a gap to a year that is over: a person must confirm that it lasted a year in fact, on the same terms.
    - An amendment states a term under a year: a person must decide whether it is a new first term or an extension.

    It is an error for leases of space and equipment and for personal services, and a notice where the exception
    asks for no term: employment, timeshares, recruitment.

    ## When it does not

    - The term is indefinite, until ended by notice.
    - Either side may end a term of a year or more earlier: that is lawful, if no new terms follow within the year.
    - A renewal shorter than a year: the first term decides.
    - An amendment that only names days, such as those of added services: its days measure no term.
    - No term was found. That is a gap in the contract or in the reading, and no short term.

    ## How to put it right

    Amend for the time to come, to a year or more. A lease that in fact lasted a year on the same terms meets the
    test despite its words. Fair market value compensation (411.357(l)) asks for no term, for space since 19 January
    2021.

    ## Flagged

    An office lease "from July 1, 2024 through June 29, 2025", which is 364 days.

    ## Clear

    An office lease "from July 1, 2024 through June 30, 2025", which either side may end on thirty days' notice.

    ## Limits

    Whether an arrangement was carried on without any paper is not seen. Whether it replaced another within its first
    year is recontracted-in-first-year's matter.
    """
    amendment = contract.document_role is DocumentRole.AMENDMENT
    months, renewal = contract.term_months, contract.renewal_kind
    without_own = amendment and (months.value is None or _is_reckoned_from_days(contract))
    if contract.document_role not in _STATES_A_FIRST_TERM or without_own:
        if contract.amends_contract_id is not None:
            message = "It states no initial term of its own; that of the agreement it changes is judged there."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message)
            return
        yield Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            message="It states no initial term of its own.",
            wanting="the initial term",
            leaves_open=True,
        )
        return
    # The dates of an amendment are its own beginning and the whole arrangement's end, which measure nothing together.
    by_dates = None if amendment else _days_from_start_to_end(contract)
    by_words = _days_of_months(months.value)
    if renewal.value is RenewalKind.MONTH_TO_MONTH and by_dates is None and months.value in {None, Decimal(1)}:
        message = "It runs from month to month from its start."
        yield _verdict(Outcome.FLAGGED, message, renewal.evidence or months.evidence, renewal.confidence)
    elif by_dates is None and by_words is None:
        yield _without_term(contract)
    else:
        outcome, message = _judge(contract, by_dates, by_words, _one_year(contract, as_of))
        fact = months if by_words is not None else contract.expiration_date
        yield _verdict(outcome, message, fact.evidence or contract.effective_date.evidence, fact.confidence)


def _is_reckoned_from_days(contract: Contract) -> bool:
    start, end = contract.effective_date.value, contract.expiration_date.value
    return contract.term_months.reason == f"{start} through {end}"


def _without_term(contract: Contract) -> Verdict:
    message = "No initial term was found; a year in fact, on the same terms, is enough."
    if renewal_is_indefinite := contract.renewal_kind.value is RenewalKind.INDEFINITE:
        message = "It has no end, so what counts is whether it lasted a year in fact, on the same terms."
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        message=message,
        wanting="a year in fact" if renewal_is_indefinite else "the initial term",
        leaves_open=True,
        evidence=contract.renewal_kind.evidence,
        confidence=contract.renewal_kind.confidence,
    )


def _judge(contract: Contract, by_dates: int | None, by_words: int | None, year: int) -> tuple[Outcome, str]:
    dates = (
        f"{counted(by_dates or 0, 'day')} from {contract.effective_date.value} through {contract.expiration_date.value}"
    )
    words = counted(contract.term_months.value or 0, "month")
    stated = dates if by_dates is not None else words
    short = [days < year for days in (by_dates, by_words) if days is not None]
    if not any(short):
        return Outcome.CLEAR, f"The initial term is a year or longer: {stated}."
    if not all(short):
        return Outcome.UNDETERMINED, f"The initial term is stated as {words}, but its dates give {dates}."
    if contract.document_role is DocumentRole.AMENDMENT:
        return Outcome.UNDETERMINED, f"The amendment states a term of {stated}, as a new first term or as an extension."
    return Outcome.FLAGGED, f"The initial term is {stated}, shorter than one year ({year} days)."


def _days_from_start_to_end(contract: Contract) -> int | None:
    start, end = contract.effective_date.value, contract.expiration_date.value
    return (end - start).days + 1 if start and end and end >= start else None


def _days_of_months(months: Decimal | None) -> int | None:
    # 364 days are written as 11.97 months of a year of 365 days, so the way back rounds to whole days.
    return None if months is None else int((months * 365 / 12).to_integral_value(ROUND_HALF_UP))


def _one_year(contract: Contract, as_of: date) -> int:
    return one_year(start_of(contract) or as_of)


def _verdict(outcome: Outcome, message: str, evidence: Evidence | None, confidence: float) -> Verdict:
    return Verdict(
        outcome=outcome,
        message=message,
        subject="initial term",
        wanting="a term under one year" if outcome is Outcome.FLAGGED else "the length of the term",
        evidence=evidence,
        confidence=confidence,
    )
