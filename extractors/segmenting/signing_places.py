"""The places to sign of an instrument, looked for once however many ask."""

from __future__ import annotations

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


class _Itself:
    """An instrument as a key by identity: to compare it by value would take longer than to look for its places."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.instrument is other.instrument

    def __hash__(self) -> int:
        return id(self.instrument)


def signing_pages(instrument: Instrument) -> tuple[SigningPage, ...]:
    """Every page of the instrument with the places to sign on it, few or none on most."""
    return _found(_Itself(instrument))


@lru_cache(maxsize=2)
def _found(key: _Itself) -> tuple[SigningPage, ...]:
    pages = key.instrument.pages
    return tuple(
        SigningPage(page, signature_areas(page, lines)) for page, lines in zip(pages, body_lines(pages), strict=True)
    )
