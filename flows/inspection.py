"""Everything read from one file, with the rows that the views would show of it, stored nowhere that lasts."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from extractors.extraction import Inspection
from extractors.reading.options import ReadingOptions
from flows.discovery import MissingInputError, sha256
from flows.isolation import ReadingProcesses
from flows.progress import Progress
from flows.reading import DocumentSource, inspect_document, quarantined
from flows.run_options import RunReport
from flows.steps import StepRunner
from flows.tables import objects
from models.contract import Extraction
from models.document import Mark
from models.errors import DocumentError
from models.signature import SignatureBlock
from store.query import Table, query

VIEWS = {
    "documents": "select * from documents",
    "contracts": "select * from contracts order by first_page, contract_id",
    "parties": "select * from parties order by contract_id, page, name",
    "signatures": "select * from signatures order by contract_id, page, party_name",
    "digital_signatures": "select * from digital_signatures order by contract_id, page, signer",
    "compensation": "select * from compensation order by contract_id, component",
    "provisions": "select * from provisions order by contract_id, page, kind, subject",
    "findings": "select * from findings order by contract_id, check_name, finding_id",
    "facts": "select * from facts order by contract_id, page, field",
}
"""Each view with an order that stays the same from run to run."""


class Inspected(Inspection):
    """An inspection with the rows of each view, by the view's name."""

    views: Mapping[str, Table]


def inspect_file(path: Path, options: ReadingOptions, seconds: float, megabytes: int, as_of: date) -> Inspected:
    """Read one file in a process of its own and check what it holds. Raises MissingInputError."""
    if not path.is_file():
        raise MissingInputError(f"{path} is not a file. Name one PDF; starkcheck run takes whole folders.")
    try:
        source = DocumentSource(path.absolute(), sha256(path))
        with ReadingProcesses(1, seconds, megabytes) as processes:
            inspection = _read(processes, source, options)
    except OSError as error:
        raise MissingInputError(f"{path} cannot be read: {error.strerror or error}.") from error
    return Inspected(
        document=inspection.document,
        instruments=inspection.instruments,
        contracts=inspection.contracts,
        loose_signatures=inspection.loose_signatures,
        views=_views(Extraction(document=inspection.document.without_pages(), contracts=inspection.contracts), as_of),
    )


def as_json(inspected: Inspected) -> dict[str, list[dict[str, Any]]]:
    """One key a view, rows as there, `marks`: every mark seen on a page, claimed by a signature block or not, and
    `attachments`: the files inside the PDF. Signatures on pages that are no contract's have no `contract_id`.
    """
    views = {name: objects(table) for name, table in inspected.views.items()}
    views["signatures"] = [*views["signatures"], *map(_signature, inspected.loose_signatures)]
    return views | {
        "marks": [_mark(mark) for page in inspected.document.pages for mark in page.marks],
        "attachments": [attachment.model_dump() for attachment in inspected.document.attachments],
    }


def _read(processes: ReadingProcesses, source: DocumentSource, options: ReadingOptions) -> Inspection:
    try:
        return Inspection.model_validate_json(processes.read(inspect_document, source.path, options))
    except DocumentError as error:
        return Inspection(document=quarantined(source, error))


def _views(extraction: Extraction, as_of: date) -> Mapping[str, Table]:
    """The rows as a store shows them: written by the real one, in a folder that is gone a moment later."""
    from flows.checking import check_contracts
    from store.writer import Store

    with tempfile.TemporaryDirectory(prefix="starkcheck-") as folder:
        database = Path(folder) / "inspected.duckdb"
        with Store.open(database) as store:
            run_id = store.begin_run("inspect", as_of)
            store.write(extraction, run_id)
            checked = check_contracts(store, run_id, as_of, StepRunner(), Progress())
            store.finish_run(run_id)
            store.publish()
        if checked.faults:
            from flows.run_options import ProgramFaultError

            raise ProgramFaultError(RunReport(check=checked))
        return {name: query(database, sql) for name, sql in VIEWS.items()}


def _signature(block: SignatureBlock) -> dict[str, Any]:
    """A row as the view has it, of a signature that belongs to no contract."""
    evidence = block.evidence
    return {
        "contract_id": None,
        "party_name": None,
        "signatory_name": block.signatory_name,
        "signatory_title": block.signatory_title,
        "status": block.status.value,
        "method": block.method.value,
        "signed_on": None if block.signed_on is None else block.signed_on.isoformat(),
        "page": evidence.page if evidence else None,
        "quote": evidence.quote if evidence else None,
        "bbox": evidence.box.as_text() if evidence and evidence.box else None,
        "confidence": block.confidence,
        "reason": block.reason,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "page": mark.page,
        "bbox": mark.box.as_text(),
        "kind": mark.kind.value,
        "confidence": mark.confidence,
        "signer": mark.signer,
        "signed_on": None if mark.signed_on is None else mark.signed_on.isoformat(),
        "intact": mark.intact,
    }
