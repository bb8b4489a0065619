"""What the text says a party does: lets or rents, engages or serves, pays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extractors.word_expressions import compiled_of_words

_PRONOUNS = {"we": r"(?:[Ww]e|[Oo]ur|[Uu]s)", "you": r"(?:[Yy]ou|[Yy]our)", "us": r"(?:[Ww]e|[Uu]s)"}
_MODAL = (
    r"(?:\s+(?:hereby|shall|will|agrees?\s+to|desires?\s+to|wish(?:es)?\s+to|does|do|may|must|also|then|and|jointly"
    r"|exclusively))*\s+"
)
_LETS = (
    r"(?:leases?|rents?|lets|let|sublets?|subleases?|licenses?|grants?|gives?|demises?|hires?\s+out|makes?|provides?|owns?"
    r"|furnish(?:es)?|supplies|supply|delivers?|maintains?|allows?|invoices?|bills?"
    r"|sends?\s+(?:an?\s+)?(?:invoice|account|bill))\b"
)
_RENTS = (
    r"(?:pays?|leases?[^.;]{0,40}\bfrom|rents?[^.;]{0,40}\bfrom|occup(?:y|ies)|takes?|uses?|accepts?|holds|returns?"
    r"|surrenders?|vacates?|insures?|reimburses?)\b"
)
_ENGAGES = r"(?:engages?|employs?|retains?|hires?|appoints?|contracts?\s+with|needs?|requires?|wants?|offers?)\b"
_SERVES = (
    r"(?:serves?|furnish(?:es)?|renders?|performs?|provides?|devotes?|accepts?|practices?|submits?"
    r"|keeps?\s+(?:time|records|a\s+log)|responds?|attends?|supervises?|directs?"
    r"|maintains?\s+(?:his|her|an?\s+unrestricted|licen))"
)
_RENTABLE = (
    r"(?:suite|space|office|rooms?|building|clinic|equipment|machine|scanner|treadmill|unit|camera|laser|device)"
)
_LONGEST = 60_000


class Acts(NamedTuple):
    """How often the party lets, rents, engages or employs, serves, and pays."""

    lets: int
    rents: int
    engages: int
    serves: int
    pays: int


def acts_of(terms: Sequence[str], text: str) -> Acts:
    """Counts over the text for all terms of one party."""
    name = _named(terms)
    if name is None:
        return Acts(0, 0, 0, 0, 0)
    body = text[:_LONGEST]

    def count(pattern: str) -> int:
        return sum(1 for _ in compiled_of_words(pattern).finditer(body))

    subject = rf"(?<![\w’'])(?:[Tt]he\s+)?{name}[\"”]?\)?[.,]?{_MODAL}"
    lets_to = (
        r"\b(?:leases?|rents?|lets|subleases?|licenses?|grants?|gives?(?:\s+it)?|leased)\s+(?:[^.;]{0,60}?\s)??(?:to\s+)?"
        rf"(?:the\s+)?{name}\b"
    )
    paid = rf"\b(?:pays?|owes?|reimburses?)\s+(?:to\s+)?(?:the\s+)?{name}\b"
    by_name = rf"\b(?:leased|rented|owned|provided)\s+(?:by|from)\s+(?:the\s+)?{name}\b"
    taken = rf"\b(?:engages?|employs?|retains?|hires?|appoints?)\s+(?:the\s+)?{name}\b"
    ours = rf"\b[Oo]ur\s+(?:\w+\s+){{0,2}}{_RENTABLE}\b"
    lent = count(ours) if any(term.lower() == "we" for term in terms) else 0
    borrowed = rf"{name}\s+(?:rents?|leases?|uses?)\s+(?:our|the|its)\b"
    pays = count(subject + r"(?:pays?|compensates?|reimburses?)\b")
    return Acts(
        lets=count(subject + _LETS) + lent + count(paid) + count(by_name),
        rents=count(subject + _RENTS) + 2 * count(borrowed) + count(lets_to),
        engages=count(subject + _ENGAGES),
        serves=count(subject + _SERVES) + count(taken) + count(paid),
        pays=pays,
    )


def hires(terms: Sequence[str], others: Sequence[str], text: str) -> bool:
    """Whether one party is said outright to engage or to pay the other: "Practice engages Manager"."""
    name, other = _named(terms), _named(others)
    if name is None or other is None:
        return False
    engages = r"(?:engages?|retains?|hires?|appoints?|contracts?\s+with|pays?|compensates?)"
    expression = rf"(?<![\w’'])(?:[Tt]he\s+)?{name}{_MODAL}{engages}\s+(?:to\s+)?(?:the\s+)?{other}\b"
    return compiled_of_words(expression).search(text[:_LONGEST]) is not None


def _named(terms: Sequence[str]) -> str | None:
    patterns = [
        _PRONOUNS.get(term.lower(), regex.sub(r"\\?\s+", r"\\s+", regex.escape(term)))
        for term in terms
        if len(term) > 1
    ]
    return f"(?:{'|'.join(patterns)})" if patterns else None
