"""What a line in a signature block is: a labelled field, a stamp, a heading, a witness's line, or prose."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import regex

from extractors.language.signing_capacity import both_capacities
from extractors.loosened_search import LoosenedSearch
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns, worth_trying

_MOSTLY_LOWER = 0.4
_LONG, _SHORT = 13, 5
# The same lines are asked about again while segments, places to sign and parties are looked for.
_LINES_REMEMBERED = 4096
# "a Nebraska nonprofit corporation" under a party's name, "individually" under a person's.
_SORT_OF_ENTITY = compiled(
    r"an?\s+(?:[\w.,&’'/-]+\s+){0,8}?(?:corporation|company|partnership|association|authority|district|trust|entity"
    r"|cooperative|agency|institution|hospital|practice|foundation|university|subdivision)[\s,.;)]*$",
    regex.IGNORECASE,
)
# "Tern Institute, a division of" with the corporation's name on the next line.
_PART_OF = compiled(
    r"\p{Lu}.*,\s+an?\s+(?:\w+\s+)?(?:division|department|unit|campus|branch|subsidiary|affiliate)\s+of$"
)
_IN_PERSON = compiled(r"\(?(?:individually|in\s+(?:his|her|their)\s+(?:own|individual)\s+\w+)\W*$", regex.IGNORECASE)
# "for the Practice" under a name says whom the person signs for.
_FOR = compiled(r"(?:on behalf of|for) (?:the )?(?:[A-Z]\S*(?: (?:of|the|and|&))?(?: |$))+$|for the [a-z]+$")
_OFFICE = compiled(
    r"(?:(?:Executive|Senior|Interim|Associate|Assistant|Acting|Managing|General|Sole|Regional|Medical|Authorized)\s+){0,2}"
    r"(?:Vice[\s-]+)?(?:President|Chief|Chair(?:man|woman|person)?|Director|Manager|Member|Partner|Secretary|Treasurer"
    r"|Trustee|Administrator|Superintendent|Dean|Officer|Owner|Agent|Signatory|Representative|Counsel|Attorney|C[EFOM]O)\b"
)
_SAYS = compiled(r"\b(?:shall|will|may|must|is|are|has|have|was|were|agrees?|warrants?|certif(?:y|ies))\b|[.;]$")
_DAY = compiled(
    r"(?i)(?:on\s+)?(?:[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
)
# "... unless a new one is / signed. The law of Ohio governs." is running text.
_ENDS_A_SENTENCE = compiled(r"(?:signed|dated|executed|date|title|name)\.(?:\s+\p{Lu}.*)?")
_ABBREVIATED = compiled(r"(?i)(?:\b[A-Z]\.|\b(?:inc|corp|co|ltd|llc|jr|sr|esq|ph\.?d|assn|bros)\.)$")


class LineKind(StrEnum):
    """Kinds of lines found where contracts are signed."""

    SIGN = "sign"
    NAME = "name"
    TITLE = "title"
    DATE = "date"
    CONFORMED = "conformed"
    STAMP = "stamp"
    WITNESS = "witness"
    LABEL = "label"
    BLANK = "blank"
    CLOSING = "closing"
    CAPTION = "caption"
    PROSE = "prose"
    OTHER = "other"


class SignatureLine(NamedTuple):
    """A line's kind, and what follows its label."""

    kind: LineKind
    rest: str = ""


@lru_cache(maxsize=_LINES_REMEMBERED)
def signature_line(text: str) -> SignatureLine:
    """What one line is, by its own words alone."""
    stripped = text.strip()
    if _ENDS_A_SENTENCE.fullmatch(stripped):
        return SignatureLine(LineKind.PROSE)
    for pattern in worth_trying(_patterns(), stripped) if _any_pattern().may_find(stripped) else ():
        match = pattern.compiled.search(stripped)
        if match:
            kind, rest = LineKind(pattern.name.split()[0]), (match.groupdict().get("rest") or "").strip()
            # "Signed: May 3, 2021" tells when.
            return SignatureLine(LineKind.DATE if kind is LineKind.SIGN and _DAY.fullmatch(rest) else kind, rest)
    return SignatureLine(LineKind.PROSE if _is_prose(stripped) else LineKind.OTHER)


@cache
def _any_pattern() -> LoosenedSearch:
    # Most lines that are asked about are those of clauses, and of no kind that a pattern knows.
    return LoosenedSearch.of_any(pattern.compiled.loosened for pattern in _patterns())


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))


def is_office(text: str) -> bool:
    """Whether a text begins with an office that somebody holds: "Vice President of Operations"."""
    return _OFFICE.match(text) is not None


def _is_prose(text: str) -> bool:
    """Running text: long, mostly small words, or a sentence."""
    words = text.split()
    stands_for_someone = (_OFFICE.match(text) or _FOR.match(text)) and not _SAYS.search(text)
    if len(words) <= _LONG and (
        stands_for_someone or any(one.match(text) for one in (_SORT_OF_ENTITY, _PART_OF, _IN_PERSON))
    ):
        return False
    if both_capacities(text) is not None:
        return False
    if len(words) < _SHORT and all(word[:1].isupper() for word in words):
        # Recognition sees a point where a stroke ends.
        return len(words) > 1 and text.endswith(";")
    if len(words) > 1 and text.endswith((".", ";")) and not _ABBREVIATED.search(text):
        return True
    if len(words) < _SHORT:
        return text[:1].islower()
    return len(words) > _LONG or sum(word[:1].islower() for word in words) >= _MOSTLY_LOWER * len(words)
