"""A run's files in parts, each read by whichever process takes it, on this machine or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from flows.attachments import attached_documents
from flows.discovery import Discovery, discover
from flows.ingestion import Ingestion
from flows.passwords import Passwords
from flows.progress import Progress
from flows.run_options import IngestReport, RunOptions, Trouble
from flows.steps import StepRunner
from models.base import Frozen
from models.database import Lake
from models.errors import StoreError
from store.writer import Store


class Part(Frozen):
    """One of the parts of a run: the files of `paths` that are the `number`th of `of` parts, from 0 on."""

    run_id: str
    paths: tuple[Path, ...]
    number: int
    of: int


Spread = Callable[[Sequence[Part], RunOptions], None]
"""Sees to it that every part is read, wherever that is. Raises StoreError when one was not."""


def read_part(part: Part, options: RunOptions, runner: StepRunner) -> int:
    """Read the files of a part into the store, beside other processes that do the same; returns how many it has.

    A part that is read again finds what it had written before and goes on from there. Raises MissingInputError and
    StoreError.
    """
    found = discover(part.paths)
    own = found.model_copy(update={"documents": tuple(path for path in found.documents if _in_part(path, part))})
    passwords = Passwords.read(options.password_file)
    with Store.open(options.database, beside_others=True) as store:
        Ingestion(store, part.run_id, options, passwords, Progress()).read(own, runner)
        store.settle()
    return len(own.documents)


def ingest_in_parts(  # noqa: PLR0913, PLR0917
    store: Store, run_id: str, paths: Sequence[Path], found: Discovery, options: RunOptions, spread: Spread
) -> IngestReport:
    """Have every part read, and say what came of it by what the store has then: that also shows what got lost.

    Raises StoreError when the store is one that a single process writes to.
    """
    if not isinstance(options.database, Lake):
        raise StoreError(
            f"{options.database} is a file, which one process at a time writes to. Reading in parts needs a store that "
            "many can write to: --store ducklake:postgresql://..."
        )
    spread(
        [
            Part(run_id=run_id, paths=tuple(path.absolute() for path in paths), number=number, of=options.parts)
            for number in range(options.parts)
        ],
        # Each machine finds the password for itself; it does not travel.
        options.model_copy(update={"database": options.database.model_copy(update={"password": None})}),
    )
    locations = store.locations()
    at = {location.path: location.document_id for location in locations}
    read = store.read_in(run_id)
    ids = [document.document_id for document in read]
    files = [str(path) for path in found.documents]
    held = [at[path] for path in files if path in at]
    missing = [path for path in files if path not in at]
    return IngestReport(
        run_id=run_id,
        document_ids=tuple(dict.fromkeys((*held, *ids, *attached_documents(locations, frozenset(files))))),
        statuses=tuple(document.status for document in read),
        known=max(0, len(found.documents) - len(read) - len(missing)),
        contracts=sum(document.contracts for document in read),
        troubles=tuple(
            Trouble(path=document.path, code=document.error_code, message=document.error_message or "")
            for document in read
            if document.error_code is not None
        ),
        unreadable=tuple(
            Trouble(path=path, code="unreadable", message="Not read: see the log of the part it was in.")
            for path in missing
        ),
        orphaned=tuple(store.orphaned_corrections(ids)),
        left_behind=tuple(store.corrections_left_behind(ids)),
        undisposed=tuple(store.dispositions_left_behind(ids)),
        skipped=tuple(str(path) for path in found.skipped),
        under_way=tuple(str(path) for path in found.under_way),
    )


def _in_part(path: Path, part: Part) -> bool:
    """Whether a file belongs to a part. Equal files have equal sizes: they are always in one part, and read once."""
    try:
        return path.stat().st_size % part.of == part.number
    except OSError:
        return part.number == 0  # which then says that it cannot be had
