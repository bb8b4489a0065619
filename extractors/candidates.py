"""What terms hand to assembly: parties seen, each with where it was seen and how sure that source is."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.contract import ContractKind
from models.evidence import Evidence


class PartySource(StrEnum):
    """The part of a contract that names a party, from the most to the least telling."""

    PREAMBLE = "preamble"
    LABEL = "label"
    PLAN = "plan"
    LETTER = "letter"
    INTRODUCTION = "introduction"
    SIGNATURE = "signature"
    ENTITY = "entity"


class PartyCandidate(Frozen):
    """A name that may be a party's.

    `label` is what the place calls it ("Lessor: ...", "as tenant"), `description` the words that follow its name,
    `group` tells lists of one source apart (the offset or index where its list begins). `beside_blank` says that its
    list leaves the name of the other party blank.
    """

    name: str
    source: PartySource
    group: int
    defined_terms: tuple[str, ...] = ()
    label: str | None = None
    description: str = ""
    beside_blank: bool = False
    evidence: Evidence
    confidence: float


class KindCandidate(Frozen):
    """A title or clause that speaks for a kind of arrangement, and how loudly (`weight`, above zero)."""

    kind: ContractKind
    weight: float
    is_title: bool
    evidence: Evidence
    found_by: str
