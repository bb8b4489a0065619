"""Numbers of the law as dated data: never edited, only added to."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations

from pydantic import Field, model_validator

from checks.law.in_force import InForce, overlap
from models.base import Frozen


class Unit(StrEnum):
    """What a parameter counts."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    MILES = "miles"
    DOLLARS = "dollars"
    PERCENT = "percent"
    PHYSICIANS = "physicians"
    SUPPLIERS = "suppliers"


class Bound(StrEnum):
    """On which side of a parameter's value a figure keeps the law."""

    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"


class DatedValue(InForce):
    """A value and the days it holds; `confirmed` False means that its text has still to be read in the regulation."""

    value: Decimal
    source: str = Field(min_length=1)
    confirmed: bool = True


class Parameter(Frozen):
    """One number of the law with all its values; `citation` is the paragraph without "42 CFR".

    `bound` is None where the number only counts something, as the days of grace.
    """

    key: str
    title: str = Field(min_length=1)
    unit: Unit
    citation: str = Field(pattern=r"^\d{3,4}\.\d{3}")
    bound: Bound | None = None
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_value_a_day(self) -> Parameter:
        for one, other in combinations(self.values, 2):
            if overlap(one, other):
                raise ValueError(f"{self.key}: two values on one day")
        return self

    def on(self, day: date) -> DatedValue | None:
        """The value of that day, or None where none is known; a gap is never filled from its neighbours."""
        return next((value for value in self.values if value.covers(day, day)), None)

    def is_kept(self, figure: Decimal, day: date) -> bool | None:
        """Whether a figure, in the parameter's unit, keeps the value of that day; None where none is known.

        A value whose text is still to be confirmed tells nothing either. Raises ValueError when nothing bounds it.
        """
        value = self.on(day)
        if self.bound is None:
            raise ValueError(f"{self.key} bounds nothing")
        if value is None or not value.confirmed:
            return None
        if self.bound is Bound.AT_LEAST:
            return figure >= value.value
        return figure <= value.value if self.bound is Bound.AT_MOST else figure < value.value


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter by its key, which is its file's name; raises pydantic.ValidationError for an unsound file."""
    found = {}
    for file in sorted(files("checks.law.parameters").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            key = file.name.removesuffix(".toml")
            found[key] = Parameter.model_validate({"key": key, **tomllib.loads(file.read_text("utf-8"))})
    return found
