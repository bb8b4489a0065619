"""A real PostgreSQL of the tests' own: in a temporary folder, on a free port, for one account."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

REQUIRED = "STARKCHECK_POSTGRES_REQUIRED"
"""Where this is set, the tests fail without PostgreSQL instead of being skipped."""
USER = "contracts"
PASSWORD = 'it\'s a %40 \\ "secret": /?#@&='
ACCOUNT_FOR_ROOT = "postgres"


class Postgres(NamedTuple):
    """A running server and its database."""

    port: int
    data: Path

    def address(self, folder: Path, schema: str, password: str | None = PASSWORD) -> str:
        """Of a lake there, in a schema of its own, with its files in `folder`."""
        secret = "" if password is None else f":{quote(password, safe='')}"
        return f"ducklake:postgresql://{USER}{secret}@127.0.0.1:{self.port}/postgres?data={folder}&schema={schema}"

    def control(self, *words: str) -> None:
        """Ask pg_ctl to do something with the server."""
        _run("pg_ctl", "-D", str(self.data), "-w", "-s", *words)

    def run(self, program: str, *words: str) -> None:
        """A program of PostgreSQL's, such as createdb, for this server."""
        environment = {"PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": USER, "PGPASSWORD": PASSWORD}
        _run(program, *words, environment=environment)

    def start(self) -> None:
        """Start the server."""
        where = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        self.control("-o", where, "-l", str(self.data.parent / "log"), "start")


@contextmanager
def running() -> Iterator[Postgres]:
    """A new server, gone at the end; skips the test where PostgreSQL is not installed."""
    if _programs() is None:
        message = "PostgreSQL is not installed (apt-get install postgresql), or pg_config is not on the path."
        (pytest.fail if os.environ.get(REQUIRED) else pytest.skip)(message)
    folder = Path(tempfile.mkdtemp(prefix="starkcheck-postgres-"))
    try:
        secret = folder / "password"
        secret.write_text(PASSWORD)
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, ACCOUNT_FOR_ROOT)
            shutil.chown(secret, ACCOUNT_FOR_ROOT)
        data = folder / "data"
        _run("initdb", "-D", str(data), "-U", USER, "-A", "scram-sha-256", "--pwfile", str(secret), "-N")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            server = Postgres(probe.getsockname()[1], data)
        server.start()
        try:
            yield server
        finally:
            server.control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    config = shutil.which("pg_config")
    if config is None:
        return None
    folder = Path(subprocess.run([config, "--bindir"], check=True, capture_output=True, text=True).stdout.strip())
    return folder if (folder / "initdb").exists() else None


def _run(program: str, *words: str, environment: dict[str, str] | None = None) -> None:
    programs = _programs()
    assert programs is not None
    with tempfile.TemporaryFile() as said:  # not a pipe: the server would keep it open
        done = subprocess.run(
            [str(programs / program), *words],
            user=ACCOUNT_FOR_ROOT if os.getuid() == 0 else None,
            cwd="/",
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
