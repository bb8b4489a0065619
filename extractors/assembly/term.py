"""When a contract starts and ends, and what happens then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import regex

from extractors.assembly.term_context import weight
from extractors.assembly.term_dates import chosen_agreement_date
from extractors.assembly.term_days import DaysTold
from extractors.assembly.term_notice import chosen_notice
from extractors.assembly.term_renewal import chosen_renewal
from extractors.assembly.term_span import Said, Term, chosen_span, last_day_of
from extractors.language.clauses import Clause, clauses_of
from extractors.language.durations import duration_between
from extractors.terms.effective_date import effective_days
from models.base import Frozen
from models.contract import RenewalKind
from models.evidence import Fact
from models.segment import Instrument
from models.signature import SignatureBlock

_CHANGES_ANOTHER = regex.compile(r"(?i)\b(?:amendment|modification|renewal|extension|addendum|supplement|restated?)\b")
_RENEWS_ANOTHER = regex.compile(
    r"(?i)\b(?:we|this\s+letter|(?:the\s+)?(?:hospital|parties|landlord|tenant|lessor|lessee))\b[^.;]{0,80}?\b(?:renews?|extends?)\b(?!\s+automatic)|\bwilling\s+to\s+renew|\brenewal\s+of\b"
)
_OPENING_CLAUSES = 16
# What changes another paper seldom reaches further back than this; an older day is that of the other paper.
_LOOKS_BACK = timedelta(days=60)
_BEGINNING = regex.compile(
    r"(?i)^(?:(?:\w+\s+){0,2}(?:effective|commencement|start(?:ing)?|change|opening|beginning|in-service)\s+date|commencement)$"
)
_NO_END = "It has no stated end."


class TermFacts(Frozen):
    """Dates, lengths in months, notice in days; each fact unknown with its reason where the contract does not say."""

    agreement_date: Fact[date] = Fact[date](reason="not looked for")
    effective_date: Fact[date] = Fact[date](reason="not looked for")
    expiration_date: Fact[date] = Fact[date](reason="not looked for")
    term_months: Fact[Decimal] = Fact[Decimal](reason="not looked for")
    renewal_kind: Fact[RenewalKind] = Fact[RenewalKind](reason="not looked for")
    renewal_months: Fact[Decimal] = Fact[Decimal](reason="not looked for")
    termination_notice_days: Fact[int] = Fact[int](reason="not looked for")


def chosen_term(instrument: Instrument, signatures: Sequence[SignatureBlock]) -> TermFacts:
    """The dates and lengths; `signatures` matter where a contract starts on the day of the last signature."""
    clauses, title = clauses_of(instrument.segments), instrument.title
    own = chosen_agreement_date(clauses, signatures, title)
    days = DaysTold(own, clauses, signatures, title)
    opening = " ".join(clause.text for clause in clauses[:_OPENING_CLAUSES])
    changes = bool(_CHANGES_ANOTHER.search(title or "") or _RENEWS_ANOTHER.search(opening))
    term = chosen_span(clauses, days, title, later_terms_count=changes)
    effective = _effective(term, clauses, days, own, title, changes=changes)
    expiration, months = _end(term, effective)
    monthly = term.length is not None and "month to month" in term.length.sighting.pattern.name
    length = term.length.length if term.length else None
    after = chosen_renewal(clauses, title, length, has_end=months.is_known or expiration.is_known, monthly=monthly)
    return TermFacts(
        agreement_date=own,
        effective_date=effective,
        expiration_date=expiration,
        term_months=months,
        renewal_kind=after.kind,
        renewal_months=after.months,
        termination_notice_days=chosen_notice(clauses, title, monthly=monthly),
    )


def _effective(
    term: Term, clauses: Sequence[Clause], days: DaysTold, own: Fact[date], title: str | None, *, changes: bool
) -> Fact[date]:
    """The first day of the term; else that on which it takes effect; else a defined beginning; else its own date."""
    candidates: list[Fact[date]] = []
    unresolved = term.unresolved
    if term.first is not None:
        candidates.append(_day_fact(term.first))
    for found in effective_days(clauses):
        told = days.told(found.day)
        score = found.sighting.pattern.confidence * weight(found.sighting, title) - 0.0005 * min(
            found.sighting.clause.position, 200
        )
        if told.value is not None:
            candidates.append(
                _day_fact(Said(found.sighting, score * 0.9, told.value, None, told.reason, told.evidence))
            )
        elif found.sighting.clause.position < 10:
            unresolved = unresolved or told.reason
    for definition in days.defined:
        told = days.told(definition.day)
        if told.value is not None and _BEGINNING.match(definition.name):
            score = definition.sighting.pattern.confidence * weight(definition.sighting, title) * 0.9
            candidates.append(_day_fact(Said(definition.sighting, score, told.value, None, told.reason, told.evidence)))
    best = max(candidates, key=lambda fact: fact.confidence, default=None)
    if best is not None and best.confidence >= 0.4:
        return best
    if unresolved is not None:
        return Fact[date](reason=unresolved)
    if own.value is None:
        return Fact[date](reason="It names no day on which it takes effect, and gives itself no date.")
    return own.model_copy(
        update={
            "confidence": own.confidence * 0.9,
            "reason": "It names no other day; this is the date of the contract.",
        }
    )


def _end(term: Term, effective: Fact[date]) -> tuple[Fact[date], Fact[Decimal]]:
    first = term.first.day if term.first else effective.value
    expiration = Fact[date](reason=_NO_END)
    months = Fact[Decimal](reason=_NO_END)
    if term.last is not None:
        expiration = _day_fact(term.last)
    if term.length is not None and term.length.length is not None:
        length = term.length.length
        months = Fact[Decimal](
            value=length.in_months,
            evidence=term.length.evidence,
            confidence=min(term.length.score, 0.98),
            reason=length.doubt,
            found_by=term.length.sighting.pattern.name,
        )
        last = last_day_of(first, length) if first and not expiration.is_known else None
        if last is not None:
            expiration = Fact[date](
                value=last,
                evidence=term.length.evidence,
                confidence=min(term.length.score, effective.confidence) * 0.95,
                reason=f"{first} + {length} - 1 day",
                found_by=term.length.sighting.pattern.name,
            )
        elif not expiration.is_known:
            expiration = Fact[date](reason=effective.reason or "The day on which the term begins is not known.")
    elif expiration.value is not None and first is not None and first < expiration.value:
        months = Fact[Decimal](
            value=duration_between(first, expiration.value).in_months,
            evidence=expiration.evidence,
            confidence=expiration.confidence * 0.95,
            reason=f"{first} through {expiration.value}",
            found_by=expiration.found_by,
        )
    return expiration, months


def _day_fact(said: Said) -> Fact[date]:
    return Fact[date](
        value=said.day,
        evidence=said.evidence,
        confidence=max(0.0, min(said.score, 0.98)),
        reason=said.reason,
        found_by=said.sighting.pattern.name,
    )
