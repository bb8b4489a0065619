"""Names strung together: one parenthesis closes them, their descriptions are alike, or "and" joins the last."""

from __future__ import annotations

from extractors.language.name_spans import NameSpan, name_at
from extractors.language.names import has_corporate_form, has_organization_word
from extractors.language.party_mentions import DESCRIBED, HOLDS_OTHERS, gets_terms, is_party_name
from extractors.module_expressions import compiled

_GROUP = compiled(r"\s*,?\s*\(\s*(?i:each|collectively|together|jointly|individually)\b")
_NEXT = compiled(r"\s*(?:,\s*(?:and\s+|&\s+)?|\s(?:and|&)\s+|;\s*(?:and\s+)?)")
_SAID = compiled(r"\s*,\s*(?:an?|in\s+(?:his|her)\s+capacity\s+as)\s+[\p{L}][^,;()]{0,60}")
_FORM_OF = compiled(r"(?i)\b(?:company|corporation|co\.|corp\.)\s+of\s+(?-i:\p{Lu})")
_UNIT = compiled(
    r"(?i)(?:department|division|office|school|college|faculty|board|city|county|state|institute|cent(?:er|re))\b"
)
_ARTICLE = compiled(r"\s+(?:the\s+)?")
_LAST = compiled(r",?\s+(?:and|&)\s+")
_JOINT = compiled(r"(?:\band\b|;)\s+")
_MOST_NAMES = 15


def closes_in_group(text: str, span: NameSpan) -> bool:
    """Whether a name of several words, or what is joined to it, is followed by what all of them are called:
    "Ada Tovey, Bo Lindahl and Cora Nyquist (each, a "Seller")".
    """
    at = span.end
    if len(text[span.start : at].split()) < 2:
        return False
    for _ in range(_MOST_NAMES):
        said = _SAID.match(text, at)
        at = said.end() if said else at
        if _GROUP.match(text, at):
            return True
        joint = _NEXT.match(text, at)
        further = name_at(text, joint.end(), join=False) if joint else None
        if further is None or not is_party_name(text, further) or len(text[further.start : further.end].split()) < 2:
            return False
        at = further.end
    return False


def is_company_of(name: str) -> bool:
    """Whether the corporate form stands before a place: "Brindle Assurance Company of Ohio"."""
    return _FORM_OF.search(name) is not None


def is_description(between: str) -> bool:
    """Whether nothing stands between two names but what the first of them is ("a Texas corporation")."""
    said = _SAID.match(between)
    return not between[said.end() if said else 0 :].strip(" ,")


def stands_alike(text: str, span: NameSpan, between: str) -> bool:
    """Whether an organization without a corporate form stands in a row behind a comma: with a description as the one
    before it has, or with neither and "and" joins one with a form: "Tern, Inc., Tern Savings Bank and Brindle, Inc.".
    """
    name = text[span.start : span.end]
    if len(name.split()) < 2 or not has_organization_word(name) or _UNIT.match(name):
        return False
    if between.strip(" ,"):
        return is_description(between) and bool(DESCRIBED.match(text, span.end))
    joint = _LAST.match(text, span.end)
    further = name_at(text, joint.end(), join=False) if joint else None
    return further is not None and has_corporate_form(text[further.start : further.end])


def names_its_object(text: str, begin: int, end: int) -> bool:
    """Whether "a subsidiary of Tern Group plc" stands right before the separator at `end`: whose it is, is said."""
    last = None
    for match in HOLDS_OTHERS.finditer(text, begin, end):
        last = match
    start = _ARTICLE.match(text, last.end()) if last else None
    span = name_at(text, start.end()) if start else None
    return span is not None and abs(end - span.end) <= 2


def is_of_another(text: str, begin: int, position: int) -> bool:
    """Whether the parenthesis at `position` stands right behind a name that "and" joins to what begins at `begin`."""
    for match in _JOINT.finditer(text, begin, position):
        span = name_at(text, match.end())
        if span is not None and position - 2 <= span.end <= position and is_party_name(text, span):
            return True
    return False


def with_what_and_joins(text: str, span: NameSpan | None) -> NameSpan | None:
    """A name of several words with what "and" joins to it, where only the whole has a corporate form and a term.

    One word may be a place: "of 5 Bay Road, Ossining and Tern Hospital, Inc. (the "Hospital")".
    """
    joined = name_at(text, span.start, join=True) if span is not None else None
    if span is None or joined is None or joined.end <= span.end or has_corporate_form(text[span.start : span.end]):
        return span
    several = len(text[span.start : span.end].split()) > 1
    whole = several and has_corporate_form(text[span.start : joined.end]) and gets_terms(text, joined.end)
    return joined if whole and not gets_terms(text, span.end) else span
