"""Whether a group of pen strokes is a signature, other handwriting, or neither, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from extractors.reading.ink_labels import Label
from extractors.reading.strokes import Pieces
from models.document import MarkKind
from models.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WEIGHT_OF_LABEL = {Label.SIGNATURE: 2.0, Label.NAME_BELOW: 1.2, Label.NONE: 0.0, Label.FIELD: -1.5, Label.DATE: -3.0}


class Look(NamedTuple):
    """What a group looks like; lengths as multiples of a printed letter's height.

    `reach` is the size of its largest stroke, `penned` the share of ink in pen-like strokes, `thinness` the stroke's width over
    its height, `pieces` how many there are.
    """

    box: Box
    reach: float
    width: float
    height: float
    penned: float
    thinness: float
    density: float
    pieces: int


def look_of(pieces: Pieces, members: list[int], penned: NDArray[np.bool_], letter_height: float, box: Box) -> Look:
    """Measures one group."""
    area = pieces.area[members]
    total = float(area.sum())
    sizes = (pieces.width[members] * pieces.height[members]) ** 0.5 * penned[members]
    return Look(
        box=box,
        reach=float(sizes.max()) / letter_height,
        width=box.width / letter_height,
        height=box.height / letter_height,
        penned=float(area[penned[members]].sum()) / total,
        thinness=float((pieces.thickness[members] * area).sum() / (pieces.height[members] * area).sum()),
        density=float((pieces.density[members] * area).sum()) / total,
        pieces=len(members),
    )


def is_handwriting(look: Look, scanned: bool) -> bool:
    """Whether a pen made it, rather than a printer that character recognition overlooked."""
    if look.width < 0.8 or look.height < 0.8 or look.width * look.height < 1.6:
        return False
    if look.penned >= 0.35 and look.density < 0.42:
        return not scanned or look.thinness < 0.125
    if scanned:
        return look.pieces >= 3 and look.height >= 1.25 and look.thinness < 0.108 and look.density < 0.4
    return look.pieces >= 2 and look.width >= 2 and look.thinness < 0.2 and look.density < 0.5


def signature_score(look: Look, label: Label, on_rule: bool, crowded: bool) -> float:
    """Log odds that handwriting is a signature: large joined strokes, few pieces, a label or a line that asks for one."""
    score = -0.6 + max(min(1.1 * (look.reach - 2.6), 2.5), -1.6)
    score += _WEIGHT_OF_LABEL[label]
    score += 0.8 if on_rule else 0.0
    if crowded and label in (Label.NONE, Label.FIELD):
        score -= 2.5
    if look.width < 5.5 and look.height < 2.6:
        score -= 1.5
    if look.height < 1.3:
        score -= 1.0
    if look.pieces > 25:
        score -= 1.0
    if look.width > 34:
        score -= 1.5
    return score


def stands_on_rule(box: Box, rules: Sequence[Box]) -> bool:
    """Whether a ruled line runs under the group or through its lower half."""
    return any(
        box.top + 0.4 * box.height <= rule.middle <= box.bottom + 8
        and min(rule.right, box.right) - max(rule.left, box.left) >= 0.5 * box.width
        for rule in rules
    )


def mark_of(look: Look, label: Label, on_rule: bool, crowded: bool) -> tuple[MarkKind, float]:
    """The kind and confidence of one group of handwriting; `crowded` when the page holds much of it."""
    score = signature_score(look, label, on_rule, crowded)
    odds = 1 / (1 + math.exp(-score))
    if score >= 0:
        return MarkKind.INK, round(min(0.35 + 0.65 * odds, 0.98), 3)
    return MarkKind.HANDWRITING, round(0.3 + 0.6 * (1 - odds) * min(1.0, look.penned + 0.4), 3)
