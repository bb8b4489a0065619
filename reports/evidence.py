"""The evidence pack of an arrangement: one PDF to read, and with it a .zip of the originals as they are."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from models.evidence_pack import Original, SuppliedFile
from reports.evidence_index import Entry, exhibit_of, index_of
from reports.evidence_missing import missing
from reports.evidence_rows import EvidenceRows
from reports.plain_text import neutral_cell

_FIXED: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a .zip can hold: the same pack gives the same bytes."""
_OWNER_ONLY: Final = 0o600 << 16
PDF_NAME: Final = "evidence-pack.pdf"


class EvidencePack(NamedTuple):
    """All that goes into a pack; `originals` are by document_id, `missing` is what it lacks, each in a sentence."""

    rows: EvidenceRows
    originals: Mapping[str, Original]
    supplied: tuple[SuppliedFile, ...]
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]
    as_of: date

    @property
    def arrangement_id(self) -> str:
        """The id of the arrangement."""
        return self.rows.answer.arrangement_id


def pack_of(
    rows: EvidenceRows,
    originals: Sequence[Original],
    supplied: Sequence[SuppliedFile],
    passed_over: Sequence[str],
    as_of: date,
) -> EvidencePack:
    """The pack of what the database, the originals and the supplied files say on a day."""
    by_id = {original.document_id: original for original in originals}
    return EvidencePack(
        rows=rows,
        originals=by_id,
        supplied=tuple(supplied),
        entries=index_of(rows.papers, rows.relied_on),
        missing=missing(rows, by_id, supplied, passed_over, as_of),
        as_of=as_of,
    )


def as_zip(pack: EvidencePack, pdf: bytes) -> bytes:
    """The PDF, every original and supplied file byte for byte, their SHA-256 and what is missing."""
    files: list[tuple[str, bytes, str]] = [(PDF_NAME, pdf, "the pack")]
    seen: set[str] = set()
    for position, paper in enumerate(pack.rows.papers):
        original = pack.originals[paper.document_id]
        if original.content is not None and paper.document_id not in seen:
            seen.add(paper.document_id)
            name = f"originals/{exhibit_of(position)}-{_safe(paper.file_name)}"
            files.append((name, original.content, f"exhibit {exhibit_of(position)}, as it was read"))
    for file in pack.supplied:
        folders = "/".join(_safe(part) for part in PurePosixPath(file.name).parts)
        files.append((f"supplied/{folders}", file.content, f"as supplied ({file.kind})"))
    files.append(("missing.txt", "".join(f"{line}\n" for line in pack.missing).encode(), "what the pack lacks"))
    content = io.BytesIO()
    files = _with_names_of_their_own(files)
    with ZipFile(content, "w") as archive:
        for name, data, _ in files:
            _add(archive, name, data)
        _add(archive, "manifest.csv", _manifest(files))
    return content.getvalue()


def _with_names_of_their_own(files: Sequence[tuple[str, bytes, str]]) -> list[tuple[str, bytes, str]]:
    """The files, a number before the ending of a name that another one has already, whatever its capitals."""
    found: list[tuple[str, bytes, str]] = []
    taken: set[str] = set()
    for name, data, what in files:
        path, number, own = PurePosixPath(name), 1, name
        while own.casefold() in taken:
            number += 1
            own = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        taken.add(own.casefold())
        found.append((own, data, what))
    return found


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, _FIXED)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = _OWNER_ONLY
    archive.writestr(info, data)


def _manifest(files: Sequence[tuple[str, bytes, str]]) -> bytes:
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(("file", "bytes", "sha256", "what"))
    for name, data, what in files:
        writer.writerow((neutral_cell(name), len(data), hashlib.sha256(data).hexdigest(), what))
    return content.getvalue().encode()


def _safe(name: str) -> str:
    """A name of a file without what leads out of its folder."""
    plain = "".join(letter if letter.isprintable() and letter not in '\\/:*?"<>|' else "_" for letter in name)
    return plain if plain.strip(". ") else "_"
