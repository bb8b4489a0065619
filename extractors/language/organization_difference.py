"""Whether two names are plainly two organizations', so that a block binds another than the party."""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import regex

from extractors.language.name_words import TRADE_NAME
from extractors.language.names import has_corporate_form, has_degree
from extractors.module_expressions import compiled

_TAIL = compiled(
    r"""(?ix) \s* (?:
        \(\s*(?:the\s+)?["“”'][^)]*\)
      | ,?\s+(?:an?|the)\s+(?:[\w.-]+\s+){1,6}(?:corporation|company|partnership|association|entity)\b.*
      | ,?\s+(?:acting|by\s+and)\s+through\b.*
      | ,?\s+on\s+behalf\s+of\b.*
      | ,?\s+individually\b.*
    )"""
)
_FORMS = (
    ("company", compiled(r"(?i)[\s,](?:p\.?\s?l\.?\s?l\.?\s?c|l\.?\s?l\.?\s?c|l\.?\s?c)\.?\s*$")),
    ("liability partnership", compiled(r"(?i)[\s,](?:l\.?\s?l\.?\s?l?\.?\s?p)\.?\s*$")),
    ("limited partnership", compiled(r"(?i)[\s,](?:l\.?\s?p|limited partnership)\.?\s*$")),
    ("corporation", compiled(r"(?i)[\s,](?:inc|incorporated|corp|corporation|p\.?\s?c|p\.?\s?a|s\.?\s?c)\.?\s*$")),
)
_FORM_WORDS = frozenset(
    "inc incorporated corp corporation company ltd limited liability llc llp lllp lp lc pc pa pllc plc sc psc".split()
)
_SMALL = frozenset("the and of for at in a an by".split())
_NUMBER = compiled(r"[ivx]+|\d+")


def another_organization(named: str, party: str) -> bool:
    """Whether `named` is plainly another organization than `party`.

    Case, points, a missing form ("Inc."), abbreviations, a trade name, a shorter or longer form of one name and misread
    letters make no other one. Another word of weight, another number ("II"), another legal form ("LLC" for "Inc."), or
    a physician's corporation in place of the physician do.
    """
    pairs = [(one, other) for one in names_within(named) for other in names_within(party)]
    return bool(pairs) and all(_differ(one, other) for one, other in pairs)


def names_within(text: str) -> list[str]:
    """The names a text gives one organization: its own, and those it trades or was known under."""
    parts = [_TAIL.sub("", part).strip(" ,;:.()") for part in TRADE_NAME.split(text)]
    return [part for part in parts if words_of_weight(part)]


def _differ(one: str, other: str) -> bool:
    words, other_words = words_of_weight(one), words_of_weight(other)
    if _numbers(words) != _numbers(other_words):
        return True
    if _alike(words, other_words):
        return _other_form(one, other)
    shorter, longer = sorted((words, other_words), key=len)
    if all(any(_one_word(word, twin) for twin in longer) for word in shorter):
        added = [word for word in longer if not any(_one_word(word, twin) for twin in shorter)]
        return bool(set(added) & _apart()) or _other_form(one, other)
    return not _initials(shorter, longer)


def _other_form(one: str, other: str) -> bool:
    forms = legal_form(one), legal_form(other)
    if forms[0] and forms[1]:
        return forms[0] != forms[1]
    bare = other if forms[0] else one
    return has_corporate_form(one) != has_corporate_form(other) and has_degree(bare)


def legal_form(name: str) -> str | None:
    """The class of legal form that a name ends in ("company", "corporation"), None when it states none."""
    return next((form for form, pattern in _FORMS if pattern.search(name)), None)


def _alike(words: list[str], other: list[str]) -> bool:
    one, two = "".join(words), "".join(other)
    return one == two or (
        SequenceMatcher(None, one, two).ratio() >= 0.88
        and len(words) == len(other)
        and all(_one_word(word, twin) for word, twin in zip(words, other, strict=True))
    )


def _one_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() >= 0.75)


def _initials(shorter: list[str], longer: list[str]) -> bool:
    """Whether the shorter name is one word made of the first letters of the longer."""
    return len(shorter) == 1 and len(longer) > 1 and shorter[0] == "".join(word[0] for word in longer)


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if _NUMBER.fullmatch(word)]


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "organization_words.toml").read_text("utf-8"))


@cache
def _long_forms() -> dict[str, str]:
    return {short: word for word, forms in _vocabulary()["alike"].items() for short in (word, *forms)}


@cache
def _apart() -> frozenset[str]:
    return frozenset(_vocabulary()["apart"]["words"])


def words_of_weight(name: str) -> list[str]:
    """The words of weight in lower case: no legal form, no small words, plurals and abbreviations made one."""
    joined = regex.sub(r"(?<=\b\p{L})\.\s?(?=\p{L}\b)", "", name.lower())
    found = regex.findall(r"[\p{L}\p{N}]+", regex.sub(r"['’]s?\b", "", joined))
    kept = [word for word in found if word not in _SMALL and word not in _FORM_WORDS]
    return [_long_forms().get(word) or _long_forms().get(_singular(word)) or _singular(word) for word in kept]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
