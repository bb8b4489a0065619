"""What of a supplied file the pack can show: pages, rows or paragraphs; the file itself is kept as it is."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import PurePosixPath
from typing import Final

from extractors.reading.options import ReadingOptions
from extractors.reading.page_pictures import page_count, picture_of_image, pictures_of
from models.errors import DocumentError
from models.evidence_pack import SuppliedFile, SuppliedKind

MOST_PAGES: Final = 60
MOST_ROWS: Final = 400
_IMAGES: Final = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp"})


def shown(name: str, kind: SuppliedKind, content: bytes, options: ReadingOptions) -> SuppliedFile:
    """The file with what can be shown of it; a type that is not known here goes into the zip alone, which is said."""
    file = SuppliedFile(name=name, kind=kind, content=content, sha256=hashlib.sha256(content).hexdigest())
    ending = PurePosixPath(name).suffix.lower()
    try:
        if ending == ".pdf":
            return _as_pages(file, options)
        if ending in _IMAGES:
            return file.model_copy(update={"pages": (picture_of_image(content),)})
        if ending == ".csv":
            return _as_rows(file)
        if ending == ".docx":
            return file.model_copy(update={"paragraphs": _paragraphs(content)})
    except (DocumentError, ValueError) as error:
        return file.model_copy(update={"trouble": f"It cannot be shown here: {error}"})
    what = f"Files of the type {ending}" if ending else "Files without an ending"
    return file.model_copy(
        update={"trouble": f"{what} are not shown here; the file is in the .zip as it was supplied."}
    )


def _as_pages(file: SuppliedFile, options: ReadingOptions) -> SuppliedFile:
    total = page_count(file.content, options)
    pages = pictures_of(file.content, range(1, min(total, MOST_PAGES) + 1), options)
    return file.model_copy(update={"pages": pages, "left_out": max(total - MOST_PAGES, 0)})


def _as_rows(file: SuppliedFile) -> SuppliedFile:
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = file.content.decode("cp1252", "replace")
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text)) if row]
    except csv.Error as error:
        raise ValueError(f"it is no CSV file ({error})") from error
    return file.model_copy(update={"rows": tuple(rows[:MOST_ROWS]), "left_out": max(len(rows) - MOST_ROWS, 0)})


def _paragraphs(content: bytes) -> tuple[str, ...]:
    """The text of a Word document, its tables row by row; pictures in it are in the file alone."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(content))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise ValueError("it is no Word document") from error
    found = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            found += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            found.append(part.text)
    return tuple(line for line in found if line.strip())
