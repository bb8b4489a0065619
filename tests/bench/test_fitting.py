"""Curves are fitted to judged values as they should be, and those in use hold on the first readings."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extractors.assembly.confidence import Curve, curves
from tests.bench.calibrate import first_readings
from tests.bench.fitting import Weighted, fitted
from tests.bench.judged import Judged
from tests.bench.reliability import expected_error


def cases(field: str, *told: tuple[float, int, int]) -> list[Weighted]:
    """So many right of so many at each confidence."""
    return [
        Weighted(Judged(field, confidence, place < right), 1.0)
        for confidence, right, stated in told
        for place in range(stated)
    ]


def shares(curve: Curve) -> list[tuple[float, float]]:
    return [(confidence, round(share, 2)) for confidence, share in curve.points]


@pytest.mark.parametrize(
    ("told", "points"),
    [
        ([(0.6, 50, 100), (0.9, 95, 100)], [(0.6, 0.5), (0.9, 0.95)]),
        ([(0.6, 60, 100), (0.7, 40, 100), (0.9, 90, 100)], [(0.65, 0.5), (0.9, 0.9)]),
        ([(0.6, 90, 100), (0.9, 50, 100)], [(0.75, 0.7)]),
        ([(0.6, 0, 5), (0.7, 50, 100), (0.9, 98, 100)], [(0.695, 0.48), (0.9, 0.98)]),
        ([(0.9, 100, 100)], [(0.9, 1.0)]),
    ],
    ids=["rising", "a dip joined", "falling joined", "a light block joined", "all right"],
)
def test_the_pooled_curve(told: list[tuple[float, int, int]], points: list[tuple[float, float]]) -> None:
    assert shares(fitted(cases("kind", *told)).pooled) == [pytest.approx(point, abs=0.011) for point in points]


def test_a_field_leans_on_the_pool_and_one_with_few_cases_has_no_curve() -> None:
    made = fitted(
        [
            *cases("kind", (0.6, 100, 200), (0.9, 190, 200)),
            *cases("parties", (0.6, 20, 20), (0.9, 20, 20)),
            *cases("term_months", (0.9, 0, 20)),
        ]
    )

    assert made.fields.keys() == {"kind", "parties"}
    low, high = (share for _, share in shares(made.fields["parties"]))
    assert shares(made.pooled)[0][1] < low < high < 1.0


def test_weights_count_as_so_many_cases() -> None:
    whole = fitted([*cases("kind", (0.6, 40, 80), (0.9, 80, 80)), *cases("kind", (0.6, 80, 80))])
    half = fitted(
        [
            *cases("kind", (0.6, 40, 80), (0.9, 80, 80)),
            *(one._replace(weight=0.5) for one in cases("kind", (0.6, 80, 80))),
        ]
    )

    assert shares(half.pooled)[0][1] < shares(whole.pooled)[0][1]


def test_the_curves_in_use_bring_confidence_nearer_to_what_was_right_at_first_sight() -> None:
    found = [one for values in first_readings().values() for one in values]
    told = [one._replace(confidence=curves().confidence(one.field, one.confidence)) for one in found]

    assert len(found) > 1200
    assert expected_error(told) < min(0.035, expected_error(found))
    assert _share(one for one in told if one.confidence >= 0.9) >= 0.9


def _share(values: Iterable[Judged]) -> float:
    rights = [one.right for one in values]
    return sum(rights) / len(rights)
