"""The forms that a report can take, each by the ending of the file it is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from models.errors import RefusedError
from reports.comma_separated import comma_separated
from reports.page import page
from reports.report import Report
from reports.workbook import workbook_parts

Made = TypeVar("Made", bound=Report)

Form = Callable[[Made], bytes | Iterable[bytes]]
"""What makes of a report a file, whole or in parts, one after the other."""

EVERY_FORM: Final[Mapping[str, Form[Report]]] = {".xlsx": workbook_parts, ".html": page, ".csv": comma_separated}
"""What every report of rows can be."""


def form_for(output: Path, forms: Mapping[str, Form[Made]] = EVERY_FORM) -> Form[Made]:
    """The form that the file's ending names. Raises RefusedError, naming the endings that would do."""
    form = forms.get(output.suffix.lower())
    if form is None:
        endings = ", ".join(forms)
        raise RefusedError(f"{output} ends in none of {endings}, so that nothing says what to write.")
    return form
