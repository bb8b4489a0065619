"""Adds the labelled contracts of a folder to what word models learn from: `make gather PAGES=FOLDER NAME=AUTHOR`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.training.examples import FIGURES_FILE, OPENINGS_FILE, labelled


def main(folder: Path, name: str) -> int:
    """Append the openings and figures of a folder under the name of its author's set."""
    openings, figures = labelled(folder, name)
    _add(OPENINGS_FILE, openings)
    _add(FIGURES_FILE, figures)
    print(f"{len(openings)} openings and {len(figures)} figures of {name} added.")
    return 0


def _add(file: Path, rows: Sequence[NamedTuple]) -> None:
    with file.open("a", encoding="utf-8", newline="\n") as kept:
        kept.writelines(f"{json.dumps(row._asdict(), ensure_ascii=False)}\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
