"""The papers of a disclosure from the store into files."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from flows.discovery import MissingInputError
from flows.reporting import refuse_to_replace, write_file
from flows.settings import SettingsError
from models.database import Database
from models.disclosing_party import DisclosingParty
from models.errors import RefusedError

if TYPE_CHECKING:
    from models.look_back import LookBack
    from reports.disclosure import DisclosurePackage


def write_worksheet(  # noqa: PLR0913
    database: Database,
    output: Path,
    as_of: date,
    *,
    entity: str | None = None,
    identified_on: date | None = None,
    replace: bool = False,
) -> LookBack:
    """Write the Financial Analysis Worksheet; returns the look-back it rests on.

    Raises RefusedError for a file that is there or ends in anything but .xlsx, StoreError and MissingInputError.
    """
    from reports.financial_worksheet import financial_worksheet, worksheet_rows
    from reports.look_back import look_back
    from reports.methodology import methodology

    if output.suffix.lower() != ".xlsx":
        raise RefusedError(f"{output} does not end in .xlsx, which the worksheet has to be.")
    refuse_to_replace(output, replace=replace)
    found = look_back(database, as_of, entity=entity, identified_on=identified_on)
    write_file(output, financial_worksheet(found.entity, worksheet_rows(found), methodology(found), as_of))
    return found


def read_party(settings: Path | None) -> DisclosingParty:
    """What the settings say of the disclosing party; nothing where there are none.

    Raises MissingInputError for a file that is not there, and SettingsError for one that cannot be understood.
    """
    if settings is None:
        return DisclosingParty()
    try:
        given = tomllib.loads(settings.read_text("utf-8"))
        return DisclosingParty.model_validate(given)
    except OSError as error:
        raise MissingInputError(f"{settings} cannot be read: {error.strerror or error}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{settings} is not TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = "there is no such setting" if first["type"] == "extra_forbidden" else first["msg"]
        raise SettingsError(f"{settings}: {where}: {what}.") from None


def write_disclosure(  # noqa: PLR0913
    database: Database,
    folder: Path,
    party: DisclosingParty,
    as_of: date,
    *,
    entity: str | None = None,
    identified_on: date | None = None,
    replace: bool = False,
) -> DisclosurePackage:
    """Write the package of a disclosure into a folder of its own.

    Raises RefusedError for a folder with anything in it, unless it is to be replaced, StoreError, MissingInputError.
    """
    from reports.disclosure import disclosure_package

    if not replace and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(
            f"{folder} is there already, and somebody may have written into it. Name a new folder, or use --replace."
        )
    package = disclosure_package(database, party, as_of, entity=entity, identified_on=identified_on)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MissingInputError(f"{folder} cannot be made: {error.strerror or error}.") from None
    for name, content in package.files.items():
        write_file(folder / name, content)
    return package
