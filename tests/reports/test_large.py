"""Every report of four hundred contracts and thousands of ledger lines: its outline, and the digest of its text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.command_line import app
from reports.limits import limits
from reports.look_back import look_back
from reports.look_back_report import look_back_report
from reports.payments import payments
from reports.register import register
from reports.report import Report
from reports.scorecard import scorecard
from store.query import query
from tests import factories as make
from tests.bench.judging import fill
from tests.reports.report_outline import outline
from tests.reports.report_text import as_text
from tests.store import stopped_clock

CONTRACTS = 400
AS_OF = date(2026, 1, 31)
HOSPITAL = f"{make.HOSPITAL} 0"
GOLDEN = Path(__file__).parent / "golden" / "large"
REPORTS: dict[str, Callable[[Path], Report]] = {
    "register": lambda database: register(database, AS_OF),
    "limits": lambda database: limits(database, AS_OF),
    "look-back": lambda database: look_back_report(database, AS_OF, identified_on=AS_OF),
    "payments": lambda database: payments(database, AS_OF),
    "scorecard": lambda database: scorecard(database, AS_OF),
}


def physician(number: int) -> str:
    pair = number % (CONTRACTS // 5)
    return f"Tamsin {chr(97 + pair % 26)}{chr(97 + pair // 26 % 26)}elquist, M.D."


def claims() -> Iterator[str]:
    yield "claim,service_on,payer,paid,dhs_category,referred_by,performed_by"
    for number in range(6000):
        day = date(2019, 1, 1) + timedelta(days=number * 7 % 2600)
        payer = ("medicare", "medicare", "medicaid")[number % 3]
        category = ("radiology_imaging", "clinical_laboratory", "none", "")[number % 4]
        performed = f'"{physician(number)}"' if number % 11 == 0 else ""
        yield f'C{number},{day},{payer},{number % 977}.{number % 100:02d},{category},"{physician(number)}",{performed}'


def gifts() -> Iterator[str]:
    yield "entity,physician,given_on,item,value,form"
    for number in range(500):
        day = date(2022, 1, 1) + timedelta(days=number * 13 % 1400)
        yield f'{HOSPITAL},"{physician(number * 3)}",{day},Dinner,{number % 300}.50,in_kind'


def paid() -> Iterator[str]:
    yield "payer,payee,amount,paid_on,period_from,period_until"
    for number in range(1500):
        begin = date(2023, 1 + number % 12, 1)
        end = date(2023, 2 + number % 12, 1) - timedelta(days=1) if number % 12 < 11 else date(2023, 12, 31)
        yield f'{HOSPITAL},"{physician(number)}",{(2500, 400, 2500, 2750)[number % 4]}.00,{end},{begin},{end}'


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    path = folder / "large.duckdb"
    fill(path, CONTRACTS)
    with stopped_clock.on(AS_OF):
        for kind, lines in (("claims", claims()), ("nonmonetary_compensation", gifts()), ("payments", paid())):
            (folder / f"{kind}.csv").write_text("\n".join(lines) + "\n")
            _run("ledger", "import", kind, folder / f"{kind}.csv", "--db", path, "--quiet")
        _run("check", "--db", path, "--as-of", AS_OF, "--quiet")
    return path


def _run(*words: object) -> None:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", REPORTS)
def test_a_large_report_says_what_it_said(name: str, database: Path) -> None:
    text = outline(REPORTS[name](database))
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), "If this is meant: WRITE_GOLDEN=1, and look at what changed."


def test_totals_are_those_of_the_ledgers(database: Path) -> None:
    found = look_back(database, AS_OF, identified_on=AS_OF)
    ((lines, dollars),) = query(database, "select count(*), sum(paid) from claims").rows
    assert (sum(one.lines for one in found.fates), sum(one.dollars for one in found.fates)) == (lines, dollars)
    ((count, amount),) = query(database, "select count(*), sum(amount) from payments").rows
    sums = next(block for block in payments(database, AS_OF).blocks if block.name == "Sums")
    assert sums.total == ("All", count, amount)


def test_a_register_made_part_by_part_is_the_same(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = as_text(register(database, AS_OF, by_relationship=True))
    monkeypatch.setattr("reports.register_rows.MOST_AT_ONCE", 70)
    assert as_text(register(database, AS_OF, by_relationship=True)) == together
