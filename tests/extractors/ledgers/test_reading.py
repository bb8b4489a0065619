"""Ledgers from CSV files: every form of a cell, every fault with its line, and nothing half taken."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.ledgers.header import columns_of
from extractors.ledgers.reading import MOST_PROBLEMS, LedgerRefusedError, read
from models.ledger import LAID_BESIDE_CONTRACTS, LEDGERS, LedgerKind, Ledgers
from models.ledger_rows import Payment

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "ledgers.md").read_text(encoding="utf-8")
HEADER = "payer,payee,amount,paid_on"


def payments(text: str | bytes, **options: bool) -> tuple[Payment, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    rows = read(LedgerKind.PAYMENTS, data, "book.csv", **options).rows
    return tuple(row for row in rows if isinstance(row, Payment))


def problems(text: str | bytes, **options: bool) -> list[tuple[int, str]]:
    with pytest.raises(LedgerRefusedError) as refusal:
        payments(text, **options)
    return [(problem.line, problem.reason) for problem in refusal.value.problems]


@pytest.mark.parametrize("kind", LedgerKind)
def test_the_example_of_every_ledger_is_read_whole(kind: LedgerKind) -> None:
    file = ROOT / "fixtures" / "ledgers" / f"{kind.value}.csv"
    rows = read(kind, file.read_bytes(), file.name).rows
    assert len(rows) >= 2
    assert {type(row) for row in rows} == {LEDGERS[kind]}
    for row in rows:
        assert LEDGERS[kind].model_validate_json(row.model_dump_json()) == row


@pytest.mark.parametrize("kind", LedgerKind)
def test_every_ledger_is_documented_with_its_header_columns_and_words(kind: LedgerKind) -> None:
    section = PAGE.split(f"\n## {kind.value}\n")[1].split("\n## ")[0]
    columns = columns_of(kind)
    assert f"```csv\n{','.join(column.name for column in columns)}\n```" in section
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [column.name for column in columns]
    for column in columns:
        (blank, form, meaning) = re.findall(
            rf"^\| `{column.name}` \| (.*?) \| (.*?) \| (.*?) \|$", section, re.MULTILINE
        )[0]
        assert blank.strip() == ("" if column.required else "yes")
        assert form == (", ".join(f"`{word}`" for word in column.words) if column.words else column.form)
        assert meaning == column.meaning


def test_every_ledger_has_a_place_among_them_all() -> None:
    assert set(Ledgers.model_fields) == {"imported", *(kind.value for kind in LAID_BESIDE_CONTRACTS)}


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1234.5", "1234.50"),
        ('"1,234.50"', "1234.50"),
        ('"$1,234,567.89"', "1234567.89"),
        ("$ 12", "12.00"),
        ("USD 12", "12.00"),
        ("12 USD", "12.00"),
        ("-12.00", "-12.00"),
        ("$-12", "-12.00"),
        ("-$12", "-12.00"),
        ("(12.00)", "-12.00"),
        ("($12.00)", "-12.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("0", "0.00"),
        ("5.000", "5.00"),
        ("\u22125", "-5.00"),
    ],
)
def test_sums_of_money(cell: str, amount: str) -> None:
    (row,) = payments(f"{HEADER}\nA,B,{cell},2024-01-31\n")
    assert str(row.amount) == amount


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ('"1,23"', "no amount in dollars"),
        ('"1.234,56"', "no amount in dollars"),
        ("1e5", "no amount in dollars"),
        ("12 EUR", "no amount in dollars"),
        ("=1+1", "no amount in dollars"),
        ("twelve", "no amount in dollars"),
        (".", "no amount in dollars"),
        ("(-5)", "negative twice"),
        ("5.005", "more than 2 decimal places"),
        ("99999999999999", "larger than any sum"),
        ("NaN", "no amount in dollars"),
    ],
)
def test_sums_that_are_refused(cell: str, complaint: str) -> None:
    ((line, reason),) = problems(f"{HEADER}\nA,B,1,2024-01-31\nA,B,{cell},2024-01-31\n")
    assert line == 3
    assert reason.startswith("amount: ")
    assert complaint in reason


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-01-31", date(2024, 1, 31)),
        ("2024-1-5", date(2024, 1, 5)),
        ("1/31/2024", date(2024, 1, 31)),
        ("01/05/2024", date(2024, 1, 5)),
        ("2/29/2024", date(2024, 2, 29)),
        ("2024-01-05 00:00:00", date(2024, 1, 5)),
        ("1/5/2024 0:00", date(2024, 1, 5)),
    ],
)
def test_days(cell: str, day: date) -> None:
    (row,) = payments(f"{HEADER}\nA,B,1,{cell}\n")
    assert row.paid_on == day


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("31/1/2024", "the month comes first"),
        ("1/31/24", "no day written as"),
        ("31-1-2024", "no day written as"),
        ("1.31.2024", "no day written as"),
        ("45306", "no day written as"),
        ("5 January 2024", "no day written as"),
        ("2/29/2023", "no day of the calendar"),
        ("13/13/2024", "no day of the calendar"),
        ("0204-01-31", "outside the years"),
        ("2024-01-05 14:30", "no day written as"),
    ],
)
def test_days_that_are_refused(cell: str, complaint: str) -> None:
    ((line, reason),) = problems(f"{HEADER}\nA,B,1,{cell}\n")
    assert line == 2
    assert complaint in reason


@pytest.mark.parametrize(
    ("text", "payee", "line"),
    [
        (f"\ufeff{HEADER}\nA,B,1,2024-01-31\n", "B", 2),
        (f"{HEADER}\r\n\r\n,,,\r\nA,B,1,2024-01-31\r\n", "B", 4),
        (f'{HEADER}\nA,"B\nand C",1,2024-01-31\n', "B\nand C", 2),
        (f'\n\n{HEADER}\nA,"B, ""the"" C",1,2024-01-31', 'B, "the" C', 4),
        ('"Payer", PAYEE ,Amount,Paid-On\nA,  B ,1,2024-01-31\n', "B", 2),
        ("paid on,amount,payee,payer\n2024-01-31,1,B,A\n", "B", 2),
        (f"{HEADER}\nA,=cmd|' /C calc'!A0,1,2024-01-31\n", "=cmd|' /C calc'!A0", 2),
        (f"{HEADER},\nA,B,1,2024-01-31,\n", "B", 2),
    ],
)
def test_what_a_file_may_look_like(text: str, payee: str, line: int) -> None:
    (row,) = payments(text)
    assert (row.payer, row.payee, row.line) == ("A", payee, line)
    assert row.place == f"book.csv line {line}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, "The file is empty")]),
        ("\n\n", [(0, "The file is empty")]),
        (f"{HEADER}\n", [(0, "no row")]),
        ("payer;payee;amount;paid_on\n", [(1, "parted by commas")]),
        ("payer,payee,amount\n", [(1, "Columns are missing: paid_on.")]),
        (f"{HEADER},Paid On\n", [(1, "The column paid_on is there twice.")]),
        (f"{HEADER},purpos\n", [(1, "has no column 'purpos'. Is it purpose?")]),
        (f"{HEADER},to_physician\n", [(1, "has no column 'to_physician'.")]),
        (f"{HEADER},line\n", [(1, "has no column 'line'.")]),
        (f"{HEADER}\nA,B,1\n", [(2, "The row has 3 cells, the header 4.")]),
        (f"{HEADER}\nA,B,1,2024-01-31,more\n", [(2, "The row has 5 cells, the header 4.")]),
        (f"{HEADER},\nA,B,1,2024-01-31,more\n", [(2, "under a column that has no heading")]),
        (f"{HEADER}\nA,,1,2024-01-31\n", [(2, "payee: is empty.")]),
        (f'{HEADER}\nA,"B,1,2024-01-31\n', [(2, "cannot be parted into cells")]),
        (f"{HEADER},period_from\nA,B,1,2024-01-31,2024-01-01\n", [(2, "give both or neither")]),
        (
            f"{HEADER},period_from,period_until\nA,B,1,2024-01-31,2024-01-02,2024-01-01\n",
            [(2, "2024-01-01 is before 2024-01-02")],
        ),
        (
            f"{HEADER}\nA,,x,1\nA,B,1,2024-01-31\n,B,2,y\n",
            [(2, "payee"), (2, "amount"), (2, "paid"), (4, "payer"), (4, "")],
        ),
        (f"{HEADER}\nA,B\0,1,2024-01-31\n", [(0, "zero bytes")]),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    found = problems(text)
    assert [line for line, _ in found] == [line for line, _ in expected]
    for (_, reason), (_, words) in zip(found, expected, strict=True):
        assert words in reason


def test_no_more_than_some_problems_are_told_but_all_are_counted() -> None:
    with pytest.raises(LedgerRefusedError) as refusal:
        payments(HEADER + "\nA,B,x,2024-01-31" * (MOST_PROBLEMS + 7))
    assert len(refusal.value.problems) == MOST_PROBLEMS
    assert refusal.value.count == MOST_PROBLEMS + 7


def test_columns_that_the_ledger_does_not_have_may_be_left_out() -> None:
    found = read(
        LedgerKind.PAYMENTS, f"{HEADER},GL Code\nA,B,1,2024-01-31,7\n".encode(), "b.csv", leave_other_columns=True
    )
    assert len(found.rows) == 1
    assert found.notes == ("Left out, as the ledger has no such column: GL Code.",)


def test_windows_1252_is_read_and_told() -> None:
    found = read(LedgerKind.PAYMENTS, f"{HEADER}\nA,Renée,1,2024-01-31\n".encode("cp1252"), "b.csv")
    assert [getattr(row, "payee", None) for row in found.rows] == ["Renée"]
    assert "Windows-1252" in found.notes[0]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (HEADER.encode("utf-16"), 0, "UTF-16"),
        (f"{HEADER}\nA,B,1,2024-01-31\nA,".encode() + b"\x81\xff", 3, "neither UTF-8 nor Windows-1252"),
        (b"PK\x03\x04\x00\x00", 0, "a workbook"),
    ],
)
def test_bytes_that_are_no_such_text(data: bytes, line: int, words: str) -> None:
    ((found, reason),) = problems(data)
    assert found == line
    assert words in reason


@pytest.mark.parametrize(
    ("kind", "header", "row", "complaint"),
    [
        (
            "nonmonetary_compensation",
            "entity,physician,given_on,item,value,form",
            "A,B,2024-01-01,x,-5,in kind",
            "negative",
        ),
        (
            "nonmonetary_compensation",
            "entity,physician,given_on,item,value,form",
            "A,B,2024-01-01,x,5,voucher",
            "form: must",
        ),
        (
            *("nonmonetary_compensation", "entity,physician,given_on,item,value,form,returned_on,returned_value"),
            *("A,B,2024-01-01,x,5,cash,2024-02-01,6", "no more than value"),
        ),
        (
            "incidental_benefits",
            "entity,physician,given_on,benefit,value,on_campus",
            "A,B,2024-01-01,x,5,maybe",
            "neither",
        ),
        (
            *("group_collections", "group_practice,received_from,received_until,amount"),
            *("A,2024-12-01,2025-01-31,5", "calendar years"),
        ),
        ("group_pay", "group_practice,physician,year,total_pay,dhs_profits", "A,B,24,5,5", "year with four digits"),
        ("group_pay", "group_practice,physician,year,total_pay,dhs_profits", "A,B,2024,5,5.01", "more than total_pay"),
        ("group_services", "group_practice,physician,year,status", "A,B,2024,owner", "neither hours nor encounters"),
        (
            *("group_services", "group_practice,physician,year,status,hours_through_group,hours_in_all"),
            *("A,B,2024,owner,6,5", "more than hours_in_all"),
        ),
        (
            *("group_roster", "group_practice,physician,status,first_day,last_day"),
            *("A,B,owner,2024-02-01,2024-01-31", "before"),
        ),
        ("ownership_and_family", "person,relation,other,percent", "A,spouse,B,5", "are for owners"),
        ("ownership_and_family", "person,relation,other,percent", "A,owner,B,101%", "no percentage"),
        ("ownership_and_family", "person,relation,other", "A,friend,B", "relation: must"),
        ("fmv_opinions", "entity,subject,low,high,unit,opinion_on", "A,x,6,5,hour,2024-01-01", "less than low"),
        (
            *("ehr_donations", "donor,physician,items,cost,received_on,share_paid,initial"),
            *("A,B,x,100,2024-01-01,15,yes", "paid_on: is missing"),
        ),
        (
            *("ehr_donations", "donor,physician,items,cost,received_on,share_paid,initial"),
            *("A,B,x,0,2024-01-01,0,yes", "greater than 0"),
        ),
        ("overpayments", "entity,reference,identified_on,investigation_until", "A,1,2024-01-01,2024-02-01", "needs"),
    ],
)
def test_rows_that_cannot_be(kind: str, header: str, row: str, complaint: str) -> None:
    with pytest.raises(LedgerRefusedError) as refusal:
        read(LedgerKind(kind), f"{header}\n{row}\n".encode(), "b.csv")
    assert [problem.line for problem in refusal.value.problems] == [2]
    assert complaint in refusal.value.problems[0].reason


def test_shares_and_hours_keep_four_places() -> None:
    (tie,) = read(LedgerKind.OWNERSHIP_AND_FAMILY, b"person,relation,other,percent\nA,Owner,B,33.3333%\n", "b.csv").rows
    assert getattr(tie, "percent", None) == Decimal("33.3333")
