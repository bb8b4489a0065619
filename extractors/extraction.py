"""From a file to its contracts: reading, segmenting, terms, assembly, in that order."""

from __future__ import annotations

from pathlib import Path

from extractors.as_shown import document_as_shown, evidence_as_shown, turns_of
from extractors.assembly.amendments import linked
from extractors.assembly.confidence import calibrated_rows
from extractors.assembly.contracts import assemble
from extractors.assembly.loose_signatures import loose_signatures
from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.segmenting.instruments import instruments_of
from extractors.segmenting.text_marks import with_text_marks
from models.base import Frozen
from models.contract import Contract, Extraction
from models.document import Document
from models.segment import Instrument
from models.signature import SignatureBlock


class Inspection(Frozen):
    """Everything read from one file: the document with its pages, its instruments, and the contracts they make.

    `loose_signatures` are those on pages that no contract holds; they bind no party.
    """

    document: Document
    instruments: tuple[Instrument, ...] = ()
    contracts: tuple[Contract, ...] = ()
    loose_signatures: tuple[SignatureBlock, ...] = ()


def extract(path: Path, options: ReadingOptions) -> Extraction:
    """The document (without its pages) and contracts of one file. Raises OSError when the file cannot be had."""
    document = read(path, options)
    contracts = linked(assemble(document, instruments_of(document)))
    return Extraction(document=document.without_pages(), contracts=_as_shown(contracts, document))


def inspect(path: Path, options: ReadingOptions) -> Inspection:
    """All steps' results for one file. Raises OSError when the file cannot be had."""
    document = read(path, options)
    instruments = instruments_of(document)
    contracts = linked(assemble(document, instruments))
    loose = calibrated_rows("signatures", loose_signatures(document, contracts))
    turns = turns_of(document)
    return Inspection(
        document=document_as_shown(with_text_marks(document)),
        instruments=instruments,
        contracts=_as_shown(contracts, document),
        loose_signatures=tuple(evidence_as_shown(block, turns) for block in loose),
    )


def _as_shown(contracts: tuple[Contract, ...], document: Document) -> tuple[Contract, ...]:
    turns = turns_of(document)
    return tuple(evidence_as_shown(contract, turns) for contract in contracts)
