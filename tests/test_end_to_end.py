"""The whole product on the drawn contracts: one run of the command line, one database, one test for each fact."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from fixtures.broken import HOSTILE_FILES, HostileFile
from fixtures.catalogue import CONTRACTS, draw_into
from fixtures.expected import CheckName, ContractFixture, ExpectedContract
from models.document import DocumentRole
from models.finding import Severity
from tests.name_likeness import settled

COMMAND = "from flows.command_line import main; main()"
AS_OF = "2024-06-30"
DATED_FIELDS = (
    "agreement_date",
    "effective_date",
    "expiration_date",
    "term_months",
    "renewal_kind",
    "renewal_months",
    "termination_notice_days",
)
SEVERITIES = (
    ("office-lease-six-months", 1, CheckName.TERM_UNDER_ONE_YEAR, Severity.ERROR),
    ("scanned-office-lease", 1, CheckName.TERM_UNDER_ONE_YEAR, Severity.ERROR),
    ("office-lease-percentage-rent", 1, CheckName.PERCENTAGE_RENT, Severity.ERROR),
    ("equipment-lease-per-scan", 1, CheckName.PER_CLICK_RENT, Severity.ERROR),
    ("bundle-ultrasound-lease", 3, CheckName.PER_CLICK_RENT, Severity.ERROR),
    ("employment-imaging-share", 1, CheckName.DHS_LINKED_PAY, Severity.ERROR),
    ("hyperbaric-two-columns", 1, CheckName.DHS_LINKED_PAY, Severity.ERROR),
    ("medical-director-hourly", 1, CheckName.MISSING_SIGNATURE, Severity.ERROR),
    ("employment-letter-at-will", 1, CheckName.MISSING_SIGNATURE, Severity.NOTICE),
)


NEAREST = (
    ("office-lease-six-months", 1, "fair_market_value", "satisfied", "Fits 411.357(l) as far as it was tested; "),
    ("office-lease-percentage-rent", 1, None, "not_satisfied", "rent as a percentage, "),
    ("equipment-lease-per-scan", 1, None, "not_satisfied", "rent by the unit of service, "),
    ("employment-imaging-share", 1, "employment", "not_satisfied", "pay that moves with designated health services, "),
    ("employment-letter-at-will", 1, "employment", "satisfied", "Fits 411.357(c) as far as it was tested; "),
    ("medical-director-hourly", 1, None, "not_satisfied", "but for the missing signature of "),
)


class Stored(NamedTuple):
    """What the run left: its database, its exit code, and what it said."""

    database: duckdb.DuckDBPyConnection
    exit_code: int
    said: str

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.database.execute(query, values).fetchall()

    def contract_id(self, contract: ContractFixture, expected: ExpectedContract) -> str:
        query = "select contract_id from contracts where file_name = ? and first_page = ?"
        (row,) = self.rows(query, contract.file_name, expected.first_page)
        return str(row[0])


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    folder = tmp_path_factory.mktemp("end-to-end")
    inbox, database = folder / "inbox", folder / "starkcheck.duckdb"
    draw_into(inbox, with_facts=False)
    broken = inbox / "broken"
    broken.mkdir()
    for hostile in HOSTILE_FILES:
        (broken / hostile.file_name).write_bytes(hostile.make())
    finished = _starkcheck("run", str(inbox), "--db", str(database), "--as-of", AS_OF, "--quiet", folder=folder)
    with duckdb.connect(str(database), read_only=True) as connection:
        yield Stored(connection, finished.returncode, finished.stdout + finished.stderr)


def _starkcheck(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    root = str(Path(__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )


every_contract = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
every_instrument = pytest.mark.parametrize(
    ("contract", "expected"),
    [
        pytest.param(contract, expected, id=f"{contract.name}-{expected.first_page}")
        for contract in CONTRACTS
        for expected in contract.expected
        if expected.document_role is not DocumentRole.OTHER
    ],
)


def test_the_run_ends_well(stored: Stored) -> None:
    assert (stored.exit_code, "Traceback" in stored.said) == (0, False), stored.said


@every_contract
def test_document(stored: Stored, contract: ContractFixture) -> None:
    query = "select status, error_code, page_count, text_source, document_role from documents where file_name = ?"
    source = {"scanned-office-lease": "ocr", "telepsychiatry-mixed": "mixed"}.get(contract.name, "native")
    pages, role = contract.expected[-1].last_page, contract.expected[0].document_role

    assert stored.rows(query, contract.file_name) == [("ok", None, pages, source, role)]


@pytest.mark.parametrize("hostile", HOSTILE_FILES, ids=lambda hostile: hostile.file_name)
def test_hostile_file(stored: Stored, hostile: HostileFile) -> None:
    query = "select status, error_code, error_message is not null from documents where file_name = ?"

    assert stored.rows(query, hostile.file_name) == [
        (hostile.status, hostile.error_code, hostile.error_code is not None)
    ]


@every_contract
def test_instruments(stored: Stored, contract: ContractFixture) -> None:
    query = "select first_page, last_page, document_role, kind from contracts where file_name = ? order by first_page"
    wanted = [(one.first_page, one.last_page, one.document_role, one.kind) for one in contract.expected]

    found = [row for row in stored.rows(query, contract.file_name) if row[2] != DocumentRole.OTHER]

    assert found == [row for row in wanted if row[2] is not DocumentRole.OTHER]


@pytest.mark.parametrize("field", DATED_FIELDS)
@every_instrument
def test_term(stored: Stored, contract: ContractFixture, expected: ExpectedContract, field: str) -> None:
    if field not in expected.model_fields_set:
        return
    (row,) = stored.rows(f"select {field} from contracts where contract_id = ?", stored.contract_id(contract, expected))

    assert row[0] == getattr(expected, field)


@every_instrument
def test_parties(stored: Stored, contract: ContractFixture, expected: ExpectedContract) -> None:
    found = stored.rows(
        "select name, role, is_physician from parties where contract_id = ?", stored.contract_id(contract, expected)
    )
    wanted = [(party.name, party.role, party.is_physician) for party in expected.parties]

    assert sorted(settled(found, wanted, names=1), key=repr) == sorted(wanted, key=repr)


@every_instrument
def test_signatures(stored: Stored, contract: ContractFixture, expected: ExpectedContract) -> None:
    found = stored.rows(
        "select party_name, signatory_name, status, method, signed_on, page from signatures where contract_id = ?",
        stored.contract_id(contract, expected),
    )
    wanted = [
        (block.party, block.signatory, block.status, block.method, block.signed_on, block.page)
        for block in expected.signatures
    ]

    assert sorted(settled(found, wanted, names=2), key=repr) == sorted(wanted, key=repr)


@every_instrument
def test_compensation(stored: Stored, contract: ContractFixture, expected: ExpectedContract) -> None:
    found = stored.rows(
        "select kind, amount, percent, period, cap_amount, dhs_linked, personally_performed from compensation"
        " where contract_id = ? order by component",
        stored.contract_id(contract, expected),
    )
    wanted = [
        (pay.kind, pay.amount, pay.percent, pay.period, pay.cap_amount, pay.dhs_linked, pay.personally_performed)
        for pay in expected.compensation
        if not pay.optional
    ]
    optional = [(pay.kind, pay.amount, pay.cap_amount) for pay in expected.compensation if pay.optional]
    unjudged = {row[:6] for row in wanted if row[6] is None}
    judged = [(*row[:6], None) if row[:6] in unjudged else row for row in found]

    assert [row for row in judged if (row[0], row[1], row[4]) not in optional] == wanted


@every_instrument
def test_amended_contract(stored: Stored, contract: ContractFixture, expected: ExpectedContract) -> None:
    query = """select base.file_name || '#' || base.first_page from contracts
               left join contracts as base on base.contract_id = contracts.amends_contract_id
               where contracts.contract_id = ?"""
    wanted = expected.amends if expected.amends is None or "#" in expected.amends else f"{expected.amends}#1"

    assert stored.rows(query, stored.contract_id(contract, expected)) == [(wanted,)]


@every_instrument
def test_findings(stored: Stored, contract: ContractFixture, expected: ExpectedContract) -> None:
    query = "select distinct check_name from findings where contract_id = ? and status = 'open'"
    fired = {name for (name,) in stored.rows(query, stored.contract_id(contract, expected))} & set(CheckName)

    assert fired - set(expected.findings_may) == set(expected.findings_must)


def test_a_letter_that_is_no_contract_has_no_findings(stored: Stored) -> None:
    assert stored.rows("select check_name from findings where file_name = 'valuation-letter.pdf'") == []


@pytest.mark.parametrize(("name", "first_page", "check", "severity"), SEVERITIES)
def test_severity(stored: Stored, name: str, first_page: int, check: CheckName, severity: Severity) -> None:
    query = """select distinct severity from findings join contracts using (contract_id)
               where contracts.file_name = ? and first_page = ? and check_name = ?"""

    assert stored.rows(query, f"{name}.pdf", first_page, check) == [(severity,)]


@every_instrument
def test_one_exception_is_nearest(stored: Stored, contract: ContractFixture, expected: ExpectedContract) -> None:
    query = "select is_best, path <> '', untested_count > 0 from exceptions where contract_id = ? and is_best"

    assert stored.rows(query, stored.contract_id(contract, expected)) == [(True, True, True)]


@pytest.mark.parametrize(("name", "first_page", "exception", "tested", "says"), NEAREST)
def test_path(stored: Stored, name: str, first_page: int, exception: str | None, tested: str, says: str) -> None:
    query = """select answer.exception, answer.as_far_as_tested, answer.path from exceptions as answer
               join contracts using (contract_id)
               where contracts.file_name = ? and first_page = ? and answer.is_best"""
    ((found, as_far, path),) = stored.rows(query, f"{name}.pdf", first_page)

    assert (found if exception else None, as_far) == (exception, tested)
    assert says in path


def test_an_error_has_an_element_that_is_not_satisfied_and_says_why(stored: Stored) -> None:
    query = """select check_name, contract_id from findings where severity = 'error' and status = 'open'
               and not exists (from elements where elements.contract_id = findings.contract_id
                   and list_contains(checks, check_name) and elements.status = 'not_satisfied' and reason <> '')"""

    assert stored.rows(query) == []


@pytest.mark.parametrize("view", ["parties", "compensation"])
def test_every_fact_has_its_words_and_place(stored: Stored, view: str) -> None:
    query = f"""select count(*), count(*) filter (
                    coalesce(quote, '') <> '' and {view}.page between first_page and last_page and confidence > 0)
                from (select contract_id, page, quote, confidence from {view}) as {view}
                join (select contract_id, first_page, last_page from contracts) using (contract_id)"""
    ((total, placed),) = stored.rows(query)

    assert total > 0
    assert placed == total
