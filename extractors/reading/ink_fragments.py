"""What a scanner has left of a faint signature: fragments on one line to sign on, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.ink_kinds import Look
from extractors.reading.ink_labels import Label, Labels
from extractors.reading.rules import RuledLine
from models.geometry import enclosing

_SHORTEST, _LONGEST = 80.0, 330.0
_ABOVE, _BELOW = 14.0, 8.0
_WIDEST_BREAK = 14.0
_LOWEST = 0.3
_THICKEST, _DENSEST = 0.2, 0.5


def joined_on_lines(
    groups: Sequence[list[int]], looks: Sequence[Look], labels: Labels, rules: Sequence[RuledLine]
) -> list[list[int]]:
    """The groups, fragments side by side on a line to sign on joined; a date, and what stands apart, is not."""
    home: dict[int, int] = {}
    for line in rules:
        if not _SHORTEST <= line.box.width <= _LONGEST:
            continue
        on_line = [index for index, look in enumerate(looks) if index not in home and _stands_on(look, line)]
        on_line.sort(key=lambda index: looks[index].box.left)
        for one, following in pairwise(on_line):
            if _belong_together(looks[one], looks[following], labels):
                home[following] = home.setdefault(one, one)
    joined: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        joined.setdefault(home.get(index, index), []).extend(group)
    return list(joined.values())


def _stands_on(look: Look, line: RuledLine) -> bool:
    middle = (look.box.left + look.box.right) / 2
    if not line.box.left <= middle <= line.box.right or look.height < _LOWEST:
        return False
    level = line.level_at(middle)
    thin = look.thinness < _THICKEST and look.density < _DENSEST and not look.seal
    return thin and -_BELOW <= level - look.box.bottom <= _ABOVE and look.box.middle < level


def _belong_together(one: Look, other: Look, labels: Labels) -> bool:
    if other.box.left - one.box.right > _WIDEST_BREAK:
        return False
    both = labels.of(enclosing((one.box, other.box)))
    apart = {labels.of(one.box), labels.of(other.box)}
    return both in (Label.SIGNATURE, Label.NAME_BELOW) and Label.DATE not in apart
