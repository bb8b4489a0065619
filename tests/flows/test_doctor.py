"""The doctor: real trouble made, found, explained and left as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.doctor.machine import look_at_clock
from flows.exit_codes import ExitCode
from models.diagnosis import Condition
from store.private_folder import PrivateFolder
from store.schema_version import migrations
from store.writer import Store
from tests import factories as make
from tests.flows.conftest import Starkcheck
from tests.store.conftest import store_and_publish

AS_OF = date(2026, 1, 31)
KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from store.writer import Store
from tests import factories as make
store = Store.open(Path(sys.argv[1]))
store.begin_run("run", date(2026, 1, 31))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with one run, just checked."""
    path = tmp_path / "starkcheck.duckdb"
    with Store.open(path) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(), run_id)
        store.finish_run(run_id)
        store.publish()
    return path


def said(starkcheck: Starkcheck, *words: str) -> tuple[int, dict[str, list[str]], str]:
    """The exit code, what is not fine (by subject), and all remedies."""
    result = starkcheck("doctor", "--format", "json", *words)
    rows = json.loads(result.stdout)
    assert {row["condition"] for row in rows} <= set(Condition)
    wrong: dict[str, list[str]] = {}
    for row in rows:
        if row["condition"] != Condition.FINE:
            wrong.setdefault(row["subject"], []).append(row["message"])
    return result.exit_code, wrong, "\n".join(row["remedy"] for row in rows)


def test_a_database_in_good_order_is_said_to_be(starkcheck: Starkcheck, database: Path) -> None:
    assert said(starkcheck) == (ExitCode.DONE, {}, said(starkcheck)[2])
    assert "Nothing is in the way." in starkcheck("doctor").stderr


def test_looking_changes_nothing(starkcheck: Starkcheck, database: Path) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        files = [path for path in database.parent.rglob("*") if path.is_file()]
        return {str(path): (path.stat().st_mode, path.read_bytes()) for path in files}

    before = state()
    said(starkcheck)
    assert state() == before


def test_no_database_is_trouble_with_a_way_out(starkcheck: Starkcheck) -> None:
    code, wrong, remedies = said(starkcheck)
    assert code == ExitCode.TROUBLE_FOUND
    assert wrong["database"] == ["There is no database at starkcheck.duckdb."]
    assert "starkcheck run FOLDER --db starkcheck.duckdb" in remedies


def test_nothing_is_said_to_be_private_before_it_is_there(starkcheck: Starkcheck, tmp_path: Path) -> None:
    (access,) = (
        row for row in json.loads(starkcheck("doctor", "--format", "json").stdout) if row["subject"] == "access"
    )
    assert access["message"].startswith("There is nothing yet that others could read")
    assert access["condition"] == Condition.FINE


@pytest.mark.parametrize(
    ("content", "message"), [(b"SQLite format 3\0" * 10, "is not a DuckDB database"), (b"", "is not a DuckDB database")]
)
def test_a_file_that_is_not_ours_is_said_to_be(
    content: bytes, message: str, starkcheck: Starkcheck, tmp_path: Path
) -> None:
    (tmp_path / "starkcheck.duckdb").write_bytes(content)
    code, wrong, _ = said(starkcheck)
    assert code == ExitCode.TROUBLE_FOUND
    assert message in wrong["database"][0]


@pytest.mark.parametrize(
    ("step", "code", "message"),
    [(1, ExitCode.TROUBLE_FOUND, "was made by a newer starkcheck"), (-1, ExitCode.DONE, "by an older starkcheck")],
)
def test_the_version_is_compared(
    step: int, code: ExitCode, message: str, starkcheck: Starkcheck, database: Path
) -> None:
    with duckdb.connect(str(database)) as connection:
        newest = max(migrations())
        connection.execute("delete from stored.schema_versions where version > ?", [newest - 1])
        if step > 0:
            connection.execute("insert into stored.schema_versions values (?, now())", [newest + step])
    found, wrong, remedies = said(starkcheck)
    assert found == code
    assert message in wrong["database"][0]
    assert "backup" not in remedies  # going back would lose what the newer one wrote


def test_a_writer_at_work_is_named(starkcheck: Starkcheck, database: Path) -> None:
    with Store.open(database):
        code, wrong, _ = said(starkcheck)
    assert code == ExitCode.DONE
    assert "is being written by process" in wrong["writer"][0]


def test_what_a_killed_run_left_is_explained(starkcheck: Starkcheck, database: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(database)], cwd=Path(__file__).parents[2], check=False, capture_output=True
    )
    assert killed.returncode == -9, killed.stderr
    code, wrong, _ = said(starkcheck)
    assert code == ExitCode.DONE
    assert "A run was killed while it wrote" in wrong["writer"][0]
    assert "A run did more than starkcheck.duckdb shows" in wrong["snapshot"][0]
    store_and_publish(database)
    assert "writer" not in said(starkcheck)[1]


def test_a_database_put_in_place_of_ours_is_noticed(starkcheck: Starkcheck, database: Path, tmp_path: Path) -> None:
    earlier = database.read_bytes()
    store_and_publish(database)
    database.write_bytes(earlier)
    assert "was put in place of the file handed out last" in said(starkcheck)[1]["snapshot"][0]


def test_a_damaged_writers_database_says_how_to_go_on(starkcheck: Starkcheck, database: Path) -> None:
    PrivateFolder(database).database.write_bytes(b"\0" * 5000)
    code, wrong, remedies = said(starkcheck)
    assert code == ExitCode.TROUBLE_FOUND
    assert "cannot be opened" in wrong["snapshot"][0]
    assert f"mv {PrivateFolder(database).path} " in remedies


def test_doors_left_open_are_trouble(starkcheck: Starkcheck, database: Path) -> None:
    database.chmod(0o644)
    code, wrong, remedies = said(starkcheck)
    assert code == ExitCode.DONE
    assert "Everybody may read" in wrong["access"][0]
    assert f"chmod 600 {database}" in remedies
    folder = PrivateFolder(database)
    folder.path.chmod(0o755)
    folder.database.chmod(0o644)
    code, wrong, _ = said(starkcheck)
    assert code == ExitCode.TROUBLE_FOUND
    assert [message.partition(" in ")[0].split(" /")[0] for message in wrong["access"][1:]] == [
        "Others may look into",
        "Others may read store.duckdb",
    ]


def test_files_that_could_not_be_read_are_named_by_reason(starkcheck: Starkcheck, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "text.pdf").write_bytes(b"Dear sir,")
    (inbox / "more.pdf").write_bytes(b"Dear madam,")
    starkcheck("run", inbox, "--quiet")
    code, wrong, remedies = said(starkcheck)
    assert code == ExitCode.DONE
    assert "2 files are not_pdf, such as" in wrong["files"][0]
    assert "more.pdf" in wrong["files"][0]
    assert "where error_code = 'not_pdf'" in remedies


def test_a_run_from_the_future_is_a_wrong_clock(starkcheck: Starkcheck, database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("update stored.runs set started_at = started_at + interval 3 day")
    code, wrong, _ = said(starkcheck)
    assert code == ExitCode.TROUBLE_FOUND
    assert "The clock was moved, or is wrong." in wrong["clock"][0]


def test_a_long_time_without_a_check_is_noted(starkcheck: Starkcheck, database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("update stored.runs set started_at = started_at - interval 8 day")
    assert "days move findings" in said(starkcheck)[1]["checks"][0]


@pytest.mark.parametrize(("year", "condition"), [(1980, Condition.TROUBLE), (2027, Condition.FINE)])
def test_a_clock_without_a_battery_is_seen(year: int, condition: Condition) -> None:
    (found,) = look_at_clock(datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=1))
    assert found.condition is condition


def test_a_silent_prefect_server_is_trouble(
    starkcheck: Starkcheck, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://me:hush-hush@127.0.0.1:9/api")
    code, wrong, _ = said(starkcheck)
    assert code == ExitCode.TROUBLE_FOUND
    assert "names http://127.0.0.1:9/api, but nothing answers there" in wrong["prefect"][0]


@pytest.mark.parametrize(
    ("text", "condition", "message"),
    [
        ("[notices]", Condition.TROUBLE, "nobody is told"),
        ("[notices.webhook]", Condition.TROUBLE, "has no address"),
        ("nottices = 1", Condition.TROUBLE, "Extra inputs are not permitted"),
        ('[notices.file]\nfolder = "starkcheck.duckdb/told"', Condition.TROUBLE, "Notices cannot be written to"),
        (
            '[notices]\nwith_quotes = true\n[notices.email]\nhost = "x.test"\nsender = "a@x.test"\n'
            'recipients = ["b@x.test"]\npassword_file = "p"',
            Condition.NOTE,
            "words of contracts leave this machine",
        ),
    ],
)
def test_settings_are_looked_at_with_what_they_want_of_each_other(
    text: str, condition: Condition, message: str, starkcheck: Starkcheck, database: Path
) -> None:
    (database.parent / "starkcheck.toml").write_text(text)
    code, wrong, _ = said(starkcheck)
    assert code == (ExitCode.TROUBLE_FOUND if condition is Condition.TROUBLE else ExitCode.DONE)
    assert any(message in each for each in wrong["settings"])
