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
from flows.command_line import app
from store.query import query

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
}
"""Of each report, what it is given besides the database, and the page that shows it best."""


def main(folder: Path) -> None:
    """Draw, read, check and report; write a picture of each report into the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        database = work / "starkcheck.duckdb"
        draw_into(work / "contracts", with_facts=False)
        _run("ingest", work / "contracts", "--db", database, "--quiet")
        for ledger in LEDGERS:
            if ledger == CONFIRMATIONS:
                continue  # of what a check left open
            _run("ledger", "import", ledger.stem, ledger, "--db", database, "--quiet")
        _run("check", "--db", database, "--as-of", AS_OF, "--quiet")
        _run("ledger", "import", "confirmations", CONFIRMATIONS, "--db", database, "--quiet")
        for name, (given, page) in PAGES.items():
            words = [*given] if name == "dhs" else [*given, "--db", database]
            _run("report", name, *words, "--as-of", AS_OF, "--output", work / f"{name}.xlsx", "--quiet")
            _picture(work / f"{name}.xlsx", page, folder / f"report-{name}.png")
        _evidence(work, database, folder / "report-evidence.png")


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


def _picture(workbook: Path, page: int, picture: Path) -> None:
    drawn = workbook.with_suffix("")
    pages = ("-f", str(page), "-l", str(page), "-scale-to-x", "1500", "-scale-to-y", "-1", "-singlefile", "-png")
    for command in (
        ("soffice", "--headless", "--convert-to", "pdf", "--outdir", workbook.parent, workbook),
        ("pdftoppm", *pages, workbook.with_suffix(".pdf"), drawn),
    ):
        subprocess.run(command, check=True, capture_output=True)
    image = Image.open(drawn.with_suffix(".png")).convert("RGB")
    # The foot of the printed page is far below what the sheet shows.
    sheet = image.crop((0, 0, image.width, int(image.height * 0.94)))
    shown = ImageChops.difference(sheet, Image.new("RGB", sheet.size, "white")).getbbox()
    edges = (max(shown[0] - 12, 0), max(shown[1] - 12, 0), shown[2] + 12, min(shown[3] + 12, 700)) if shown else None
    image.crop(edges).quantize(48).save(picture, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
