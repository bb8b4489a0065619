"""Lists of defined terms where a list of names might stand: "between the Association and the Division Partners"."""

from __future__ import annotations

import regex

_TERM = regex.compile(
    r"(?:(?i:the|each\s+of\s+the|each)\s+)?[\"“]?(?P<term>\p{Lu}[\w’'-]*(?:[ \n]\p{Lu}[\w’'-]*){0,3})[\"”]?"
)
_NEXT = regex.compile(r"(?:\s*,)?\s*(?:and|&|,|with)\s+", regex.I)
_CLOSED = regex.compile(r"\s*(?:[.,;:)]|$|\b(?:effective|as\s+of|dated|on|for|with|in|is|sets?|governs?)\b)", regex.I)


def listed_terms(text: str, position: int) -> tuple[str, ...]:
    """The capitalised terms listed from `position` on; none where fewer than two stand there or a sentence goes on."""
    terms: list[str] = []
    at = position
    while (match := _TERM.match(text, at)) is not None:
        terms.append(regex.sub(r"\s+", " ", match["term"]))
        at = match.end()
        further = _NEXT.match(text, at)
        if further is None:
            break
        at = further.end()
    if len(terms) < 2 or not _CLOSED.match(text, at):
        return ()
    return tuple(terms)
