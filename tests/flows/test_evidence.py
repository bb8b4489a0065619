"""Evidence packs from contracts that were drawn, read and checked: read back, page for page."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from fixtures.contracts import office_lease_family_practice, office_lease_first_amendment, scanned_office_lease
from flows.exit_codes import ExitCode
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import pdf

DAY = date(2026, 1, 31)
LEASE, CHANGE = "office-lease-family-practice.pdf", "office-lease-first-amendment.pdf"
RENT = "3.1. The rent that Tenant shall pay to Landlord is Six Thousand Four Hundred Twelve"
SECOND = (
    "SECOND AMENDMENT TO OFFICE LEASE",
    "THIS AMENDMENT is made as of May 5, 2025, between Thornmere Valley Hospital",
    '("Landlord") and Pellridge Family Medicine, P.C. ("Tenant").',
    'Under an Office Lease dated February 14, 2023 (the "Lease") Tenant rents Suite 210.',
    "1. Rent. From June 1, 2025, Tenant shall pay Landlord rent of $7,100.00 per month.",
    "IN WITNESS WHEREOF, the parties have executed this Amendment.",
    "LANDLORD: THORNMERE VALLEY HOSPITAL",
    "By: /s/ Colette Marsden",
    "Name: Colette Marsden",
    "Title: Vice President, Facilities",
    "TENANT: PELLRIDGE FAMILY MEDICINE, P.C.",
    "By: ______________________",
    "Name: Rafael Quintana, M.D.",
)


@pytest.fixture(scope="module")
def lease_files() -> dict[str, bytes]:
    return {
        LEASE: office_lease_family_practice.FIXTURE.draw(),
        CHANGE: office_lease_first_amendment.FIXTURE.draw(),
        "second.pdf": pdf(*SECOND),
    }


def put(starkcheck: Starkcheck, files: dict[str, bytes], *words: object) -> str:
    """Write the files, read and check them; returns the id of the arrangement of the first."""
    inbox = Path("inbox")
    inbox.mkdir(exist_ok=True)
    for name, content in files.items():
        (inbox / name).write_bytes(content)
    assert starkcheck("run", "inbox", "-q", "--as-of", DAY, *words).exit_code == ExitCode.DONE
    rows = json.loads(starkcheck("sql", "select file_name, arrangement_id from arrangements", "-f", "json").stdout)
    return str(next(row["arrangement_id"] for row in rows if row["file_name"] == next(iter(files))))


def made(starkcheck: Starkcheck, arrangement: str, output: str, *words: object) -> str:
    """Write a pack; returns what was said."""
    result = starkcheck("report", "evidence", arrangement, "-o", output, "--as-of", DAY, "--replace", *words)
    assert result.exit_code == ExitCode.DONE, result.output
    return str(result.stderr)


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def outline(content: bytes) -> dict[str, int]:
    """The titles of the bookmarks and the pages (from 1) that they lead to."""
    document = pypdfium2.PdfDocument(content)
    return {entry.get_title(): entry.get_dest().get_index() + 1 for entry in document.get_toc()}


def filled(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """The boxes (left, bottom, right, top) that are filled in a light colour, as marks are."""
    found = []
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2):
        colour = [pdfium.c_uint() for _ in range(4)]
        pdfium.FPDFPageObj_GetFillColor(each.raw, *colour)
        red, green, blue, _ = (part.value for part in colour)
        if min(red, green) > 180 and 100 < blue < 252:
            found.append(each.get_bounds())
    return found


def marked_words(page: pypdfium2.PdfPage, words: str) -> bool:
    """Whether words that the page can be searched for lie in marks, wholly."""
    text = page.get_textpage()
    search = text.search(words)
    place = search.get_next()
    if place is None:
        return False
    start, count = place
    marks = filled(page)
    for index in range(start, start + count):
        if text.get_text_range(index, 1).strip():
            left, bottom, right, top = text.get_charbox(index)
            x, y = (left + right) / 2, (bottom + top) / 2
            if not any(mark[0] <= x <= mark[2] and mark[1] <= y <= mark[3] for mark in marks):
                return False
    return True


def test_a_pack_has_the_answer_the_papers_marked_and_what_is_missing(
    starkcheck: Starkcheck, lease_files: dict[str, bytes]
) -> None:
    arrangement = put(starkcheck, lease_files)
    said = made(starkcheck, arrangement, "pack.pdf")
    content = Path("pack.pdf").read_bytes()
    pages, marks = texts(content), outline(content)
    assert f"Evidence pack, arrangement {arrangement}" in pages[0]
    assert "UNDETERMINED" in pages[0] or "NOT COMPLIANT" in pages[0]
    assert "Not legal advice" in pages[0] and "42 CFR Part 411" in pages[-1]
    assert [title.split(":")[0] for title in marks if title.startswith("Exhibit")] == [
        "Exhibit A",
        "Exhibit B",
        "Exhibit C",
    ]
    assert f"Exhibit B, {CHANGE}" in pages[marks[next(one for one in marks if one.startswith("Exhibit B"))] - 1]
    first = marks[next(one for one in marks if one.startswith("Exhibit A"))]
    document = pypdfium2.PdfDocument(content)
    assert marked_words(document[first - 1], RENT)
    assert not marked_words(document[first - 1], "Landlord owns the three-story building")
    entry = next(page for page in pages if "Index of words relied on" in page and "What the words prove" in page)
    assert "element no per unit rent (42 CFR 411.357(a)(5)(ii)(B)): satisfied" in entry
    assert "pay component 1: $6,412.50 per month" in entry
    assert "term length: 36 months" in entry
    assert "clause pay rises yearly: 2.5 percent" in entry
    broken = [word for page in pages for word in ("undetermine d", "satisfie d", "complia nt") if word in page]
    assert not broken
    assert "Pellridge" in said and "unsigned" in said  # the second amendment lacks the tenant's
    assert "Missing: No payment history" in said
    signatures = pages[marks["Signatures"] - 1]
    assert "Colette Marsden" in signatures
    assert "run begun" in pages[marks["Audit trail"] - 1]
    made(starkcheck, arrangement, "again.pdf")
    assert Path("again.pdf").read_bytes() == content


def test_the_zip_holds_every_file_byte_for_byte(starkcheck: Starkcheck, lease_files: dict[str, bytes]) -> None:
    files = {LEASE: lease_files[LEASE], CHANGE: lease_files[CHANGE]}
    arrangement = put(starkcheck, files)
    folder = Path("evidence") / arrangement
    image = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(image, "PNG")
    given = {
        "fmv/memo.pdf": pdf("Opinion of value", "of the time"),
        "payments/paid.csv": b"day,amount\n2025-01-02,=1+1\n",
        "location/plan.png": image.getvalue(),
        "location/plan.dwg": b"AC1027",
        "note.txt": b"seen",
    }
    for name, content in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    confirmed = ("confirm", arrangement, "fair-market-value", "met", "--reason", "Seen.", "--by", "Jane Roe")
    assert starkcheck(*confirmed, "--document", folder / "fmv" / "memo.pdf").exit_code == ExitCode.DONE
    said = made(starkcheck, arrangement, "pack.zip", "--folder", "evidence")
    assert "plan.dwg: Files of the type .dwg are not shown here" in said
    assert "memo.pdf, on which confirmation 1 rests" not in said
    with zipfile.ZipFile("pack.zip") as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[f"originals/A-{LEASE}"] == files[LEASE]
    assert names[f"originals/B-{CHANGE}"] == files[CHANGE]
    assert {name: names[f"supplied/{name}"] for name in given} == given
    manifest = names["manifest.csv"].decode()
    assert all(hashlib.sha256(names[name]).hexdigest() in manifest for name in names if name != "manifest.csv")
    assert "location/plan.dwg" in names["missing.txt"].decode()
    pages = texts(names["evidence-pack.pdf"])
    assert any("Opinion of value" in page for page in pages)
    assert any("fair market value met, confirmed by Jane Roe" in page for page in pages)
    made(starkcheck, arrangement, "again.zip", "--folder", "evidence")
    assert Path("again.zip").read_bytes() == Path("pack.zip").read_bytes()
    (folder / "fmv" / "memo.pdf").write_bytes(pdf("Another opinion"))
    said = made(starkcheck, arrangement, "other.zip", "--folder", "evidence")
    assert "memo.pdf, on which confirmation 1 rests, was not supplied in these bytes; a file of that name" in said


@pytest.mark.parametrize("change", ["changed", "missing"])
def test_an_original_that_is_gone_is_named_and_nothing_is_put_in_its_place(
    change: str, starkcheck: Starkcheck, lease_files: dict[str, bytes]
) -> None:
    arrangement = put(starkcheck, {LEASE: lease_files[LEASE], CHANGE: lease_files[CHANGE]})
    file = Path("inbox", CHANGE)
    if change == "changed":
        file.write_bytes(pdf("Another paper altogether"))
    else:
        file.unlink()
    said = made(starkcheck, arrangement, "pack.zip")
    assert f"Exhibit B, {CHANGE}: the original is {change}." in said
    with zipfile.ZipFile("pack.zip") as archive:
        assert [name for name in archive.namelist() if name.startswith("originals/")] == [f"originals/A-{LEASE}"]
        pages = texts(archive.read("evidence-pack.pdf"))
    assert any(f"The original is {change}, and no page of it is shown." in page for page in pages)
    assert not any("Another paper altogether" in page for page in pages)


def locked(lines: tuple[str, ...]) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, invariant=True, encrypt=StandardEncryption("opensesame", "owner"))
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * number, line)
    canvas.save()
    return content.getvalue()


def test_a_file_with_a_password_is_shown_with_it_and_kept_as_it_is(starkcheck: Starkcheck) -> None:
    content = locked(SECOND)
    Path("words.txt").write_text("opensesame\n")
    arrangement = put(starkcheck, {"locked.pdf": content}, "--password-file", "words.txt")
    said = made(starkcheck, arrangement, "bare.zip")
    assert "Exhibit A, locked.pdf: the original is locked. The PDF asks for a password." in said
    made(starkcheck, arrangement, "pack.zip", "--password-file", "words.txt")
    for name in ("bare.zip", "pack.zip"):
        with zipfile.ZipFile(name) as archive:
            assert archive.read("originals/A-locked.pdf") == content
            shown = any(
                "Tenant shall pay Landlord rent" in page and "Exhibit A, locked" in page
                for page in texts(archive.read("evidence-pack.pdf"))
            )
            assert shown is (name == "pack.zip")
    assert b"opensesame" not in Path("pack.zip").read_bytes()


def turned(degrees: int) -> bytes:
    """A page whose content lies on its side or its head, and that says by how much to turn it."""
    wide, high = (792, 612) if degrees % 180 else (612, 792)
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(wide, high), invariant=True)
    canvas.setPageRotation(degrees)
    canvas.translate(*{90: (wide, 0), 180: (wide, high), 270: (0, high)}[degrees])
    canvas.rotate(degrees)
    for number, line in enumerate(SECOND):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.save()
    return content.getvalue()


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_words_are_marked_where_they_stand_on_a_page_that_is_turned(degrees: int, starkcheck: Starkcheck) -> None:
    arrangement = put(starkcheck, {"turned.pdf": turned(degrees)})
    made(starkcheck, arrangement, "pack.pdf")
    content = Path("pack.pdf").read_bytes()
    first = next(page for title, page in outline(content).items() if title.startswith("Exhibit A"))
    page = pypdfium2.PdfDocument(content)[first - 1]
    assert marked_words(page, "Tenant shall pay Landlord rent of $7,100.00 per month")
    assert not marked_words(page, "Under an Office Lease")


def test_a_scan_is_marked_by_the_boxes_of_what_was_recognised(starkcheck: Starkcheck) -> None:
    arrangement = put(starkcheck, {"scan.pdf": scanned_office_lease.FIXTURE.draw()})
    made(starkcheck, arrangement, "pack.pdf")
    content = Path("pack.pdf").read_bytes()
    first = next(page for title, page in outline(content).items() if title.startswith("Exhibit A"))
    assert len(filled(pypdfium2.PdfDocument(content)[first - 1])) >= 5


def test_a_drill_writes_nothing_and_says_how_long_it_took(
    starkcheck: Starkcheck, lease_files: dict[str, bytes]
) -> None:
    arrangement = put(starkcheck, {LEASE: lease_files[LEASE]})
    before = set(Path().rglob("*"))
    drill = starkcheck("report", "evidence", arrangement, "--drill", "--as-of", DAY)
    assert drill.exit_code == ExitCode.DONE
    assert f"Drill: evidence pack of {arrangement} as of {DAY}" in drill.stderr
    assert " seconds." in drill.stderr and "Absent: " in drill.stderr
    assert set(Path().rglob("*")) == before
    for words, code in (
        ((arrangement, "-o", "."), ExitCode.USAGE),
        ((arrangement, "-o", "x.docx"), ExitCode.USAGE),
        (("ZZZZZ-ZZZZZ", "--drill"), ExitCode.INPUT),
        ((arrangement, "--drill", "--folder", "nowhere"), ExitCode.INPUT),
    ):
        assert starkcheck("report", "evidence", *words).exit_code == code
    refusals: tuple[tuple[tuple[str, ...], str], ...] = (
        ((), "Name the file to write with --output"),
        (("--drill", "-o", "x.pdf"), "--drill writes nothing, and --output names x.pdf"),
        (("-o", "."), ". is a folder. Name a file in it"),
    )
    for options, said in refusals:
        refused = starkcheck("report", "evidence", arrangement, *options)
        assert refused.exit_code == ExitCode.USAGE
        assert said in " ".join(refused.stderr.replace("│", " ").split())


def test_every_command_takes_an_arrangement_by_its_id_and_by_what_it_is_of(
    starkcheck: Starkcheck, lease_files: dict[str, bytes]
) -> None:
    arrangement = put(starkcheck, lease_files)
    rows = json.loads(starkcheck("sql", "select file_name, contract_id from contracts", "-f", "json").stdout)
    change = next(row["contract_id"] for row in rows if row["file_name"] == CHANGE)
    for name in (arrangement, arrangement.lower().replace("-", " "), LEASE, CHANGE, change, f"inbox/{LEASE}"):
        asked = starkcheck("arrangement", name, "--on", DAY)
        assert asked.exit_code == ExitCode.DONE, asked.output
        assert asked.stdout.startswith(arrangement)
    drill = starkcheck("report", "evidence", CHANGE, "--drill", "--as-of", DAY)
    assert f"evidence pack of {arrangement}" in drill.stderr
    said = "--reason", "Seen.", "--by", "Jane Roe"
    assert starkcheck("confirm", CHANGE, "fair-market-value", "met", *said).exit_code == ExitCode.DONE
    listed = starkcheck("confirmations", "--arrangement", LEASE, "-f", "json")
    assert [row["arrangement_id"] for row in json.loads(listed.stdout)] == [arrangement]
    for words in (("arrangement", "pellridge"), ("confirm", "pellridge", "fair-market-value", "met", *said)):
        unclear = starkcheck(*words)
        assert unclear.exit_code == ExitCode.INPUT
        assert f"{arrangement}  {LEASE}" in unclear.stderr
    assert "report register" in starkcheck("arrangement", "nowhere.pdf").stderr


def test_links_in_the_folder_of_evidence_are_named(starkcheck: Starkcheck, lease_files: dict[str, bytes]) -> None:
    arrangement = put(starkcheck, {LEASE: lease_files[LEASE]})
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "memo.csv").write_text("a,b\n")
    folder = Path("evidence")
    folder.mkdir()
    (folder / "fmv").symlink_to(elsewhere.resolve())
    (folder / "memo.csv").symlink_to((elsewhere / "memo.csv").resolve())
    said = " ".join(made(starkcheck, arrangement, "pack.pdf", "--folder", folder).split())
    assert "fmv is a link to a folder, and was left out with all that is in it." in said
    assert "memo.csv is a link, and was left out." in said
