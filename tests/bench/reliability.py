"""How far confidence is from the share that was right: a table of bins, and the expected calibration error."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean

from tests.bench.judged import Judged

EDGES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
_NAMES = ("under .5", ".5", ".6", ".7", ".8", ".85", ".9", ".95 to 1")


def expected_error(values: Sequence[Judged]) -> float:
    """The mean distance of confidence and share right over the bins, by how many values each holds."""
    return sum(abs(sum(one.confidence - one.right for one in bin_)) for bin_ in _bins(values).values()) / len(values)


def table(found: Sequence[Judged], calibrated: Sequence[Judged]) -> Iterator[str]:
    """Lines of Markdown: right / stated in each bin of calibrated confidence, for all fields and each of them."""
    yield f"| field | stated | right | error as found | error calibrated | {' | '.join(_NAMES)} |"
    yield "| --- " * (5 + len(_NAMES)) + "|"
    yield _line("all", found, calibrated)
    for field in sorted({one.field for one in found}):
        yield _line(
            field, [one for one in found if one.field == field], [one for one in calibrated if one.field == field]
        )


def _line(name: str, found: Sequence[Judged], calibrated: Sequence[Judged]) -> str:
    bins = _bins(calibrated)
    cells = (
        f"{sum(one.right for one in bins[place])}/{len(bins[place])}" if place in bins else ""
        for place in range(len(_NAMES))
    )
    share, before, after = fmean(one.right for one in found), expected_error(found), expected_error(calibrated)
    return f"| {name} | {len(found)} | {share:.3f} | {before:.3f} | {after:.3f} | {' | '.join(cells)} |"


def _bins(values: Sequence[Judged]) -> dict[int, list[Judged]]:
    bins: dict[int, list[Judged]] = defaultdict(list)
    for one in values:
        bins[bisect_right(EDGES, one.confidence + 1e-9)].append(one)
    return bins
