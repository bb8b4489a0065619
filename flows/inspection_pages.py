"""An inspection printed for a person: pages, segments, facts with their quotes, blocks and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.tables import objects, print_table
from models.counting import counted
from reports.plain_text import visible
from store.query import Table

if TYPE_CHECKING:
    from flows.inspection import Inspected
    from models.document import Document
    from models.segment import Instrument

_SHOWN = {
    "facts": ("field", "value", "page", "quote", "confidence", "found_by", "reason"),
    "parties": ("name", "role", "entity_kind", "is_physician", "npi", "page", "quote", "confidence"),
    "signatures": (
        "party_name",
        "signatory_name",
        "signatory_title",
        "status",
        "method",
        "signed_on",
        "page",
        "quote",
        "confidence",
    ),
    "compensation": (
        "component",
        "kind",
        "amount",
        "period",
        "unit",
        "percent",
        "base",
        "dhs_linked",
        "page",
        "quote",
        "confidence",
    ),
    "findings": ("severity", "check_name", "page", "message", "citation", "remedy"),
}


def print_inspection(inspected: Inspected) -> None:
    """Print all of it to standard output."""
    _print_document(inspected.document)
    for instrument in inspected.instruments:
        _print_segments(instrument)
    for contract in objects(inspected.views["contracts"]):
        print(f"\nContract {visible(str(contract['title'] or 'without a title'))}")
        print(f"  {contract['document_role']}, pages {contract['first_page']} to {contract['last_page']}")
        for view, columns in _SHOWN.items():
            table = _of_contract(inspected.views[view], str(contract["contract_id"]))
            if table.rows:
                print_table(table, [column for column in columns if column in table.columns], title=view.capitalize())
            else:
                print(f"\nNo {view}.")
    if not inspected.contracts:
        print("\nNo contract was found in this file.")


def _print_document(document: Document) -> None:
    print(f"Document {visible(document.file_name)}")
    print(f"  SHA-256 {document.document_id}")
    print(
        f"  {counted(document.page_count or 0, 'page')}, "
        f"{counted(document.byte_count, 'byte')}, text: {document.text_source or 'none'}"
    )
    print(f"  status: {document.status}{f' ({document.error_code})' if document.error_code else ''}")
    if document.error_message:
        print(f"  {visible(document.error_message)}")
    for attachment in document.attachments:
        what = "taken as a document of its own by starkcheck run" if attachment.is_pdf else "no PDF, not looked at"
        print(f"  attached: {visible(attachment.name)}, {counted(attachment.byte_count, 'byte')}, {what}")
    if not document.pages:
        return
    pages = tuple(
        (
            page.number,
            f"{page.width:.0f} x {page.height:.0f}",
            str(page.text_source or "none"),
            len(page.lines),
            len(page.rules),
            "; ".join(f"{mark.kind} at {mark.box.as_text()}" for mark in page.marks),
        )
        for page in document.pages
    )
    columns = ("page", "points", "text", "lines", "ruled_lines", "marks")
    print_table(Table(columns=columns, rows=pages), columns, title="Pages")


def _print_segments(instrument: Instrument) -> None:
    rows = tuple(
        (segment.page, segment.kind.value, segment.number, segment.exhibit, segment.text)
        for segment in instrument.segments
    )
    columns = ("page", "kind", "number", "exhibit", "text")
    title = f"Segments of {visible(instrument.title or 'an instrument without a title')}"
    print_table(Table(columns=columns, rows=rows), columns, title=f"{title}, from page {instrument.first_page}")


def _of_contract(table: Table, contract_id: str) -> Table:
    position = table.columns.index("contract_id")
    return Table(columns=table.columns, rows=tuple(row for row in table.rows if row[position] == contract_id))
