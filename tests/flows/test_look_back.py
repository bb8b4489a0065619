"""From agreements, claims and days of identification to the look-back, the worksheet and the disclosure."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from flows.exit_codes import ExitCode
from models.look_back import ClaimFate, LookBack
from reports.look_back import look_back
from reports.papers import BLANK
from store.query import query
from tests.flows import look_back_cases as case
from tests.flows.conftest import Starkcheck

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "fixtures" / "disclosure" / "disclosing-party.toml"
PACKAGE = ("report", "disclosure", "--settings", SETTINGS, "--as-of", case.DAY, "-o")


@pytest.fixture
def database(starkcheck: Starkcheck, tmp_path: Path) -> Path:
    """The worked example of the form: Drs. A, B and C, checked, with claims and days of identification."""
    path = tmp_path / "starkcheck.duckdb"
    case.store_contracts(path, *(case.unsigned_services(one) for one in (case.A, case.B, case.C)))
    for kind, text in (("claims", case.claims()), ("overpayments", case.overpayments())):
        (tmp_path / f"{kind}.csv").write_text(text)
        assert starkcheck("ledger", "import", kind, tmp_path / f"{kind}.csv").exit_code == ExitCode.DONE
    assert starkcheck("check", "--as-of", case.DAY, "-q").exit_code == ExitCode.DONE
    return path


def fates(found: LookBack) -> dict[ClaimFate, tuple[int, str]]:
    return {one.fate: (one.lines, str(one.dollars)) for one in found.fates}


def test_every_dollar_of_the_worked_example_comes_out_to_the_cent(database: Path) -> None:
    found = look_back(database, case.DAY)
    by_name = {one.physician.name: one for one in found.physicians}
    assert {name: {year.year: year.dollars for year in one.years} for name, one in by_name.items()} == {
        name: {year: Decimal(dollars) for year, dollars in years.items()} for name, years in case.YEARS.items()
    }
    assert [str(by_name[name].dollars) for name in (case.A, case.B, case.C)] == ["300000.00", "270000.00", "90000.00"]
    assert str(found.dollars) == "660000.00"
    assert {name: one.physician.npi for name, one in by_name.items()} == case.NPI
    assert (by_name[case.A].window_first, by_name[case.A].window_last) == (date(2010, 2, 18), date(2016, 2, 17))


def test_every_line_of_the_ledger_has_one_fate_and_all_add_up_to_it(database: Path) -> None:
    found = look_back(database, case.DAY)
    assert fates(found) == {
        ClaimFate.NOT_MEDICARE: (6, "42018.00"),
        ClaimFate.NOT_DHS: (3, "21006.00"),
        ClaimFate.BILLED_BY_ANOTHER: (0, "0.00"),
        ClaimFate.NO_REFERRER: (1, "7011.00"),
        ClaimFate.REFERRED_BY_ANOTHER: (1, "7010.00"),
        ClaimFate.PERSONALLY_PERFORMED: (3, "21009.00"),
        ClaimFate.OUTSIDE_LOOK_BACK: (4, "28021.00"),
        ClaimFate.OUTSIDE_NONCOMPLIANCE: (3, "21021.00"),
        ClaimFate.DAYS_OPEN: (0, "0.00"),
        ClaimFate.CATEGORY_UNKNOWN: (1, "123.45"),
        ClaimFate.AFFECTED: (30, "660000.00"),
    }
    ((lines, dollars),) = query(database, "select count(*), sum(paid) from claims").rows
    assert sum(one.lines for one in found.fates) == lines
    assert sum(one.dollars for one in found.fates) == dollars
    assert sum((one.paid for one in found.affected), Decimal(0)) == found.dollars
    assert any("blank" in line or "category" in line for line in found.missing)


def test_the_days_without_an_exception_are_those_of_the_arrangements(database: Path) -> None:
    of_findings = query(database, "select file_name, first_day, last_day from noncompliance where certainty = 'shown'")
    of_arrangements = query(
        database,
        "select file_name, from_date, until_date from arrangement_periods join arrangements using (arrangement_id) "
        "where arrangement_periods.status = 'not_compliant'",
    )
    assert len(of_findings.rows) == 3
    assert sorted(of_findings.rows) == sorted(of_arrangements.rows)


def test_the_worksheet_has_the_layout_of_the_form(database: Path, starkcheck: Starkcheck, tmp_path: Path) -> None:
    target = tmp_path / "worksheet.xlsx"
    done = starkcheck("report", "worksheet", "-o", target, "--as-of", case.DAY)
    assert done.exit_code == ExitCode.DONE
    assert "3 physicians, $660,000.00." in done.stderr
    values = [
        list(row) for row in load_workbook(target, data_only=True).worksheets[0].iter_rows(min_row=3, values_only=True)
    ]
    assert values[0] == [
        *("Physician Name", "NPI", "Date Overpayment Identified"),
        *(f"CY {year}" for year in range(2010, 2017)),
        "TOTAL",
    ]
    blank = None
    assert [row[:2] + row[3:] for row in values[1:4]] == [
        [case.A, case.NPI[case.A], blank, blank, blank, 100000, 100000, 100000, blank, 300000],
        [case.B, case.NPI[case.B], 25000, 10000, 75000, 50000, 50000, 50000, 10000, 270000],
        [case.C, case.NPI[case.C], blank, 5000, 25000, 20000, 20000, 20000, blank, 90000],
    ]
    days = [str(row[2])[:10] for row in values[1:4]]
    assert days == [case.IDENTIFIED[one] for one in (case.A, case.B, case.C)]
    assert values[4][-2:] == ["Total:", 660000]
    formulas = load_workbook(target).worksheets[0]
    assert [formulas.cell(row, 11).value for row in (4, 7)] == ["=SUM(D4:J4)", "=SUM(K4:K6)"]
    drawing = ZipFile(target).read("xl/drawings/drawing1.xml").decode()
    assert "Methodology: Actual data was used" in drawing
    assert "estimates were not used" in drawing


def test_the_report_adds_up_in_every_form(database: Path, starkcheck: Starkcheck, tmp_path: Path) -> None:
    for ending in ("xlsx", "html", "csv"):
        done = starkcheck("report", "look-back", "-o", tmp_path / f"look.{ending}", "--as-of", case.DAY)
        assert done.exit_code == ExitCode.DONE, done.stderr
    book = load_workbook(tmp_path / "look.xlsx", data_only=True)
    assert book.sheetnames[1:] == [
        *("Dollars", "Noncompliant days", "Reconciliation", "Sixty days", "Payments", "Pervasiveness", "Claims"),
    ]
    totals = {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if row[0] in {"Total", "All"}] for sheet in book
    }
    assert 660000 in totals["Dollars"][0]
    assert 660000 in totals["Claims"][0]
    assert totals["Reconciliation"][0][2:4] == (52, 807219.45)
    assert totals["Pervasiveness"][0][3:6] == (3, 216, 172)
    page = (tmp_path / "look.html").read_text()
    assert "$660,000.00" in page
    assert "missing-signature" in page.replace("missing signature", "missing-signature")
    with (tmp_path / "look.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any("300000.00" in row for row in csv.reader(file))


def test_without_a_day_of_identification_the_day_of_looking_is_taken_and_said(
    database: Path, starkcheck: Starkcheck, tmp_path: Path
) -> None:
    assert starkcheck("ledger", "withdraw", 2, "--reason", "Not settled yet.").exit_code == ExitCode.DONE
    found = look_back(database, case.DAY)
    assert {one.identified_on for one in found.physicians} == {None}
    assert {one.window_last for one in found.physicians} == {date(2016, 4, 9)}
    assert any("reckoned as if it were 2016-04-10" in line for line in found.missing)
    given = look_back(database, case.DAY, identified_on=date(2016, 3, 24))
    assert {one.identified_on for one in given.physicians} == {date(2016, 3, 24)}
    target = tmp_path / "worksheet.xlsx"
    assert starkcheck("report", "worksheet", "-o", target, "--as-of", case.DAY).exit_code == ExitCode.DONE
    sheet = load_workbook(target, data_only=True).worksheets[0]
    assert sheet["C4"].value == "[to be filled in]"


def test_without_claims_no_dollar_is_invented(starkcheck: Starkcheck, tmp_path: Path) -> None:
    path = tmp_path / "starkcheck.duckdb"
    case.store_contracts(path, case.unsigned_services(case.A))
    assert starkcheck("check", "--as-of", case.DAY, "-q").exit_code == ExitCode.DONE
    found = look_back(path, case.DAY)
    assert found.dollars == 0
    assert any("No ledger of claims was imported" in line for line in found.missing)
    assert [reason.check_name for reason in found.physicians[0].reasons] == ["missing-signature"]


def test_a_finding_that_a_person_called_false_takes_no_exception_away(database: Path, starkcheck: Starkcheck) -> None:
    ((finding,),) = query(database, "select finding_id from noncompliance where file_name = 'quarrie.pdf'").rows
    words = ("dispose", finding, "--as", "false-positive", "--reason", "The signed page is in the file room.")
    assert starkcheck(*words).exit_code == ExitCode.DONE
    found = look_back(database, case.DAY)
    assert str(found.dollars) == "360000.00"


def test_several_entities_are_asked_for_one_by_one(starkcheck: Starkcheck, tmp_path: Path) -> None:
    path = tmp_path / "starkcheck.duckdb"
    case.store_contracts(
        path, case.unsigned_services(case.A), case.unsigned_services(case.B, "Larkmoor Hospital, Inc.")
    )
    assert starkcheck("check", "--as-of", case.DAY, "-q").exit_code == ExitCode.DONE
    refused = starkcheck("report", "look-back", "-o", tmp_path / "a.xlsx", "--as-of", case.DAY)
    assert refused.exit_code == ExitCode.USAGE
    assert "--entity" in refused.stderr
    assert "Larkmoor Hospital, Inc." in refused.stderr
    one = look_back(path, case.DAY, entity="LARKMOOR HOSPITAL")
    assert [each.physician.name for each in one.physicians] == [case.B]


@pytest.fixture
def package(database: Path, starkcheck: Starkcheck, tmp_path: Path) -> Path:
    """The package of a disclosure of the worked example."""
    done = starkcheck(*PACKAGE, tmp_path / "package")
    assert done.exit_code == ExitCode.DONE, done.stderr
    return tmp_path / "package"


def text_of(pdf: Path) -> str:
    pages = PdfDocument(pdf.read_bytes())
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def words_of(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


def test_the_package_has_every_paper_as_pdf_and_as_word(package: Path) -> None:
    stems = {"0-cover-letter", "1-disclosure-form", "5-certification", "6-checklist"}
    stems |= {
        f"2-physician-0{number}-{name}"
        for number, name in enumerate(("ansel-quarrie-m-d", "brisa-lund-m-d", "corin-vale-d-o"), 1)
    }
    wanted = {f"{stem}.{ending}" for stem in stems for ending in ("pdf", "docx")}
    assert {file.name for file in package.iterdir()} == wanted | {"4-financial-analysis-worksheet.xlsx", "missing.txt"}
    assert {file.stat().st_mode & 0o077 for file in package.iterdir()} == {0}


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("1-disclosure-form", "Quillmere Hospital, Inc."),
        ("1-disclosure-form", "34-0000000"),
        ("1-disclosure-form", "172 of 216 potential months"),
        ("1-disclosure-form", "payment waits for it"),
        ("2-physician-01-ansel-quarrie-m-d", "1003000126"),
        ("2-physician-01-ansel-quarrie-m-d", "Ansel Quarrie, M.D. has not signed"),
        ("2-physician-01-ansel-quarrie-m-d", "2013-05-01 to 2015-10-31"),
        ("2-physician-01-ansel-quarrie-m-d", "eight hours a month"),
        ("2-physician-01-ansel-quarrie-m-d", "$2,500.00 per month"),
        ("2-physician-02-brisa-lund-m-d", "2009-03-01 to 2016-03-31"),
        ("2-physician-02-brisa-lund-m-d", "[COUNSEL: the likely cause]"),
        ("5-certification", "Idris Hallowby"),
        ("6-checklist", "Physician Information Forms (3)"),
        ("0-cover-letter", "$660,000.00"),
    ],
)
def test_both_forms_of_a_paper_say_it(stem: str, said: str, package: Path) -> None:
    assert said in text_of(package / f"{stem}.pdf")
    assert said in words_of(package / f"{stem}.docx")


def test_every_blank_and_every_setting_that_is_wanting_is_named(
    package: Path, database: Path, starkcheck: Starkcheck, tmp_path: Path
) -> None:
    told = (package / "missing.txt").read_text()
    for file in package.glob("*.docx"):
        for blank in BLANK.findall(words_of(file)):
            if blank not in {"[COUNSEL: choose]", "[COUNSEL: to be filled in]"} and not file.name.startswith("6"):
                assert blank in told, file.name
    assert "The settings do not say" not in told
    bare = starkcheck("report", "disclosure", "--as-of", case.DAY, "-o", tmp_path / "bare")
    assert bare.exit_code == ExitCode.DONE
    wanting = (tmp_path / "bare" / "missing.txt").read_text()
    for setting in ("party.legal_name", "party.tin", "representative.email", "certifier.name", "prevention.answer"):
        assert f"The settings do not say {setting}." in wanting
    assert "Quillmere Hospital, Inc." not in text_of(tmp_path / "bare" / "1-disclosure-form.pdf")


def test_the_same_database_gives_the_same_bytes(package: Path, starkcheck: Starkcheck, tmp_path: Path) -> None:
    assert starkcheck(*PACKAGE, tmp_path / "again").exit_code == ExitCode.DONE
    for file in package.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name


def test_a_folder_that_somebody_may_have_written_into_is_left(package: Path, starkcheck: Starkcheck) -> None:
    (package / "missing.txt").write_text("notes of counsel")
    refused = starkcheck(*PACKAGE, package)
    assert refused.exit_code == ExitCode.USAGE
    assert "--replace" in refused.stderr
    assert (package / "missing.txt").read_text() == "notes of counsel"
    assert starkcheck(*PACKAGE, package, "--replace").exit_code == ExitCode.DONE


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[party]\nlegal_nam = 'x'\n", "party.legal_nam: there is no such setting"),
        ("[party\n", "is not TOML"),
        ("[prevention]\nanswer = 'perhaps'\n", "prevention.answer"),
    ],
)
def test_settings_that_cannot_be_understood_are_refused(
    text: str, complaint: str, database: Path, starkcheck: Starkcheck, tmp_path: Path
) -> None:
    (tmp_path / "party.toml").write_text(text)
    refused = starkcheck("report", "disclosure", "--settings", tmp_path / "party.toml", "-o", tmp_path / "x")
    assert refused.exit_code == ExitCode.USAGE
    assert complaint in refused.stderr
    assert not (tmp_path / "x").exists()


def test_names_that_would_compute_stay_text(starkcheck: Starkcheck, tmp_path: Path) -> None:
    from reports.financial_worksheet import WorksheetRow, financial_worksheet

    rows = [WorksheetRow(name="=1+1", npi=None, identified_on=date(2016, 5, 14), dollars={2010: Decimal("0.10")})]
    book = load_workbook(BytesIO(financial_worksheet("=cmd", rows, "=2+2", date(2016, 5, 14))))
    cell = book.worksheets[0]["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
