"""Whether a group of pen strokes is a signature, other handwriting, or neither, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from extractors.reading.ink_groups import box_of
from extractors.reading.ink_labels import Label
from extractors.reading.print_or_hand import outlines, pen_strokes
from extractors.reading.strokes import Pieces
from models.document import MarkKind
from models.geometry import Box

_WEIGHT_OF_LABEL = {Label.SIGNATURE: 2.0, Label.NAME_BELOW: 1.2, Label.NONE: 0.0, Label.FIELD: -1.5, Label.DATE: -3.0}

_SMALLEST_SEAL = 30.0
_COLOURFUL = 60.0
_SPRAWLING = 6.0


class Look(NamedTuple):
    """What a group looks like; lengths as multiples of a printed letter's height.

    `reach` is the size of its largest stroke, `penned` the share of ink in pen-like strokes, `thinness` the width
    of the strokes over their height, `pieces` how many there are, `colour` how colourful the ink is, 0 to 255, and
    `seal` whether a large ring or frame is among them.
    """

    box: Box
    reach: float
    width: float
    height: float
    penned: float
    thinness: float
    density: float
    pieces: int
    colour: float
    seal: bool


def looks_of(
    pieces: Pieces, groups: Sequence[list[int]], letter_height: float, frames: Sequence[int] = ()
) -> list[Look]:
    """Measures each group of pieces; `frames` are those known to be the frame of a stamp."""
    penned = pen_strokes(pieces, letter_height)
    seals = outlines(pieces, letter_height) & (pieces.width >= _SMALLEST_SEAL)
    seals[list(frames)] = True
    penned &= ~seals
    sizes = (pieces.width * pieces.height) ** 0.5 * penned
    looks = []
    for members in groups:
        area, box = pieces.area[members], box_of(pieces, members)
        total = float(area.sum())
        look = Look(
            box=box,
            reach=float(sizes[members].max()) / letter_height,
            width=box.width / letter_height,
            height=box.height / letter_height,
            penned=float(area[penned[members]].sum()) / total,
            thinness=float((pieces.thickness[members] * area).sum() / (pieces.height[members] * area).sum()),
            density=float((pieces.density[members] * area).sum()) / total,
            pieces=len(members),
            colour=float((pieces.colour[members] * area).sum()) / total,
            seal=bool(seals[members].any()),
        )
        looks.append(look)
    return looks


def is_stamp(look: Look) -> bool:
    """Whether it is a rubber stamp or a seal: a ring or frame, or coloured letters that no pen wrote."""
    if look.width < 4 or look.height < 1.2:
        return False
    lettered = look.pieces >= 4 and look.penned < 0.35 and look.thinness > 0.1
    return look.seal or (lettered and look.colour > _COLOURFUL)


def is_handwriting(look: Look, label: Label, scanned: bool) -> bool:
    """Whether a pen made it, rather than a printer that character recognition overlooked."""
    if look.width < 0.8 or look.height < 0.8 or look.width * look.height < 1.6:
        return False
    large_enough = look.width >= 3 and look.height >= 1.2 and look.penned >= 0.2
    if label is Label.SIGNATURE and large_enough and look.density < 0.45 and look.thinness < 0.15:
        return True
    if look.penned >= 0.35 and look.density < 0.42:
        if scanned:
            return look.thinness < 0.125
        # A drawn logo is thick for its height and closely filled.
        return label in (Label.SIGNATURE, Label.DATE) or (look.thinness < 0.14 and look.density < 0.39)
    if scanned:
        return look.pieces >= 3 and look.height >= 1.25 and look.thinness < 0.108 and look.density < 0.4
    thickest, densest = (0.2, 0.5) if label is Label.SIGNATURE else (0.15, 0.42)
    return look.pieces >= 2 and look.width >= 2 and look.thinness < thickest and look.density < densest


def signature_score(look: Look, label: Label, on_rule: bool, crowded: bool) -> float:
    """Log odds that handwriting is a signature: large joined strokes, few pieces, a label or line that asks for one."""
    score = -0.4 + max(min(1.1 * (look.reach - 2.6), 2.5), -1.6)
    # No date is one stroke of such a size: the label is of the row that a signature hangs down to.
    sprawling = label is Label.DATE and look.reach > _SPRAWLING
    score += _WEIGHT_OF_LABEL[Label.NONE if sprawling else label]
    score += 0.8 if on_rule else 0.0
    if crowded and label in (Label.NONE, Label.FIELD):
        score -= 2.5
    if look.width < 5.5 and look.height < 2.6:
        score -= 1.5
    if look.height < 1.3:
        score -= 1.0
    # A faint signature may have come apart on the scanner, but then it stands on its line.
    if look.pieces > 25 and not (on_rule and label is Label.SIGNATURE):
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


def kind_of(look: Look, label: Label, on_rule: bool, crowded: bool) -> tuple[MarkKind, float]:
    """The kind and confidence of one group of handwriting; `crowded` when the page holds much of it."""
    score = signature_score(look, label, on_rule, crowded)
    odds = 1 / (1 + math.exp(-score))
    if score >= 0:
        return MarkKind.INK, round(min(0.35 + 0.65 * odds, 0.98), 3)
    return MarkKind.HANDWRITING, round(0.3 + 0.6 * (1 - odds) * min(1.0, look.penned + 0.4), 3)
