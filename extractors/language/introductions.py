"""Names that prose gives a defined term outside of any list of parties: Acme Hospital ("Hospital") wishes to …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.language.name_spans import name_at
from extractors.language.names import has_corporate_form, has_degree, has_organization_word, starts_with_given_name
from extractors.language.party_lists import party_at, party_list
from extractors.language.party_mentions import ListedParty, is_party_name
from extractors.language.party_words import begins_like_a_thing
from extractors.module_expressions import compiled

_INTRODUCES = compiled(
    r"""(?x)\(\s*(?:(?i:the|each\s+an?|hereinafter|hereafter|herein|collectively|we|which|who|called|known|referred
        |below|in\s+this|from\s+here)\b[^"“”()]{0,40})?["“”‘]
      | \((?:the|hereinafter|hereafter)\s+(?:the\s+)?\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?\)"""
)
_NAME_START = compiled(r"(?<![\p{L}\p{N}’'.\-\"“‘]|[(]\s?)(?=\p{Lu}|[a-z]{1,2}\p{Lu})")
_OF_SOMEBODY = compiled(r"(?i)\b(?:its|their|our|his|her)\s+$")
_ANTECEDENT = compiled(r"(?i)\b(?:master|prior|previous|former|original|predecessor|existing|other)\b")

_KIN_BEHIND = compiled(r",\s+(?:the\s+|his\s+|her\s+)?(?:wife|husband|spouse|widow|widower)\b")


def introduced_in(text: str) -> Iterator[ListedParty]:
    """Each name with its terms; a term in the plural is that of all the names listed before it."""
    for match in _INTRODUCES.finditer(text):
        found = _introduced_before(text, match.start())
        if found is None:
            continue
        together = party_list(text, found.start).parties
        shared = [one for one in together if one.defined_terms in {(), found.defined_terms}]
        if len(shared) == len(together) > 1 and _stands_for_several(found.defined_terms):
            yield from (one._replace(defined_terms=found.defined_terms) for one in together)
        else:
            yield found


def _stands_for_several(terms: Sequence[str]) -> bool:
    return any(regex.fullmatch(r"[\p{L}’' ]*[^s]s", term) for term in terms)


def _introduced_before(text: str, opening: int) -> ListedParty | None:
    """The name whose terms stand in the parenthesis at `opening`: the first of its sentence that reaches it."""
    earliest = max(text.rfind("\n", 0, opening) + 1, opening - 400)
    at = earliest
    while (match := _NAME_START.search(text, at, opening)) is not None:
        span = name_at(text, match.start())
        if span is None or span.end > opening:
            at = match.end() + 1
            continue
        if begins_like_a_thing(text[span.start : span.end]):
            at = match.end() + 1
            continue
        at = span.end
        if not is_party_name(text, span) or not _could_be_party(text, span.start, span.end):
            continue
        found = party_at(text, span.start)
        if found is not None and found.defined_terms and found.end > opening:
            return found
    return None


def _could_be_party(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    before = text[max(start - 24, 0) : start]
    if _OF_SOMEBODY.search(before):
        return False
    if regex.search(
        r"(?i)(?<!\b(?:behalf|services)\s)\b(?:of|by|from|under|at|in|c/o|through|for|on|called|named)\s+(?:the\s+)?$",
        before,
    ):
        return False
    if _ANTECEDENT.search(regex.split(r"[.;)\n]", before)[-1]) or (
        len(name.split()) < 2 and not has_corporate_form(name)
    ):
        return False
    if has_corporate_form(name) or has_degree(name) or has_organization_word(name) or starts_with_given_name(name):
        return True
    return _KIN_BEHIND.match(text, end) is not None
