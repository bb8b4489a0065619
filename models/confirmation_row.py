"""The rows of the ledger of confirmations: what people confirmed of many arrangements at once."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from models.ledger_row import LedgerRow, in_order
from models.ledger_values import Day, Text, YesNo


class ConfirmationRow(LedgerRow):
    """What a person confirms of one element of an arrangement."""

    sides = ("arrangement", "element")

    arrangement: Text = Field(description="the arrangement's id, or the file name or contract_id of its contract")
    element: Text = Field(description="the element by its short name, or exception/element")
    met: YesNo = Field(description="whether it is met")
    reason: Text = Field(description="why, and what was looked at")
    confirmed_by: Text | None = Field(default=None, description="who says so; whoever imports the file if blank")
    from_day: Day | None = Field(default=None, description="the first day it was so; from the beginning if blank")
    until_day: Day | None = Field(default=None, description="the last day; a year after the import if blank")
    document: Text | None = Field(default=None, description="the paper that shows it, by file name")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order(self.from_day, self.until_day, "until_day")
        return self
