"""The forms that a scorecard can take: its one page, and the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reports.comma_separated import comma_separated
from reports.forms import Form
from reports.scorecard import Scorecard
from reports.scorecard_page import scorecard_page
from reports.scorecard_pdf import scorecard_pdf
from reports.workbook import workbook_parts

SCORECARD_FORMS: Final[Mapping[str, Form[Scorecard]]] = {
    ".pdf": scorecard_pdf,
    ".html": scorecard_page,
    ".xlsx": workbook_parts,
    ".csv": comma_separated,
}
"""Each by the ending of its file."""
