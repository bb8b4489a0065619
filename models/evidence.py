"""What a value rests on: the exact words, where they stand, and how sure we are."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field

from models.base import Frozen
from models.geometry import Box

Value = TypeVar("Value")


class Evidence(Frozen):
    """Words quoted from a page (1-based) of the source file; `box` is None when they have no place of their own."""

    page: int = Field(ge=1)
    quote: str
    box: Box | None = None


class Fact(Frozen, Generic[Value]):
    """A value read from a contract, or the reason why there is none.

    `value` None means not stated or not found, never zero; then `reason` says why in one plain sentence.
    `confidence` runs from 0 to 1; `found_by` names the pattern or model that saw it.
    """

    value: Value | None = None
    evidence: Evidence | None = None
    confidence: float = Field(default=0.0, ge=0.0, le=1.0)
    reason: str | None = None
    found_by: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None
