"""Relationships by the command line, and findings that several contracts make together."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows.exit_codes import ExitCode
from models.contract import Contract
from models.document import DocumentRole
from models.party import EntityKind, PartyRole
from store.writer import Store
from tests import factories as make
from tests.flows.conftest import Starkcheck

DAY = date(2026, 1, 31)
WHY = ("--reason", "Seen in the file.", "--by", "Jane Roe", "--as-of", DAY)
SPELLED_OTHERWISE = "Thomasin Fernquist, M.D."


def lease(number: int, physician: str, amount: int, start: date, end: date) -> Contract:
    parties = (
        make.party(),
        make.party(physician, PartyRole.LESSEE, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
    )
    return make.contract(
        make.document(f"lease {number}", f"/inbox/{number}.pdf"),
        title="Lease of Scanner 7",
        parties=parties,
        document_role=DocumentRole.AGREEMENT,
        effective_date=make.fact(start),
        expiration_date=make.fact(end),
        renewal_kind=make.unknown(),
        compensation=(make.component(amount=Decimal(amount)),),
    )


@pytest.fixture
def leases(starkcheck: Starkcheck, tmp_path: Path) -> None:
    """Two leases of one scanner in one year, whose physician is spelled in two ways; checked."""
    one = lease(1, make.PHYSICIAN, 2500, date(2024, 1, 1), date(2024, 6, 30))
    two = lease(2, SPELLED_OTHERWISE, 1500, date(2024, 7, 1), date(2025, 12, 31))
    with Store.open(tmp_path / "starkcheck.duckdb") as store:
        run_id = store.begin_run("ingest", DAY)
        for number, each in enumerate((one, two), start=1):
            store.write(make.extraction(make.document(f"lease {number}", f"/inbox/{number}.pdf"), each), run_id)
        store.finish_run(run_id)
        store.publish()
    assert starkcheck("check", "--as-of", DAY, "-q").exit_code == ExitCode.DONE


def rows(starkcheck: Starkcheck, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(starkcheck(*words, "-f", "json").stdout)
    return found


def made_anew(starkcheck: Starkcheck) -> list[str]:
    found = rows(starkcheck, "findings", "--check", "recontracted-in-first-year")
    assert all(row["relationship_id"] for row in found)
    return [row["file_name"] for row in found]


@pytest.mark.usefixtures("leases")
def test_what_a_person_joins_is_checked_together_until_it_is_taken_back(starkcheck: Starkcheck) -> None:
    listed = rows(starkcheck, "relationships", "list")
    assert [(row["physician"], row["contract_count"]) for row in listed] == [
        (make.PHYSICIAN, 1),
        (SPELLED_OTHERWISE, 1),
    ]
    assert made_anew(starkcheck) == []
    ids = [row["relationship_id"] for row in listed]
    joined = starkcheck("relationships", "join", ids[0], "2.pdf", *WHY)
    assert joined.exit_code == ExitCode.DONE
    assert "2 contracts checked" in joined.stderr
    assert made_anew(starkcheck) == ["2.pdf"]
    assert starkcheck("check", "--as-of", DAY, "-q").exit_code == ExitCode.DONE
    assert [row["contract_count"] for row in rows(starkcheck, "relationships", "list")] == [2]
    assert made_anew(starkcheck) == ["2.pdf"]
    assert starkcheck("relationships", "part", "2.pdf", "-q", *WHY).exit_code == ExitCode.DONE
    assert made_anew(starkcheck) == []
    assert starkcheck("relationships", "part", "2.pdf", "--withdraw", "-q", *WHY).exit_code == ExitCode.DONE
    assert made_anew(starkcheck) == ["2.pdf"]
    assert starkcheck("relationships", "join", *ids, "--withdraw", "-q", *WHY).exit_code == ExitCode.DONE
    assert made_anew(starkcheck) == []


@pytest.mark.usefixtures("leases")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("join", "1.pdf", "1.pdf", "--reason", "x"), ExitCode.USAGE, "not one already"),
        (("join", "1.pdf", "2.pdf"), ExitCode.USAGE, "--reason"),
        (("part", "nobody.pdf", "--reason", "x"), ExitCode.INPUT, "nobody.pdf"),
        (("join", "nobody.pdf", "2.pdf", "--reason", "x"), ExitCode.INPUT, "Name a relationship by its id"),
        (("join", "1.pdf", "2.pdf", "--withdraw", "--reason", "x"), ExitCode.USAGE, "No join of these stands"),
    ],
)
def test_what_cannot_be_decided_is_said(
    starkcheck: Starkcheck, words: tuple[str, ...], code: ExitCode, says: str
) -> None:
    refused = starkcheck("relationships", *words)
    assert refused.exit_code == code
    assert says in refused.stderr
