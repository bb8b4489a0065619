"""The pictures of docs/reports.md: each report of the drawn contracts and example ledgers, as LibreOffice shows it.

`python -m tests.bench.report_pictures FOLDER` needs soffice and pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image, ImageChops
from typer.testing import CliRunner

from fixtures.catalogue import draw_into
from fixtures.examples import books, clinics
from flows.command_line import app
from store.query import query
from tests.store import stopped_clock

AS_OF = date(2026, 6, 1)
LEASE = "office-lease-family-practice.pdf"
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "fixtures" / "reports"
LEDGERS = sorted((ROOT / "fixtures" / "ledgers").glob("*.csv"))
CONFIRMATIONS = ROOT / "fixtures" / "ledgers" / "confirmations.csv"
PAGES = {
    "register": ((), 2),
    "limits": ((), 2),
    "fmv": (("--quotes", EXAMPLES / "quotes.csv"), 2),
    "dhs": (("--services", EXAMPLES / "services.csv", "--codes", EXAMPLES / "codes.csv"), 2),
    "group": ((), 2),
    "checklist": ((), 2),
}
"""Of each report, what it is given besides the database, and the page that shows it best."""
COME = {date(2025, 9, 12): 6, date(2025, 12, 3): 12, date(2026, 2, 20): 20, date(2026, 4, 9): 20, AS_OF: 20}
"""How many of the contracts had come in by each day."""
PUT_RIGHT = {date(2026, 2, 20): 2, date(2026, 4, 9): 1}
"""How many findings a reviewer called remedied on a day."""
WHOLE = 10_000


def main(folder: Path) -> None:
    """Draw, read, check and report; write a picture of each report into the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        database = work / "starkcheck.duckdb"
        _write_months(work / "contracts", database)
        for name, (given, page) in PAGES.items():
            words = [*given] if name == "dhs" else [*given, "--db", database]
            _run("report", name, *words, "--as-of", AS_OF, "--output", work / f"{name}.xlsx", "--quiet")
            _as_pdf(work / f"{name}.xlsx")
            _picture(work / f"{name}.pdf", page, folder / f"report-{name}.png")
        _run("report", "payments", "--db", _with_payments(work), "--as-of", AS_OF, "-o", work / "payments.xlsx", "-q")
        _as_pdf(work / "payments.xlsx")
        _picture(work / "payments.pdf", 2, folder / "report-payments.png")
        card = work / "scorecard.pdf"
        _run("report", "scorecard", "--db", database, "--as-of", AS_OF, "--output", card, "--quiet")
        _picture(card, 1, folder / "report-scorecard.png", most=WHOLE)
        _evidence(work, database, folder / "report-evidence.png")


def _with_payments(work: Path) -> Path:
    """The clinics of the worked examples, with what they paid."""
    inbox, database = work / "clinics", work / "clinics.duckdb"
    inbox.mkdir()
    for paper in clinics.PAPERS:
        (inbox / paper.file_name).write_bytes(paper.draw())
    _run("ingest", inbox, "--db", database, "--quiet")
    for kind in ("ownership_and_family", "payments"):
        (work / f"{kind}.csv").write_text(books.CLINICS[kind])
        _run("ledger", "import", kind, work / f"{kind}.csv", "--db", database, "--quiet")
    _run("check", "--db", database, "--as-of", AS_OF, "--quiet")
    return database


def _write_months(contracts: Path, database: Path) -> None:
    """The drawn contracts as they came in over some months, checked each time, the ledgers with the last of them."""
    drawn = draw_into(contracts, with_facts=False)
    come = 0
    for day, number in COME.items():
        with stopped_clock.on(day):
            if come < number:
                _run("ingest", *drawn[come:number], "--db", database, "--quiet")
            if come < number == len(drawn):
                for ledger in (one for one in LEDGERS if one != CONFIRMATIONS):
                    _run("ledger", "import", ledger.stem, ledger, "--db", database, "--quiet")
            _run("check", "--db", database, "--as-of", day, "--quiet")
            if day == max(COME):
                _run("ledger", "import", "confirmations", CONFIRMATIONS, "--db", database, "--quiet")
            if day in PUT_RIGHT:
                _put_right(database, PUT_RIGHT[day])
        come = number


def _put_right(database: Path, number: int) -> None:
    sql = "select finding_id from findings where status = 'open' order by severity, check_name, finding_id"
    for (finding,) in query(database, sql).rows[:number]:
        _run("dispose", finding, "--as", "remedied", "--reason", "A new paper is signed.", "--db", database, "--quiet")


def _evidence(work: Path, database: Path, picture: Path) -> None:
    """The first page of a lease as its evidence pack shows it."""
    import pypdfium2

    (arrangement,) = query(database, f"select arrangement_id from arrangements where file_name = '{LEASE}'").rows[0]
    pack = work / "evidence.pdf"
    _run("report", "evidence", arrangement, "--db", database, "--as-of", AS_OF, "--output", pack, "--quiet")
    document = pypdfium2.PdfDocument(pack)
    exhibit = next(one for one in document.get_toc() if one.get_title().startswith("Exhibit A"))
    page = document[exhibit.get_dest().get_index()].render(scale=2.0).to_pil().convert("RGB")
    page.crop((60, 70, page.width - 40, 1120)).quantize(48).save(picture, optimize=True)


def _run(*words: object) -> None:
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exit_code:
        sys.exit(result.output)


def _as_pdf(workbook: Path) -> None:
    command = ("soffice", "--headless", "--convert-to", "pdf", "--outdir", workbook.parent, workbook)
    subprocess.run(command, check=True, capture_output=True)


def _picture(pdf: Path, page: int, picture: Path, most: int = 700) -> None:
    """A page of a PDF as a picture, cut to what it shows, and to so many points of it from above."""
    drawn = pdf.with_suffix("")
    pages = ("-f", str(page), "-l", str(page), "-scale-to-x", "1500", "-scale-to-y", "-1", "-singlefile", "-png")
    subprocess.run(("pdftoppm", *pages, pdf, drawn), check=True, capture_output=True)
    image = Image.open(drawn.with_suffix(".png")).convert("RGB")
    # The foot of a sheet as printed is far below what it shows.
    sheet = image.crop((0, 0, image.width, image.height if most == WHOLE else int(image.height * 0.94)))
    shown = ImageChops.difference(sheet, Image.new("RGB", sheet.size, "white")).getbbox()
    if shown:
        edges = (max(shown[0] - 12, 0), max(shown[1] - 12, 0), shown[2] + 12, min(shown[3] + 12, most))
        image = image.crop(edges)
    image.quantize(48).save(picture, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
