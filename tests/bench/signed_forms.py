"""Scores what `starkcheck inspect --json` says of labelled forms: `python -m tests.bench.signed_forms FOLDER SCRATCH`.

FOLDER holds PDFs and `labels.json`: file, signatory, page, status, method, and how each was labelled. Forms are no
contracts, so their signatures belong to no party. Where a label came from the text layer its page is not known.
What character recognition read is kept in SCRATCH.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.reading.options import ReadingOptions
from flows.inspection import as_json, inspect_file

_SECONDS, _MEGABYTES = 600.0, 4096
_STRENGTH = {"signed": 2, "unclear": 1, "unsigned": 0}
_EVERY = 3


def main(folder: Path, scratch: Path) -> int:
    """Inspect every labelled form and print the shares that came out right, also of a third kept aside from tuning."""
    labels: list[dict[str, Any]] = json.loads((folder / "labels.json").read_text())
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for label in labels:
        said = answer(
            inspected(folder / label["file"], scratch), label["page"] if label["labelled"] == "by hand" else None
        )
        kept_aside = (
            int(hashlib.sha1(Path(label["file"]).stem.encode(), usedforsecurity=False).hexdigest(), 16) % _EVERY
        )
        for part in ("all", "the rest" if kept_aside else "aside"):
            total[part] += 1
            for field, value in zip(("status", "method"), said, strict=True):
                right[part, field] += value == label[field]
        if said != (label["status"], label["method"]):
            print(f"  {label['file']}: {label['status']} by {label['method']}, said {said[0]} by {said[1]}")
    for part, count in sorted(total.items()):
        shares = ", ".join(f"{field} {right[part, field]}/{count}" for field in ("status", "method"))
        print(f"signed forms, {part}: {shares} right")
    return 0


def inspected(file: Path, scratch: Path) -> dict[str, list[dict[str, Any]]]:
    """What the program prints of one file."""
    options = ReadingOptions(ocr_cache_folder=scratch, marks_on_all_pages=True)
    return as_json(inspect_file(file, options, _SECONDS, _MEGABYTES, datetime.now(UTC).date()))


def answer(found: dict[str, list[dict[str, Any]]], page: int | None) -> tuple[str, str]:
    """Status and method of the plainest signature on the page, or in the file; unsigned by none where there is none."""
    rows = [row for row in found["signatures"] if row["page"] is not None and page in (None, row["page"])]
    best = max(rows, key=lambda row: (_STRENGTH[row["status"]], row["confidence"]), default=None)
    return (best["status"], best["method"]) if best else ("unsigned", "none")


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
