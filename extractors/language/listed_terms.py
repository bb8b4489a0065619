"""Lists of defined terms where a list of names might stand: "between the Association and the Division Partners"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.module_expressions import compiled

_BETWEEN = compiled(
    r"\b(?:[Tt]his|THIS)\s[^.;]{0,120}?\b(?i:made|entered|agreed|concluded|executed|is|are)\b[^.;]{0,120}?"
    r"\b(?i:between|among)(?:\s+and\s+among)?\s+"
)
_TERM = compiled(
    r"(?:(?i:the|each\s+of\s+the|each)\s+)?[\"“]?(?P<term>\p{Lu}[\w’'-]*(?:[ \n]\p{Lu}[\w’'-]*){0,3})[\"”]?"
)
_NEXT = compiled(r"(?:\s*,)?\s*(?:and|&|,|with)\s+", regex.I)
_CLOSED = compiled(r"\s*(?:[.,;:)]|$|\b(?:effective|as\s+of|dated|on|for|with|in|is|sets?|governs?)\b)", regex.I)


def listed_terms(text: str, position: int) -> tuple[str, ...]:
    """The capitalised terms listed from `position` on; none where fewer than two stand there or a sentence goes on."""
    terms: list[str] = []
    at = end = position
    while (match := _TERM.match(text, at)) is not None:
        terms.append(regex.sub(r"\s+", " ", match["term"]))
        end = match.end()
        further = _NEXT.match(text, end)
        if further is None:
            break
        at = further.end()
    if len(terms) < 2 or not _CLOSED.match(text, end):
        return ()
    return tuple(terms)


def terms_of_parties(text: str) -> Iterator[tuple[str, ...]]:
    """Each list of terms between which the text says that it is made: "This plan is made between the Clinic and …"."""
    for match in _BETWEEN.finditer(text):
        terms = listed_terms(text, match.end())
        if terms:
            yield terms
