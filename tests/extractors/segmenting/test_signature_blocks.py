"""Places to sign are found in every shape, and read by their place on the page."""

from typing import NamedTuple

import pytest

from extractors.reading.lines import lines_of
from extractors.segmenting.signature_blocks import signature_areas
from models.document import Mark, Table, Word
from models.geometry import Box
from tests.extractors.typed_pages import ink, place, typed_page

STACKED = """
IN WITNESS WHEREOF, the parties have signed this lease on the dates below.

LESSOR: Fernhill Imaging, LLC

By: /s/ Ada Tovey
Name: Ada Tovey, M.D.
Title: Manager
Date: May 1, 2024


LESSEE: Ossining Clinic

By:
Name: Bo Lindahl
Title: President
Date:
"""
SIDE_BY_SIDE = """
FERNHILL IMAGING, LLC                   OSSINING CLINIC, P.C.

By: /s/ Ada Tovey                       By: /s/ Bo Lindahl
Name: Ada Tovey                         Name: Bo Lindahl
Title: Manager                          Title: President
Date: May 1, 2024                       Date: May 2, 2024
"""
GRID = """
Party                    Signature               Printed name          Date

Fernhill Imaging, LLC    /s/ Ada Tovey           Ada Tovey             May 1, 2024


Bo Lindahl, M.D.                                 Bo Lindahl, M.D.

"""
TIGHT = """
FERNHILL IMAGING, LLC
/s/ Ada Tovey, Manager                      5/1/2024
OSSINING CLINIC, P.C.
an Ohio professional corporation
By: ____________________                    Date: ______
PHYSICIAN
/s/ Bo Lindahl, M.D.                        5/2/2024
BRINDLE MEDICINE, LLC
By:
"""
LETTER = """
We look forward to your answer.

Sincerely,


Ada Tovey
Manager
Fernhill Imaging, LLC

Agreed and accepted:

By: /s/ Bo Lindahl
Date: May 2, 2024
"""
STAMPED = """
OSSINING CLINIC, P.C.

DocuSigned by:
Bo Lindahl
4F0A11C2B9D3477...
By:
Name: Bo Lindahl
Title: President
Date: 5/2/2024
"""
WITNESSED = """
PHYSICIAN

By:
Name: Bo Lindahl, M.D.
Date:


Witness: /s/ Cy Marsh
Print name: Cy Marsh
"""
NAMED_BEHIND_ITS_ROLE = """
PRACTICE: FERNHILL IMAGING, LTD.

By:
Bo Lindahl, M.D.
Its: President
Date:
"""
STAMP_WITH_CAPTION = """
For Lessor
Ossining Clinic, P.C.

Signed via PandaDoc
2024-05-02 13:05:51 UTC IP: 203.0.113.8
Signature
Name Bo Lindahl, M.D.
Title President
Date 05-02-2024
"""
PLACEHOLDER = """
Agreed to:

[sign here]
Bo Lindahl, M.D.
Date:
"""
HEADED_COLUMNS = """
ITEM                    BOUGHT                   MADE BY

Lamp                    May 3, 2019              Tovey & Sons
Desk                    May 9, 2019              Marsh Brothers


















FERNHILL IMAGING, LLC                   PHYSICIAN

By: /s/ Ada Tovey
Name: Ada Tovey                         Bo Lindahl, M.D.
Title: Manager                          Date: May 2, 2024
Date: May 1, 2024
"""
CONFIRMED = """
Sincerely,
OSSINING HOSPITAL

Bo Lindahl, Administrator

CONFIRMED:
FERNHILL IMAGING, LLC

By: /s/ Ada Tovey
Date: May 2, 2024
"""
CAPTIONED = """
BO LINDAHL, M.D.

______________________________
Signature of Licensee
Date: May 2, 2024
"""
ROLE_UNDER_NAME = """
Agreed and signed:

______________________________
Bo Lindahl, M.D.
Owner
Date signed: ________________ 5/2/2024
"""
STAMPED_AND_DATED_BELOW = """
OSSINING CLINIC, P.C.                   FERNHILL IMAGING, LLC

DocuSigned by:                          DocuSigned by:
By: ____________________                ____________________
4F0A11C2B9D3477...                      9D0A11C2B9D3400...
Name: Bo Lindahl                        Ada Tovey
Title: President
Date: 5/2/2024 | 9:02 AM EDT            Date: 5/1/2024 | 8:40 AM EDT
"""
CAPTION_BEHIND_NAME = """
not before it is
signed. Ohio law governs.

EXECUTED:

OSSINING CLINIC, P.C.

By: /s/ Bo Lindahl
Bo Lindahl, President (Date)

CARDIOLOGIST

/s/ Ada Tovey 5/2/2024
Ada Tovey, M.D. (Date)
"""
SCRIPT_BEHIND_LABEL = """
The Clinic                              The Physician

Signature:                              Signature:
Bo Lindahl, CEO                         Ada Tovey, M.D.
Date: June 11, 2024                     Date: June 7, 2024
"""


class Place(NamedTuple):
    """What is read of one place to sign."""

    heading: str | None
    name: str | None
    written: str | None
    date: str | None = None
    witness: bool = False


def places(text: str, marks: tuple[Mark, ...] = ()) -> set[Place]:
    page = typed_page(text, marks=marks)
    return {
        Place(area.headings[-1] if area.headings else None, area.name, area.written, area.date_text, area.is_witness)
        for area in signature_areas(page, page.lines)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TIGHT,
            {
                Place("FERNHILL IMAGING, LLC", None, "/s/ Ada Tovey, Manager", "5/1/2024"),
                Place("an Ohio professional corporation", None, "____________________"),
                Place("PHYSICIAN", None, "/s/ Bo Lindahl, M.D.", "5/2/2024"),
                Place("BRINDLE MEDICINE, LLC", None, None),
            },
        ),
        (
            STACKED,
            {
                Place(
                    "LESSOR: Fernhill Imaging, LLC",
                    "Ada Tovey, M.D.",
                    "/s/ Ada Tovey",
                    "May 1, 2024",
                ),
                Place("LESSEE: Ossining Clinic", "Bo Lindahl", None),
            },
        ),
        (
            SIDE_BY_SIDE,
            {
                Place("FERNHILL IMAGING, LLC", "Ada Tovey", "/s/ Ada Tovey", "May 1, 2024"),
                Place("OSSINING CLINIC, P.C.", "Bo Lindahl", "/s/ Bo Lindahl", "May 2, 2024"),
            },
        ),
        (
            GRID,
            {
                Place("Fernhill Imaging, LLC", "Ada Tovey", "/s/ Ada Tovey", "May 1, 2024"),
                Place("Bo Lindahl, M.D.", "Bo Lindahl, M.D.", None),
            },
        ),
        (
            LETTER,
            {Place(None, "Ada Tovey", None), Place("Agreed and accepted:", None, "/s/ Bo Lindahl", "May 2, 2024")},
        ),
        (STAMPED, {Place("OSSINING CLINIC, P.C.", "Bo Lindahl", None, "5/2/2024")}),
        (
            WITNESSED,
            {Place("PHYSICIAN", "Bo Lindahl, M.D.", None), Place(None, "Cy Marsh", None, None, True)},
        ),
        (NAMED_BEHIND_ITS_ROLE, {Place("PRACTICE: FERNHILL IMAGING, LTD.", "Bo Lindahl, M.D.", None)}),
        (STAMP_WITH_CAPTION, {Place("Ossining Clinic, P.C.", "Bo Lindahl, M.D.", None, "05-02-2024")}),
        (PLACEHOLDER, {Place("Bo Lindahl, M.D.", None, "[sign here]")}),
        (
            HEADED_COLUMNS,
            {
                Place("FERNHILL IMAGING, LLC", "Ada Tovey", "/s/ Ada Tovey", "May 1, 2024"),
                Place("Bo Lindahl, M.D.", None, None, "May 2, 2024"),
            },
        ),
        (
            CONFIRMED,
            {
                Place("OSSINING HOSPITAL", "Bo Lindahl", None),
                Place("FERNHILL IMAGING, LLC", None, "/s/ Ada Tovey", "May 2, 2024"),
            },
        ),
        (CAPTIONED, {Place("BO LINDAHL, M.D.", None, None, "May 2, 2024")}),
        (ROLE_UNDER_NAME, {Place("Owner", "Bo Lindahl, M.D.", None, "5/2/2024")}),
        (
            CAPTION_BEHIND_NAME,
            {
                Place("OSSINING CLINIC, P.C.", "Bo Lindahl", "/s/ Bo Lindahl"),
                Place("CARDIOLOGIST", "Ada Tovey, M.D.", "/s/ Ada Tovey", "5/2/2024"),
            },
        ),
    ],
    ids=[
        "without space between them",
        "stacked",
        "side by side",
        "grid",
        "letter",
        "stamped",
        "witnessed",
        "behind its role",
        "stamp with caption",
        "placeholder",
        "headed columns",
        "confirmed",
        "captioned",
        "role under name",
        "caption behind name",
    ],
)
def test_places_to_sign(text: str, expected: set[Place]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Name of the practice: Ossining Clinic\n\nThe name shall be used on every bill that the clinic sends.",
        "8. Notices. By courier to whatever address a party has last told the other in writing.",
        "Date of lease: May 1, 2024\n\nThe lease begins on June 1, 2024.",
    ],
)
def test_prose_is_no_place_to_sign(text: str) -> None:
    assert places(text) == set()


def test_the_day_under_a_stamp_is_that_of_the_stamp() -> None:
    page = typed_page(STAMPED_AND_DATED_BELOW)
    areas = signature_areas(page, page.lines)
    assert [area.stamp_texts[-1] for area in areas] == ["Date: 5/2/2024 | 9:02 AM EDT", "Date: 5/1/2024 | 8:40 AM EDT"]


def test_a_name_in_other_letters_stands_behind_its_label() -> None:
    typed = typed_page(SCRIPT_BEHIND_LABEL)
    rows = [place(2, 10, 11), place(2, 50, 9)]
    script = [
        Word(text=text, box=row.replaced(top=row.top - 3.5, bottom=row.bottom + drop))
        for row, drop in zip(rows, (2, 6), strict=True)
        for text in ("Script",)
    ]
    words = [word for line in typed.lines for word in line.words]
    page = typed.model_copy(update={"lines": lines_of([*words, *script], typed.width)})
    assert {(area.headings[-1], area.written) for area in signature_areas(page, page.lines)} == {
        ("The Clinic", "Script"),
        ("The Physician", "Script"),
    }


def test_ink_under_a_role_and_over_a_name_makes_a_place() -> None:
    assert places("USER\n\n\nBo Lindahl, D.O.", (ink(2, 0, 20),)) == {Place("USER", "Bo Lindahl, D.O.", None)}


def test_ink_over_a_bare_name_makes_a_place() -> None:
    text = "Ossining Clinic, P.C.\n\n\nBo Lindahl\nPresident"
    assert places(text, (ink(2, 0, 20),)) == {Place("Ossining Clinic, P.C.", "Bo Lindahl", None)}


def test_ink_far_along_the_line_after_by_is_no_place_of_its_own() -> None:
    text = "Landlord: OSSINING CLINIC, P.C.\n\n\nBy:\nBo Lindahl, President\nMay 2, 2024"
    assert places(text, (ink(3, 20, 18),)) == {
        Place("Landlord: OSSINING CLINIC, P.C.", "Bo Lindahl", None, "May 2, 2024")
    }


def test_a_name_as_wide_as_its_column_is_parted_from_its_neighbour() -> None:
    wide = SIDE_BY_SIDE.replace(
        "FERNHILL IMAGING, LLC                 ", "FERNHILL IMAGING AND RADIOLOGY GROUP, LLC"[:38]
    )
    assert {place.heading for place in places(wide)} == {
        "FERNHILL IMAGING AND RADIOLOGY GROUP,",
        "OSSINING CLINIC, P.C.",
    }


def test_the_party_in_one_cell_of_a_table_is_that_of_the_place_in_the_next() -> None:
    text = """
Party                         Signature
Fernhill Imaging, LLC

                              By:
                              Name: Ada Tovey
                              Date: May 1, 2024

Ossining Clinic, P.C.

                              By:
                              Name: Bo Lindahl
                              Date: May 2, 2024
"""
    rows = [(0, 0), (1, 5), (7, 11)]
    cells = [[place(first, column, 28) for column in (0, 30)] for first, _ in rows]
    walls = [
        tuple(cell.replaced(bottom=place(last, 0, 1).bottom) for cell in row)
        for row, (_, last) in zip(cells, rows, strict=True)
    ]
    page = typed_page(text)
    ruled = page.model_copy(
        update={"tables": (Table(box=Box(left=50, top=50, right=560, bottom=300), rows=tuple(walls)),)}
    )
    found = {(area.headings[-1], area.name) for area in signature_areas(ruled, ruled.lines) if area.name}
    assert found == {("Fernhill Imaging, LLC", "Ada Tovey"), ("Ossining Clinic, P.C.", "Bo Lindahl")}


def test_for_whom_a_person_signs_may_stand_under_the_name() -> None:
    text = """
Signed:

______________________________
Bo Lindahl, Administrator
Date: May 2, 2024
for Ossining Clinic

______________________________
Ada Tovey, DPM
Date: May 1, 2024
"""
    by_name = {area.name: area.headings for area in signature_areas(typed_page(text), typed_page(text).lines)}
    assert by_name["Ada Tovey, DPM"] == ()


def test_whose_line_it_is_may_stand_beside_it_under_the_partys_name() -> None:
    text = "Ossining Sleep, P.A.\n\nLessee, by\n(print) Ada Tovey, D.O.\nTitle: President\nDate: May 2, 2024"
    assert places(text, (ink(2, 12, 20),)) == {Place("Lessee, by", "Ada Tovey, D.O.", None, "May 2, 2024")}
