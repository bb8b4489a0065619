"""Whether a name in running text is a party's, and the words around it that say so."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.language.defined_terms import gives_terms, parenthesis_at
from extractors.language.name_spans import NameSpan
from extractors.language.name_words import CLOSING_SUFFIX
from extractors.language.names import has_corporate_form
from extractors.language.party_words import (
    DESCRIPTION_NOUN,
    ROLE_WORD,
    begins_like_a_thing,
    is_generic,
    is_thing,
)
from extractors.module_expressions import compiled

_KIN = r"\b(?:his|her|their|my|the)\s+(?:wife|husband|spouse|son|daughter|brother|sister|mother|father)s?\b[\s,]*"
KIN = compiled(_KIN, regex.IGNORECASE)
_PARENTHESIS = compiled(r"\s*,?\s*(?:\([^()\"“”]{0,60}\)\s*)?\(")
_IN_A_ROLE = compiled(rf"(?i)[,.;]\s*(?:as|the|its)\s+(?:the\s+)?({ROLE_WORD})\b")
PREFIX = compiled(
    rf"""(?xi)(?:[\s,:;–—-]*+(?:
        {_KIN}
      | \(?(?:[ivx]{{1,4}}|\d{{1,2}}|[a-h])\)\s? | \d{{1,2}}\.\s
      | (?:the\s+)?(?:undersigned|following)(?:\s+(?:parties|party|physicians?))?[\s,:]+
      | (?:each|all|both)\s+of\s+(?:the\s+following)?:?\s*
      | (?:on|of)\s+(?:the\s+)?(?:one|first|second|other)\s+(?:hand|part|side),?
      | (?:first|second|third|\([a-d]\)|[a-d1-4])?\s*party(?:\s+(?:[a-d1-4]|of\s+the\s+(?:first|second)\s+part))?
        \s*[:\-–]
      | (?:the\s+|(?-i:(?=\p{{Lu}}))){ROLE_WORD}(?:\s*\([^)]*\))?\s*[,:]
      | (?:the\s+)?{ROLE_WORD}\s+(?=\p{{Lu}}[\w’'.-]+\s+\p{{Lu}})(?-i:(?=\p{{Lu}}))
      | (?:its|their)\s+(?:\p{{Ll}}+\s+)?(?:partners|shareholders|members|physicians|doctors|stockholders)
        ,?\s+(?-i:(?=\p{{Lu}}))
      | (?:its|their)\s+(?:wholly[\s-]owned\s+)?(?:subsidiary|affiliate|parent)(?:\s+company)?,?\s+(?-i:(?=\p{{Lu}}))
      | physician\s*[:,] | hospital\s*[:,]
      | the\s+(?:\p{{Ll}}+\s+){{0,3}}
        (?:advis[eo]r|manager|administrator|distributor|sponsor|owner|holder|trustee|operator)
        \s+(?:of|to|for)\s+(?:the\s+)?(?-i:\p{{Lu}})[\w\ ’'-]{{0,40}},\s
      | (?:solely\s+|only\s+)?(?:for|as\s+to|with\s+respect\s+to)\s+(?:the\s+)?(?:limited\s+)?(?:purposes?\s+of\s+)?
        (?:Article|Section|Paragraph|Exhibit)s?\s[^,;]{{0,60}},
    )\s*)+"""
)
DESCRIBED = compiled(
    rf"""(?xi)\s*,?\s*(?:\([^()"“”]{{0,60}}\)\s*,?\s*)?(?:
        (?:an?|the|being\s+an?|as\s+an?|duly)\s+(?:[\w.,’'&/–-]+\s+){{0,9}}?{DESCRIPTION_NOUN}\b
      | (?:\p{{L}}+\s+){{0,2}}(?:corporation|limited\s+liability\s+company|professional\s+association|partnership)\b
      | individually\b | in\s+(?:his|her)\s+individual\b
      | (?:with|having|whose|located|residing|doing|d/?b/?a|f/k/a|formerly|organi[sz]ed|incorporated|duly|acting
          |on\s+behalf\s+of|by\s+and\s+through|represented|for\s+itself|not\s+individually|solely|hereinafter
          |company\s+n)\b
    )"""
)
HOLDS_OTHERS = compiled(
    r"""(?ix)\b(?:owned\s+by|whose\s+(?:\w+\s+){0,3}(?:members?|owners?|partners?|shareholders?|stockholders?|beneficiar(?:y|ies)|principals?|trustees?|managers?)\s+(?:are|is)\s+(?-i:(?=\p{Lu}))|(?:partnership|firm)\s+of|composed\s+of|consist\w*\s+of|compris\w+|includ\w+|such\s+as
      |act(?:ing)?\s+through|by\s+and\s+through|through|represented\s+by|c/o|attention|attn
      |(?:division|subsidiary|member|parent|assignee|operator|affiliates?)\s+of|on\s+behalf\s+of|as\s+agent\s+for
      |administrator\s+for|sponsored\s+by|known\s+as|successor\w*\s+(?:in\s+interest\s+)?(?:to|by)|created\s+by
      |located\s+in|offices?\s+in|between|owns|operates|for\s+services\s+of)\b"""
)
_SPACE_OR_STOP = compiled(r"[\s,:]*")
BLANK = compiled(r"[\s,]*(?:_{3,}|\[\s*[_●•*]+\s*\]|\.{5,})")


class ListedParty(NamedTuple):
    """One party of a list, by character offsets; `end` lies behind all that is said of it.

    `other_name` is a trade name or a former name ("d/b/a Tern Clinic"), not a term that the text defines.
    """

    start: int
    end: int
    name: str
    defined_terms: tuple[str, ...]
    label: str | None
    description: str
    blank: bool = False
    other_name: str | None = None

    @property
    def known_as(self) -> ListedParty:
        """The same party with its other name among the terms that stand for it."""
        if self.other_name is None or self.other_name in self.defined_terms:
            return self
        return self._replace(defined_terms=(self.other_name, *self.defined_terms))


class PartyList(NamedTuple):
    """The parties in the order named, and where the list ends."""

    parties: tuple[ListedParty, ...]
    end: int


_ADDRESS = 90
_IN_A_STREET = compiled(r"\d\s+(?:(?:[NSEW]|North|South|East|West|St|Mt)\.?\s+){0,2}$")
_STREET = compiled(r"(?i)\b(?:Place|Street|Avenue|Road|Drive|Boulevard|Lane|Way|Parkway|Court|Terrace|Highway|Plaza)$")
_WHERE_IT_IS = compiled(
    r"(?i)\b(?:located|situated|offices?|residing|place\s+of\s+business|seat|headquarter\w*)\s+(?:(?:is|are|at|in|of)\s+){1,2}"
    r"(?-i:\p{Lu})[\p{L}.]+(?:\s+(?-i:\p{Lu})[\p{L}.]+)?\s+(?:and|&)\s+$"
)


def is_party_name(text: str, span: NameSpan) -> bool:
    """Whether a name is a name at all, and not a stand-in, an instrument or a heading."""
    name = text[span.start : span.end]
    if CLOSING_SUFFIX.fullmatch(name) or len(name) < 2 or is_generic(name) or _is_place(text, span):
        return False
    if not is_thing(name):
        return True
    if not has_corporate_form(name):
        return False
    return not is_thing(name.split()[0]) or (len(name.split()) > 2 and begins_like_a_thing(name))


def _is_place(text: str, span: NameSpan) -> bool:
    """Whether a name without a legal form is a place: a street behind its number, or a city behind "located at"."""
    name = text[span.start : span.end]
    if has_corporate_form(name):
        return False
    before = text[max(span.start - _ADDRESS, 0) : span.start]
    return bool(_IN_A_STREET.search(before) and _STREET.search(name)) or bool(_WHERE_IT_IS.search(before))


def is_introduced(text: str, position: int) -> bool:
    """Whether what follows a name introduces a party: what it is, where it is, or a term for it in parentheses."""
    return gets_terms(text, position) or bool(DESCRIBED.match(text, position))


def gets_terms(text: str, position: int) -> bool:
    """Whether a parenthesis with defined terms stands right behind a name."""
    match = _PARENTHESIS.match(text, position)
    if match is None:
        return False
    inside = parenthesis_at(text, match.end() - 1)
    return inside is not None and gives_terms(inside.inside)


def behind_prefix(text: str, position: int) -> tuple[int, str | None]:
    """Where the name begins behind "(i)", "Party A:", "the Landlord," and the like, and the role that stands there."""
    match = PREFIX.match(text, position)
    if match is None:
        spaces = _SPACE_OR_STOP.match(text, position)
        return (spaces.end() if spaces else position), None
    label = regex.findall(rf"(?i)\b{ROLE_WORD}(?=\s*(?:\([^)]*\)\s*)?[,:]?\s*$)", match.group())
    return match.end(), (label[-1] if label else None)


def own_short_name(inside: str, name: str) -> tuple[str, ...]:
    """The short name in "Tern Clinic, Inc. (TERN)" or "Tern Clinic, Inc. and its affiliates (collectively, "Tern")"."""
    bare = regex.fullmatch(r"\s*(\p{Lu}[\w’'&-]*)\s*", inside)
    if bare and (name.lower().startswith(bare[1].lower()) or bare[1] == "".join(regex.findall(r"\b\p{Lu}", name))):
        return (bare[1],)
    match = regex.match(
        r"(?i)\s*(?:collectively|together)\b[^\"“”]{0,40}[\"“]\s*(\p{Lu}[\w’'-]+)[^\"”]*[\"”]\s*$", inside
    )
    return (match[1],) if match and match[1].lower() in name.lower() else ()


def role_inside(said: str) -> str | None:
    """The role in ", as the tenant" or ", its landlord" somewhere in what is said of a party."""
    match = _IN_A_ROLE.search(said)
    return match[1] if match else None
