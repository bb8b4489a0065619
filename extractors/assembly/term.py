"""When a contract starts and ends, and what happens then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from extractors.assembly.term_context import Paper
from extractors.assembly.term_dates import chosen_agreement_date
from extractors.assembly.term_days import DaysTold
from extractors.assembly.term_effective import chosen_effective_date
from extractors.assembly.term_notice import chosen_notice
from extractors.assembly.term_renewal import chosen_renewal
from extractors.assembly.term_span import Term, chosen_span
from extractors.language.durations import Duration, duration_between
from models.base import Frozen
from models.contract import RenewalKind
from models.evidence import Fact
from models.signature import SignatureBlock

_NO_END = "It has no stated end."
_A_MONTH = 31


class TermFacts(Frozen):
    """Dates, lengths in months, notice in days; each fact unknown with its reason where the contract does not say."""

    agreement_date: Fact[date] = Fact[date](reason="not looked for")
    effective_date: Fact[date] = Fact[date](reason="not looked for")
    expiration_date: Fact[date] = Fact[date](reason="not looked for")
    term_months: Fact[Decimal] = Fact[Decimal](reason="not looked for")
    renewal_kind: Fact[RenewalKind] = Fact[RenewalKind](reason="not looked for")
    renewal_months: Fact[Decimal] = Fact[Decimal](reason="not looked for")
    termination_notice_days: Fact[int] = Fact[int](reason="not looked for")


def chosen_term(paper: Paper, signatures: Sequence[SignatureBlock]) -> TermFacts:
    """The dates and lengths; `signatures` matter where a contract starts on the day of the last signature."""
    days = DaysTold(paper, signatures)
    own = chosen_agreement_date(paper, days)
    days = days.dated(own)
    term = chosen_span(paper, days)
    effective = chosen_effective_date(paper, term, days)
    months = _months(term, effective)
    expiration = _expiration(term, effective)
    by_the_month = term.length is not None and "month to month" in term.length.sighting.pattern.name
    length = term.length.length if term.length else None
    notice = chosen_notice(paper, monthly=by_the_month or _is_a_month(length))
    after = chosen_renewal(paper, length, has_end=months.is_known or expiration.is_known, monthly=by_the_month)
    return TermFacts(
        agreement_date=own,
        effective_date=effective,
        expiration_date=expiration,
        term_months=months,
        renewal_kind=after.kind,
        renewal_months=after.months,
        termination_notice_days=notice,
    )


def _is_a_month(length: Duration | None) -> bool:
    return length is not None and length.in_days <= _A_MONTH


def _months(term: Term, effective: Fact[date]) -> Fact[Decimal]:
    """The length as stated; else from the first day through the last."""
    if term.length is not None and term.length.length is not None:
        length = term.length.length
        return Fact[Decimal](
            value=length.in_months,
            evidence=term.length.evidence,
            confidence=term.length.confidence,
            reason=length.doubt,
            found_by=term.length.sighting.pattern.name,
        )
    first = term.first.day if term.first else effective.value
    if term.last is None or term.last.day is None or first is None or first >= term.last.day:
        return Fact[Decimal](reason=_NO_END)
    return Fact[Decimal](
        value=duration_between(first, term.last.day).in_months,
        evidence=term.last.evidence,
        confidence=term.last.confidence * 0.95,
        reason=f"{first} through {term.last.day}",
        found_by=term.last.sighting.pattern.name,
    )


def _expiration(term: Term, effective: Fact[date]) -> Fact[date]:
    """The last day as stated; else the first day and the length, with the arithmetic as the reason."""
    if term.last is not None and term.last.day is not None:
        if effective.value is not None and term.last.day < effective.value and term.first is None:
            return Fact[date](reason=f"The day it names, {term.last.day}, lies before it takes effect.")
        return term.last.as_fact()
    if term.length is None or term.length.length is None:
        return Fact[date](reason=_NO_END)
    first = term.first.day if term.first else effective.value
    if first is None:
        return Fact[date](reason=effective.reason or "The day on which the term begins is not known.")
    length = term.length.length
    try:
        last = length.last_day(first)
    except (ValueError, OverflowError):
        return Fact[date](reason=f"{first} + {length} lies beyond the calendar.")
    return Fact[date](
        value=last,
        evidence=term.length.evidence,
        confidence=min(term.length.confidence, effective.confidence) * 0.95,
        reason=f"{first} + {length} - 1 day",
        found_by=term.length.sighting.pattern.name,
    )
