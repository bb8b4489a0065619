"""Each report of one small database and the example ledgers: its contents, kept as readable text, and its files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractors.ledgers.reading import read_rows
from flows.command_line import app
from models.compensation import Period
from models.contract import ContractKind
from models.ledger import LedgerKind
from models.report_rows import DhsCode, Quote, ServiceLine
from reports.dhs import dhs
from reports.fmv import fmv
from reports.forms import EVERY_FORM
from reports.group import group
from reports.limits import limits
from reports.register import register
from reports.report import Cell, Formula, Report
from tests import factories as make
from tests.reports.forms_read import sheets
from tests.reports.report_text import as_text, whole
from tests.store.arranged import AS_OF, LEASE, LINKED, MET, MISSING, PENDING, VALUE, Folder, answer, other

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
LEDGERS = [
    ROOT / "fixtures" / "ledgers" / f"{kind.value}.csv" for kind in LedgerKind if kind is not LedgerKind.CONFIRMATIONS
]
DIRECTOR = make.contract(
    make.document("director", "/inbox/director-2025.pdf"),
    title="=MEDICAL DIRECTOR(AGREEMENT)",
    kind=make.fact(ContractKind.PERSONAL_SERVICES),
    compensation=(
        make.component(amount=Decimal("200.00"), period=Period.HOUR, payer=make.HOSPITAL, payee=make.PHYSICIAN),
    ),
)
UNSIGNED = make.contract(make.document("new", "/inbox/new-lease.pdf"), effective_date=make.fact(date(2025, 12, 15)))
QUOTES = b"""arrangement,subject,source,low,high,unit,dated_on,valid_until,scope
lease.pdf,Scanner of that model,Tern Appraisal,25000,31000,year,2023-11-02,,Alone
LEASE.PDF,Scanner of that model,=Harrow(),,2400,month,2023-12-01,2023-12-31,With service
elsewhere.pdf,Scanner,Tern Appraisal,,1,month,2023-12-01,,
"""
SERVICES = b"""service,code,department
MRI of the brain,70553-26,Imaging
"Physical therapy, evaluation",,Rehab
Lithotripsy,50590,Urology
CPAP machine rental,E0601,Home
Office visit,99213,Clinic
Sleep study,95810,Sleep
X-ray of the chest,99999,Imaging
=1+1,,
"""
CODES = b"""code,category,year,description
70010-76499,radiology imaging,2026,Imaging
80047-89398,clinical laboratory,2026,
97161,physical occupational speech therapy,2026,
77261-77799,radiation therapy,,
70010-76499,radiology imaging,2025,Imaging
"""
Make = Callable[[Path], Report]
REPORTS: dict[str, Make] = {
    "register": lambda database: register(database, AS_OF, by_relationship=True),
    "limits": lambda database: limits(database, AS_OF),
    "fmv": lambda database: fmv(database, AS_OF, read_rows(Quote, QUOTES, "quotes.csv")[0]),
    "group": lambda database: group(database, AS_OF),
    "dhs": lambda _database: dhs(
        read_rows(ServiceLine, SERVICES, "services.csv")[0], read_rows(DhsCode, CODES, "codes.csv")[0], AS_OF
    ),
}


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three arrangements: one that fits, one that fails, one still curable; and every example ledger."""
    folder = Folder(tmp_path_factory.mktemp("reports") / "contracts.duckdb")
    said = (
        (LEASE, (answer(MET, VALUE), other(MISSING))),
        (DIRECTOR, (answer(LINKED, MET, exception="personal_services", citation="411.357(d)(1)", title="Services"),)),
        (UNSIGNED, (answer(PENDING),)),
    )
    findings = (make.finding(DIRECTOR, "dhs-linked-pay", message="=Pay follows scans.", as_of=AS_OF),)
    folder.put(*said, findings=findings)
    for file in LEDGERS:
        assert run("ledger", "import", file.stem, file, "--db", folder.database, "--quiet").exit_code == 0
    folder.put(*said, findings=findings)  # by now relationships are known that the ledgers alone show
    return folder.database


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_what_it_said(name: str, database: Path) -> None:
    text = as_text(REPORTS[name](database))
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), "If this is meant: WRITE_GOLDEN=1, and look at what changed."


@pytest.mark.parametrize("ending", EVERY_FORM)
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_store_and_day_give_the_same_bytes(name: str, ending: str, database: Path) -> None:
    digests = {hashlib.sha256(whole(EVERY_FORM[ending](REPORTS[name](database)))).hexdigest() for _ in range(2)}
    assert len(digests) == 1


@pytest.mark.parametrize("name", REPORTS)
def test_a_workbook_holds_what_the_report_says(name: str, database: Path) -> None:
    report = REPORTS[name](database)
    content = whole(EVERY_FORM[".xlsx"](report))
    found = list(sheets(content).values())[1:]
    formulas = list(sheets(content, formulas=True).values())[1:]
    for block, values, written in zip(report.blocks, found, formulas, strict=True):
        head = len(block.lines) + 1
        for row, (cells, texts) in enumerate(zip(block.rows, written[head + 1 :], strict=False), head + 1):
            padded = values[row] + [None] * (len(cells) - len(values[row]))
            assert [_plain(cell) for cell in cells] == [None if value == "" else value for value in padded]
            for cell, text in zip(cells, texts, strict=False):
                assert (isinstance(text, str) and text.startswith("=")) <= (isinstance(cell, Formula) or text == cell)
            for cell, text in zip(cells, texts, strict=False):
                if isinstance(cell, Formula):
                    assert text == cell.text.replace("{row}", str(row + 1))


def _plain(cell: Cell) -> object:
    value = cell.value if isinstance(cell, Formula) else cell
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a workbook knows no zones
    return value


def test_a_file_that_is_there_is_not_written_over_unasked(database: Path, tmp_path: Path) -> None:
    output = tmp_path / "register.xlsx"
    asked = ("report", "register", "--db", database, "--as-of", AS_OF, "--output", output)
    assert run(*asked).exit_code == 0
    assert output.stat().st_mode & 0o777 == 0o600
    before = output.read_bytes()
    refused = run(*asked)
    assert (refused.exit_code, output.read_bytes()) == (2, before)
    assert "--replace" in refused.output
    assert run(*asked, "--replace").exit_code == 0
    assert output.read_bytes() == before


@pytest.mark.parametrize("report", ["register", "limits", "fmv", "group"])
def test_another_ending_is_refused_before_anything_is_made(report: str, tmp_path: Path) -> None:
    refused = run("report", report, "--db", tmp_path / "none.duckdb", "--output", tmp_path / "register.docx")
    assert refused.exit_code == 2
    assert ".xlsx, .html, .csv" in refused.output


def test_a_wrong_row_of_an_input_is_told_with_its_line(tmp_path: Path) -> None:
    services = tmp_path / "services.csv"
    services.write_text("service,code\nMRI,70553\n,99213\n")
    refused = run("report", "dhs", "--services", services, "--output", tmp_path / "dhs.csv")
    assert refused.exit_code == 3
    assert "line 3: service: is empty." in refused.output
    assert not (tmp_path / "dhs.csv").exists()


@pytest.mark.parametrize(
    ("hospital", "service", "expected"),
    [
        (True, "Office visit", "yes"),
        (True, "Lithotripsy", "no"),
        (False, "Lithotripsy", "no"),
        (False, "MRI of the knee", "likely"),
        (False, "CPAP machine rental", "yes"),
        (False, "Vaccination", "cannot tell"),
    ],
)
def test_a_line_of_services_without_a_code(hospital: bool, service: str, expected: str) -> None:
    (line,) = read_rows(ServiceLine, f"service\n{service}\n".encode(), "services.csv")[0]
    assert dhs([line], (), AS_OF, is_hospital=hospital).blocks[0].rows[0][3] == expected


def test_an_arrangement_is_asked_about_on_the_command_line(database: Path) -> None:
    rows = {str(row[6]): row for row in register(database, AS_OF).blocks[0].rows}
    for file, expected in (("director-2025.pdf", "not compliant"), ("lease.pdf", "undetermined")):
        asked = ("arrangement", rows[file][0], "--on", "2024-06-01", "--db", database)
        answered = run(*asked)
        assert answered.exit_code == 0
        assert f"{rows[file][0]} on 2024-06-01: {expected}" in answered.output
        assert "Not legal advice" in answered.output
        assert run(*asked, "--require-compliant").exit_code == 6
        assert '"status":' in run(*asked, "--format", "json").output
    assert run("arrangement", "00000-00000", "--db", database).exit_code == 3
