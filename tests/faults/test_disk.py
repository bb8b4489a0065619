"""A disk that is full or may not be written to: said plainly, nothing lost, and done by the next run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]
READ_ONLY = """
import subprocess, sys
from pathlib import Path
from models.errors import StoreError
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions
from flows.steps import StepRunner
inbox, database = map(Path, sys.argv[1:])

def read_only(folder):
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)

def run():
    return carry_out(Command.INGEST, [inbox], RunOptions(database=database, workers=1), StepRunner(), Progress())

if __name__ == "__main__":
    read_only(inbox)
    print(len(run().ingest.statuses))
    read_only(database.parent)
    try:
        run()
    except StoreError as error:
        print(error)
"""


def namespaces_work() -> bool:
    try:
        return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


needs_namespaces = pytest.mark.skipif(not namespaces_work(), reason="this system lets nobody mount for himself")


def filled(folder: Path, *words: str, within: tuple[str, ...] = ()) -> dict[str, Any]:
    command = [*within, sys.executable, "-m", "tests.faults.filling", str(folder / "contracts.duckdb"), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("more_bytes", ["1000", "200000"])
def test_files_that_may_not_grow_lose_nothing(tmp_path: Path, more_bytes: str) -> None:
    holds_what_was_acknowledged(filled(tmp_path, more_bytes))


@needs_namespaces
@pytest.mark.parametrize("size", ["5000000"])
def test_a_full_disk_loses_nothing(tmp_path: Path, size: str) -> None:
    holds_what_was_acknowledged(filled(tmp_path, "tmpfs", size, within=tuple(NAMESPACE)))


def holds_what_was_acknowledged(answer: dict[str, Any]) -> None:
    (trouble,) = answer["troubles"]
    assert "Make room on the disk" in trouble
    assert (answer["lost"], answer["halves"]) == (0, 0)
    assert answer["more"] <= 1  # one whose commit was written, though it could not be said
    assert answer["left"] == ["lock", "published", "store.duckdb"] or answer["left"] == [
        "audit-head",
        "lock",
        "published",
        "store.duckdb",
    ]


@needs_namespaces
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    inbox, kept = tmp_path / "inbox", tmp_path / "kept"
    for folder in (inbox, kept):
        folder.mkdir()
    (inbox / "empty.pdf").touch()
    script = tmp_path / "read_only.py"
    script.write_text(READ_ONLY)
    done = subprocess.run(
        [*NAMESPACE, sys.executable, str(script), str(inbox), str(kept / "contracts.duckdb")],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read, refused = done.stdout.splitlines()
    assert read == "1"
    assert "cannot be written: Read-only file system. Let the account that runs starkcheck write there" in refused
