"""Confidence that leaves extraction is calibrated: every field's, once, by curves that rise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from extractors.assembly.confidence import (
    RECKONED,
    ROWS,
    UNMEASURED,
    Curve,
    Curves,
    calibrated,
    calibrated_rows,
    curves,
)
from extractors.assembly.contracts import assemble
from extractors.extraction import inspect
from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.segmenting.instruments import instruments_of
from fixtures.contracts import medical_director_hourly
from models.contract import FACT_FIELDS, Contract
from models.evidence import Fact
from tests import factories

STEPS = [step / 200 for step in range(201)]
LINE = Curve(cases=100, points=((0.6, 0.3), (0.8, 0.7), (0.9, 0.96)))


@pytest.mark.parametrize("field", FACT_FIELDS + ROWS)
def test_more_confidence_never_means_less_and_stays_within_0_and_1(field: str) -> None:
    told = [curves().confidence(field, found) for found in STEPS]

    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] <= 1.0
    assert told[100] < told[190]


@pytest.mark.parametrize(
    ("found", "share"),
    [
        (0.1, 0.3),
        (0.59, 0.3),
        (0.6, 0.3),
        (0.65, 0.4),
        (0.7, 0.5),
        (0.8, 0.7),
        (0.85, 0.83),
        (0.9, 0.96),
        (0.97, 0.96),
        (1.0, 0.96),
    ],
)
def test_a_curve_is_a_line_through_its_points_and_flat_outside_them(found: float, share: float) -> None:
    assert LINE.at(found) == pytest.approx(share)


@pytest.mark.parametrize(
    "points",
    [
        ((0.0, 0.0), (0.8, 0.9), (0.9, 0.7)),
        ((0.0, 0.0), (0.8, 0.7), (0.8, 0.9)),
        ((0.0, 0.0), (0.9, 1.2)),
        ((-0.1, 0.0), (0.9, 0.9)),
        (),
    ],
    ids=["falling", "two at one place", "over 1", "under 0", "no point"],
)
def test_what_is_no_rising_curve_is_refused(points: Any) -> None:
    with pytest.raises(ValidationError):
        Curve(cases=1, points=points)


@pytest.mark.parametrize("field", ["governing_law", "digital_signatures", "", "Parties"])
def test_an_unknown_field_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="no field whose confidence is calibrated"):
        curves().confidence(field, 0.9)
    with pytest.raises(ValidationError, match="no field whose confidence is calibrated"):
        Curves(pooled=LINE, fields={field: LINE})
    with pytest.raises(ValueError, match="no field whose confidence is calibrated"):
        calibrated_rows(field, [factories.party()])


def test_a_field_without_a_curve_of_its_own_takes_the_pooled_one() -> None:
    few = Curves(pooled=LINE, fields={"kind": Curve(cases=50, points=((0.8, 0.5),))})

    assert few.confidence("kind", 0.9) == 0.5
    assert few.confidence("amended_contract_date", 0.8) == 0.7
    assert few.confidence("kind", 0.0) == few.confidence("amended_contract_date", 0.0) == 0.0


def test_every_field_of_a_contract_that_carries_confidence_is_known() -> None:
    whole = factories.contract()
    facts = {name for name in Contract.model_fields if isinstance(getattr(whole, name), Fact)}
    rows = {name for name, field in Contract.model_fields.items() if str(field.annotation).startswith("tuple[")}

    assert facts == set(FACT_FIELDS)
    assert rows == {*ROWS, *RECKONED, *UNMEASURED}


def test_nothing_but_confidence_changes_and_every_confidence_does() -> None:
    before = factories.contract()
    after = calibrated(before)

    for field in FACT_FIELDS:
        fact: Fact[Any] = getattr(before, field)
        expected = curves().confidence(field, fact.confidence)
        assert getattr(after, field) == fact.model_copy(update={"confidence": expected})
        assert (expected == fact.confidence) is (not fact.is_known), field
    for field in ROWS:
        for row, told in zip(getattr(before, field), getattr(after, field), strict=True):
            assert told == row.model_copy(update={"confidence": curves().confidence(field, row.confidence)})
            assert told.confidence != row.confidence, field
    others = Contract.model_fields.keys() - {*FACT_FIELDS, *ROWS}
    assert all(getattr(before, name) == getattr(after, name) for name in others)


def test_what_leaves_extraction_was_calibrated_once(tmp_path: Path) -> None:
    path = tmp_path / "agreement.pdf"
    path.write_bytes(medical_director_hourly.FIXTURE.draw())
    document = read(path, ReadingOptions())
    as_found = assemble(document, instruments_of(document), calibrate=lambda contract: contract)

    assert inspect(path, ReadingOptions()).contracts == tuple(map(calibrated, as_found)) != as_found
