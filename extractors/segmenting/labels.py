"""The numbers and headings that clauses begin with."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(
    r"""^\s*(?P<number>
        (?:ARTICLE|Article|SECTION|Section|Sec\.|§)\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Z])\b\.?
      | \d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s)
      | \d{1,2}[A-Z]?[.)](?=\s|$)
      | \d{1,2}\.(?=[A-Z][a-z])
      | \([a-z]{1,4}\)|\(\d{1,2}\)|\([A-Z]\)
      | [IVX]{1,5}[.)](?=\s|$)
      | [A-Z][.)](?=\s[A-Z"“(])
      | [a-z][.)](?=\s)
    )\s*""",
    re.VERBOSE,
)
_RUN_IN_HEADING = re.compile(
    r"^(?P<heading>[A-Z][A-Za-z0-9'’/&,;() -]{1,70}?)(?:\.\s*[-–—]?\s*(?=[A-Z\"“(0-9$])|\s*[:–—]\s*(?=\S)|\.$|:$|$)"
)
_EXHIBIT = re.compile(
    r"(?i)^(?P<label>(?:exhibit|schedule|attachment|appendix|annex|addendum)\s+(?:no\.?\s*)?[\"“]?(?:[A-Z]{1,2}(?:-\d+)?|\d{1,2}(?:[.-]\d+)?|[IVX]+)[\"”]?)"
    r"(?P<rest>\s*$|\s*[-–—:.(]|\s+to\s+|\s+[A-Z])"
)
_ATTACHED_PAPER = re.compile(
    r"(?i)^\W*(?:certificate\s+of\s+(?:liability\s+|professional\s+)?insurance|certificate\s+of\s+coverage|curriculum\s+vitae"
    r"|request\s+for\s+taxpayer\s+identification|invoice(?:\s+(?:no|number)\b.*)?)\W*$"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_QUOTED = re.compile(r"[\"“”]")
_SMALL_WORDS = frozenset("a an and as at by for from in into of on or the to under upon with".split())


class Label(NamedTuple):
    """The number a clause begins with (None if it has none), its heading, and where its text starts."""

    number: str | None
    heading: str | None
    text_start: int


def label_of(text: str) -> Label:
    """What a clause's first words say it is; the heading may run in ("4. Rent. Lessee shall …")."""
    match = _NUMBER.match(text)
    number = match["number"].rstrip(".)").lstrip("(") if match else None
    start = match.end() if match else 0
    heading = _RUN_IN_HEADING.match(text[start:])
    sentence = heading is not None and heading.end() == len(text) - start and text.endswith(".")
    if heading and looks_like_heading(heading["heading"], numbered=number is not None and not sentence):
        return Label(number, heading["heading"].strip(), start)
    return Label(number, None, start)


def looks_like_heading(text: str, *, numbered: bool = False) -> bool:
    """Whether a short run of words is written as headings are: in capitals, or each word of weight capitalised."""
    words: list[str] = _WORD.findall(text)
    if not words or len(words) > 9 or len(text) > 75 or _QUOTED.search(text):
        return False
    if text.upper() == text:
        return True
    weighty = [word for word in words if word.lower() not in _SMALL_WORDS]
    if numbered and len(words) <= 5:
        return words[0][0].isupper()
    return bool(weighty) and all(word[0].isupper() for word in weighty)


def exhibit_of(text: str) -> str | None:
    """ "Exhibit B" when a line is the head of an exhibit, else None; a sentence that mentions one is not."""
    if is_attached_paper(text):
        return text.strip(" .:").title()
    match = _EXHIBIT.match(text.strip())
    if match is None or len(text) > 90:
        return None
    label = match["label"]
    if match["rest"].strip() not in {"", "-", "–", "—", ":", ".", "("} and not (label.isupper() or text.istitle()):
        rest = text[match.end("label") :].strip()
        if not rest[:1].isupper() or rest.endswith((".", ";", ",")) or len(rest.split()) > 8:
            return None
    return re.sub(r"[\"“”]", "", label).title()


def is_attached_paper(text: str | None) -> bool:
    """Whether a heading is that of a paper of its own, such as a certificate of insurance, bound with a contract."""
    return text is not None and _ATTACHED_PAPER.match(text) is not None


def starts_clause(text: str) -> bool:
    """Whether a line opens a clause of its own by its number."""
    return _NUMBER.match(text) is not None
