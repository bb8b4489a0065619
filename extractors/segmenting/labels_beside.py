"""Signature tables whose left column says who signs and whose right column is signed."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.segmenting.signature_items import SignatureColumn, SignatureItem, names_organization
from extractors.segmenting.signature_lines import LineKind

_SIGNED = frozenset(
    {LineKind.SIGN, LineKind.CONFORMED, LineKind.STAMP, LineKind.BLANK, LineKind.NAME, LineKind.WITNESS}
)
_CAPTIONS = {LineKind.CAPTION, LineKind.TITLE}
_ABOVE = 30.0


def joined_to_labels(columns: Sequence[SignatureColumn]) -> tuple[SignatureColumn, ...]:
    """The columns; two of which one only names the parties and the other only has the places to sign become one."""
    if len(columns) != 2 or not columns[1].items:
        return tuple(columns)
    labels, places = columns
    top = min(item.box.top for item in places.items) - _ABOVE
    beside = [item for item in labels.items if item.box.top > top]
    names = any(map(_names_party, beside))
    asks = any(item.line.kind in _SIGNED for item in beside)
    captions = [item.box for item in beside if item.line.kind in _CAPTIONS]
    named = any(
        _names_party(item) and not any(item.box.shares_row_with(caption) for caption in captions)
        for item in places.items
    )
    signed = any(item.line.kind in _SIGNED for item in places.items)
    if not names or asks or named or not signed:
        return tuple(columns)
    items = sorted((*labels.items, *places.items), key=lambda item: (item.box.middle, item.box.left))
    return (SignatureColumn(labels.left, places.right, tuple(items)),)


def _names_party(item: SignatureItem) -> bool:
    return item.line.kind is LineKind.LABEL or names_organization(item.text)
