"""What a contract's clauses provide beside parties, term and pay, where an exception asks for it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence


class ProvisionKind(StrEnum):
    """What a clause says or leaves open. A kind that is not found says nothing: the clause may have been misread."""

    VOLUME_OR_VALUE_EXCLUDED = "volume_or_value_excluded"
    FAIR_MARKET_VALUE_STATED = "fair_market_value_stated"


class Provision(Frozen):
    """A clause of one kind, with its words.

    `subject` tells two of one kind apart ("Exhibit B"); `quantity` is the number that the kind turns on, in the unit
    that the kind's own line names (percent, months, miles, dollars), None where it has none.
    """

    kind: ProvisionKind
    subject: str = ""
    quantity: Decimal | None = None
    evidence: Evidence
    confidence: float
    found_by: str
