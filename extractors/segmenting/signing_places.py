"""The places to sign of an instrument, looked for once however many ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.segmenting.lines_beside import names_who_signs
from extractors.segmenting.running_matter import body_lines
from extractors.segmenting.signature_blocks import signature_areas
from extractors.segmenting.signature_lines import LineKind, signature_line
from models.document import Line, Page
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
            found = signature_areas(self.pages[index], self.bodies[index])
            self._areas[index] = _with_heading_before(found, self.bodies[index - 1] if index else ())
        return self._areas[index]


def _with_heading_before(areas: Sequence[SignatureArea], before: Sequence[Line]) -> tuple[SignatureArea, ...]:
    """The places, the first with the heading that closes the body of the page before where it has none of its own."""
    last = before[-1].text if before else ""
    is_heading = signature_line(last).kind is LineKind.LABEL or names_who_signs(last)
    if not areas or areas[0].headings or areas[0].is_witness or not is_heading:
        return tuple(areas)
    first = areas[0].model_copy(update={"headings": (last,), "quote": f"{last} / {areas[0].quote}"})
    return (first, *areas[1:])


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
