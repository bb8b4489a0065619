"""Whose referral a line of a claim is: by identifier where one is known, else by a name that leaves no doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.language.names import normalised
from models.look_back import Physician


class Named(NamedTuple):
    """Somebody as claims name them: an identifier, a name, or both."""

    npi: str | None
    name: str | None


class Matched(NamedTuple):
    """The number of the physician that each is, and what a person should look at."""

    numbers: dict[Named, int]
    doubts: tuple[str, ...]


def matched(named: Iterable[Named], physicians: Sequence[Physician]) -> Matched:
    """Lay those whom claims name beside the physicians of a look-back.

    An identifier decides wherever both have one. Names are compared word by word, degrees and the order of the family
    name aside; a name that several physicians bear, or that claims give to several identifiers, is nobody's, and said.
    """
    by_npi = {one.npi: number for number, one in enumerate(physicians) if one.npi is not None}
    by_words: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, one in enumerate(physicians):
        by_words[words_of(one.name)].append(number)
    found: dict[Named, int] = {}
    by_name: dict[int, list[Named]] = defaultdict(list)
    doubts: list[str] = []
    for each in sorted(set(named), key=lambda one: (one.name or "", one.npi or "")):
        if each.npi is not None and each.npi in by_npi:
            found[each] = by_npi[each.npi]
            continue
        words = words_of(each.name or "")
        alike = [number for number in by_words.get(words, ()) if each.npi is None or physicians[number].npi is None]
        if len(words) >= 2 and len(alike) == 1:
            by_name[alike[0]].append(each)
        elif len(alike) > 1:
            doubts.append(f"Claims name {each.name}, as several physicians are called; they are not counted.")
        elif len(words) >= 2 and (near := _nearly(words, each, physicians)) is not None:
            whom = f"{each.name}{f' (NPI {each.npi})' if each.npi else ''}"
            doubts.append(f"Claims name {whom}: perhaps {near}, but not for sure, and so they are not counted.")
    for number, several in by_name.items():
        identifiers = sorted({one.npi for one in several if one.npi is not None})
        if len(identifiers) > 1:
            listed = ", ".join(identifiers)
            doubts.append(f"Claims name {physicians[number].name} under several NPIs ({listed}); they are not counted.")
        else:
            found |= dict.fromkeys(several, number)
    return Matched(found, tuple(doubts))


def words_of(name: str) -> frozenset[str]:
    """The words of a person's name, without degrees, in whichever order: "Doe, Jane, M.D." is Jane Doe."""
    return frozenset(normalised(name).split())


def _nearly(words: frozenset[str], each: Named, physicians: Sequence[Physician]) -> str | None:
    """A physician whose name only lacks, or only adds, a middle name or an initial."""
    for one in physicians:
        other = words_of(one.name)
        if len(other & words) >= 2 and other != words and (each.npi is None or one.npi is None):
            return one.name
    return None
