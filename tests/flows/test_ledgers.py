"""Ledgers by the command line: imported, refused, listed, withdrawn."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from flows.exit_codes import ExitCode
from models.ledger import LedgerKind
from store.writer import Store
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import pdf, write
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
    assert "There are 10 more problems." in starkcheck("ledger", "import", "payments", book).stderr


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


DIRECTOR = (
    "MEDICAL DIRECTOR AGREEMENT",
    "This Medical Director Agreement is entered into as of January 1, 2023, by and between",
    'Drummond Regional Hospital, Inc. ("Hospital"), and Ines Calder, M.D. ("Physician").',
    "1. Services. Physician shall serve as medical director of the cardiac unit of Hospital.",
    "2. Term. This Agreement begins on January 1, 2023 and ends on December 31, 2023. It shall not renew.",
    "3. Compensation. Hospital shall pay Physician $2,500.00 per month.",
    "IN WITNESS WHEREOF, the parties have executed this Agreement as of January 1, 2023.",
    "HOSPITAL: DRUMMOND REGIONAL HOSPITAL, INC.",
    "By: /s/ Lazlo Renn",
    "Name: Lazlo Renn",
    "Title: Chief Executive Officer",
    "PHYSICIAN:",
    "/s/ Ines Calder, M.D.",
    "Ines Calder, M.D.",
)
PAYMENTS = """payer,payee,amount,paid_on,period_from,period_until
"Drummond Regional Hospital, Inc.","Ines Calder, M.D.",2500.00,6/3/2023,5/1/2023,5/31/2023
DRUMMOND REGIONAL HOSPITAL INC,"Ines Calder, M.D.",2750.00,7/3/2023,6/1/2023,6/30/2023
"Drummond Regional Hospital, Inc.","Ines Calder, M.D.",3000.00,2/3/2024,1/1/2024,1/31/2024
"Drummond Regional Hospital, Inc.","Inés Caldera, M.D.",9000.00,2/3/2022,1/1/2022,1/31/2022
"""
GIFTS = """entity,physician,given_on,item,value,form
"Drummond Regional Hospital, Inc.","Ines Calder, M.D.",3/3/2024,Painting,900.00,in kind
"Drummond Regional Hospital, Inc.","Pavel Ostrand, M.D.",3/3/2024,Gift card,20.00,cash equivalent
"""


def found(starkcheck: Starkcheck) -> dict[str, list[dict[str, Any]]]:
    """The open findings that a ledger has part in, by check."""
    sql = "select check_name, contract_id, severity, message from findings where status = 'open' order by message"
    by_check: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(starkcheck("sql", sql, "-f", "json").stdout):
        by_check.setdefault(row["check_name"], []).append(row)
    return by_check


def test_ledgers_are_judged_beside_a_contract_that_was_read_and_where_there_is_none(
    starkcheck: Starkcheck, tmp_path: Path
) -> None:
    write(tmp_path / "inbox", director=pdf(*DIRECTOR))
    starkcheck("run", "inbox", "-q", "--as-of", "2025-06-30")
    needing_ledgers = {"payments-differ", "payments-after-end", "gifts-over-limit", "gifts-in-wrong-form"}
    assert needing_ledgers.isdisjoint(found(starkcheck))
    (tmp_path / "payments.csv").write_text(PAYMENTS)
    (tmp_path / "gifts.csv").write_text(GIFTS)
    assert starkcheck("ledger", "import", "payments", "payments.csv").exit_code == ExitCode.DONE
    assert starkcheck("ledger", "import", "nonmonetary-compensation", "gifts.csv").exit_code == ExitCode.DONE
    assert starkcheck("check", "-q", "--as-of", "2025-06-30").exit_code == ExitCode.DONE
    judged = found(starkcheck)
    (differs,) = judged["payments-differ"]
    assert "$2,750.00 were paid for 2023-06-01 to 2023-06-30 (payments.csv line 3)" in differs["message"]
    (after,) = judged["payments-after-end"]
    assert "ended on 2023-12-31, and $3,000.00 were paid for days after it" in after["message"]
    assert after["severity"] == "error"
    assert differs["contract_id"] == after["contract_id"]
    (over,) = judged["gifts-over-limit"]
    assert (over["contract_id"], over["severity"]) == (None, "warning")
    assert "Gifts of 2024 come to $900.00, the limit being $507.00" in over["message"]
    (card,) = judged["gifts-in-wrong-form"]
    assert "Gift card of 2024-03-03" in card["message"]
    (unwritten,) = judged["payments-without-writing"]
    assert "No contract covers $9,000.00 paid from 2022-01-01 on (payments.csv line 5 first)" in unwritten["message"]
    starkcheck("ledger", "withdraw", 1, "--reason", "Another hospital's.")
    starkcheck("check", "-q", "--as-of", "2025-06-30")
    assert set(found(starkcheck)) & {*needing_ledgers, "payments-without-writing"} == {
        "gifts-over-limit",
        "gifts-in-wrong-form",
    }
