"""The rows of CSV files that people give to a report, and that are not kept: quotes, service lines, lists of codes."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.compensation import DhsCategory
from models.ledger_row import LedgerRow, in_order
from models.ledger_values import Day, Rate, Text, Word, Year


class Quote(LedgerRow):
    """A quote, or a figure of a survey, for what an arrangement pays."""

    sides = ("arrangement", "source")

    arrangement: Text = Field(description="the arrangement's id, or the file name or contract_id of its contract")
    subject: Text = Field(description="the services, space or equipment quoted")
    source: Text = Field(description="who quoted, or which survey")
    low: Rate | None = Field(default=None, description="dollars: low end, where it is a range")
    high: Rate = Field(description="dollars: the figure, or the high end of the range")
    unit: Text = Field(description="what the dollars are for: hour, month, year, wrvu, square_foot ...")
    dated_on: Day = Field(description="the day of the quote, or of the survey's figures")
    valid_until: Day | None = Field(default=None, description="the last day for which it says it holds")
    scope: Text | None = Field(default=None, description="what it covers and what not")

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.low is not None and self.low > self.high:
            raise ValueError("high: is less than low")
        in_order(self.dated_on, self.valid_until, "valid_until")
        return self


class ServiceLine(LedgerRow):
    """A line of services that an entity offers."""

    sides = ("service", "code")

    service: Text = Field(description="the service in words, as the charge master has it")
    code: Text | None = Field(default=None, description="its CPT or HCPCS code, if it has one")
    department: Text | None = Field(default=None, description="where it is furnished")


class DhsCode(LedgerRow):
    """A code of the list that CMS publishes each year."""

    sides = ("code", "category")

    code: Text = Field(description="the CPT or HCPCS code, or the first and last of several with a hyphen between")
    category: Annotated[DhsCategory, Word] = Field(description="its category of designated health services")
    year: Year | None = Field(default=None, description="the calendar year of the list")
    description: Text | None = Field(default=None, description="what it is")
