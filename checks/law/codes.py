"""The stable codes of faults, whether or not a rule tests them yet."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field, TypeAdapter

from checks.law.applicable_exception import Code
from models.base import Frozen


@cache
def codes() -> dict[Code, str]:
    """Each code with its fault in a few words; raises pydantic.ValidationError when the file is unsound."""
    text = (files("checks.law") / "codes.toml").read_text("utf-8")
    return TypeAdapter(dict[Code, str]).validate_python(tomllib.loads(text))


class Manual(Frozen):
    """Why no rule tests a fault, as a clause that goes on from "because", and what a person looks for."""

    because: str = Field(min_length=10)
    look_for: str = Field(min_length=10)


@cache
def manual() -> dict[Code, Manual]:
    """By code, what a person decides; raises pydantic.ValidationError when the file is unsound."""
    text = (files("checks.law") / "manual.toml").read_text("utf-8")
    return TypeAdapter(dict[Code, Manual]).validate_python(tomllib.loads(text))
