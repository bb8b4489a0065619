"""What the tests of the flows share: a command runner, and one Prefect server for the whole session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

Starkcheck = Callable[..., Result]


@pytest.fixture(autouse=True)
def no_prefect_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have one configured, and a test may name one; neither lasts."""
    monkeypatch.setenv("PREFECT_API_URL", "")
    monkeypatch.delenv("PREFECT_API_URL")


@pytest.fixture
def starkcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Starkcheck:
    """Runs a command line in an empty working folder."""
    from flows.command_line import app

    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Prefect server with a database of its own; gives the address of its API."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        patch.setenv("PREFECT_LOGGING_LEVEL", "ERROR")
        from prefect.settings import PREFECT_API_URL
        from prefect.testing.utilities import prefect_test_harness

        import flows  # noqa: F401 - no telemetry from here on

        with prefect_test_harness(server_startup_timeout=180):
            yield str(PREFECT_API_URL.value())
