"""Claims as billed: who referred and performed what, on which day, and what was paid for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.ledger_row import LedgerRow
from models.ledger_values import Day, Money, Npi, Text, Word
from models.ledger_words import ClaimCategory, ClaimPayer


class Claim(LedgerRow):
    """A line of a claim. There are millions: they are read by columns, and summed in the database."""

    sides = ("billed_by", "referred_by")

    claim: Text = Field(description="the claim's number")
    service_on: Day = Field(description="the day of the service, the first of several")
    code: Text | None = Field(default=None, description="CPT, HCPCS or revenue code, or DRG")
    payer: Annotated[ClaimPayer, Word] = Field(description="who paid; `medicare` is original Medicare alone")
    paid: Money = Field(description="dollars that the payer paid; negative for what it took back")
    dhs_category: Annotated[ClaimCategory | None, Word] = Field(
        default=None, description="category of designated health services, `none` for all else; blank: not known"
    )
    referred_by_npi: Npi | None = Field(default=None, description="NPI of the physician who ordered or referred it")
    referred_by: Text | None = Field(default=None, description="that physician's name")
    performed_by_npi: Npi | None = Field(default=None, description="NPI of who performed it in person")
    performed_by: Text | None = Field(default=None, description="that person's name")
    billed_by: Text | None = Field(default=None, description="the entity that billed it; blank if only one does")
    claim_line: Text | None = Field(default=None, description="the line of the claim, where it has several")


class ClaimColumns(Frozen):
    """The lines of a file of claims by columns, all of one length: days as ISO 8601, dollars as plain numbers.

    `lines` are those of the file, the first being 1. `columns` has every column of a `Claim`, None where it is blank.
    """

    lines: tuple[int, ...]
    columns: dict[str, tuple[str | None, ...]]
    notes: tuple[str, ...] = ()
