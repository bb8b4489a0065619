"""The exhibits of an evidence pack: papers with their marks, signatures cut out, and what people supplied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from reportlab.platypus import KeepTogether, NextPageTemplate, PageBreak, Spacer

from models.counting import counted
from models.evidence_pack import Original, OriginalState, PagePicture, SuppliedFile, SuppliedKind
from reports.evidence import EvidencePack
from reports.evidence_flowables import Bookmark, CutOut, MarkedWords, PaperPage, around
from reports.evidence_index import box_of, exhibit_of, highlights_of
from reports.evidence_missing import NAMES
from reports.evidence_rows import PaperRow
from reports.evidence_style import paragraph, table
from reports.report import words

Pages = dict[str, int]
MOST_PAYMENTS: Final = 400


def exhibits(pack: EvidencePack, pages: Pages) -> list[Any]:
    """Every paper, page for page; of one whose original is gone, a page that says so."""
    story: list[Any] = []
    for number, paper in enumerate(pack.rows.papers):
        letter, original = exhibit_of(number), pack.originals[paper.document_id]
        title = f"Exhibit {letter}: {paper.title or words(paper.document_role)} ({paper.file_name})"
        shown = [page for page in original.pages if paper.first_page <= page.number <= paper.last_page]
        if not shown:
            story += _absent(title, f"exhibit-{letter}", original, pages)
            continue
        for position, page in enumerate(shown):
            story += [_turned(page), PageBreak()]
            if position == 0:
                story.append(Bookmark(f"exhibit-{letter}", title, 0, pages))
            marks = _marks(pack, paper, page)
            range_of = f"page {page.number} of the file; this paper has pages {paper.first_page} to {paper.last_page}"
            numbers = ", ".join(str(mark.number) for mark in marks) or "nothing"
            note = f"Marked: {numbers}. SHA-256 {paper.document_id[:16]}..."
            story.append(PaperPage(f"Exhibit {letter}, {paper.file_name}, {range_of}", note, page, marks, pages))
    return story


def signatures(pack: EvidencePack, pages: Pages) -> list[Any]:
    """Every signature block as it stands on its page, with what was read of it."""
    story: list[Any] = [*_new("signatures", "Signatures", pages)]
    for number, paper in enumerate(pack.rows.papers):
        rows = [row for row in pack.rows.signatures if row.contract_id == paper.contract_id]
        story.append(paragraph(f"Exhibit {exhibit_of(number)}, {paper.file_name}", "part"))
        if not rows:
            story.append(paragraph("No signature block was read."))
        original = pack.originals[paper.document_id]
        for row in rows:
            who = ", ".join(each for each in (row.signatory_name, row.signatory_title) if each)
            head = f"{row.party_name or 'No party named'}{f' by {who}' if who else ''}: {words(row.status)}"
            method = f", {row.method}" if row.method != "none" else ""
            day = f", {row.signed_on}" if row.signed_on else ", without a date"
            told = [
                paragraph(f"{head}{method}{day if row.status == 'signed' else ''}"),
                paragraph(f"{row.reason}{f' Page {row.page}.' if row.page else ''}", "note"),
            ]
            page = next((each for each in original.pages if each.number == row.page), None)
            box = box_of(row.bbox)
            if page is not None and box is not None:
                told.append(CutOut(page, around(box, page)))
            story.append(KeepTogether(told))
    return story


def supplied(pack: EvidencePack, pages: Pages) -> list[Any]:
    """Each kind of evidence: what ledgers hold of it, and the files that people supplied."""
    story: list[Any] = []
    goes_on = False
    for kind in SuppliedKind:
        files = [file for file in pack.supplied if file.kind is kind]
        story += _new(kind.value, NAMES[kind], pages, begins_page=not goes_on)
        goes_on = not files
        if kind is SuppliedKind.FMV:
            story += _opinions(pack)
        if kind is SuppliedKind.PAYMENTS:
            story += _payments(pack)
        if not files:
            story.append(
                paragraph(
                    f"No file was supplied in the subfolder {kind.value}."
                    if kind is not SuppliedKind.OTHER
                    else "No other file was supplied."
                )
            )
            continue
        rows = [(file.name, f"{len(file.content):,}", file.sha256, file.trouble or "shown below") for file in files]
        story.append(table(("File", "Bytes", "SHA-256", "Here"), rows, (3, 1, 4, 3)))
        for file in files:
            story += _file(file, pages)
    return story


def _file(file: SuppliedFile, pages: Pages) -> list[Any]:
    key, title = f"supplied-{file.sha256[:16]}-{file.name}", file.name
    if file.pages:
        story: list[Any] = []
        for number, page in enumerate(file.pages):
            story += [_turned(page), PageBreak()]
            story += [Bookmark(key, title, 1, pages)] if number == 0 else []
            more = (
                f"; {counted(file.left_out, 'more page is', 'more pages are')} in the file alone"
                if file.left_out
                else ""
            )
            story.append(
                PaperPage(f"{title}, page {page.number}", f"As supplied{more}. SHA-256 {file.sha256}", page, (), pages)
            )
        return story
    if file.rows:
        width = max(len(row) for row in file.rows)
        cells = [(*row, *[""] * (width - len(row))) for row in file.rows]
        rest = (
            [paragraph(f"{counted(file.left_out, 'more row is', 'more rows are')} in the file alone.", "note")]
            if file.left_out
            else []
        )
        return [*_new(key, title, pages, 1), table(cells[0], cells[1:], [1] * width), *rest]
    if file.paragraphs:
        return [
            *_new(key, title, pages, 1),
            paragraph("The text of the Word document; pictures and layout are in the file alone.", "note"),
            *(paragraph(each) for each in file.paragraphs),
        ]
    return []


def _opinions(pack: EvidencePack) -> list[Any]:
    if not pack.rows.opinions:
        return [paragraph("The ledger fmv_opinions holds none for this arrangement.")]
    rows = [
        (
            row.subject,
            f"{row.low:,.2f} to {row.high:,.2f}" if row.low is not None else f"{row.high:,.2f}",
            row.unit,
            f"{row.opinion_on}{f' until {row.valid_until}' if row.valid_until else ''}",
            row.appraiser or "",
            row.place,
        )
        for row in pack.rows.opinions
    ]
    return [table(("Subject", "Dollars", "For each", "Of", "By", "Ledger"), rows, (3, 2, 1.2, 2, 2, 2.4))]


def _payments(pack: EvidencePack) -> list[Any]:
    payments = pack.rows.payments
    if not payments:
        return [paragraph("The ledger payments holds none between the parties of this arrangement.")]
    years: dict[tuple[int, str, str], Decimal] = defaultdict(Decimal)
    for row in payments:
        years[row.paid_on.year, row.payer, row.payee] += row.amount
    sums = [(str(year), payer, payee, f"{total:,.2f}") for (year, payer, payee), total in sorted(years.items())]
    rows = [
        (
            str(row.paid_on),
            f"{row.payer} to {row.payee}",
            f"{row.amount:,.2f}",
            f"{row.period_from} to {row.period_until}" if row.period_from else "",
            row.purpose or row.contract or "",
            row.place,
        )
        for row in payments[:MOST_PAYMENTS]
    ]
    more = len(payments) - MOST_PAYMENTS
    return [
        paragraph("Dollars by calendar year", "part"),
        table(("Year", "Payer", "Payee", "Dollars"), sums, (1, 4, 4, 2)),
        paragraph("Payments of the ledger, by day", "part"),
        table(("Paid on", "Who to whom", "Dollars", "For", "Purpose", "Ledger"), rows, (1.5, 4, 1.4, 2.4, 2.6, 2.2)),
        *(
            [paragraph(f"{counted(more, 'more payment is', 'more payments are')} in the ledger.", "note")]
            if more > 0
            else []
        ),
    ]


def _marks(pack: EvidencePack, paper: PaperRow, page: PagePicture) -> list[MarkedWords]:
    found = []
    for entry in pack.entries:
        if entry.contract_id == paper.contract_id and entry.page == page.number:
            boxes = highlights_of(entry, page)
            if boxes:
                sources = {proof.source for proof in entry.proofs}
                first = next(
                    (each for each in ("finding", "signature", "digital signature") if each in sources), "term"
                )
                found.append(MarkedWords(entry.number, first, boxes))
    return found


def _absent(title: str, key: str, original: Original, pages: Pages) -> list[Any]:
    state = "intact" if original.state is OriginalState.INTACT else original.state.value
    return [
        *_new(key, title, pages),
        paragraph(f"The original is {state}, and no page of it is shown. {original.trouble or ''}"),
        paragraph("What was read of it is in the index and the checklist. Nothing else was put in its place."),
    ]


def _new(key: str, title: str, pages: Pages, level: int = 0, *, begins_page: bool = True) -> list[Any]:
    opening = [NextPageTemplate("text"), PageBreak()] if begins_page else [Spacer(1, 14)]
    return [*opening, Bookmark(key, title, level, pages), paragraph(title, "heading")]


def _turned(page: PagePicture) -> Any:
    return NextPageTemplate("wide" if page.width > page.height * 1.1 else "paper")


def titles(papers: Sequence[PaperRow]) -> list[tuple[str, str]]:
    """The keys and titles of the exhibits."""
    return [
        (
            f"exhibit-{exhibit_of(number)}",
            f"Exhibit {exhibit_of(number)}: {paper.title or words(paper.document_role)}, {paper.file_name}",
        )
        for number, paper in enumerate(papers)
    ]
