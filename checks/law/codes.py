"""The stable codes of faults, whether or not a rule tests them yet."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from checks.law.applicable_exception import Code


@cache
def codes() -> dict[Code, str]:
    """Each code with its fault in a few words; raises pydantic.ValidationError when the file is unsound."""
    text = (files("checks.law") / "codes.toml").read_text("utf-8")
    return TypeAdapter(dict[Code, str]).validate_python(tomllib.loads(text))
