"""Names and words from files cannot steer a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from flows.tables import Format, print_rows, write_csv
from reports.plain_text import escaped_json, neutral_cell, visible
from store.query import Table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lease.pdf", "Lease.pdf"),
        ("Müller & Söhne – №7.pdf", "Müller & Söhne – №7.pdf"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("\x9b31mred", r"\x9b31mred"),
        ("invoice\u202efdp.exe", r"invoice\u202efdp.exe"),
        ("bell\x07", r"bell\x07"),
        ("two\nlines\tand\rmore", "two lines and more"),
        ("[bold]not bold[/bold]", "[bold]not bold[/bold]"),
        ("\ud800", r"\ud800"),
    ],
)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["a\x7fb", "a\x9bb", "a\u202eb", "é", "a\U000e0041b", "plain"])
def test_json_stays_json_and_harmless(text: str) -> None:
    printed = escaped_json(json.dumps([text], ensure_ascii=False, indent=2))
    assert json.loads(printed) == [text]
    assert printed.replace("\n", "") == visible(printed.replace("\n", ""))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", '=HYPERLINK("http://x")'])
def test_a_spreadsheet_takes_no_cell_for_a_formula(text: str) -> None:
    out = io.StringIO()
    write_csv(Table(columns=("quote", "amount", "day"), rows=((text, Decimal("-5.00"), date(2024, 1, 2)),)), out)
    _, row = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row == ["'" + text.replace("\r", "\n"), "-5.00", "2024-01-02"]


@pytest.mark.parametrize("text", ["", "Lease", "1-2", "a=b"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert neutral_cell(text) == text


def test_rows_are_the_same_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(
        columns=("file_name", "amount", "signed_on", "dhs_categories", "cap_amount"),
        rows=(("\x1b]0;lease[red].pdf", Decimal("75.00"), date(2024, 3, 1), ["radiology_imaging"], None),),
    )
    print_rows(table, Format.JSON)
    assert json.loads(capsys.readouterr().out) == [
        {
            "file_name": "\x1b]0;lease[red].pdf",
            "amount": 75.0,
            "signed_on": "2024-03-01",
            "dhs_categories": ["radiology_imaging"],
            "cap_amount": None,
        }
    ]
    print_rows(table, Format.TABLE)
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert r"\x1b]0;lease[red].pdf" in printed
    print_rows(table, Format.CSV)
    assert capsys.readouterr().out.splitlines()[1] == r"\x1b]0;lease[red].pdf,75.00,2024-03-01,radiology_imaging,"
