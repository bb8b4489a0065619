"""Every value that extraction states of a labelled contract, with its confidence and whether the label says the same.

What is the same is for the scorer to say (`score.py`, see `make score`). A row of parties, signatures or components is
right when all that the label tells of it is: one confidence stands for the whole row.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from models.compensation import CompensationComponent, DhsLink
from models.contract import FACT_FIELDS, Contract
from models.party import Party
from models.signature import SignatureBlock

_LINKED = {DhsLink.LINKED: True, DhsLink.NOT_LINKED: False}


class Judged(NamedTuple):
    """One stated value: its field, the confidence it was given, and whether it was right."""

    field: str
    confidence: float
    right: bool


def scorer_of(path: Path) -> ModuleType:
    """The scorer as a module. Raises OSError."""
    named = importlib.util.spec_from_file_location("scorer", path)
    if named is None or named.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(named)
    named.loader.exec_module(module)
    return module


def judged_contracts(truth_file: Path, contracts: tuple[Contract, ...], scorer: ModuleType) -> Iterator[Judged]:
    """Every value of the contracts of one file that its truth file judges."""
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    in_order = sorted(contracts, key=lambda contract: (contract.first_page, contract.contract_id))
    if "contracts" not in truth:
        if in_order:
            yield from _judged(truth, in_order[0], scorer)
        return
    for told in truth["contracts"]:
        for contract in in_order:
            if contract.first_page == told["first_page"]:
                yield from _judged(told, contract, scorer)


def _judged(truth: Mapping[str, Any], contract: Contract, scorer: ModuleType) -> Iterator[Judged]:
    same = {"kind": lambda wanted, found: wanted == found, **scorer.PLAIN}
    for field in FACT_FIELDS:
        fact = getattr(contract, field)
        if field in truth and fact.confidence > 0:
            wanted, found = truth[field], fact.value
            both = wanted is not None and found is not None
            yield Judged(field, fact.confidence, same[field](wanted, found) if both else wanted is found)
    if "parties" in truth:
        yield from _rows("parties", truth["parties"], [_party(one) for one in contract.parties], scorer)
    if "signatures" in truth:
        yield from _rows("signatures", truth["signatures"], [_signature(one) for one in contract.signatures], scorer)
    if "compensation" in truth:
        found = [_component(one) for one in contract.compensation]
        yield from _rows("compensation", truth["compensation"], found, scorer)


def _rows(
    field: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]], scorer: ModuleType
) -> Iterator[Judged]:
    """The found rows of a field, paired by the scorer's tests with labels; optional labels are left out."""
    tests = {
        "parties": (
            lambda w, g: scorer.words(w["name"]) == scorer.words(g["name"]),
            lambda w, g: scorer.same_name(w["name"], g["name"]),
        ),
        "signatures": (scorer.same_block, lambda w, g: scorer.same_name(w.get("party"), g.get("party_name"))),
        "compensation": (scorer.same_component,),
    }[field]
    pairs, _, extra = scorer.pair_up(wanted, found, *tests)
    for told, got in pairs:
        if not told.get("optional"):
            yield Judged(field, got["confidence"], all(_agrees(key, told, got) for key in _TOLD[field]))
    for got in extra:
        yield Judged(field, got["confidence"], False)


_TOLD = {
    "parties": ("role", "is_physician"),
    "signatures": ("status", "method", "signed_on"),
    "compensation": ("period", "personally_performed", "dhs_linked"),
}
_MAY_BE_UNSTATED = ("signed_on", "is_physician")


def _agrees(key: str, told: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether a row says what its label says; a day not found and a component's null label are no mistakes."""
    if key not in told or (key in _MAY_BE_UNSTATED and got[key] is None):
        return True
    if key in _TOLD["compensation"] and told[key] is None:
        return True
    return bool(told[key] == got[key])


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "role": party.role.value,
        "is_physician": party.is_physician,
        "confidence": party.confidence,
    }


def _signature(block: SignatureBlock) -> dict[str, Any]:
    return {
        "party_name": block.party_name,
        "signatory_name": block.signatory_name,
        "status": block.status.value,
        "method": block.method.value,
        "signed_on": block.signed_on.isoformat() if block.signed_on else None,
        "confidence": block.confidence,
    }


def _component(component: CompensationComponent) -> dict[str, Any]:
    return {
        "kind": component.kind.value,
        "amount": component.amount,
        "percent": component.percent,
        "period": component.period.value if component.period else None,
        "personally_performed": component.personally_performed,
        "dhs_linked": _LINKED.get(component.dhs_link),
        "confidence": component.confidence,
    }
