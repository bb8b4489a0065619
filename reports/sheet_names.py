"""Names that a workbook takes for its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reports.plain_text import visible

_LONGEST: Final = 31
_REFUSED: Final = re.compile(r"[\[\]:*?/\\]")


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """A name for each sheet, as near to the wanted one as a workbook takes, and no two alike but for case."""
    taken: set[str] = set()
    made = []
    for name in wanted:
        plain = _REFUSED.sub(" ", visible(name)).strip().strip("'") or "Sheet"
        if plain.casefold() == "history":  # a name that spreadsheet programs keep for themselves
            plain = "History sheet"
        tried, number = plain[:_LONGEST].strip(), 1
        while tried.casefold() in taken:
            number += 1
            tail = f" {number}"
            tried = plain[: _LONGEST - len(tail)].strip() + tail
        taken.add(tried.casefold())
        made.append(tried)
    return tuple(made)
