"""What all types that travel between steps have in common."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict

import pytest
from pydantic import TypeAdapter, ValidationError

from models.document import Line, Word
from models.geometry import Box

BOX = Box(left=1.0, top=2.0, right=3.0, bottom=4.0)


def test_an_instance_of_known_values_is_like_any_other() -> None:
    known = Box.of_known(left=1.0, top=2.0, right=3.0, bottom=4.0)
    assert known == BOX
    assert hash(known) == hash(BOX)
    assert TypeAdapter(Box).dump_json(known) == TypeAdapter(Box).dump_json(BOX)
    assert pickle.loads(pickle.dumps(known)) == BOX
    assert known.replaced(left=0.0).left == 0.0
    with pytest.raises(FrozenInstanceError):
        known.left = 5.0  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Box(left="far", top=2.0, right=3.0, bottom=4.0)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        BOX.replaced(right=None)
    with pytest.raises(ValidationError):
        TypeAdapter(Box).validate_json('{"left": 1, "top": 2, "right": 3, "bottom": 4, "page": 1}')


def test_a_copy_does_not_keep_what_was_worked_out_from_the_former_fields() -> None:
    line = Line(words=(Word(text="Rent", box=BOX),))
    assert (line.text, line.box) == ("Rent", BOX)
    moved = BOX.replaced(right=9.0)
    copied = line.model_copy(update={"words": (Word(text="Fee", box=moved),)})
    assert (copied.text, copied.box) == ("Fee", moved)
    assert line.text == "Rent"


def test_what_was_worked_out_is_no_part_of_a_value() -> None:
    line, other = Line(words=(Word(text="Rent", box=BOX),)), Line(words=(Word(text="Rent", box=BOX),))
    assert line.text == "Rent"
    assert line == other
    assert (
        line.model_dump() == other.model_dump() == {"words": ({"text": "Rent", "box": asdict(BOX), "confidence": 1.0},)}
    )
