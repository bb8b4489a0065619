"""`starkcheck inspect`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.option_types import AsOf, TimeLimit
from flows.run_options import DEFAULT_TIME_LIMIT_SECONDS, today


def inspect(
    file: Annotated[Path, typer.Argument(help="The PDF to show.", metavar="FILE")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object with a key for each view.")] = False,
    as_of: AsOf = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_SECONDS,
) -> None:
    """Show everything read from one file, contract or not, without storing it."""
    from extractors.reading.options import ReadingOptions
    from flows import inspection
    from flows.inspection_pages import print_inspection
    from flows.progress import progress
    from flows.tables import print_json

    with progress(quiet=False) as shown:
        shown.begin("Reading", 1)
        inspected = inspection.inspect_file(file, ReadingOptions(marks_on_all_pages=True), time_limit, as_of or today())
    if as_json:
        print_json(inspection.as_json(inspected))
    else:
        print_inspection(inspected)
