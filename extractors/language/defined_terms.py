"""The terms by which a text calls what it has just named: ("Tenant"), (hereinafter the "Group"), as lessor."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.language.party_words import ROLE_WORD, is_generic, is_thing
from extractors.module_expressions import compiled

_QUOTED = compiled(r"[\"“”„]\s*(?P<term>[^\"“”„]{1,60}?)[\s.,]*[\"“”]")
_SINGLE_QUOTED = compiled(r"(?<!\w)['‘](?P<term>\p{Lu}[^'‘’\"]{1,40}?)['’](?!\w)")
_OF_SEVERAL = compiled(r"(?i)\b(?:collectively|together|jointly|individually|each|both|with)\b[^\"“”„]{0,80}$")
_BARE = compiled(
    r"(?i)^\s*(?:herein(?:after)?|hereafter|also)?,?\s*(?:is\s+|to\s+be\s+)?(?:called|referred\s+to\s+as|known\s+as)?[\s,]*(?P<the>the\s+)?(?P<term>(?-i:\p{Lu})[\w’'&-]*(?:\s(?-i:\p{Lu})[\w’'&-]*){0,3})\s*\.?\s*$"
)
_APPOSED_ROLE = compiled(rf"\s*,\s+(?:the\s+)?(?P<role>(?i:{ROLE_WORD}))(?=\s*(?:[,;.)]|\s(?:and|AND)\b))")
_AS_ROLE = compiled(rf"\s*,?\s*(?:[\(\[]\s*)?(?i:as)\s+(?i:the\s+|an?\s+)?(?P<role>(?i:{ROLE_WORD}))\b")
_OUTSIDE = compiled(
    r"(?i)\b(?:here(?:in)?after|herein)\b[^\"“”„.;]{0,40}(?P<quoted>[\"“”„]\s*(?P<term>[^\"“”„]{1,60}?)[\s.,]*[\"“”])"
)
_UNQUOTED = compiled(
    r"\b(?i:here(?:in)?after|hereafter)\s+(?i:collectively\s+)?(?i:called|referred\s+to\s+as|known\s+as|designated(?:\s+as)?)\s+"
    r"(?:the\s+)?(?P<term>\p{Lu}[\w’'&-]*(?:\s\p{Lu}[\w’'&-]*){0,2})"
)
_SHARED_OUTSIDE = compiled(
    r"\b(?i:here(?:in)?after)\s+(?i:together|collectively|jointly)\s+(?:(?i:called|referred\s+to\s+as|known\s+as)\s+)?"
    r"(?i:the\s+)?[\"“]?(?P<term>\p{Lu}[\w’'&-]*)"
)
_LONGEST = 45
_SPACES = compiled(r"\s+")
_ARTICLE = compiled(r"(?i)^(?:the|a|an)\s+(?=\w)")


class Parenthesis(NamedTuple):
    """A parenthesis of a text: offsets of the opening and behind the closing bracket, and what stands between."""

    start: int
    end: int
    inside: str


def parenthesis_at(text: str, position: int) -> Parenthesis | None:
    """The parenthesis that opens at `position`, nested ones included; an unclosed one ends with its clause."""
    depth = 0
    limit = min(len(text), position + 900)
    for at in range(position, limit):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return Parenthesis(position, at + 1, text[position + 1 : at])
    stop = text.find("\n", position)
    end = min(stop if stop >= 0 else limit, limit, position + 60)
    return Parenthesis(position, end, text[position + 1 : end])


def terms_of(inside: str) -> tuple[str, ...]:
    """The terms that a parenthesis behind a name gives to it alone; those it gives to several parties are left out."""
    found: list[str] = []
    inside = inside.replace("‘‘", "“").replace("’’", "”").replace("``", "“").replace("''", "”")
    quoted = list(_QUOTED.finditer(inside)) or list(_SINGLE_QUOTED.finditer(inside))
    for match in quoted:
        before = inside[: match.start()]
        if _OF_SEVERAL.search(before):
            continue
        term = _clean(match["term"])
        if _is_term(term) and term not in found:
            found.append(term)
    if not quoted:
        bare = _BARE.match(inside)
        if bare and (bare["the"] or is_generic(bare["term"]) or regex.match(r"(?i)\s*here", inside)):
            found.append(_clean(bare["term"]))
    return tuple(found)


def shared_term(inside: str) -> str | None:
    """The one term that a parenthesis gives to several parties at once: (collectively, "Landlord")."""
    found = [_clean(match["term"]) for match in _QUOTED.finditer(inside)]
    several = regex.match(r"(?i)\s*(?:here(?:in)?after\s+)?(?:collectively|together|jointly)\b", inside)
    return found[0] if several and len(found) == 1 and _is_term(found[0]) else None


def gives_terms(inside: str) -> bool:
    """Whether a parenthesis names what stands before it, alone or with others; "(each a "Physician")" names a sort."""
    return bool(terms_of(inside)) or shared_term(inside) is not None


def term_outside(text: str) -> tuple[str, ...]:
    """The terms that follow "hereinafter referred to as" without a parenthesis around them."""
    found = (_clean(match["term"]) for match in _OUTSIDE.finditer(text) if not _OF_SEVERAL.search(match.group()))
    quoted = tuple(term for term in found if _is_term(term))
    return quoted or tuple(match["term"] for match in _UNQUOTED.finditer(text) if _is_term(match["term"]))


def shared_outside(text: str) -> str | None:
    """The one term in "hereinafter together called LESSOR", which is that of all parties named before it."""
    found = _SHARED_OUTSIDE.search(text)
    return found["term"] if found and _is_term(found["term"]) else None


def role_after(text: str, position: int) -> tuple[str, int] | None:
    """The role in ", as Lessor" or ", landlord," right at `position`, and where it ends."""
    match = _AS_ROLE.match(text, position) or _APPOSED_ROLE.match(text, position)
    return (match["role"], match.end()) if match else None


def _is_term(term: str) -> bool:
    """Whether a term may stand for one party: not "Party", "Agreement" or "Effective Date"."""
    return bool(term) and term.lower() not in {"party", "parties"} and (not is_thing(term) or is_generic(term))


def _clean(term: str) -> str:
    bare = _ARTICLE.sub("", _SPACES.sub(" ", term).strip(" ,;:'’‘"))
    return bare if len(bare) <= _LONGEST else ""
