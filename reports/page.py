"""A report as a page (.html) of its own: no script, nothing fetched, and fit to be printed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from reports.footing import footing
from reports.plain_text import visible_lines
from reports.report import TONES, Cell, Column, Report, cell_text

if TYPE_CHECKING:
    from jinja2 import Environment

REPORT_PAGE: Final = "report.html.jinja"


def page(report: Report, template: str = REPORT_PAGE, **more: object) -> bytes:
    """The report as HTML by one of the templates beside this module; the same report gives the same bytes.

    Text from files is escaped whatever it holds. `more` is what a template of a report's own needs besides.
    """
    text = _environment().get_template(template).render(report=report, footing=" ".join(footing(report.as_of)), **more)
    return text.encode()


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
    return made


def _shown(cell: Cell, column: Column | None = None) -> str:
    """A cell's text, its lines kept apart and nothing in it that would turn the reading around."""
    return visible_lines(cell_text(cell, column.kind) if column is not None else cell_text(cell))


def _tone(cell: Cell) -> str:
    tone = TONES.get(cell) if isinstance(cell, str) else None
    return tone.value if tone is not None else ""
