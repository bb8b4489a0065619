"""The places to sign of an instrument, looked for once however many ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.segmenting.running_matter import body_lines
from extractors.segmenting.signature_blocks import signature_areas
from models.document import Page
from models.segment import Instrument
from models.signature import SignatureArea


class SigningPage(NamedTuple):
    """A page with its places to sign, from top to bottom of each column."""

    page: Page
    areas: tuple[SignatureArea, ...]


class _Themselves:
    """Pages as a key by identity: to compare them by value would take longer than to look for places on them."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self._ids = tuple(map(id, self.pages))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Themselves) and self._ids == other._ids

    def __hash__(self) -> int:
        return hash(self._ids)


class PagesToSign:
    """Consecutive pages, their body lines, and the places to sign on each, looked for when first asked for."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Looks for the body lines alone."""
        self.pages = pages
        self.bodies = body_lines(pages)
        self._areas: dict[int, tuple[SignatureArea, ...]] = {}

    def areas(self, index: int) -> tuple[SignatureArea, ...]:
        """The places to sign on the page of that index."""
        if index not in self._areas:
            self._areas[index] = signature_areas(self.pages[index], self.bodies[index])
        return self._areas[index]


def signing_pages(instrument: Instrument) -> tuple[SigningPage, ...]:
    """Every page of the instrument with the places to sign on it, few or none on most."""
    known = pages_to_sign(instrument.pages)
    return tuple(SigningPage(page, known.areas(index)) for index, page in enumerate(known.pages))


def pages_to_sign(pages: Sequence[Page]) -> PagesToSign:
    """What is known of these pages, be it since somebody else has asked."""
    return _known(_Themselves(pages))


@lru_cache(maxsize=2)
def _known(key: _Themselves) -> PagesToSign:
    return PagesToSign(key.pages)
