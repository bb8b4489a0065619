"""Faults that are no element of any exception and weigh nevertheless: a person must decide what they come to."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field, TypeAdapter

from checks.law.applicable_exception import Code
from models.base import Frozen


class Beyond(Frozen):
    """The codes of faults that are a warning wherever no exception takes a stand on them, and the reason."""

    rules: tuple[Code, ...] = Field(min_length=1)
    because: str = Field(min_length=10)


def weighs_beyond_exceptions(code: str) -> Beyond | None:
    """What the fault with that code is said to be, if it is one of those."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Beyond]:
    text = (files("checks.law") / "beyond_exceptions.toml").read_text("utf-8")
    faults = TypeAdapter(tuple[Beyond, ...]).validate_python(tomllib.loads(text)["faults"])
    return {code: fault for fault in faults for code in fault.rules}
