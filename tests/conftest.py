"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import Postgres, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this session's own."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def new_lake(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Gives the address of a lake that there is not yet; what this machine keeps for it goes with the session."""
    numbers = count()

    def address(**changes: str | None) -> str:
        number = next(numbers)
        return postgres.address(tmp_path_factory.mktemp("lake"), f"lake_{number}", **changes)

    return address


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing that a test keeps for a lake ends up in the home of whoever runs it."""
    folder = tmp_path_factory.getbasetemp() / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    return folder
