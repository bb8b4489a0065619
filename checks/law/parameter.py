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
    DOLLARS = "dollars"
    PERCENT = "percent"
    PHYSICIANS = "physicians"


class DatedValue(InForce):
    """A value and the days it holds; `confirmed` False means that its text has still to be read in the regulation."""

    value: Decimal
    source: str = Field(min_length=1)
    confirmed: bool = True


class Parameter(Frozen):
    """One number of the law with all its values; `citation` is the paragraph without "42 CFR"."""

    key: str
    title: str = Field(min_length=1)
    unit: Unit
    citation: str = Field(pattern=r"^\d{3,4}\.\d{3}")
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


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter by its key, which is its file's name; raises pydantic.ValidationError for an unsound file."""
    found = {}
    for file in sorted(files("checks.law.parameters").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            key = file.name.removesuffix(".toml")
            found[key] = Parameter.model_validate({"key": key, **tomllib.loads(file.read_text("utf-8"))})
    return found
