"""`starkcheck inspect`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.option_types import AsOf, MemoryLimit, PageLimit, PasswordFile, SizeLimit, TimeLimit, TrustedCertificates
from flows.run_options import (
    BYTES_PER_MEGABYTE,
    DEFAULT_MEMORY_MEGABYTES,
    DEFAULT_PAGE_LIMIT,
    DEFAULT_SIZE_MEGABYTES,
    DEFAULT_TIME_LIMIT_SECONDS,
    today,
)


def inspect(
    file: Annotated[Path, typer.Argument(help="The PDF to show.", metavar="FILE")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object with a key for each view.")] = False,
    as_of: AsOf = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_SECONDS,
    memory_limit: MemoryLimit = DEFAULT_MEMORY_MEGABYTES,
    size_limit: SizeLimit = DEFAULT_SIZE_MEGABYTES,
    page_limit: PageLimit = DEFAULT_PAGE_LIMIT,
    password_file: PasswordFile = None,
    trusted_certificates: TrustedCertificates = None,
) -> None:
    """Show everything read from one file, contract or not, without storing it."""
    from extractors.reading.options import ReadingOptions
    from flows import inspection
    from flows.inspection_pages import print_inspection
    from flows.passwords import Passwords
    from flows.progress import progress
    from flows.tables import print_json
    from flows.trust import readable_certificates

    options = ReadingOptions(
        maximum_bytes=size_limit * BYTES_PER_MEGABYTE,
        maximum_pages=page_limit,
        passwords=Passwords.read(password_file).fitting(file.absolute()),
        trusted_certificates=readable_certificates(trusted_certificates),
        marks_on_all_pages=True,
    )
    with progress(quiet=False) as shown:
        shown.begin("Reading", 1)
        inspected = inspection.inspect_file(file, options, time_limit, memory_limit, as_of or today())
    if as_json:
        print_json(inspection.as_json(inspected))
    else:
        print_inspection(inspected)
