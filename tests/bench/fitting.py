"""Curves of confidence from judged values: isotonic regression, fields leaning on the pool where they have few cases.

Values are sorted by confidence, and neighbours joined until the share right rises from block to block (pool adjacent
violators) and every block weighs enough. A curve runs through the blocks' means. A field has the pool's blocks, and in
each leans on the pool's share as if it had seen a few more cases there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.assembly.confidence import Curve, Curves
from tests.bench.judged import Judged

_LEAST_BLOCK = 40.0
# Points of a curve are kept to three digits: nearer neighbours would be one.
_SAME_POINT = 0.002
_LEAST_CASES = 30.0
_LEAN = 10.0
_LEAN_OF_POOL = 2.0


class Weighted(NamedTuple):
    """A judged value and how much it counts."""

    judged: Judged
    weight: float


class Block(NamedTuple):
    """Values of neighbouring confidence: their mean confidence, the share right, and what they weigh."""

    mean: float
    share: float
    weight: float

    def joined(self, other: Block) -> Block:
        """Both as one."""
        weight = self.weight + other.weight
        mean = (self.mean * self.weight + other.mean * other.weight) / weight
        return Block(mean, (self.share * self.weight + other.share * other.weight) / weight, weight)

    def leaning(self, share: float, cases: float) -> Block:
        """The block as if it had seen some more cases, of which this share was right."""
        weight = self.weight + cases
        return Block(self.mean, (self.share * self.weight + share * cases) / weight, weight)


def fitted(cases: Sequence[Weighted]) -> Curves:
    """The pooled curve, and those of the fields with cases enough. `cases` must not be empty."""
    values = sorted(cases, key=lambda case: case.judged.confidence)
    blocks = _heavy(_rising(Block(case.judged.confidence, case.judged.right, case.weight) for case in values))
    total = _weight(cases)
    overall = sum(block.share * block.weight for block in blocks) / total
    pool = [block.leaning(overall, _LEAN_OF_POOL) for block in blocks]
    fields = {}
    for field in sorted({case.judged.field for case in cases}):
        own = [case for case in cases if case.judged.field == field]
        if _weight(own) >= _LEAST_CASES:
            leaning = [
                block.leaning(pooled.share, _LEAN) for block, pooled in zip(_in_blocks(own, pool), pool, strict=True)
            ]
            fields[field] = _curve(leaning, _weight(own))
    return Curves(pooled=_curve(pool, total), fields=fields)


def _weight(cases: Iterable[Weighted]) -> float:
    return sum(case.weight for case in cases)


def _rising(blocks: Iterable[Block]) -> list[Block]:
    """Neighbours joined wherever the share right would not rise, or their confidence is the same."""
    kept: list[Block] = []
    for block in blocks:
        last = block
        while kept and (kept[-1].share >= last.share or last.mean - kept[-1].mean < _SAME_POINT):
            last = kept.pop().joined(last)
        kept.append(last)
    return kept


def _heavy(blocks: Sequence[Block]) -> list[Block]:
    """The lightest block joined with the neighbour nearest in confidence, until all weigh enough."""
    kept = list(blocks)
    while len(kept) > 1 and min(block.weight for block in kept) < _LEAST_BLOCK:
        light = min(range(len(kept)), key=lambda place: kept[place].weight)
        beside = [place for place in (light - 1, light + 1) if 0 <= place < len(kept)]
        first = min(light, min(beside, key=lambda place: abs(kept[place].mean - kept[light].mean)))
        kept[first : first + 2] = [kept[first].joined(kept[first + 1])]
    return kept


def _in_blocks(cases: Sequence[Weighted], pool: Sequence[Block]) -> list[Block]:
    """A field's cases in the pool's blocks, each of which reaches half-way to its neighbours."""
    edges = [(left.mean + right.mean) / 2 for left, right in pairwise(pool)]
    blocks = [Block(block.mean, 0.0, 0.0) for block in pool]
    for case in cases:
        place = sum(case.judged.confidence >= edge for edge in edges)
        own = Block(pool[place].mean, case.judged.right, case.weight)
        blocks[place] = own if blocks[place].weight == 0 else blocks[place].joined(own)
    return blocks


def _curve(blocks: Sequence[Block], cases: float) -> Curve:
    points = tuple((round(block.mean, 3), round(block.share, 3)) for block in _rising(blocks))
    return Curve(cases=round(cases, 1), points=points)
