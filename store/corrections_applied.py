"""A contract with the corrections taken in that people made of it; what was read stays beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from models.base import Frozen
from models.contract import Contract
from models.correction import CorrectedContract, Correction, CorrectionRefusedError, Effect, Part
from models.evidence import Evidence, Fact
from models.signature import SignatureBlock
from store.corrections_addressing import position_of
from store.corrections_fields import UNKNOWN, CorrectableField, field_named, shown
from store.corrections_following import with_what_follows

FOUND_BY: Final = "a person's correction"


class Placed(NamedTuple):
    """A correction with the field it is of, the row it belongs to, and its value."""

    correction: Correction
    field: CorrectableField
    position: int
    value: Any


def corrected(contract: Contract, corrections: Sequence[Correction]) -> CorrectedContract:
    """The contract with these corrections, at most one for each field; those that find no place are left out."""
    placed = [each for correction in corrections for each in _placed(contract, correction)]
    if not placed:
        return CorrectedContract(read=contract, contract=contract)
    changes: dict[str, Any] = {}
    for each in placed:
        if each.field.part is Part.CONTRACT:
            changes[each.field.column] = _own_value(contract, each)
    for part in (Part.PARTIES, Part.SIGNATURES, Part.COMPENSATION):
        rows = getattr(contract, part.value)
        changes[part.value] = tuple(
            _row(row, contract, [each for each in placed if (each.field.part, each.position) == (part, position)])
            for position, row in enumerate(rows, start=1)
        )
    effects = tuple(
        Effect(
            correction_id=each.correction.correction_id,
            part=each.field.part,
            position=each.position,
            column=each.field.column,
            value_read=shown(_read(contract, each)),
        )
        for each in placed
    )
    return with_what_follows(
        CorrectedContract(read=contract, contract=contract.model_copy(update=changes), effects=effects)
    )


def value_at(contract: Contract, field: CorrectableField, position: int) -> str | None:
    """What a contract says in a field, as text; `position` counts the rows of the field's part from 1."""
    if field.part is Part.CONTRACT:
        value = getattr(contract, field.column)
        return shown(value.value if isinstance(value, Fact) else value)
    return shown(getattr(getattr(contract, field.part.value)[position - 1], field.column))


def _placed(contract: Contract, correction: Correction) -> Iterator[Placed]:
    try:
        field = field_named(correction.field)
        value = field.value_of(correction.value)
    except CorrectionRefusedError:
        return  # a field or a word of another version
    position = position_of(contract, field.part, correction.subject)
    if position is not None:
        yield Placed(correction, field, position, value)


def _read(contract: Contract, each: Placed) -> object:
    if each.field.part is Part.CONTRACT:
        value = getattr(contract, each.field.column)
        return value.value if isinstance(value, Fact) else value
    return getattr(getattr(contract, each.field.part.value)[each.position - 1], each.field.column)


def _own_value(contract: Contract, each: Placed) -> object:
    read = getattr(contract, each.field.column)
    if not isinstance(read, Fact):
        return each.value
    changes = {
        "value": each.value,
        "evidence": _evidence(read.evidence, contract, [each]),
        "confidence": 1.0,
        "reason": _note(contract, each),
        "found_by": FOUND_BY,
    }
    return read.model_copy(update=changes)


def _row(row: Frozen, contract: Contract, placed: Sequence[Placed]) -> Frozen:
    if not placed:
        return row
    changes: dict[str, Any] = {each.field.column: each.value for each in placed}
    for each in placed:
        if each.field.column == "status" and isinstance(row, SignatureBlock):
            changes["reason"] = _note(contract, each)
        elif each.field.column == "dhs_link":
            changes["dhs_reason"] = _note(contract, each)
    changes["evidence"] = _evidence(getattr(row, "evidence", None), contract, placed)
    return row.model_copy(update=changes | {"confidence": 1.0})


def _evidence(read: Evidence | None, contract: Contract, placed: Sequence[Placed]) -> Evidence:
    """The words that were read and, in brackets, who says otherwise; their place, unless the person names a page."""
    notes = " ".join(f"[{each.field.column}: {_note(contract, each)}]" for each in placed)
    pages = [each.correction.page for each in placed if each.correction.page is not None]
    if pages:
        return Evidence(page=pages[-1], quote=notes)
    if read is None:
        return Evidence(page=contract.first_page, quote=notes)
    return read.model_copy(update={"quote": f"{read.quote} {notes}"})


def _note(contract: Contract, each: Placed) -> str:
    """Who corrected it, when and why, in one line."""
    correction = each.correction
    before, after = (shown(value) or UNKNOWN for value in (_read(contract, each), each.value))
    by = f"by {correction.corrected_by} on {correction.corrected_at.date()}"
    return f"Corrected from {before} to {after} {by}: {correction.reason.rstrip('.')}."
