"""Which day a date by hand means that may be read in more than one way: the one near the contract's other days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from extractors.language.signing_date import signing_date

_NEAR_DAYS = 62
_PREAMBLE = 4000
_DATE_IN_TEXT = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s*\d{1,2}(?:st|nd|rd|th)?\s*,?\s*(?:19|20)\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+day\s+of\s+[a-z]{3,9},?\s*(?:19|20)\d{2}\b|\b\d{1,2}/\d{1,2}/(?:19|20)\d{2}\b"
)


def days_in(text: str) -> tuple[date, ...]:
    """The days that the beginning of a contract names."""
    found = (signing_date(match.group()) for match in _DATE_IN_TEXT.finditer(text[:_PREAMBLE]))
    return tuple(day for day in found if day is not None)


def likeliest_day(possible: Sequence[date], known: Iterable[date]) -> date | None:
    """The one of the possible days that lies within two months of a known one; None when none or several do."""
    anchors = tuple(known)
    near = [day for day in possible if any(abs((day - anchor).days) <= _NEAR_DAYS for anchor in anchors)]
    return near[0] if len(near) == 1 else None
