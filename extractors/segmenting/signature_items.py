"""The lines of a signature page and the columns they stand in."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.segmenting.signature_lines import SignatureLine
from models.geometry import Box

_ORGANIZATION = re.compile(
    r"(?i)\b(?:inc|corp(?:oration)?|llc|llp|company|hospital|clinic|center|group|associates|foundation|authority|university"
    r"|health|system|partners(?:hip)?|institute|district)\b"
)


class SignatureItem(NamedTuple):
    """A line of a signature page, or a drawn line to sign on (then without text)."""

    box: Box
    text: str
    line: SignatureLine


class SignatureColumn(NamedTuple):
    """Items from top to bottom between two x, in points."""

    left: float
    right: float
    items: tuple[SignatureItem, ...]


def names_organization(text: str) -> bool:
    """Whether a word of organizations stands in a line."""
    return _ORGANIZATION.search(text) is not None
