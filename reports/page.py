"""A report as a page (.html) of its own: no script, nothing fetched, and fit to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from reports.footing import footing
from reports.plain_text import visible_lines
from reports.report import TONES, Cell, Column, Report, cell_text

if TYPE_CHECKING:
    from jinja2 import Environment

REPORT_PAGE: Final = "report.html.jinja"
MOST_ROWS: Final = 1_000
"""Rows of a block that a page shows: with many more no browser opens it in good time."""
_AT_ONCE: Final = 2_000


def page(report: Report, template: str = REPORT_PAGE, **more: object) -> Iterator[bytes]:
    """The report as HTML by one of the templates beside this module; the same report gives the same bytes.

    Text from files is escaped whatever it holds. `more` is what a template of a report's own needs besides.
    """
    stream = (
        _environment()
        .get_template(template)
        .stream(report=report, footing=" ".join(footing(report.as_of)), most_rows=MOST_ROWS, **more)
    )
    stream.enable_buffering(_AT_ONCE)
    return (part.encode() for part in stream)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shown"] = _shown
    made.filters["tone"] = _tone
    made.filters["first_of"] = islice
    return made


def _shown(cell: Cell, column: Column | None = None) -> str:
    """A cell's text, its lines kept apart and nothing in it that would turn the reading around."""
    return visible_lines(cell_text(cell, column.kind) if column is not None else cell_text(cell))


def _tone(cell: Cell) -> str:
    tone = TONES.get(cell) if isinstance(cell, str) else None
    return tone.value if tone is not None else ""
