"""Worked examples from the PDF of each contract to the report: clinics, an orthopedic case, the form's own figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from fixtures.examples import books, clinics, directorships
from fixtures.examples.papers import Paper
from flows.command_line import app
from models.noncompliance import Certainty
from reports.arrangements_counted import pervasiveness_of
from reports.group import group
from reports.look_back import look_back
from reports.payments import payments
from reports.register import register
from reports.report import Cell, Formula, Report
from store.query import query
from tests.flows import look_back_cases as case

TODAY = date(2026, 6, 1)
DISCLOSED_ON = date(2016, 6, 1)


def run(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def from_papers(folder: Path, papers: Sequence[Paper], ledgers: Mapping[str, str], as_of: date) -> Path:
    """A database of drawn contracts and of ledgers, read and checked as people would."""
    inbox, database = folder / "inbox", folder / "starkcheck.duckdb"
    inbox.mkdir()
    for paper in papers:
        (inbox / paper.file_name).write_bytes(paper.draw())
    run("ingest", inbox, "--db", database, "--quiet", "--workers", 1)
    for kind, text in ledgers.items():
        (folder / f"{kind}.csv").write_text(text)
        run("ledger", "import", kind, folder / f"{kind}.csv", "--db", database, "--quiet")
    run("check", "--db", database, "--as-of", as_of, "--quiet")
    return database


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every clinic."""
    return from_papers(tmp_path_factory.mktemp("clinics"), clinics.PAPERS, books.CLINICS, TODAY)


@pytest.fixture(scope="module")
def disclosed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three directorships that one hospital discloses, and the arrangements that another counts."""
    papers = [
        directorships.directorship(directorships.HOSPITAL, who, days, f"{who.split()[1].strip(',').lower()}.pdf")
        for who, days in case.TERMS.items()
    ]
    ledgers = {**books.DISCLOSED, "claims": case.claims(), "overpayments": case.overpayments()}
    folder = tmp_path_factory.mktemp("disclosed")
    return from_papers(folder, (*papers, *directorships.COUNTED), ledgers, DISCLOSED_ON)


def rows_of(report: Report, block: str, *wanted: str) -> list[tuple[Cell, ...]]:
    """The cells of some columns of a block."""
    found = next(one for one in report.blocks if one.name == block)
    places = [[column.heading for column in found.columns].index(heading) for heading in wanted]
    return [tuple(_value(row[place]) for place in places) for row in found.rows]


def _value(cell: Cell) -> Cell:
    return cell.value if isinstance(cell, Formula) else cell


def errors(database: Path, file_name: str) -> set[str]:
    sql = f"select check_name from findings where status = 'open' and severity = 'error' and file_name = '{file_name}'"
    return {str(name) for (name,) in query(database, sql).rows}


@pytest.mark.parametrize(
    ("paper", "expected", "citation"),
    [
        (clinics.SCAN_LEASE, {"per-click-rent", "dhs-linked-pay"}, "411.357"),
        (clinics.BY_ORDERS, {"dhs-linked-pay"}, "411.352"),
        (clinics.IMAGING_BONUS, {"dhs-linked-pay"}, "411.357(c)"),
        (clinics.XRAY_LEASE, {"per-click-rent", "dhs-linked-pay"}, "411.357"),
        (clinics.FLAT_RENT, set(), ""),
        (clinics.MARGIN_BONUS, {"dhs-linked-pay"}, "411.357(c)"),
        (clinics.FIVE_PERCENT, set(), ""),
    ],
    ids=lambda value: value.file_name if isinstance(value, Paper) else None,
)
def test_each_contract_shows_its_fault(paper: Paper, expected: set[str], citation: str, practices: Path) -> None:
    assert errors(practices, paper.file_name) == expected
    sql = f"select citation from findings where severity = 'error' and file_name = '{paper.file_name}'"
    assert all(citation in str(found) for (found,) in query(practices, sql).rows)


@pytest.mark.parametrize(
    ("paper", "day", "expected"),
    [
        (clinics.SCAN_LEASE, date(2025, 3, 3), "not compliant"),
        (clinics.IMAGING_BONUS, date(2025, 3, 3), "not compliant"),
        (clinics.XRAY_LEASE, date(2024, 6, 30), "not compliant"),
        (clinics.XRAY_LEASE, date(2024, 7, 1), "undetermined"),
        (clinics.MARGIN_BONUS, date(2025, 3, 3), "not compliant"),
    ],
    ids=lambda value: value.file_name if isinstance(value, Paper) else str(value),
)
def test_the_register_says_from_when_to_when(paper: Paper, day: date, expected: str, practices: Path) -> None:
    rows = rows_of(register(practices, day), "Register", "File", "Compliant on the day")
    assert (paper.file_name, expected) in rows


def test_the_orthopedic_clinic_refunds_what_was_ordered_while_rent_was_by_the_x_ray(practices: Path) -> None:
    found = look_back(practices, TODAY, entity=clinics.ORTHOPEDICS)
    assert {one.physician.name: {year.year: str(year.dollars) for year in one.years} for one in found.physicians} == {
        clinics.XRAY_PHYSICIAN: {2022: "31.40", 2023: "28.75", 2024: "33.10"},
        clinics.SURGEON: {2023: "112.60", 2025: "24.15"},
    }
    assert str(found.dollars) == "230.00"
    assert sum(one.lines for one in found.fates) == 10
    shown = {
        (one.check_name, one.first_day, one.last_day)
        for one in found.physicians[0].reasons
        if one.certainty is Certainty.SHOWN
    }
    days = (date(2022, 1, 3), date(2024, 6, 30))
    assert shown == {("per-click-rent", *days), ("dhs-linked-pay", *days)}


def test_its_payments_are_laid_beside_the_terms(practices: Path) -> None:
    report = payments(practices, TODAY)
    changed = "x-ray-lease.pdf, changed by x-ray-lease-first-amendment.pdf (whose page this is)"
    assert rows_of(report, "Payments", "Purpose", "Verdict", "Contract", "Agreed, at most") == [
        ("Before her first day", "before effective", "lang-employment.pdf", None),
        ("18 X-rays", "cannot tell", "x-ray-lease.pdf", None),
        ("Rent of July", "within terms", changed, Decimal("1450.00")),
        ("Rent of August", "cannot tell", changed, Decimal("1450.00")),
        ("Rent of September", "wrong payee", changed, None),
        ("Rent of February", "after expiry", changed, Decimal("1450.00")),
    ]
    quotes = rows_of(report, "Payments", "What the contract says of pay", "Page")
    ((why,),) = [row[1:] for row in rows_of(report, "Payments", "Purpose", "Why") if row[0] == "Rent of August"]
    assert "Charges beside rent may explain what is beyond it" in str(why)
    assert "$1,450.00 per month" in str(quotes[3][0])
    assert quotes[3][1] == 1
    ((count, dollars),) = query(practices, "select count(*), sum(amount) from payments").rows
    assert next(one.total for one in report.blocks if one.name == "Sums") == ("All", count, dollars)


def test_the_five_percent_test_goes_by_the_text_of_today(practices: Path) -> None:
    """Five percent of pay is kept, a cent more is not; that ninety-five thousand may not come from it is no rule."""
    tests = rows_of(group(practices, TODAY), "Tests", "Group practice", "Citation", "Standing", "Why")
    ((_, citation, standing, why),) = [row for row in tests if row[0] == clinics.SMALL_GROUP]
    assert (citation, standing) == ("42 CFR 411.352(i)", "fails")
    assert "$5,000.01 of the $100,000.00 that Piers Tamblyn, M.D. had" in str(why)
    assert "Maud Ellery" not in str(why)
    assert "takings" not in str(why)
    pay = rows_of(group(practices, TODAY), "Pay", "Physician", "Standing")
    assert pay[:2] == [(clinics.SMALL_MEMBERS[0], "passes"), (clinics.SMALL_MEMBERS[1], "fails")]


def test_a_group_with_gaps_fails_its_tests(practices: Path) -> None:
    tests = rows_of(group(practices, TODAY), "Tests", "Group practice", "Citation", "Standing")
    failed = {citation for name, citation, standing in tests if name == clinics.GROUP and standing == "fails"}
    assert failed == {"42 CFR 411.352(i)", "42 CFR 411.352(d)"}


def test_the_worksheet_of_the_form_comes_out_to_the_cent(disclosed: Path, tmp_path: Path) -> None:
    target = tmp_path / "worksheet.xlsx"
    asked = ("--entity", directorships.HOSPITAL, "--as-of", DISCLOSED_ON)
    told = run("report", "worksheet", "--db", disclosed, *asked, "-o", target)
    assert "3 physicians, $660,000.00." in told
    sheet = load_workbook(target, data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert rows[0][3:10] == [f"CY {year}" for year in range(2010, 2017)]
    assert [[row[0], *row[3:]] for row in rows[1:4]] == [
        [case.A, None, None, None, 100000, 100000, 100000, None, 300000],
        [case.B, 25000, 10000, 75000, 50000, 50000, 50000, 10000, 270000],
        [case.C, None, 5000, 25000, 20000, 20000, 20000, None, 90000],
    ]
    assert rows[4][-2:] == ["Total:", 660000]


def test_eight_arrangements_are_counted_in_months(disclosed: Path) -> None:
    """Two physicians and a practice of six owners: 8 x 72 = 576 months, 12 + 18 + 6 x 10 = 90 of them bad."""
    found = look_back(disclosed, DISCLOSED_ON, entity=directorships.DISTRICT, identified_on=DISCLOSED_ON)
    count = pervasiveness_of(disclosed, found)
    assert (count.arrangements, count.potential_months, count.noncompliant_months) == (8, 576, 90)
    assert str(count.percent) == "15.6"


def test_the_disclosure_states_these_months(disclosed: Path, tmp_path: Path) -> None:
    asked = ("--entity", directorships.DISTRICT, "--identified", DISCLOSED_ON, "--as-of", DISCLOSED_ON)
    run("report", "disclosure", "--db", disclosed, *asked, "-o", tmp_path / "package", "--quiet")
    from pypdfium2 import PdfDocument

    form = next(path for path in (tmp_path / "package").glob("*.pdf") if "disclosure-form" in path.name)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(form)).split())
    assert "576" in text
    assert "90" in text
