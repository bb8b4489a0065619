"""Base salaries of employment agreements that are there as text: `python -m tests.bench.base_salaries FOLDER`.

Each text is printed on pages as a typewriter would and read as any other PDF; the first sum among its pay is compared
with the one its label gives, amount and period. `make score` calls this where the corpus has such a folder.
"""

from __future__ import annotations

import json
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from extractors.extraction import inspect
from extractors.reading.options import ReadingOptions
from models.compensation import CompensationComponent

_LINES = 60
_PAGE_BREAK = "<PAGE>"


class Salary(NamedTuple):
    """Dollars for each `period`, a word of the view compensation."""

    amount: Decimal
    period: str


def main(folder: Path) -> int:
    """Print what was found wrong, then how many base salaries are right."""
    labels = sorted(folder.glob("*.json"))
    right = 0
    with tempfile.TemporaryDirectory() as scratch:
        for label in labels:
            truth = json.loads(label.read_text("utf-8"))
            expected = Salary(Decimal(truth["base_salary"]), truth["per"])
            pdf = Path(scratch) / f"{label.stem}.pdf"
            _print_pages(label.with_suffix(".txt").read_text("utf-8", errors="replace"), pdf)
            found = [
                _salary(component)
                for contract in inspect(pdf, ReadingOptions()).contracts
                for component in contract.compensation
            ]
            if next(filter(None, found), None) == expected:
                right += 1
            else:
                said = ", ".join(f"{one.amount} a {one.period}" for one in found if one is not None)
                print(f"{label.stem}: {expected.amount} a {expected.period}, found {said or 'none'}")
    print(f"base salaries right: {right} of {len(labels)}")
    return 0


def _salary(component: CompensationComponent) -> Salary | None:
    if component.amount is None or component.period is None:
        return None
    return Salary(component.amount, component.period.value)


def _print_pages(text: str, pdf: Path) -> None:
    canvas = Canvas(str(pdf), pagesize=(612, 792))
    for sheet in text.split(_PAGE_BREAK):
        lines = [line.expandtabs() for line in sheet.replace("\x0c", "\n").splitlines()]
        for start in range(0, len(lines), _LINES):
            canvas.setFont("Courier", 9)
            for row, line in enumerate(lines[start : start + _LINES]):
                canvas.drawString(54, 740 - 11 * row, line.encode("cp1252", "replace").decode("cp1252"))
            canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
