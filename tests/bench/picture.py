"""The picture of the README: the findings of the example contracts, as the terminal shows them (`make picture`)."""

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from flows.tables import drawn_table
from store.query import findings

COLUMNS = ("severity", "check_name", "file_name", "page", "message", "citation")
WIDTH = 150


def draw(database: Path, picture: Path) -> None:
    """Write the findings of `database` as an SVG that fetches nothing from anywhere. Raises StoreError."""
    from rich.console import CONSOLE_SVG_FORMAT  # type: ignore[attr-defined]

    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(drawn_table(findings(database), COLUMNS))
    without_fonts = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    console.save_svg(
        str(picture), title="starkcheck findings", theme=MONOKAI, code_format=without_fonts, unique_id="findings"
    )


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
