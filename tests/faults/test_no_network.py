"""Nobody is spoken to but whom the user has configured: all connections of a run, by any process and any code of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.contracts import scanned_office_lease
from fixtures.portfolios import booby_trapped, portfolio
from store.query import query
from tests.faults.quiet_network import COMMAND, environment, told
from tests.faults.system_calls import heard
from tests.flows.drawn import LEASE, pdf, write
from tests.flows.listening import web_server


def listened_to(folder: Path, *words: str | Path, **more: str) -> tuple[set[str], set[str]]:
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env=environment(folder) | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return told(folder)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A lease, a scan, a file that would call home if anything in it ran, and a lease in a portfolio."""
    folder = write(
        tmp_path / "inbox",
        lease=pdf(*LEASE),
        trapped=booby_trapped(str(tmp_path / "called")),
        binder=portfolio({"inner.pdf": pdf(*LEASE, "Counterpart.")}),
    )
    (folder / "scan.pdf").write_bytes(scanned_office_lease.FIXTURE.draw())
    return folder


def test_the_ear_hears_what_is_said(tmp_path: Path) -> None:
    call = "import multiprocessing as m, socket\nif __name__ == '__main__':\n  p = m.get_context('spawn').Process("
    call += "target=socket.create_connection, args=(('127.0.0.1', 9),)); p.start(); p.join()"
    (tmp_path / "call.py").write_text(call)
    subprocess.run(
        [sys.executable, str(tmp_path / "call.py")], env=environment(tmp_path), stderr=subprocess.DEVNULL, check=False
    )
    processes, spoken = told(tmp_path)
    assert len(processes) >= 2
    assert any("socket.connect ('127.0.0.1', 9)" in each for each in spoken)


def test_a_run_speaks_to_nobody(inbox: Path, tmp_path: Path) -> None:
    processes, spoken = listened_to(tmp_path, "run", inbox, "--workers", "2", "--quiet")
    assert len(processes) >= 3  # itself and two that read
    assert spoken == set()
    assert not (tmp_path / "called").exists()


CALL_BY_NATIVE_CODE = """
import ctypes, socket, struct
library = ctypes.CDLL(None)
address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(9), socket.inet_aton("127.0.0.1"))
library.connect(library.socket(socket.AF_INET, socket.SOCK_STREAM, 0), address, len(address))
"""


def test_the_finer_ear_hears_native_code(tmp_path: Path) -> None:
    known = environment(tmp_path)
    listened = heard([sys.executable, "-c", CALL_BY_NATIVE_CODE], tmp_path, known)
    assert [address for address in listened.addresses if "htons(9)" in address and "127.0.0.1" in address]
    assert told(tmp_path)[1] == set()  # which Python's own does not


def test_native_code_speaks_to_nobody_either(inbox: Path, tmp_path: Path) -> None:
    command: list[str | Path] = [*COMMAND, "run", inbox, "--workers", "2", "--quiet"]
    listened = heard(command, tmp_path, environment(tmp_path))
    assert len(listened.processes) >= 3
    assert listened.addresses == set()
    assert query(tmp_path / "starkcheck.duckdb", "select count(*) from documents where text_source = 'ocr'").rows == (
        (1,),
    )


def test_telling_people_speaks_to_whom_they_named_alone(tmp_path: Path) -> None:
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE))
    (tmp_path / "starkcheck.toml").write_text("[notices]\n[notices.webhook]\n")
    with web_server([]) as (address, came):
        words = ("run", inbox, "--workers", "1", "--quiet")
        _, spoken = listened_to(tmp_path, *words, STARKCHECK_WEBHOOK_URL=f"{address}/hook")
    port = address.rpartition(":")[2]
    assert len(came) == 1
    assert {each for each in spoken if port not in each and "127.0.0.1" not in each} == set()
    assert any(port in each for each in spoken)
