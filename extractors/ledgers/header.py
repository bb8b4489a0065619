"""The header that each ledger has: its columns, what they hold, and which may be left out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Union, get_args, get_origin

from models.base import Frozen
from models.ledger import LEDGERS, LedgerKind
from models.ledger_row import LedgerRow

_INNER = frozenset({*LedgerRow.model_fields, "to_physician"})
_FORMS: dict[type, str] = {
    bool: "yes or no",
    date: "day",
    Decimal: "number",
    int: "whole number",
    str: "text",
}


class Column(Frozen):
    """A column: its name, whether every row must fill it, its form in words, the words it takes, and its meaning."""

    name: str
    required: bool
    form: str
    words: tuple[str, ...] = ()
    meaning: str


def columns_of(kind: LedgerKind) -> tuple[Column, ...]:
    """The columns of a ledger in their documented order."""
    return columns_of_rows(LEDGERS[kind])


def columns_of_rows(model: type[LedgerRow]) -> tuple[Column, ...]:
    """The columns of a file of such rows in their documented order."""
    found = []
    for name, field in model.model_fields.items():
        if name not in _INNER:
            plain = _plain(field.annotation)
            is_word = issubclass(plain, StrEnum)
            words = tuple(word.value for word in plain) if issubclass(plain, StrEnum) else ()
            form = "word" if is_word else _FORMS[plain]
            meaning = field.description or ""
            found.append(Column(name=name, required=field.is_required(), form=form, words=words, meaning=meaning))
    return tuple(found)


def column_name(heading: str) -> str:
    """A heading as columns are named: lower case, with underscores."""
    return re.sub(r"[\s_-]+", "_", heading.strip().casefold())


def _plain(annotation: object) -> type:
    """The type within optional and annotated ones."""
    if get_origin(annotation) in {Union, UnionType}:
        (annotation,) = (one for one in get_args(annotation) if one is not type(None))
    if hasattr(annotation, "__metadata__"):
        return _plain(get_args(annotation)[0])
    if not isinstance(annotation, type):
        raise TypeError(f"{annotation} is no type of a column")
    return annotation
