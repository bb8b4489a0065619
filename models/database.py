"""Where a store is: a DuckDB file of one machine, or a lake that many machines write to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import parse_qsl, quote, unquote

from pydantic import BeforeValidator, Field, PlainSerializer, SecretStr, ValidationError

from models.base import Frozen

PREFIX: Final = "ducklake:"
_FORM: Final = f"{PREFIX}postgresql://USER@HOST/DATABASE?data=/FOLDER/ALL/MACHINES/SEE"
_ADDRESS: Final = re.compile(
    r"ducklake:(?:postgres|postgresql)://"
    r"(?:(?P<user>[^:@/?#]*)(?::(?P<password>[^:@/?#]*))?@)?"
    r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:@/?#\[\]]*)(?::(?P<port>\d{1,5}))?"
    r"/(?P<name>[^/?#]+)(?:\?(?P<settings>[^#]*))?"
)
_SETTINGS: Final = ("data", "schema")


class Lake(Frozen):
    """A DuckLake: its catalog in a PostgreSQL database, its rows in Parquet files in a folder that every machine sees.

    `data_folder` is asked for once, when the lake is made; the catalog keeps it. What is None, and the password where
    there is none here, PostgreSQL's own library looks for in its usual places (PGHOST, PGPASSWORD, ~/.pgpass). The
    password is part of no text, dump or message.
    """

    name: str = Field(min_length=1)
    host: str | None = None
    port: int | None = Field(default=None, ge=1, le=65535)
    user: str | None = None
    schema_name: str = Field(default="starkcheck", pattern=r"^[a-z_][a-z0-9_]{0,62}$")
    data_folder: Path | None = None
    password: SecretStr | None = Field(default=None, exclude=True, repr=False)

    @classmethod
    def at(cls, address: str) -> Self:
        """The lake at an address; raises ValueError, which repeats nothing of it, when it cannot be understood."""
        parts = _ADDRESS.fullmatch(address)
        settings = dict(parse_qsl(parts["settings"] or "", keep_blank_values=True)) if parts else {}
        if parts is None or settings.keys() - set(_SETTINGS):
            raise ValueError(
                f"The store's address is not understood. It is written as {_FORM}; in names and passwords, write "
                "characters such as @ : / ? # % as %40 and so on, or leave the password to PGPASSWORD or ~/.pgpass"
            )
        folder = Path(settings["data"]) if settings.get("data") else None
        if folder is not None and not folder.is_absolute():
            raise ValueError(
                "The folder for the store's files (data=) has to begin with /: all machines look for it there"
            )
        given = {key: unquote(parts[key]) for key in ("user", "password", "host") if parts[key]}
        return cls(
            name=unquote(parts["name"]),
            host=given.get("host", "").strip("[]") or None,
            port=int(parts["port"]) if parts["port"] else None,
            user=given.get("user"),
            password=SecretStr(given["password"]) if "password" in given else None,
            data_folder=folder,
            **({"schema_name": settings["schema"]} if settings.get("schema") else {}),
        )

    def __str__(self) -> str:
        """The address without the password; PostgreSQL's library has to find that by itself."""
        host = f"[{self.host}]" if self.host and ":" in self.host else quote(self.host or "")
        place = f"{quote(self.user, safe='')}@" if self.user else ""
        place += host + (f":{self.port}" if self.port else "")
        settings = [f"data={quote(str(self.data_folder))}"] if self.data_folder else []
        settings += [f"schema={self.schema_name}"] if self.schema_name != "starkcheck" else []
        return f"{PREFIX}postgresql://{place}/{quote(self.name, safe='')}{'?' if settings else ''}{'&'.join(settings)}"


def as_database(written: str) -> Path | Lake:
    """What a person wrote: the address of a lake, or the name of a file. Raises ValueError."""
    try:
        return Lake.at(written) if written.startswith(PREFIX) else Path(written)
    except ValidationError as error:
        # Pydantic would repeat what was written, and a password in it.
        faults = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ValueError(f"The store's address is wrong: {faults}") from None


def absolute(database: Path | Lake) -> Path | Lake:
    """The same from whatever folder it is looked at."""
    return database if isinstance(database, Lake) else database.absolute()


Database = Annotated[
    Path | Lake,
    BeforeValidator(lambda given: as_database(given) if isinstance(given, str) else given),
    PlainSerializer(str, return_type=str, when_used="json"),
]
"""A file of DuckDB, or a lake. Written as text, it is what a person would write, without a password."""
