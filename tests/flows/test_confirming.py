"""Confirmations by the command line: what is printed, and what later runs and corrections make of them."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fixtures.contracts import office_lease_family_practice
from flows.exit_codes import ExitCode
from tests.flows.conftest import Starkcheck

DAY = date(2025, 1, 31)
LEASE = "office-lease-family-practice.pdf"
BY = ("--reason", "Looked at.", "--by", "Jane Roe")


@pytest.fixture
def lease(starkcheck: Starkcheck) -> Path:
    """A clean lease, read and checked on DAY: what is open, no rule tests."""
    file = Path("inbox") / LEASE
    file.parent.mkdir()
    file.write_bytes(office_lease_family_practice.FIXTURE.draw())
    assert starkcheck("run", "inbox", "-q", "--as-of", DAY).exit_code == ExitCode.DONE
    return file


def asked(starkcheck: Starkcheck, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(starkcheck("sql", sql, "-f", "json").stdout)
    return rows


def test_a_lease_becomes_compliant_once_a_person_confirmed_all_that_is_open(
    starkcheck: Starkcheck, lease: Path
) -> None:
    (known,) = asked(starkcheck, "select arrangement_id, status from arrangements")
    assert known["status"] == "undetermined"
    arrangement = known["arrangement_id"]
    is_open = asked(
        starkcheck, "select element from elements where is_best and status = 'undetermined' order by element"
    )
    appraisal = Path("appraisal.pdf")
    appraisal.write_bytes(b"%PDF appraisal")
    for row in is_open[1:]:
        done = starkcheck("confirm", LEASE, row["element"], "met", *BY, "--document", appraisal, "-q")
        assert (done.exit_code, done.output) == (ExitCode.DONE, "")
    last = starkcheck("confirm", arrangement.lower(), f"office-space/{is_open[0]['element']}", "met", *BY)
    assert f"office_space/{is_open[0]['element']}" in last.stderr
    assert "met, from the beginning until" in last.stderr
    assert f"confirmed by Jane Roe. As of {DAY} the element is satisfied." in last.stderr
    told = starkcheck("arrangement", arrangement, "--on", DAY, "--require-compliant")
    assert told.exit_code == ExitCode.DONE
    assert f"{arrangement} on {DAY}: compliant" in told.stdout
    assert "fair market value met, confirmed by Jane Roe" in told.stdout
    (kept,) = asked(starkcheck, "select distinct document_sha256 from confirmations where document_name is not null")
    assert kept["document_sha256"] == hashlib.sha256(b"%PDF appraisal").hexdigest()

    lease.rename(lease.with_name("renamed.pdf"))
    starkcheck("run", "inbox", "--again", "-q", "--as-of", DAY)
    assert starkcheck("arrangement", arrangement, "--on", DAY, "--require-compliant").exit_code == ExitCode.DONE

    starkcheck("correct", "renamed.pdf", "expiration_date", "2026-06-30", "--reason", "See page 1.", "--as-of", DAY)
    assert starkcheck("arrangement", arrangement, "--on", DAY, "--require-compliant").exit_code == ExitCode.FINDINGS
    rows = json.loads(starkcheck("confirmations", "--status", "outdated", "-f", "json").stdout)
    assert len(rows) == len(is_open)
    assert {row["outdated_because"] for row in rows} >= {"The contract has other days now."}
    assert "must be confirmed anew" in starkcheck("arrangement", arrangement, "--on", DAY).stdout
    starkcheck("correct", "renamed.pdf", "expiration_date", "--withdraw", "--reason", "No.", "--as-of", DAY)
    assert starkcheck("arrangement", arrangement, "--on", DAY, "--require-compliant").exit_code == ExitCode.DONE

    back = starkcheck("confirm", arrangement, "fair-market-value", "--withdraw", "--reason", "Another suite.")
    assert "the confirmation as met is taken back" in back.stderr
    assert starkcheck("arrangement", arrangement, "--on", DAY, "--require-compliant").exit_code == ExitCode.FINDINGS
    assert starkcheck("audit", "verify").exit_code == ExitCode.DONE


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("ZZZZZ-ZZZZZ", "signed", "met", *BY), ExitCode.INPUT, "No contract in the database stands for"),
        ((LEASE, "nonsense", "met", *BY), ExitCode.USAGE, "office_space/fair-market-value"),
        ((LEASE, "signed", "met", *BY), ExitCode.USAGE, "found met by the check already"),
        ((LEASE, "fair-market-value", "met"), ExitCode.USAGE, "Say why with --reason"),
        ((LEASE, "fair-market-value", *BY), ExitCode.USAGE, "met or not-met"),
        ((LEASE, "fair-market-value", "perhaps", *BY), ExitCode.USAGE, "neither met nor not-met"),
        ((LEASE, "fair-market-value", "met", *BY, "--document", "nowhere.pdf"), ExitCode.INPUT, "cannot be read"),
        ((LEASE, "fair-market-value", "--withdraw", *BY), ExitCode.USAGE, "Nobody confirmed"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_recorded(
    words: tuple[object, ...], code: ExitCode, said: str, starkcheck: Starkcheck, lease: Path
) -> None:
    refused = starkcheck("confirm", *words)
    assert refused.exit_code == code
    assert said in refused.stderr
    assert asked(starkcheck, "from confirmations") == []
