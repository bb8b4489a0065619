"""Ledgers by the command line: imported, refused, listed, withdrawn."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from models.ledger import LedgerKind
from store.writer import Store
from tests.flows.conftest import Starkcheck
from tests.store.other_process import running
from tests.store.test_one_writer import WRITER

GOOD = "payer,payee,amount,paid_on\nA,B,10,2024-01-31\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.csv"
    file.write_text(GOOD)
    return file


def test_a_file_is_imported_once_replaced_and_withdrawn(starkcheck: Starkcheck, book: Path) -> None:
    first = starkcheck("ledger", "import", "payments", "book.csv", "--by", "Jane Roe")
    assert first.exit_code == ExitCode.DONE
    assert "1 row of payments, import 1." in first.stderr
    assert "there already as import 1. Nothing was changed" in starkcheck("ledger", "import", "payments", book).stderr
    book.write_text(f"{GOOD}A,B,20,2024-02-29\n")
    beside = starkcheck("ledger", "import", "payments", book)
    assert "import 1 of the same file name goes on counting beside it" in beside.stderr
    book.write_text(f"{GOOD}A,B,30,2024-02-29\n")
    assert "in place of import 1, 2" in starkcheck("ledger", "import", "Payments", book, "--replace").stderr
    assert starkcheck("ledger", "withdraw", 3).exit_code == ExitCode.USAGE
    assert starkcheck("ledger", "withdraw", 9, "--reason", "None.").exit_code == ExitCode.INPUT
    gone = starkcheck("ledger", "withdraw", 3, "--reason", "The wrong year.", "--by", "Jane Roe")
    assert "Import 3 (book.csv, 2 rows of payments) is withdrawn." in gone.stderr
    listed = json.loads(starkcheck("ledger", "list", "-f", "json").stdout)
    assert [(row["import_id"], row["status"]) for row in listed] == [(1, "replaced"), (2, "replaced"), (3, "withdrawn")]
    assert json.loads(starkcheck("ledger", "list", "--status", "standing", "-f", "json").stdout) == []
    assert len(json.loads(starkcheck("ledger", "list", "--kind", "payments", "-f", "json").stdout)) == 3


def test_nothing_of_a_bad_file_is_taken_and_every_fault_is_told(starkcheck: Starkcheck, book: Path) -> None:
    book.write_text(f"{GOOD}A,,x,2024-01-31\nA,B,1,31/1/2024\n")
    refused = starkcheck("ledger", "import", "payments", book)
    assert refused.exit_code == ExitCode.INPUT
    assert "book.csv line 3: payee: is empty." in refused.stderr
    assert "book.csv line 3: amount: 'x' is no amount" in refused.stderr
    assert "book.csv line 4: paid_on: '31/1/2024'" in refused.stderr
    assert "Nothing of book.csv was imported." in refused.stderr
    assert not (book.parent / "starkcheck.duckdb").exists()


def test_more_problems_than_are_told_are_counted(starkcheck: Starkcheck, book: Path) -> None:
    book.write_text(GOOD + "A,B,x,2024-01-31\n" * 60)
    assert "There are 10 problems more." in starkcheck("ledger", "import", "payments", book).stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ledger", "import", "payments", "nowhere.csv"), ExitCode.INPUT),
        (("ledger", "import", "wages", "book.csv"), ExitCode.USAGE),
        (("ledger", "headers", "wages"), ExitCode.USAGE),
        (("ledger", "list"), ExitCode.STORE),
        (("ledger", "withdraw", 1, "--reason", "None."), ExitCode.STORE),
    ],
)
def test_what_cannot_be_done(words: tuple[str, ...], code: ExitCode, starkcheck: Starkcheck, book: Path) -> None:
    assert book.exists()
    assert starkcheck(*words).exit_code == code


@pytest.mark.parametrize("kind", LedgerKind)
def test_a_header_printed_is_one_that_is_read(kind: LedgerKind, starkcheck: Starkcheck, tmp_path: Path) -> None:
    printed = starkcheck("ledger", "headers", kind.value)
    (tmp_path / "empty.csv").write_text(printed.stdout)
    assert "a header, but no row" in starkcheck("ledger", "import", kind.value, "empty.csv").stderr
    assert f"# {kind.value}\n{printed.stdout}" in starkcheck("ledger", "headers").stdout


def test_text_stays_text_and_no_spreadsheet_computes_it(starkcheck: Starkcheck, book: Path) -> None:
    formula = '=HYPERLINK("http://x","y")'
    quoted = formula.replace('"', '""')
    book.write_text(f'payer,payee,amount,paid_on\n"{quoted}",@B,(10),2024-01-31\n')
    starkcheck("ledger", "import", "payments", book)
    printed = starkcheck("sql", "select payer, payee, amount from payments", "-f", "csv").stdout
    assert list(csv.reader(io.StringIO(printed)))[1] == [f"'{formula}", "'@B", "-10.00"]
    assert json.loads(starkcheck("sql", "select payer from payments", "-f", "json").stdout) == [{"payer": formula}]


def test_an_import_waits_for_the_writer(starkcheck: Starkcheck, book: Path) -> None:
    database = book.parent / "starkcheck.duckdb"
    with Store.open(database) as store:
        store.publish()
    with running(WRITER, database) as writer:
        assert writer.hear() == "open"
        busy = starkcheck("ledger", "import", "payments", book, "--wait", 0)
    assert busy.exit_code == ExitCode.STORE
    assert starkcheck("ledger", "import", "payments", book).exit_code == ExitCode.DONE


def test_columns_of_others_are_left_out_when_asked(starkcheck: Starkcheck, book: Path) -> None:
    book.write_text("payer,payee,amount,paid_on,GL Code\nA,B,10,2024-01-31,7\n")
    assert starkcheck("ledger", "import", "payments", book).exit_code == ExitCode.INPUT
    taken = starkcheck("ledger", "import", "payments", book, "--leave-other-columns", "-q")
    assert taken.exit_code == ExitCode.DONE
    assert "Left out, as the ledger has no such column: GL Code." in taken.stderr
