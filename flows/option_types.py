"""The options that several commands share, each with its help."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.tables import Format
from models.database import as_database
from models.finding import Severity


def as_day(text: str) -> date:
    """A day written as 2026-01-31. Raises typer.BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day. Write it as 2026-01-31.") from None


def _as_store(text: object) -> object:
    """A file, or the address of a lake. Raises typer.BadParameter, which does not repeat an address."""
    try:
        return as_database(text) if isinstance(text, str) else text
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


Paths = Annotated[
    list[Path],
    typer.Argument(help="PDF files, and folders that are searched for PDFs to their depths.", metavar="PATH"),
]
# A file or a lake: Typer knows no type that is either of two.
Database = Annotated[
    Any,
    typer.Option(
        "--db",
        "--store",
        parser=_as_store,
        envvar="STARKCHECK_STORE",
        show_envvar=False,
        help="The database: a file, or ducklake:postgresql://USER@HOST/NAME for many machines.",
        metavar="FILE",
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=as_day, help="The day to look at the contracts on; today if not given.", metavar="DATE"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; trouble is still told.")]
Wait = Annotated[
    float, typer.Option("--wait", min=0, help="Seconds to wait while a run is writing.", metavar="SECONDS")
]
Again = Annotated[bool, typer.Option("--again", help="Read documents anew that the database already knows.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Documents read at once; one for each core if not given.")
]
Parts = Annotated[
    int | None, typer.Option("--parts", min=1, help="With --spread-over: in how many parts the files are read.")
]
SpreadOver = Annotated[
    str | None,
    typer.Option(
        "--spread-over",
        help="Who reads: a Dask scheduler (tcp://HOST:PORT), or a Prefect deployment of read-part (read-part/NAME).",
        metavar="WHERE",
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option("--time-limit", min=1.0, help="Seconds that reading one document may take.", metavar="SECONDS"),
]
MemoryLimit = Annotated[
    int,
    typer.Option(
        "--memory-limit", min=1, help="Megabytes of memory that reading one document may take.", metavar="MEGABYTES"
    ),
]
SizeLimit = Annotated[
    int, typer.Option("--size-limit", min=1, help="Megabytes that a file may have.", metavar="MEGABYTES")
]
PageLimit = Annotated[int, typer.Option("--page-limit", min=1, help="Pages that a file may have.", metavar="PAGES")]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file", help="A file of passwords for encrypted PDFs, one a line; see the manual.", metavar="FILE"
    ),
]
TrustedCertificates = Annotated[
    Path | None,
    typer.Option(
        "--trusted-certificates",
        help="A file of certificates (PEM or DER) that digital signatures are to lead to.",
        metavar="FILE",
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", help="The settings; starkcheck.toml beside the database if not given.", metavar="FILE"),
]
FailOn = Annotated[
    Severity | None,
    typer.Option("--fail-on", help="End with exit code 6 when there is an open finding as grave as this, or graver."),
]
OutputFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]
ReportFile = Annotated[
    Path, typer.Option("--output", "-o", help="The file to write: .xlsx, .html or .csv.", metavar="FILE")
]
Replace = Annotated[bool, typer.Option("--replace", help="Write over the file if it is there.")]
