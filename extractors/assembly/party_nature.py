"""What a party is: a physician or not, and whether it can send patients."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.language.names import has_degree, is_physician_name
from extractors.language.party_words import SPECIALTY, tells_physician
from extractors.module_expressions import compiled
from extractors.quick_expressions import QuickExpression
from extractors.word_expressions import compiled_of_words
from models.party import EntityKind

_SPOUSE = compiled(r"(?i)\b(?:husband|wife|spouse)\b[^.;]{0,40}\b(?:Dr\.?|doctor|physician)\b")
_CALLED_PHYSICIAN = compiled(
    r"(?i)(?:(?:employed|contracting|recruited|participating|employee|independent|on-call|resident)\s+)?(?:physician|doctor|surgeon)(?:\s+employee)?|dr\.?\s.+"
)
_PRACTICE = compiled(
    rf"(?i)\b(?:physicians|surgeons|doctors|M\.?D\.?,?\s+(?:P\.?C|P\.?A|Inc|LLC|P\.?L\.?L\.?C)|medical\s+group|{SPECIALTY})\b"
)
_NO_PRACTICE = compiled(
    r"(?i)\b(?:hospital|health\s+system|medical\s+center|university|foundation|authority|district|leasing\s+company)\b"
)
_OWNED = (
    r"[^.;]{0,90}\b(?:owned|held|controlled|composed|consist\w*|made\s+up|partnership|group|members?|partners?"
    r"|shareholders?|owners?|principals?)\b[^.;]{0,90}?\b(?:physicians?|doctors|M\.\s?D|D\.\s?O|surgeons|[a-z]+ologists"
    r"|internists|pediatricians|podiatrists|orthop\w+|obstetricians)\b"
)
_OWNERS_WITHIN = 15_000
_DENIES_OWNERS = (
    r"(?i)\b(?:no|neither|none)\b[^.;]{0,90}\b(?:physician|doctor)[^.;]{0,90}"
    r"\b(?:owns?|holds?|interest|stock|shares?)\b"
)
_DENIES_SOMEBODY_OWNERS = QuickExpression.of(_DENIES_OWNERS)
_OF_PHYSICIANS = QuickExpression.of(rf"(?i){_OWNED}")
_OF_SOURCES = QuickExpression.of(rf"(?i){_OWNED}|medical\s+staff|refer|admit")
# What is said behind a party's name, and what stands before it, of its owners.
_OWNERS_BEHIND = compiled(
    r"(?:[’']s)?\s+\(?(?:is|are|was|partners?|owners?|members?|shareholders?)(?:(?!\.\s)[^;]){0,160}"
)
_OWNERS_BEFORE = compiled(r"\b(?:owners?|partners?|members?|shareholders?|physicians)\s+of\s+(?:the\s+)?$")
_OWNING_BEFORE = compiled(r"\b(?:physicians|surgeons|doctors)\s+who\s+own\s+(?:the\s+)?$")
_GOES_ON = compiled(r"(?:(?!\.\s)[^;]){0,120}")
_BEFORE = 40
_DENIED = compiled(r"(?i)\b(?:no|not|none|neither|never)\b[^.;]{0,60}\b(?:physician|doctor|family)\b")


def is_physician(
    name: str, entity: EntityKind, terms: Sequence[str], labels: Sequence[str], description: str
) -> bool | None:
    """True for an individual physician, False for entities and people shown to be none, None when nothing tells."""
    if entity is EntityKind.ORGANIZATION:
        return False
    if is_physician_name(name) or tells_physician(description.split(". ", maxsplit=1)[0]):
        return not _SPOUSE.search(description) or is_physician_name(name)
    if _SPOUSE.search(description) or has_degree(name):
        return False
    return True if any(_CALLED_PHYSICIAN.fullmatch(word.strip()) for word in (*terms, *labels)) else None


def can_refer(name: str, physician: bool | None, terms: Sequence[str], description: str, text: str) -> bool | None:
    """True for a physician, a practice, and what physicians or their family own; False where the text denies it."""
    if physician or _SPOUSE.search(description):
        return True
    called = "|".join(regex.escape(term) for term in (*terms[:2], name))
    opening = text[:_OWNERS_WITHIN]
    if _DENIES_SOMEBODY_OWNERS.search(opening) and compiled_of_words(
        rf"{_DENIES_OWNERS}[^.;]{{0,80}}\b(?:{called})\b"
    ).search(opening):
        return False
    first = description.split(". ", maxsplit=1)[0]
    if _DENIED.search(first):
        return None
    if _OF_PHYSICIANS.search(first):
        return True
    if _PRACTICE.search(name) and not _NO_PRACTICE.search(name):
        return True
    return True if _owners_refer(called, opening) else None


def _owners_refer(called: str, text: str) -> bool:
    """Whether some sentence says that the party's owners or members are physicians, or refer or admit patients."""
    for named in compiled_of_words(rf"\b(?:{called})\b").finditer(text):
        said = _said_of_owners(text, named.start(), named.end())
        if said and not _DENIED.search(said) and _OF_SOURCES.search(said):
            return True
    return False


def _said_of_owners(text: str, start: int, end: int) -> str:
    """What is said of the owners of a party that is named between two offsets, or ""."""
    behind = _OWNERS_BEHIND.match(text, end)
    if behind:
        return text[start : behind.end()]
    before = text[max(0, start - _BEFORE) : start]
    owners = _OWNERS_BEFORE.search(before) or _OWNING_BEFORE.search(before)
    goes_on = _GOES_ON.match(text, end)
    return owners[0] + text[start : goes_on.end() if goes_on else end] if owners else ""
