"""Lines become clauses, headings and table rows."""

import pytest

from extractors.reading.lines import lines_of
from extractors.segmenting.clauses import segments_of
from extractors.segmenting.labels import exhibit_of, label_of
from extractors.segmenting.running_matter import body_lines
from models.document import Page, TextSource, Word
from models.geometry import Box
from models.segment import SegmentKind
from tests.extractors.typed_pages import typed_page

LEASE = """
EQUIPMENT LEASE

Lessor         Fernhill Imaging, LLC
Lessee         Tovey Road Clinic
               of Ossining

1. Term. The lease has a term of forty-eight
(48) months and begins on May 1, 2024.
2. Rent. Lessee pays $900.00 per month, as Section
4.2 of the master lease says.

EXHIBIT A

The equipment is one ultrasound system.
"""


def test_a_lease_is_cut_to_its_clauses() -> None:
    page = typed_page(LEASE)
    segments = segments_of([page], body_lines([page]))
    assert [(segment.kind, segment.text) for segment in segments] == [
        (SegmentKind.HEADING, "EQUIPMENT LEASE"),
        (SegmentKind.TABLE_ROW, "Lessor\tFernhill Imaging, LLC"),
        (SegmentKind.TABLE_ROW, "Lessee\tTovey Road Clinic of Ossining"),
        (
            SegmentKind.CLAUSE,
            "1. Term. The lease has a term of forty-eight (48) months and begins on May 1, 2024.",
        ),
        (
            SegmentKind.CLAUSE,
            "2. Rent. Lessee pays $900.00 per month, as Section 4.2 of the master lease says.",
        ),
        (SegmentKind.HEADING, "EXHIBIT A"),
        (SegmentKind.CLAUSE, "The equipment is one ultrasound system."),
    ]
    assert [(s.number, s.heading) for s in segments[3:5]] == [("1", "Term"), ("2", "Rent")]
    assert [s.exhibit for s in segments[4:]] == [None, "Exhibit A", "Exhibit A"]


def test_evidence_is_the_exact_words_in_their_place() -> None:
    page = typed_page(LEASE)
    clause = segments_of([page], body_lines([page]))[3]
    start = clause.text.index("forty-eight")
    found = clause.evidence(start, start + len("forty-eight (48) months"))
    assert found.quote == "forty-eight (48) months"
    assert found.box is not None
    assert found.box.height > 20, "the words stand on two lines"


def test_running_heads_and_page_numbers_are_no_clauses() -> None:
    pages = [
        typed_page("\n" * 0 + f"Lease of Suite {9}, Fernhill\n\n\n\n\nClause of page {number} ends here.", number)
        for number in (1, 2, 3)
    ]
    raised = [page.model_copy(update={"height": 900.0}) for page in pages]
    assert [[line.text for line in body] for body in body_lines(raised)] == [
        [f"Clause of page {number} ends here."] for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("text", "number", "heading"),
    [
        ("4.1 The rent is due monthly.", "4.1", None),
        ("Section 3. Term. It runs a year.", "Section 3", "Term"),
        ("ARTICLE IV COMPENSATION", "ARTICLE IV", "COMPENSATION"),
        ("(b) for each reading, $20.00;", "b", None),
        ("Rent: $500.00 per month", None, "Rent"),
        ("5.Term", "5", "Term"),
        ("Lessee shall pay the rent when due.", None, None),
    ],
)
def test_labels(text: str, number: str | None, heading: str | None) -> None:
    label = label_of(text)
    assert (label.number, label.heading) == (number, heading)


@pytest.mark.parametrize(
    ("text", "exhibit"),
    [
        ("EXHIBIT B", "Exhibit B"),
        ("Schedule 2 - Fees", "Schedule 2"),
        ("ATTACHMENT A: SERVICES", "Attachment A"),
        ("Exhibit B lists the equipment that Lessor leases to Lessee under this lease.", None),
        ("The exhibits are part of the lease.", None),
    ],
)
def test_exhibits(text: str, exhibit: str | None) -> None:
    assert exhibit_of(text) == exhibit


def test_what_stands_under_a_filled_field_has_begun_something_else() -> None:
    pages = [
        typed_page("Date: 8/19/14\nPHYSICIAN\nKonrad Vell, M.D.\nDate: 8/18/14"),
        typed_page("Duties of the director follow\nin this list.", 2),
    ]
    segments = segments_of(pages, body_lines(pages))
    assert [segment.text for segment in segments][:4] == [
        "Date: 8/19/14",
        "PHYSICIAN",
        "Konrad Vell, M.D.",
        "Date: 8/18/14",
    ]


def test_what_a_typewriter_underlined_has_no_rule_in_its_text() -> None:
    typed = 'This lease (the "Lease") is made between Tern and Skerry\n-----\nImaging, LLC.'
    page = typed_page(f"RECITALS\n--------\n\n{typed}")
    assert [segment.text for segment in segments_of([page], body_lines([page]))] == [
        "RECITALS",
        'This lease (the "Lease") is made between Tern and Skerry Imaging, LLC.',
    ]


def _page_of(lines: list[tuple[float, str]]) -> Page:
    """A page of lines, each with its top in points; a character is six points wide, a line ten high."""
    words = []
    for top, line in lines:
        at = 0
        for text in line.split(" "):
            box = Box(left=60.0 + 6 * at, top=top, right=60.0 + 6 * (at + len(text)), bottom=top + 10)
            words.append(Word(text=text, box=box))
            at += len(text) + 1
    return Page(number=1, width=612, height=792, lines=lines_of(words, 612), text_source=TextSource.NATIVE)


def test_paragraphs_of_one_line_part_where_lines_that_reach_the_margin_stand_closer() -> None:
    page = _page_of(
        [
            (60, "The keeper winds the clock of the tower each Monday before"),
            (73, "nine, oils its wheels in spring and tells the guild what the"),
            (86, "clock has lost, which the guild then writes into the book of"),
            (99, "hours that hangs by the door."),
            (117, "Pay is $14 a winding."),
            (135, "Oil is the guild's."),
            (153, "The book stays in the tower."),
            (171, "Nobody else winds the clock, but a keeper who is ill may send"),
            (184, "another."),
            (202, "Bells are rung by others."),
        ]
    )
    texts = [segment.text for segment in segments_of([page], body_lines([page]))]
    assert texts[1:] == [
        "Pay is $14 a winding.",
        "Oil is the guild's.",
        "The book stays in the tower.",
        "Nobody else winds the clock, but a keeper who is ill may send another.",
        "Bells are rung by others.",
    ]


def test_items_with_bullets_are_clauses_and_no_headings() -> None:
    page = typed_page("Money\n• $40 per winding\n• Oil: Guild's Own\n• Paid at New Year, by check\n  from the guild")
    segments = segments_of([page], body_lines([page]))
    assert [(segment.kind, segment.heading) for segment in segments[1:]] == [(SegmentKind.CLAUSE, "Money")] * 3
    assert segments[-1].text == "• Paid at New Year, by check from the guild"
