"""The scorecard and the checklist of a database that was written to for half a year."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from flows.command_line import app
from reports.checklist import checklist
from reports.forms import EVERY_FORM
from reports.report import Report
from reports.scorecard import Scorecard, scorecard
from reports.scorecard_forms import SCORECARD_FORMS
from reports.tasks import Cadence, standing
from store.query import query
from store.writer import Store
from tests.reports.months import AS_OF, WHEN, write_months
from tests.reports.report_text import as_text, whole

GOLDEN = Path(__file__).parent / "golden"
REPORTS = {"scorecard": scorecard, "checklist": checklist}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_months(tmp_path_factory.mktemp("months"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "empty.duckdb") as store:
        store.publish()
    return tmp_path / "empty.duckdb"


@pytest.mark.parametrize("name", REPORTS)
def test_it_says_what_it_said(name: str, database: Path) -> None:
    text = as_text(REPORTS[name](database, AS_OF))
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), "If this is meant: WRITE_GOLDEN=1, and look at what changed."


@pytest.mark.parametrize("ending", SCORECARD_FORMS)
def test_the_same_store_and_day_give_the_same_card(ending: str, database: Path) -> None:
    form = SCORECARD_FORMS[ending]
    assert len({hashlib.sha256(whole(form(scorecard(database, AS_OF)))).hexdigest() for _ in range(2)}) == 1


@pytest.mark.parametrize("ending", EVERY_FORM)
def test_the_same_store_and_day_give_the_same_list(ending: str, database: Path) -> None:
    assert len({whole(EVERY_FORM[ending](checklist(database, AS_OF))) for _ in range(2)}) == 1


def open_on(card: Scorecard, day: date) -> int | None:
    found = next(one for one in card.figures.months if one.day == day).open
    return found.total if found is not None else None


@pytest.mark.parametrize("day", WHEN)
def test_what_was_open_on_the_day_of_a_run_is_what_that_run_counted(day: date, database: Path) -> None:
    ((counted,),) = query(
        database,
        f"select open_finding_count from runs where command = 'run' and cast(started_at as date) = date '{day}'",
    ).rows
    assert open_on(scorecard(database, day), day) == counted


def test_a_card_of_an_earlier_month_says_what_later_ones_say_of_it(database: Path) -> None:
    later = {one.day: one for one in scorecard(database, AS_OF).figures.months}
    for day in (date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)):
        now = scorecard(database, day).figures.now
        assert (now.open, now.gone, now.days_to_cure) == (later[day].open, later[day].gone, later[day].days_to_cure)


def test_nothing_is_said_of_findings_before_the_first_run(database: Path) -> None:
    months = scorecard(database, AS_OF).figures.months
    assert {one.open for one in months if one.day < min(WHEN)} == {None}
    assert {one.gone for one in months if one.day < min(WHEN)} == {None}
    before = scorecard(database, date(2025, 6, 30))
    assert before.figures.now.gone is None
    assert (
        open_on(before, date(2025, 6, 30))
        == query(database, "select count(*) from findings where status = 'open'").rows[0][0]
    )
    assert any("first written on 2025-11-10" in line for line in before.missing)


def test_the_card_fits_one_page_and_shows_its_numbers(database: Path) -> None:
    card = scorecard(database, AS_OF)
    pages = PdfDocument(SCORECARD_FORMS[".pdf"](card))
    assert len(pages) == 1
    text = " ".join(pages[0].get_textpage().get_text_bounded().split())
    for words in (
        "Compliance scorecard, March 2026",
        "dhs linked pay",
        "Terms that end",
        "Not legal advice",
        "2022-01-01",
    ):
        assert words in text
    page = whole(SCORECARD_FORMS[".html"](card)).decode()
    assert page.count("<svg") == len(re.findall(r'role="img" aria-label="[^"]{20,}"', page)) == 6
    # No font of a browser makes a name run into its bar.
    assert page.count("<text ") == len(re.findall(r'<text [^>]*textLength="\d+\.\d\d" lengthAdjust=', page)) > 50
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "<script" not in page


@pytest.mark.parametrize("ending", SCORECARD_FORMS)
def test_an_empty_store_has_an_empty_card(ending: str, empty: Path, tmp_path: Path) -> None:
    output = tmp_path / f"card{ending}"
    done = CliRunner().invoke(app, ["report", "scorecard", "--db", str(empty), "-o", str(output)])
    assert done.exit_code == 0, done.output
    assert "no run yet" in done.output
    if ending == ".pdf":
        assert len(PdfDocument(output.read_bytes())) == 1


def test_nothing_is_overdue_in_an_empty_store(empty: Path) -> None:
    report = checklist(empty, AS_OF)
    standings = {row[4] for row in report.blocks[0].rows}
    assert standings == {"due", "not applicable"}
    assert any("tasks_done was not imported by" in line for line in report.missing)


def test_a_card_can_be_no_other_file(empty: Path, tmp_path: Path) -> None:
    refused = CliRunner().invoke(app, ["report", "scorecard", "--db", str(empty), "-o", str(tmp_path / "card.docx")])
    assert refused.exit_code == 2
    assert ".pdf, .html, .xlsx, .csv" in refused.output


MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("cadence", "done", "known_from", "expected"),
    [
        (Cadence.QUARTER, [date(2026, 1, 1)], None, ("done", date(2026, 6, 30))),
        (Cadence.QUARTER, [date(2025, 12, 31)], None, ("due", date(2026, 3, 31))),
        (Cadence.QUARTER, [date(2025, 9, 30)], None, ("overdue", date(2025, 12, 31))),
        (Cadence.QUARTER, [], date(2025, 10, 1), ("overdue", date(2025, 12, 31))),
        (Cadence.QUARTER, [], date(2025, 10, 2), ("due", date(2026, 3, 31))),
        (Cadence.QUARTER, [], None, ("due", date(2026, 3, 31))),
        (Cadence.QUARTER, [date(2026, 4, 1)], None, ("due", date(2026, 3, 31))),
        (Cadence.MONTH, [date(2026, 2, 1)], None, ("due", date(2026, 3, 31))),
        (Cadence.MONTH, [date(2026, 1, 31)], None, ("overdue", date(2026, 2, 28))),
        (Cadence.YEAR, [date(2025, 1, 1)], None, ("due", date(2026, 12, 31))),
        (Cadence.YEAR, [date(2024, 12, 31)], None, ("overdue", date(2025, 12, 31))),
        (Cadence.YEAR, [date(2026, 3, 31)], None, ("done", date(2027, 12, 31))),
    ],
)
def test_how_a_task_stands(
    cadence: Cadence, done: list[date], known_from: date | None, expected: tuple[str, date]
) -> None:
    found = standing(cadence, done, known_from, MARCH)
    assert (found.word, found.due_by) == expected


def test_every_cell_of_a_report_has_a_column(database: Path) -> None:
    reports: list[Report] = [made(database, AS_OF) for made in REPORTS.values()]
    for report in reports:
        for block in report.blocks:
            assert {len(row) for row in block.rows} <= {len(block.columns)}
