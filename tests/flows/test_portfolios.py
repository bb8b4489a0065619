"""Files inside a PDF become documents of their own, under names that lead nowhere; nothing in a file is ever run."""

from __future__ import annotations

from pathlib import Path

import pypdfium2.version
import pytest

from fixtures.broken import PASSWORD, encrypted
from fixtures.portfolios import booby_trapped, portfolio, sheet
from flows.exit_codes import ExitCode
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import IngestReport, RunOptions
from flows.steps import StepRunner
from store.query import query
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, pdf, write

ROWS = "select path, status, error_code from documents where superseded_by is null order by path"


def ingested(folder: Path, **options: object) -> IngestReport:
    run = RunOptions(database=folder / "contracts.duckdb", workers=1).model_copy(update=options)
    report = carry_out(Command.INGEST_AND_CHECK, [folder / "inbox"], run, StepRunner(), Progress())
    assert report.ingest is not None
    assert report.faults == ()
    return report.ingest


def rows(folder: Path, sql: str = ROWS) -> list[tuple[str | None, ...]]:
    inbox = f"{folder / 'inbox'}/"
    found = query(folder / "contracts.duckdb", sql).rows
    return [tuple(str(value).replace(inbox, "") if value else None for value in row) for row in found]


def test_attached_pdfs_are_documents_and_the_cover_raises_nothing(tmp_path: Path) -> None:
    listed = {"lease.pdf": pdf(*LEASE), "rent roll.xlsx": b"PK\x03\x04 a table"}
    write(tmp_path / "inbox", binder=portfolio(listed, pinned={"side letter.pdf": sheet("A letter.")}))
    report = ingested(tmp_path)
    assert rows(tmp_path) == [
        ("binder.pdf", "ok", None),
        ("binder.pdf/lease.pdf", "ok", None),
        ("binder.pdf/side letter.pdf", "ok", None),
    ]
    assert [Path(path).relative_to(tmp_path / "inbox").as_posix() for path in report.skipped] == [
        "binder.pdf/rent roll.xlsx"
    ]
    roles = "select file_name, document_role from documents order by all"
    assert rows(tmp_path, roles)[:2] == [("binder.pdf", "other"), ("lease.pdf", "agreement")]
    flagged = "select distinct file_name from findings"
    assert rows(tmp_path, flagged) == [("lease.pdf",)]
    assert not (tmp_path / ".contracts.duckdb" / "attachments").exists()
    assert [path.name for path in (tmp_path / "inbox").iterdir()] == ["binder.pdf"]


def test_a_known_portfolio_is_not_opened_again_and_its_contracts_are_checked(tmp_path: Path) -> None:
    write(tmp_path / "inbox", binder=portfolio({"lease.pdf": pdf(*LEASE)}))
    first = ingested(tmp_path)
    again = ingested(tmp_path)
    assert (again.known, again.statuses) == (1, ())
    assert set(again.document_ids) == set(first.document_ids)


def test_what_a_new_portfolio_no_longer_holds_is_superseded(tmp_path: Path) -> None:
    kept, dropped = sheet("Kept."), pdf(*LEASE)
    write(tmp_path / "inbox", binder=portfolio({"kept.pdf": kept, "lease.pdf": dropped}))
    ingested(tmp_path)
    write(tmp_path / "inbox", binder=portfolio({"kept.pdf": kept, "new.pdf": sheet("New.")}))
    ingested(tmp_path)
    assert [path for path, *_ in rows(tmp_path)] == ["binder.pdf", "binder.pdf/kept.pdf", "binder.pdf/new.pdf"]
    still_open = "select distinct status from findings where file_name = 'lease.pdf'"
    assert rows(tmp_path, still_open) == [("resolved",)]


def test_one_content_attached_twice_and_in_the_folder_is_one_document(tmp_path: Path) -> None:
    lease = pdf(*LEASE)
    write(tmp_path / "inbox", binder=portfolio({"a.pdf": lease, "b.pdf": lease}), copy=lease)
    ingested(tmp_path)
    assert [path for path, *_ in rows(tmp_path)] == ["binder.pdf", "copy.pdf"]


def test_names_from_a_file_lead_nowhere(tmp_path: Path) -> None:
    listed = {
        "../../../../etc/passwd": sheet("1"),
        "..\\..\\autoexec.pdf": sheet("2"),
        "/": sheet("3"),
        "..": sheet("4"),
        "be\x07ll\u202e\r\n.pdf": sheet("5"),
        "a/same.pdf": sheet("6"),
        "b/SAME.pdf": sheet("7"),
        "long" * 100 + ".pdf": sheet("8"),
    }
    write(tmp_path / "inbox", binder=portfolio(listed))
    ingested(tmp_path)
    names = {str(path).removeprefix("binder.pdf/") for path, *_ in rows(tmp_path)} - {"binder.pdf"}
    assert names == {
        "passwd",
        "autoexec.pdf",
        "attachment",
        "attachment (2)",
        "bell.pdf",
        "same.pdf",
        "SAME (2).pdf",
        ("long" * 100)[:116] + ".pdf",
    }


def test_files_inside_files_end_somewhere(tmp_path: Path) -> None:
    content = sheet("The innermost.")
    for level in range(5, 0, -1):
        content = portfolio({f"level{level}.pdf": content}, cover=f"Level {level}.")
    write(tmp_path / "inbox", binder=content)
    ingested(tmp_path)
    assert rows(tmp_path) == [
        ("binder.pdf", "ok", None),
        ("binder.pdf/level1.pdf", "ok", None),
        ("binder.pdf/level1.pdf/level2.pdf", "ok", None),
        ("binder.pdf/level1.pdf/level2.pdf/level3.pdf", "partial", "too_large"),
    ]


def test_too_many_attachments_are_said_and_the_others_taken(tmp_path: Path) -> None:
    write(tmp_path / "inbox", binder=portfolio({f"{number}.txt": b"%d" % number for number in range(203)}))
    report = ingested(tmp_path)
    ((path, status, code, message),) = rows(tmp_path, "select path, status, error_code, error_message from documents")
    assert (path, status, code) == ("binder.pdf", "partial", "too_large")
    assert str(message).startswith("3 of its attachments are not taken")
    assert len(report.skipped) == 200


def test_attachments_that_cannot_be_read_are_rows_too(tmp_path: Path) -> None:
    listed = {"locked.pdf": encrypted(), "damaged.pdf": sheet("x")[:300], "sound.pdf": sheet("A letter.")}
    write(tmp_path / "inbox", binder=portfolio(listed))
    ingested(tmp_path)
    assert rows(tmp_path)[1:] == [
        ("binder.pdf/damaged.pdf", "quarantined", "corrupt"),
        ("binder.pdf/locked.pdf", "quarantined", "encrypted"),
        ("binder.pdf/sound.pdf", "ok", None),
    ]
    passwords = tmp_path / "passwords.txt"
    passwords.write_text(f"binder.pdf\t{PASSWORD}\n")
    ingested(tmp_path, password_file=passwords)
    assert rows(tmp_path)[2] == ("binder.pdf/locked.pdf", "ok", None)


def test_inspect_names_the_files_inside(starkcheck: Starkcheck, tmp_path: Path) -> None:
    binder = write(tmp_path, binder=portfolio({"lease.pdf": pdf(*LEASE), "roll.xlsx": b"PK"})) / "binder.pdf"
    result = starkcheck("inspect", binder)
    assert result.exit_code == ExitCode.DONE
    assert "attached: lease.pdf" in result.stdout
    assert "attached: roll.xlsx, 2 bytes, no PDF" in result.stdout


def test_scripts_and_launches_are_not_run(tmp_path: Path) -> None:
    marker = tmp_path / "sprung"
    write(tmp_path / "inbox", trap=booby_trapped(str(marker)))
    ingested(tmp_path)
    assert rows(tmp_path) == [("trap.pdf", "ok", None)]
    assert not marker.exists()


def test_the_pdf_library_has_no_engine_for_scripts() -> None:
    """Read with V8 built in, a file's scripts would only be one forgotten call away."""
    assert not {"V8", "XFA"} & set(pypdfium2.version.PDFIUM_INFO.flags)


def test_no_code_of_ours_asks_a_form_to_act() -> None:
    """FORM_DoDocumentJSAction, FORM_DoDocumentOpenAction, FORM_DoPageAAction: PDFium acts only when told to."""
    root = Path(__file__).parents[2]
    sources = [path for room in ("extractors", "flows", "store", "models") for path in (root / room).rglob("*.py")]
    assert len(sources) > 100
    assert [path for path in sources if "FORM_Do" in path.read_text(encoding="utf-8")] == []


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script with a relative path would leave its mark here."""
    monkeypatch.chdir(tmp_path)
