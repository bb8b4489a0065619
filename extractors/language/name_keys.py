"""What one party's names have in common however they are written, so that many of them can be grouped without guessing.

Here letters have to agree: character recognition's slips make two names, as two people may differ by one letter. For
two names side by side see `names.same_name`.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.language.names import (
    has_degree,
    has_organization_word,
    legal_name,
    normalised,
    starts_with_given_name,
    without_corporate_form,
)
from extractors.language.organization_difference import legal_form, names_within, words_of_weight
from extractors.module_expressions import compiled

_GENERATION = compiled(r"(?i)[\s,](?P<it>jr|sr|ii|iii|iv|2nd|3rd|4th)\b\.?")
_PROFESSIONAL_FORM = compiled(r"(?i)[\s,](?:p\.?\s?c|p\.?\s?a|s\.?\s?c|p\.?\s?l\.?\s?l\.?\s?c)\.?\s*$")
_GENERATIONS = {"2nd": "ii", "3rd": "iii", "4th": "iv"}
_DISTINCTIVE_LETTERS = 8


class OrganizationKey(NamedTuple):
    """One of an organization's names: its words of weight, and the class of its legal form, None where it has none."""

    words: str
    form: str | None


class PersonKey(NamedTuple):
    """A person's name in lower case, without degrees and titles. `given` are the names and initials before the last."""

    last: str
    given: tuple[str, ...]
    generation: str | None


def organization_keys(name: str) -> tuple[OrganizationKey, ...]:
    """The names a text gives one organization: its own, then those it trades or was known under.

    A trade name has the legal form of whoever trades under it; one of a single short word names nobody.
    """
    found: list[OrganizationKey] = []
    own = None
    for position, part in enumerate(names_within(name)):
        words = words_of_weight(part)
        form = legal_form(part) or own
        own = form if position == 0 else own
        if position == 0 or len(words) > 1 or len("".join(words)) >= _DISTINCTIVE_LETTERS:
            found.append(OrganizationKey(" ".join(words), form))
    return tuple(found)


def person_key(name: str) -> PersonKey | None:
    """The name of a person; None when there are not at least a given name, or its initial, and a last name."""
    bare = legal_name(name)
    words = normalised(bare).split()
    generation = _GENERATION.search(f" {bare}")
    if generation is not None:
        words = [word for word in words if word not in {"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"}]
    if len(words) < 2 or len(words[-1]) < 2:
        return None
    which = generation["it"].lower() if generation else None
    return PersonKey(words[-1], tuple(words[:-1]), _GENERATIONS.get(which, which) if which else None)


def owner_in_name(name: str) -> PersonKey | None:
    """The physician whose own professional corporation bears the name, as "Konrad Vell, M.D., P.C." does."""
    bare = legal_name(name)
    if not _PROFESSIONAL_FORM.search(bare):
        return None
    person = without_corporate_form(bare)
    if has_degree(person):
        return person_key(person)
    if starts_with_given_name(person) and not has_organization_word(person) and "&" not in person:
        key = person_key(person)
        return key if key is not None and len(key.given) <= 2 else None
    return None


def agree(one: PersonKey, other: PersonKey) -> bool:
    """Whether nothing in two names speaks against one person: an initial agrees with the name that it begins."""
    if one.last != other.last:
        return False
    if one.generation and other.generation and one.generation != other.generation:
        return False
    if not _one_given_name(one.given[0], other.given[0]):
        return False
    middle, other_middle = one.given[1:], other.given[1:]
    return all(_one_given_name(first, second) for first, second in zip(middle, other_middle, strict=False))


def _one_given_name(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
