"""What follows from a correction: days and lengths that were reckoned from it, names that are repeated elsewhere."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import regex

from extractors.language.durations import Duration, duration_between
from models.compensation import DhsLink
from models.contract import Contract
from models.correction import CorrectedContract, Effect, Part
from models.evidence import Fact
from models.signature import SignatureMethod, SignatureStatus
from store.corrections_fields import shown

FOUND_BY: Final = "reckoned from a correction"
# How the reading says that it reckoned a fact; tests/flows/test_correcting.py holds it to these words.
_FROM_LENGTH: Final = regex.compile(r"(?P<first>\d{4}-\d\d-\d\d) \+ .+ - 1 day")
_FROM_DAYS: Final = regex.compile(r"(?P<first>\d{4}-\d\d-\d\d) through (?P<last>\d{4}-\d\d-\d\d)")
_SAME_DAY: Final = "It names no other day; this is the date of the contract."
_DAYS_A_YEAR: Final = 365


def with_what_follows(of: CorrectedContract) -> CorrectedContract:
    """The same with every fact reckoned anew that the reading had reckoned from one now corrected.

    What the contract itself states stays as read, and what was corrected stays as corrected.
    """
    for follow in (_effective_date, _expiration_date, _term_months, _link, _names, _signatures, _categories):
        of = follow(of)
    return of


def duration_of_months(months: Decimal) -> Duration:
    """Whole months as months, others as the days they stand for: 11.97 months are 364 days."""
    if months == months.to_integral_value():
        return Duration(months=int(months), days=0)
    return Duration(months=0, days=int((months * _DAYS_A_YEAR / 12).to_integral_value(ROUND_HALF_UP)))


def agree(first: date, months: Decimal, last: date) -> bool:
    """Whether a term of so many months from `first` ends on `last`, give or take the day that some count twice."""
    try:
        return abs((duration_of_months(months).last_day(first) - last).days) <= 1
    except (ValueError, OverflowError):
        return False


def _effective_date(of: CorrectedContract) -> CorrectedContract:
    """The first day, where the reading took it from the date of the contract."""
    read, cause = of.read, of.correction_of("agreement_date")
    taken_over = (
        read.effective_date.is_known
        and read.effective_date.value == read.agreement_date.value
        and read.effective_date.evidence == read.agreement_date.evidence
        and read.effective_date.found_by == read.agreement_date.found_by
    )
    if cause is None or not taken_over or of.correction_of("effective_date") is not None:
        return of
    own = of.contract.agreement_date.value
    return _with_fact(of, cause, "effective_date", own, _SAME_DAY, "agreement_date")


def _expiration_date(of: CorrectedContract) -> CorrectedContract:
    """The last day, where the reading reckoned it from the first day and the length."""
    match = _FROM_LENGTH.fullmatch(of.read.expiration_date.reason or "")
    sources = ("effective_date", "term_months")
    cause = _cause(of, "expiration_date", *sources)
    if cause is None or match is None or match["first"] != str(of.read.effective_date.value):
        return of
    first, months = of.contract.effective_date.value, of.contract.term_months.value
    if first is None or months is None:
        missing = "length" if months is None else "first day"
        return _with_fact(of, cause, "expiration_date", None, f"The {missing} of the term is not known.", *sources)
    length = duration_of_months(months)
    try:
        last = length.last_day(first)
    except (ValueError, OverflowError):
        return _with_fact(of, cause, "expiration_date", None, f"{first} + {length} lies beyond the calendar.", *sources)
    return _with_fact(of, cause, "expiration_date", last, f"{first} + {length} - 1 day", *sources)


def _term_months(of: CorrectedContract) -> CorrectedContract:
    """The length, where the reading reckoned it from the first and the last day."""
    match = _FROM_DAYS.fullmatch(of.read.term_months.reason or "")
    sources = ("effective_date", "expiration_date")
    cause = _cause(of, "term_months", *sources)
    if cause is None or match is None or match["first"] != str(of.read.effective_date.value):
        return of
    first, last = of.contract.effective_date.value, of.contract.expiration_date.value
    if first is None or last is None or last <= first:
        return _with_fact(of, cause, "term_months", None, "It has no first day with a later last day.", *sources)
    length = duration_between(first, last).in_months
    return _with_fact(of, cause, "term_months", length, f"{first} through {last}", *sources)


def _link(of: CorrectedContract) -> CorrectedContract:
    """No contract that it amends, where it is no amendment and no renewal."""
    cause, linked = of.correction_of("document_role"), of.read.amends_contract_id
    if cause is None or linked is None or of.contract.document_role.changes_another:
        return of
    contract = of.contract.model_copy(update={"amends_contract_id": None})
    return _with_effect(of, contract, cause, Part.CONTRACT, 0, "amends_contract_id", linked)


def _names(of: CorrectedContract) -> CorrectedContract:
    """A party's name wherever the reading wrote it: beside signatures and pay."""
    for position, (read, party) in enumerate(zip(of.read.parties, of.contract.parties, strict=True), start=1):
        cause = _cause_at(of, Part.PARTIES, position, "name")
        if cause is None or read.name == party.name:
            continue
        for part, columns in ((Part.SIGNATURES, ("party_name",)), (Part.COMPENSATION, ("payer", "payee"))):
            for number, row in enumerate(getattr(of.read, part.value), start=1):
                for column in columns:
                    if getattr(row, column) == read.name:
                        of = _with_column(of, cause, part, number, column, party.name)
    return of


def _signatures(of: CorrectedContract) -> CorrectedContract:
    """No day and no method of a signature that is none."""
    for position, block in enumerate(of.contract.signatures, start=1):
        cause = _cause_at(of, Part.SIGNATURES, position, "status")
        if cause is not None and block.status is SignatureStatus.UNSIGNED:
            of = _with_column(of, cause, Part.SIGNATURES, position, "method", SignatureMethod.NONE)
            of = _with_column(of, cause, Part.SIGNATURES, position, "signed_on", None)
    return of


def _categories(of: CorrectedContract) -> CorrectedContract:
    """No designated health services where none move the pay."""
    for position, component in enumerate(of.contract.compensation, start=1):
        cause = _cause_at(of, Part.COMPENSATION, position, "dhs_link")
        if cause is not None and component.dhs_link is DhsLink.NOT_LINKED:
            of = _with_column(of, cause, Part.COMPENSATION, position, "dhs_categories", ())
    return of


def _cause(of: CorrectedContract, follower: str, *columns: str) -> int | None:
    """The correction that moves a fact reckoned from these columns, unless that fact is corrected itself."""
    if of.correction_of(follower) is not None:
        return None
    causes = [cause for column in columns if (cause := of.correction_of(column)) is not None]
    return max(causes, default=None)


def _cause_at(of: CorrectedContract, part: Part, position: int, column: str) -> int | None:
    place = (part, position, column)
    return next((one.correction_id for one in of.effects if (one.part, one.position, one.column) == place), None)


def _with_fact(
    of: CorrectedContract, cause: int, column: str, value: date | Decimal | None, reason: str, *sources: str
) -> CorrectedContract:
    """A fact reckoned from others: its words are those of the corrected one, which say by whom."""
    read: Fact[Any] = getattr(of.read, column)
    known = [getattr(of.contract, source) for source in sources]
    changed = next(getattr(of.contract, source) for source in sources if of.correction_of(source) is not None)
    changes = {
        "value": value,
        "evidence": changed.evidence,
        "confidence": min(fact.confidence for fact in known),
        "reason": reason,
        "found_by": FOUND_BY,
    }
    contract = of.contract.model_copy(update={column: read.model_copy(update=changes)})
    return _with_effect(of, contract, cause, Part.CONTRACT, 0, column, read.value)


def _with_column(  # noqa: PLR0913, PLR0917
    of: CorrectedContract, cause: int, part: Part, position: int, column: str, value: object
) -> CorrectedContract:
    rows = list(getattr(of.contract, part.value))
    if _cause_at(of, part, position, column) is not None or getattr(rows[position - 1], column) == value:
        return of
    read = getattr(getattr(of.read, part.value)[position - 1], column)
    rows[position - 1] = rows[position - 1].model_copy(update={column: value})
    contract = of.contract.model_copy(update={part.value: tuple(rows)})
    return _with_effect(of, contract, cause, part, position, column, read)


def _with_effect(  # noqa: PLR0913, PLR0917
    of: CorrectedContract, contract: Contract, cause: int, part: Part, position: int, column: str, read: object
) -> CorrectedContract:
    effect = Effect(
        correction_id=cause, part=part, position=position, column=column, value_read=shown(read), follows=True
    )
    return of.model_copy(update={"contract": contract, "effects": (*of.effects, effect)})
