"""Letters and forms are no contracts, and yet somebody signed them or did not."""

from __future__ import annotations

import pytest

from extractors.assembly.loose_signatures import loose_signatures
from models.document import Document, Mark, MarkKind, Page
from models.geometry import Box
from models.signature import SignatureMethod, SignatureStatus
from tests.extractors.typed_pages import ink, place, typed_page

FORM = "REGISTRATION OF A SPEAKER\n\nI have read these rules.\n\n{written}\n(Signature)                (Date)"
LETTER = "Thank you for the visit of last week, which all of us here enjoyed.\n\nSincerely,\n\n\n\nOrla Tamsin\nCurator"
TABLE = "Room      Rent      Days\nAtlas     400       12\nBirch     520       9"
LINE = Box(left=54, top=place(4, 0, 1).bottom, right=220, bottom=place(4, 0, 1).bottom + 1)


def said(page: Page) -> list[tuple[SignatureStatus, SignatureMethod]]:
    document = Document(document_id="0" * 64, file_name="a.pdf", path="a.pdf", byte_count=1, pages=(page,))
    return [(block.status, block.method) for block in loose_signatures(document, ())]


SIGNED, UNSIGNED, UNCLEAR = SignatureStatus.SIGNED, SignatureStatus.UNSIGNED, SignatureStatus.UNCLEAR


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        (FORM.format(written=""), (ink(4, 2, 18),), [(SIGNED, SignatureMethod.INK)]),
        (FORM.format(written=""), (), [(UNSIGNED, SignatureMethod.NONE)]),
        (FORM.format(written="/s/ Orla Tamsin"), (), [(SIGNED, SignatureMethod.CONFORMED)]),
        (FORM.format(written="/s/ Orla Tamsin            eSigned"), (), [(SIGNED, SignatureMethod.ESIGN)]),
        (FORM.format(written="Orla Tamsin"), (), [(UNCLEAR, SignatureMethod.TYPED)]),
        (LETTER, (ink(4, 1, 16),), [(SIGNED, SignatureMethod.INK)]),
        (TABLE, (), []),
        (TABLE, (ink(5, 20, 14),), [(SIGNED, SignatureMethod.INK)]),
        (TABLE, (ink(5, 20, 14, kind=MarkKind.HANDWRITING, text="call Bo"),), []),
        (TABLE, (ink(5, 20, 14, kind=MarkKind.STAMP),), []),
    ],
)
def test_what_is_said_of_a_page_without_a_contract(
    text: str, marks: tuple[Mark, ...], expected: list[tuple[SignatureStatus, SignatureMethod]]
) -> None:
    page = typed_page(text, marks=marks).model_copy(update={"rules": (LINE,)} if "(Signature)" in text else {})
    assert said(page) == expected


def test_a_broken_digital_signature_outside_any_place_is_for_a_person() -> None:
    mark = Mark(kind=MarkKind.DIGITAL, page=1, box=place(8, 30, 20), signer="Orla Tamsin", intact=False)
    assert said(typed_page(TABLE, marks=(mark,))) == [(UNCLEAR, SignatureMethod.DIGITAL)]
