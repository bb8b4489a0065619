"""When a contract starts and ends, and what happens then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.base import Frozen
from models.contract import RenewalKind
from models.evidence import Fact
from models.segment import Instrument
from models.signature import SignatureBlock


class TermFacts(Frozen):
    """Dates, lengths in months and notice in days; each fact unknown with its reason where the contract does not say."""

    agreement_date: Fact[date] = Fact[date](reason="not looked for")
    effective_date: Fact[date] = Fact[date](reason="not looked for")
    expiration_date: Fact[date] = Fact[date](reason="not looked for")
    term_months: Fact[Decimal] = Fact[Decimal](reason="not looked for")
    renewal_kind: Fact[RenewalKind] = Fact[RenewalKind](reason="not looked for")
    renewal_months: Fact[Decimal] = Fact[Decimal](reason="not looked for")
    termination_notice_days: Fact[int] = Fact[int](reason="not looked for")


def chosen_term(instrument: Instrument, signatures: Sequence[SignatureBlock]) -> TermFacts:
    """The dates and lengths; `signatures` matter where a contract starts on the day of the last signature."""
    return TermFacts()
