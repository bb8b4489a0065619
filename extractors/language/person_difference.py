"""Whether two names are plainly two people's, so that one has not signed where the other was to sign."""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import regex

from extractors.language.names import has_corporate_form, has_organization_word, normalised
from extractors.module_expressions import compiled

_NO_NAME = compiled(
    r"(?i)\b(?:authori[sz]ed|signat(?:ory|ure)|representative|president|member|manager|title|its|officer|chief|director|name"
    r"|general|partner|counsel|seal|print(?:ed)?|typed?|secretary|treasurer|chair(?:man|woman)?|attorney|agent|trustee"
    r"|date[d]?|witness|notary|by|for|of|the)\b|[\d@_/\[\]<>]"
)
_FULL = 3


def another_person(first: str, second: str) -> bool:
    """Whether two names cannot well be one person's.

    Degrees, titles, initials, middle names, short forms ("Bob"), a second surname and misread letters make no other
    person; another given name before the same surname does. False also for what does not look like a person's name.
    """
    one, other = _words(first), _words(second)
    if not one or not other:
        return False
    if not any(_share(word, twin) for word in one for twin in other):
        return "".join(one) != "".join(other)
    given, other_given = one[:-1], other[:-1]
    if not _alike(one[-1], other[-1]) or not (len(given[0]) >= _FULL and len(other_given[0]) >= _FULL):
        return False
    return not any(_one_given_name(name, twin) for name in given for twin in other_given)


def _words(name: str) -> list[str]:
    """The words of a person's name in lower case; none when the text is something else."""
    bare = regex.sub(r"\([^)]*\)", " ", name).strip(" .,;:")
    if _NO_NAME.search(bare) or has_corporate_form(bare) or has_organization_word(bare):
        return []
    words = normalised(bare).split()
    return words if 2 <= len(words) <= 5 and len(words[-1]) > 1 else []


def _share(one: str, other: str) -> bool:
    return (len(one) > 1 and one == other) or (min(len(one), len(other)) >= _FULL and _alike(one, other))


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= 0.8


def _one_given_name(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= 0.65:
        return True
    return bool(_short_forms().get(one, frozenset()) & _short_forms().get(other, frozenset()))


@cache
def _short_forms() -> dict[str, frozenset[int]]:
    """Each given name with the numbers of the rows it stands in."""
    rows = tomllib.loads((Path(__file__).parent / "nicknames.toml").read_text("utf-8"))["same"]
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for name in row.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
