"""PDFs drawn for the tests of the flows: a lease with a fault, a letter that is none, and files that cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

SENTINEL = "The parties keep seventeen lanterns in the boiler room."
"""A clause found nowhere else, to look for where a contract's words must not be."""

LEASE = (
    "EQUIPMENT LEASE AGREEMENT",
    "This Equipment Lease Agreement is entered into as of March 1, 2024, by and between",
    'Whinfell Hill Imaging, LLC ("Lessor"), and Drummond Regional Hospital, Inc. ("Lessee").',
    "1. Term. The term of this Agreement is six (6) months, commencing on March 1, 2024.",
    "2. Rent. Lessee shall pay Lessor $75.00 for each scan performed on the Equipment.",
    f"3. Storage. {SENTINEL}",
    "IN WITNESS WHEREOF, the parties have executed this Agreement.",
    "LESSOR: WHINFELL HILL IMAGING, LLC",
    "By: /s/ Ines Calder",
    "Name: Ines Calder, M.D.",
    "Title: Manager",
    "LESSEE: DRUMMOND REGIONAL HOSPITAL, INC.",
    "By: ______________________",
    "Name: Lazlo Renn",
    "Title: Chief Executive Officer",
)
LETTER = ("Dear colleague,", "the parking garage is closed on Monday.")


def pdf(*lines: str) -> bytes:
    """The bytes of a one-page PDF with these lines; the same lines give the same bytes."""
    page = io.BytesIO()
    canvas = Canvas(page, invariant=True)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * number, line)
    canvas.save()
    return page.getvalue()


def write(folder: Path, **contents: bytes) -> Path:
    """Write each content as NAME.pdf into the folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return folder
