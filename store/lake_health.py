"""How a lake is: looked at without changing anything."""

from __future__ import annotations

from pathlib import Path

from models.counting import agreeing, counted
from models.database import Lake
from models.diagnosis import Condition, Diagnosis
from models.errors import StoreError
from store.lake_connection import NAME, data_folder
from store.lake_files import MANY
from store.lake_leftovers import TOLD_DAYS, is_own, leftovers
from store.opening import home_of, reading
from store.schema_version import stored_version


def look_at_lake(lake: Lake) -> list[Diagnosis]:
    """Whether its server and its files can be had, its version, and how many files and documents it has."""
    try:
        with reading(lake) as connection:
            version = stored_version(connection)
            row = connection.execute("select sum(file_count) from ducklake_table_info(?)", [NAME]).fetchone()
            documents = connection.execute("select count(*) from documents").fetchone()
            left = leftovers(connection, lake.schema_name, days=TOLD_DAYS)
            folder = Path(data_folder(connection))
    except StoreError as error:
        return [Diagnosis(subject="database", condition=Condition.TROUBLE, message=str(error))]
    message = (
        f"{lake} answers: version {version}, {counted(documents[0] if documents else 0, 'document')} in "
        f"{counted(int(row[0] or 0) if row else 0, 'file')}. A check puts small files "
        f"together when more than {MANY} have gathered."
    )
    found = [Diagnosis(subject="database", condition=Condition.FINE, message=message)]
    return [*found, _left_over(left, folder)] if left else found


def _left_over(paths: tuple[Path, ...], folder: Path) -> Diagnosis:
    """Files of rows that are in no list: they do no harm but take room."""
    said = (
        f"{counted(len(paths), 'file')} in {folder} {agreeing(len(paths), 'belongs', 'belong')} to no row: a worker "
        "was stopped in the middle of writing. No harm comes of it."
    )
    if is_own(folder):
        said += " The next check that puts small files together removes those older than a week."
        return Diagnosis(subject="files", condition=Condition.FINE, message=said)
    said += " They stay, since the folder was not made for this store alone, and another's files would look the same."
    remedy = "docs/scale.md, Small files"
    return Diagnosis(subject="files", condition=Condition.FINE, message=said, remedy=remedy)


def look_at_own_folder(lake: Lake) -> list[Diagnosis]:
    """Whether what this machine keeps for the lake is open to its owner only."""
    folder = home_of(lake).own_folder
    if folder.exists() and folder.stat().st_mode & 0o077:
        message = f"Others may read {folder}."
        return [Diagnosis(subject="access", condition=Condition.TROUBLE, message=message, remedy=f"chmod 700 {folder}")]
    return [Diagnosis(subject="access", condition=Condition.FINE, message=f"{folder} is its owner's only.")]
