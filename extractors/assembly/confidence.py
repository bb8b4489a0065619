"""Confidence that means a share: of values at 0.9, about nine in ten are right.

What patterns give is an order of trust. Curves in confidence.toml, made by `make calibrate`, turn it into the share of
values that were right on contracts of authors the patterns were not built on (docs/decisions/0012).
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import Field, field_validator

from models.base import Frozen
from models.compensation import CompensationComponent
from models.contract import FACT_FIELDS, Contract
from models.party import Party
from models.signature import SignatureBlock

CURVES_FILE = Path(__file__).with_suffix(".toml")

ROWS = ("parties", "signatures", "compensation")
# Whether a cryptographic signature holds is reckoned, not read: there is nothing to calibrate.
RECKONED = ("digital_signatures",)
# Clauses have no truth to be measured against yet: their confidence is that of the pattern.
UNMEASURED = ("provisions",)

Row = TypeVar("Row", Party, SignatureBlock, CompensationComponent)


class Curve(Frozen):
    """A rising line through points (confidence as found, share right), flat before the first and after the last.

    `cases` is the weight of the judged values it was made from.
    """

    cases: float = Field(ge=0.0)
    points: tuple[tuple[float, float], ...] = Field(min_length=1)

    @field_validator("points")
    @classmethod
    def _rise(cls, points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
        if any(not 0.0 <= value <= 1.0 for point in points for value in point):
            raise ValueError("a confidence or share lies outside 0 to 1")
        if any(left[0] >= right[0] or left[1] > right[1] for left, right in pairwise(points)):
            raise ValueError("the points do not rise")
        return points

    def at(self, found: float) -> float:
        """The share that is right of values found with this confidence."""
        place = bisect_right(self.points, found, key=lambda point: point[0])
        if place in (0, len(self.points)):
            return self.points[max(place - 1, 0)][1]
        (left, low), (right, high) = self.points[place - 1], self.points[place]
        return low + (high - low) * (found - left) / (right - left)


class Curves(Frozen):
    """The curve of each field that had cases enough, and the one of all fields together for the others."""

    pooled: Curve
    fields: Mapping[str, Curve] = {}

    @field_validator("fields")
    @classmethod
    def _known(cls, fields: Mapping[str, Curve]) -> Mapping[str, Curve]:
        for field in fields:
            _refuse_unknown(field)
        return fields

    def confidence(self, field: str, found: float) -> float:
        """The calibrated confidence of a value of a field; 0, where nothing was found, stays 0.

        Raises ValueError for a field that carries no confidence to calibrate.
        """
        _refuse_unknown(field)
        return 0.0 if found == 0 else round(self.fields.get(field, self.pooled).at(found), 3)


@lru_cache
def curves() -> Curves:
    """Those in use. Raises ValueError when the file does not hold rising curves of known fields."""
    return Curves.model_validate(tomllib.loads(CURVES_FILE.read_text(encoding="utf-8")))


def calibrated(contract: Contract) -> Contract:
    """The contract with the confidence of every fact and row calibrated; it is done once, after all was chosen."""
    facts = {field: getattr(contract, field) for field in FACT_FIELDS}
    rows = {field: calibrated_rows(field, getattr(contract, field)) for field in ROWS}
    told = {
        field: fact.model_copy(update={"confidence": curves().confidence(field, fact.confidence)})
        for field, fact in facts.items()
    }
    return contract.model_copy(update={**told, **rows})


def calibrated_rows(field: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of a field, each with its confidence calibrated. Raises ValueError for an unknown field."""
    return tuple(row.model_copy(update={"confidence": curves().confidence(field, row.confidence)}) for row in rows)


def _refuse_unknown(field: str) -> None:
    if field not in FACT_FIELDS + ROWS:
        raise ValueError(f"{field} is no field whose confidence is calibrated: {', '.join(FACT_FIELDS + ROWS)}")
