"""The arrangement that a person names on the command line, by its id, a file or a contract of it."""

from __future__ import annotations

from typing import Annotated

import typer

from models.database import Database

Arrangement = Annotated[
    str,
    typer.Argument(
        help="An arrangement by its id, as the register lists it, or a contract of it by its file or contract id.",
        metavar="ARRANGEMENT",
        show_default=False,
    ),
]


def arrangement_id_of(database: Database, name: str) -> str:
    """The id meant. Raises RefusedError with the arrangements that may be meant, MissingInputError and StoreError."""
    from flows.correcting import references_to
    from store.arrangements_named import arrangement_meant

    return arrangement_meant(database, name, references_to(name))
