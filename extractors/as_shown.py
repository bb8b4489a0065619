"""Boxes of pages that were turned to be read, taken to where the page as shown has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from extractors.reading.straightening import Turn
from models.base import Frozen
from models.document import Document, Mark, Page, Table
from models.evidence import Evidence

Record = TypeVar("Record", bound=Frozen)


def turns_of(document: Document) -> dict[int, Turn]:
    """The turns by page number of a document's scans that did not lie straight."""
    return {
        page.number: Turn(degrees=page.turned, width=page.width, height=page.height)
        for page in document.pages
        if page.turned
    }


def document_as_shown(document: Document) -> Document:
    """The document with every box of a turned page where the page as shown has it, and the page's size as shown."""
    if not turns_of(document):
        return document
    return document.model_copy(update={"pages": tuple(map(_page_as_shown, document.pages))})


def evidence_as_shown(record: Record, turns: Mapping[int, Turn]) -> Record:
    """The record with the boxes of its evidence and marks, at any depth, where the pages as shown have them."""
    return _converted(record, turns) if turns else record


def _page_as_shown(page: Page) -> Page:
    if not page.turned:
        return page
    turn = Turn(degrees=page.turned, width=page.width, height=page.height)
    lines = tuple(
        line.model_copy(update={"words": tuple(word.replaced(box=turn.as_shown(word.box)) for word in line.words)})
        for line in page.lines
    )
    size = {"width": page.height, "height": page.width} if turn.quarters % 2 else {}
    return page.model_copy(
        update={
            "lines": lines,
            "rules": tuple(map(turn.as_shown, page.rules)),
            "tables": tuple(_table_as_shown(table, turn) for table in page.tables),
            "marks": tuple(_converted(mark, {page.number: turn}) for mark in page.marks),
            "signature_fields": tuple(map(turn.as_shown, page.signature_fields)),
            "turned": 0.0,
            **size,
        }
    )


def _table_as_shown(table: Table, turn: Turn) -> Table:
    rows = tuple(tuple(map(turn.as_shown, row)) for row in table.rows)
    return Table(box=turn.as_shown(table.box), rows=rows)


def _converted(value: Any, turns: Mapping[int, Turn]) -> Any:
    if isinstance(value, Evidence | Mark):
        turn = turns.get(value.page)
        return (
            value if turn is None or value.box is None else value.model_copy(update={"box": turn.as_shown(value.box)})
        )
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_converted(item, turns) for item in value)
    if not isinstance(value, Frozen):
        return value
    kept = {name: getattr(value, name) for name in type(value).model_fields}
    changed = {name: new for name, old in kept.items() if (new := _converted(old, turns)) is not old and new != old}
    return value.model_copy(update=changed) if changed else value
