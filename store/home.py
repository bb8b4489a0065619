"""What a store needs of the place where it is kept, be that a file of this machine or a lake of many."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import ClassVar

import duckdb

from models.audit import AuditHead


class Home(ABC):
    """Where a database is kept: how it is opened, who may write to it when, and how others get to see it."""

    documents_at_once: ClassVar[int]
    """How many documents one transaction takes: as many as it pays to wait for."""
    name: str
    """What messages call the database; a secret is no part of it."""
    own_folder: Path
    """Files of this machine that belong to the database, open to their owner only."""

    @abstractmethod
    def open(self, say: Callable[[str], None], *, beside_others: bool) -> duckdb.DuckDBPyConnection:
        """The database, made and brought up to date where need be, and kept from other writers until `close`.

        What becomes of one that an older version wrote is said. `beside_others`: others may write documents meanwhile,
        where the place allows it. Raises StoreBusyError when
        another has it, StoreError when it cannot be used.
        """

    @abstractmethod
    def alone(self, say: Callable[[str], None]) -> None:
        """Wait, and say so, until nobody else writes, and keep others from it until `close`. Raises StoreError."""

    @abstractmethod
    def turn(self) -> AbstractContextManager[None]:
        """Around every transaction: for that long nobody else commits. Raises StoreError."""

    @abstractmethod
    def hand_out(self, connection: duckdb.DuckDBPyConnection, newest: AuditHead | None, publication_id: str) -> None:
        """Let people see the present state; closes the connection where it has to. Raises StoreError."""

    @abstractmethod
    def again(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """The connection to go on with after `hand_out`, whether that succeeded or not. Raises StoreError."""

    @abstractmethod
    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Close the database, and let the next writer in."""
