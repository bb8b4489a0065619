"""Claims by columns: as every other ledger reads them, every fault with its line, and nothing half taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.ledgers.claims import read_claims
from extractors.ledgers.reading import MOST_PROBLEMS, LedgerRefusedError, read
from models.claims import Claim
from models.ledger import LedgerKind
from store.claims import by_columns

EXAMPLE = Path(__file__).parents[3] / "fixtures" / "ledgers" / "claims.csv"
HEADER = "claim,service_on,payer,paid,dhs_category,referred_by_npi,referred_by"


def problems(*rows: str, header: str = HEADER) -> list[tuple[int, str]]:
    with pytest.raises(LedgerRefusedError) as refusal:
        read_claims("\n".join((header, *rows)).encode())
    return [(problem.line, problem.reason) for problem in refusal.value.problems]


def test_by_columns_is_what_row_by_row_is() -> None:
    found = read_claims(EXAMPLE.read_bytes())
    by_rows = by_columns(read(LedgerKind.CLAIMS, EXAMPLE.read_bytes(), "claims.csv").rows)
    assert found.lines == by_rows.lines == (2, 3, 4, 5, 6, 7)
    assert dict(found.columns) == dict(by_rows.columns)
    assert found.columns["paid"][0] == "1250.40"
    assert found.columns["paid"][5] == "-1250.40"
    assert found.columns["service_on"][2] == "2024-03-04"
    assert found.columns["payer"][1] == "medicare"
    assert list(found.columns) == [name for name in Claim.model_fields if name not in {"file_name", "line"}]


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        (",2024-01-02,medicare,1.00,none,,", 3, "claim: is empty."),
        ("c,,medicare,1.00,none,,", 3, "service_on: is empty."),
        ("c,31/1/2024,medicare,1.00,none,,", 3, "has no month 31"),
        ("c,2024-02-30,medicare,1.00,none,,", 3, "is no day of the calendar"),
        ("c,2024-01-02,medicair,1.00,none,,", 3, "payer: must be 'medicare'"),
        ("c,2024-01-02,medicare,1.005,none,,", 3, "has more than 2 decimal places"),
        ("c,2024-01-02,medicare,,none,,", 3, "paid: is empty."),
        ("c,2024-01-02,medicare,1.00,x-ray,,", 3, "dhs_category: must be 'none'"),
        ("c,2024-01-02,medicare,1.00,none,123456789,", 3, "has ten digits"),
        ("c,2024-01-02,medicare,1.00,none", 3, "The row has 5 cells, the header 7."),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_nothing_is_taken(row: str, line: int, reason: str) -> None:
    good = 'a,2024-01-02,medicare,1.00,none,,"Fernquist\nM.D."' if "cells" in reason else "a,1/2/2024,medicare,1,none,,"
    told = problems(good, row)
    assert len(told) == 1
    assert told[0][0] == (line + 1 if "cells" in reason else line)
    assert reason in told[0][1]


def test_the_same_fault_is_told_on_each_of_its_lines() -> None:
    rows = [f"c{number},2024-01-02,medicair,1.00,none,," for number in range(60)]
    told = problems(*rows)
    assert [line for line, _ in told] == list(range(2, 2 + MOST_PROBLEMS))


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("claim,service_on,payer", "Columns are missing: paid."),
        (f"{HEADER},refered_by", "Is it"),
        (f"{HEADER},claim", "The column claim is there twice."),
    ],
)
def test_a_header_that_is_not_ours_is_refused(header: str, reason: str) -> None:
    assert any(reason in told for _, told in problems("c", header=header))


def test_an_identifier_with_a_wrong_check_digit_is_taken_and_told() -> None:
    rows = "\n".join(
        (HEADER, "c,2024-01-02,medicare,1.00,none,1234567893,", "d,2024-01-02,medicare,1.00,none,1234567890,")
    )
    found = read_claims(rows.encode())
    assert found.columns["referred_by_npi"] == ("1234567893", "1234567890")
    assert found.notes == ("These NPIs fail their check digit, and may be misspelt: 1234567890.",)


def test_columns_that_are_not_ours_are_left_out_if_asked_to() -> None:
    data = f"{HEADER},patient\nc,2024-01-02,medicare,1.00,none,,,Roe\n".encode()
    found = read_claims(data, leave_other_columns=True)
    assert "patient" not in found.columns
    assert "patient" in found.notes[0]
