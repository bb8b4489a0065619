"""`starkcheck inspect`: everything read from one file, and nothing kept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, LETTER, SENTINEL, pdf, write

VIEWS = {
    "documents",
    "contracts",
    "parties",
    "signatures",
    "digital_signatures",
    "compensation",
    "provisions",
    "findings",
    "facts",
    "marks",
    "attachments",
}


def test_json_has_the_rows_of_every_view_as_the_store_has_them(starkcheck: Starkcheck, tmp_path: Path) -> None:
    lease = write(tmp_path / "inbox", lease=pdf(*LEASE)) / "lease.pdf"
    inspected = json.loads(starkcheck("inspect", lease, "--json", "--as-of", "2024-06-01").stdout)
    assert set(inspected) == VIEWS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inbox"]
    starkcheck("run", lease, "--as-of", "2024-06-01")
    moment = {"ingested_at", "run_id", "first_seen_run", "last_seen_run"}
    for view in ("documents", "contracts", "findings"):
        stored = json.loads(starkcheck("sql", f"select * from {view} order by all", "-f", "json").stdout)
        assert without(inspected[view], moment) == without(stored, moment)
        assert inspected[view]


def test_a_person_sees_pages_segments_and_facts(starkcheck: Starkcheck, tmp_path: Path) -> None:
    lease = write(tmp_path / "inbox", lease=pdf(*LEASE)) / "lease.pdf"
    result = starkcheck("inspect", lease)
    assert result.exit_code == ExitCode.DONE
    for words in ("Document lease.pdf", "text: native", SENTINEL, "term_months", "ignatures", "missing-signature"):
        assert words in result.stdout


def test_a_letter_is_shown_too(starkcheck: Starkcheck, tmp_path: Path) -> None:
    letter = write(tmp_path, letter=pdf(*LETTER)) / "letter.pdf"
    result = starkcheck("inspect", letter)
    assert result.exit_code == ExitCode.DONE
    assert "the parking garage is closed on Monday." in result.stdout


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"Dear sir,", "not_pdf")])
def test_a_bad_file_is_a_row_that_says_why(starkcheck: Starkcheck, tmp_path: Path, content: bytes, code: str) -> None:
    bad = write(tmp_path, bad=content) / "bad.pdf"
    inspected = json.loads(starkcheck("inspect", bad, "--json").stdout)
    (document,) = inspected["documents"]
    assert (document["status"], document["error_code"]) == ("quarantined", code)
    assert document["document_id"] == hashlib.sha256(content).hexdigest()
    assert inspected["contracts"] == inspected["marks"] == []
    assert code in starkcheck("inspect", bad).stdout


def without(rows: list[dict[str, object]], columns: set[str]) -> list[dict[str, object]]:
    return sorted(({name: row[name] for name in row if name not in columns} for row in rows), key=repr)
