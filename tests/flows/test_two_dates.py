"""The day of looking and the days whose law governs, from drawn papers through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.command_line import app
from flows.exit_codes import ExitCode
from tests.flows.drawn import pdf, write

_SIGNED = (
    "LESSOR: WHINFELL HILL IMAGING, LLC",
    "By: /s/ Ines Calder",
    "Name: Ines Calder, M.D.",
    "Title: Manager",
    "LESSEE: DRUMMOND REGIONAL HOSPITAL, INC.",
    "By: /s/ Lazlo Renn",
    "Name: Lazlo Renn",
    "Title: Chief Executive Officer",
)
LEASE = (
    "EQUIPMENT LEASE AGREEMENT",
    "This Equipment Lease Agreement is entered into as of January 15, 2008, by and between",
    'Whinfell Hill Imaging, LLC ("Lessor"), a company owned by physicians on the medical staff of',
    'Lessee, and Drummond Regional Hospital, Inc. ("Lessee").',
    "1. Equipment. Lessor leases to Lessee the ultrasound scanner, serial number 4471.",
    "2. Term. The term of this Agreement is five (5) years, commencing on January 15, 2008.",
    "3. Rent. Lessee shall pay Lessor $75.00 for each scan performed on the Equipment.",
    "IN WITNESS WHEREOF, the parties have executed this Agreement.",
    *_SIGNED,
)
PLAN = (
    "GROUP COMPENSATION PLAN",
    'This Compensation Plan of Aldermere Physicians, P.C. (the "Group") is adopted December 3, 2018',
    "and takes effect January 1, 2019. It continues until amended or revoked.",
    "1. Ultrasound Pool. The net profit from ultrasound services that the Group furnishes is pooled",
    "by itself and divided in equal shares, per capita, among the physicians of the Group.",
    "ALDERMERE PHYSICIANS, P.C.",
    "By: /s/ Odile Brankov",
    "Name: Odile Brankov, M.D.",
    "Title: President",
)


def flat_rent_from(day: str) -> tuple[str, ...]:
    """An amendment that puts flat rent in the place of rent by the scan."""
    return (
        "FIRST AMENDMENT TO EQUIPMENT LEASE AGREEMENT",
        "This First Amendment is made as of September 14, 2009 and amends the Equipment Lease Agreement",
        'dated January 15, 2008 between Whinfell Hill Imaging, LLC ("Lessor") and',
        'Drummond Regional Hospital, Inc. ("Lessee").',
        f"1. Effective {day}, Section 3 (Rent) is deleted in its entirety and replaced with:",
        '"3. Rent. Lessee shall pay Lessor rent of $4,100.00 per month."',
        "2. All other terms remain in effect.",
        *_SIGNED,
    )


def found(folder: Path, check: str, as_of: str) -> list[dict[str, Any]]:
    """The findings of a check on a folder looked at on that day."""
    database = folder / f"{as_of}.duckdb"
    runner = CliRunner()
    done = runner.invoke(app, ["run", str(folder), "--db", str(database), "--as-of", as_of, "--quiet"])
    assert done.exit_code == ExitCode.DONE
    asked = runner.invoke(app, ["findings", "--db", str(database), "--check", check, "--format", "json"])
    rows: list[dict[str, Any]] = json.loads(asked.stdout)
    return rows


@pytest.mark.parametrize(("as_of", "expected"), [("2009-09-30", []), ("2009-10-01", ["error"])])
def test_a_lease_of_2008_by_the_scan_before_and_after_the_ban(tmp_path: Path, as_of: str, expected: list[str]) -> None:
    rows = found(write(tmp_path, lease=pdf(*LEASE)), "per-click-rent", as_of)
    assert [row["severity"] for row in rows] == expected


@pytest.mark.parametrize(("as_of", "expected"), [("2021-12-31", []), ("2022-01-01", ["error"])])
def test_a_plan_of_2019_under_the_text_before_2022_and_after(tmp_path: Path, as_of: str, expected: list[str]) -> None:
    rows = found(write(tmp_path, plan=pdf(*PLAN)), "dhs-linked-pay", as_of)
    assert [row["severity"] for row in rows] == expected


@pytest.mark.parametrize(("day", "held_until"), [("October 1, 2009", None), ("October 2, 2009", "2009-10-01")])
def test_rent_that_an_amendment_replaced_is_judged_until_then(tmp_path: Path, day: str, held_until: str | None) -> None:
    papers = write(tmp_path, lease=pdf(*LEASE), amendment=pdf(*flat_rent_from(day)))
    rows = found(papers, "per-click-rent", "2011-06-30")
    assert [row["severity"] for row in rows] == (["error"] if held_until else [])
    assert all(f"It held until {held_until}: FIRST AMENDMENT" in row["message"] for row in rows)
