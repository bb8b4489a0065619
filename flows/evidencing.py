"""An evidence pack from a database, the original files and a folder of what people supply."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flows.evidence_files import original, supplied
from flows.passwords import Passwords
from flows.reporting import refuse_folder, refuse_to_replace, write_file
from models.base import Frozen
from models.database import Database
from models.errors import RefusedError

if TYPE_CHECKING:
    from reports.evidence import EvidencePack

_ENDINGS: Final = (".pdf", ".zip")


class EvidenceRequest(Frozen):
    """What is asked for: of which arrangement, on which day, with which folder and passwords, and where it goes to.

    `output` None is a drill: everything is made, and nothing written.
    """

    arrangement: str
    as_of: date
    folder: Path | None = None
    password_file: Path | None = None
    output: Path | None = None
    replace: bool = False


class EvidenceReport(Frozen):
    """What came of it, in how many seconds; `entry_count` places are marked, and `missing` is what is absent."""

    arrangement_id: str
    seconds: float
    page_count: int
    entry_count: int
    exhibit_count: int
    supplied_count: int
    byte_count: int
    missing: tuple[str, ...]


def make_pack(database: Database, request: EvidenceRequest) -> EvidenceReport:
    """Make the pack and write it, as a .pdf, or as a .zip that holds the PDF and every file as it is.

    Raises RefusedError for an ending that names neither, for a file that is there already unless it is to be replaced
    and for an id that was never given, StoreError, and MissingInputError where something cannot be read or written.
    """
    begun = time.monotonic()
    if request.output is not None:
        refuse_folder(request.output)
        if request.output.suffix.lower() not in _ENDINGS:
            raise RefusedError(f"{request.output} ends in neither .pdf nor .zip, so that nothing says what to write.")
        refuse_to_replace(request.output, replace=request.replace)
    pack = _pack(database, request)
    from reports.evidence import as_zip
    from reports.evidence_pdf import EvidencePdf

    pdf = EvidencePdf(pack)
    is_zip = request.output is None or request.output.suffix.lower() == ".zip"
    content = as_zip(pack, pdf.content) if is_zip else pdf.content
    if request.output is not None:
        write_file(request.output, content)
    return EvidenceReport(
        arrangement_id=pack.arrangement_id,
        seconds=time.monotonic() - begun,
        page_count=pdf.page_count,
        entry_count=len(pack.entries),
        exhibit_count=len(pack.rows.papers),
        supplied_count=len(pack.supplied),
        byte_count=len(content),
        missing=pack.missing,
    )


def _pack(database: Database, request: EvidenceRequest) -> EvidencePack:
    from reports.evidence import pack_of
    from reports.evidence_rows import evidence_rows

    rows = evidence_rows(database, request.arrangement, request.as_of)
    passwords = Passwords.read(request.password_file)
    wanted: dict[str, set[int]] = defaultdict(set)
    files = {}
    for paper in rows.papers:
        wanted[paper.document_id] |= set(range(paper.first_page, paper.last_page + 1))
        files[paper.document_id] = paper
    originals = [
        original(paper.path, paper.document_id, paper.file_name, wanted[paper.document_id], passwords)
        for paper in files.values()
    ]
    given, passed_over = supplied(request.folder, rows.answer.arrangement_id, passwords)
    return pack_of(rows, originals, given, passed_over, request.as_of)
