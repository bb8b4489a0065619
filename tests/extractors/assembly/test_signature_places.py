"""Whose a place to sign is when the page says it in its own way."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.assembly.signatures import chosen_signatures
from models.document import Mark, MarkKind, Page
from models.geometry import Box
from models.party import EntityKind, PartyRole
from models.segment import Instrument
from models.signature import SignatureBlock, SignatureMethod, SignatureStatus
from tests.extractors.typed_pages import ink, place, typed_page
from tests.factories import party

CLINIC = party("Skerry Bay Hospital", PartyRole.EMPLOYER)
DOCTOR = party("Ines Garrow, M.D.", PartyRole.EMPLOYEE, entity_kind=EntityKind.INDIVIDUAL)
SIGNED = SignatureStatus.SIGNED


def line(row: int, column: int, length: int) -> Box:
    """A line ruled under a row of a typed page."""
    box = place(row, column, length)
    return box.replaced(top=box.bottom, bottom=box.bottom + 1)


def blocks(
    text: str, rules: tuple[Box, ...] = (), marks: tuple[Mark, ...] = (), scanned: bool = False
) -> list[SignatureBlock]:
    page: Page = typed_page(text, marks=marks, scanned=scanned).model_copy(update={"rules": rules})
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(page,))
    return list(chosen_signatures(instrument, [CLINIC, DOCTOR]))


def told(found: list[SignatureBlock]) -> list[tuple[str | None, str | None, SignatureStatus, date | None]]:
    return [(block.party_name, block.signatory_name, block.status, block.signed_on) for block in found]


@pytest.mark.parametrize(
    ("text", "rules", "marks", "expected"),
    [
        pytest.param(
            "We both sign below because we agree.\n\n\n\nThaddeus Quill\nChief Executive Officer, for the hospital\n"
            "Date: 9/6/23\n\n\n\n\nInes Garrow, M.D.\nDate: Sept 7, 2023",
            (line(3, 0, 40), line(10, 0, 40)),
            (ink(3, 2, 20), ink(10, 2, 20)),
            [("Thaddeus Quill", date(2023, 9, 6)), ("Ines Garrow, M.D.", date(2023, 9, 7))],
            id="an officer signs for the hospital",
        ),
        pytest.param(
            "Our signatures.\n\n\n\nBart Lindgren, M.D.                          Ines Garrow, M.D.\n"
            "for Skerry Bay Hospital                      Date: June 3 2024\nDate: 6/3/2024",
            (line(3, 0, 40), line(3, 45, 40)),
            (ink(3, 2, 20), ink(3, 47, 20)),
            [("Bart Lindgren, M.D.", date(2024, 6, 3)), ("Ines Garrow, M.D.", date(2024, 6, 3))],
            id="lines ruled side by side are columns",
        ),
    ],
)
def test_both_have_signed(
    text: str, rules: tuple[Box, ...], marks: tuple[Mark, ...], expected: list[tuple[str, date]]
) -> None:
    assert told(blocks(text, rules, marks)) == [
        (party.name, name, SIGNED, day) for party, (name, day) in zip((CLINIC, DOCTOR), expected, strict=True)
    ]


def test_a_line_for_the_date_beside_the_line_to_sign_is_no_column() -> None:
    text = "Signed for us:\n\n\n\nInes Garrow, M.D.                            Date"
    found = blocks(text, (line(3, 0, 40), line(3, 45, 25)), (ink(3, 2, 20),))
    assert told(found)[1] == (DOCTOR.name, "Ines Garrow, M.D.", SIGNED, None)


def test_signed_over_headed_blocks_is_a_heading_and_by_stands_beside_its_stamp() -> None:
    text = (
        "Signed:\n\nSKERRY BAY HOSPITAL\n     Electronically signed by Thaddeus Quill\n     Reason: I approve it\n"
        "By:  2022-04-11 16:20:33 -05:00\nName: Thaddeus Quill\nTitle: Chief Information Officer\nDate: 04/11/2022"
    )
    (first, _) = blocks(text)
    assert (first.status, first.method, first.signed_on) == (SIGNED, SignatureMethod.ESIGN, date(2022, 4, 11))


def test_a_numbered_box_heads_a_place() -> None:
    boxes = (("11. FOR EMPLOYER", "Thaddeus Quill"), ("12. FOR EMPLOYEE", "Ines Garrow, M.D."))
    text = "\n\n".join(f"{heading}\nSignature:\nName (print): {name}" for heading, name in boxes)
    found = blocks(text, marks=(ink(1, 12, 20), ink(5, 12, 20)))
    assert [(block.party_name, block.signatory_name, block.status) for block in found] == [
        (CLINIC.name, "Thaddeus Quill", SIGNED),
        (DOCTOR.name, "Ines Garrow, M.D.", SIGNED),
    ]


def test_what_recognition_made_of_a_signature_on_its_line_is_writing() -> None:
    text = "Very truly yours,\n\nSKERRY BAY HOSPITAL, CHARTERED\n\nZhlewMeunz\n\nThaddeus Quill\nPresident"
    (first, _) = blocks(text, (line(4, 0, 50),), scanned=True)
    assert (first.signatory_name, first.status, first.method) == ("Thaddeus Quill", SIGNED, SignatureMethod.INK)


def test_what_sort_of_entity_it_is_does_not_part_a_name_from_its_line() -> None:
    text = (
        "SKERRY BAY HOSPITAL,\na Nebraska nonprofit corporation\n\nBy: /s/ Thaddeus Quill\nName: T. Quill\n\n\n\n\n"
        "INES GARROW, M.D.,\nindividually\n\nBy: /s/ Ines Garrow"
    )
    assert [block.status for block in blocks(text)] == [SIGNED, SIGNED]


def test_as_many_signed_places_as_parties_leave_nobody_out() -> None:
    text = "By: /s/ Oona Vell\nName: Oona Vell\n\n\n\n\n\nBy: /s/ Ned Varga\nName: Ned Varga"
    parties = [party("Fernhill Imaging, LLC", PartyRole.LESSOR), party("Ossining Clinic, P.C.", PartyRole.LESSEE)]
    page = typed_page(text)
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(page,))
    found = chosen_signatures(instrument, parties)
    assert [block.status for block in found] == [SIGNED, SIGNED]
    half = text.replace("/s/ Ned Varga", "____________")
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(typed_page(half),))
    assert SignatureStatus.UNSIGNED in {block.status for block in chosen_signatures(instrument, parties)}


def test_a_column_that_only_names_parties_belongs_to_the_places_beside_it() -> None:
    text = (
        "Employer                      Ada Tovey\n"
        "Skerry Bay Hospital           Ada Tovey (Sep 27, 2023 14:06 CDT)\n\n"
        "Title                         President\n\n"
        "Employee                      Ines Garrow\n"
        "Ines Garrow, M.D.             Ines Garrow (Sep 26, 2023 20:41 CDT)\n\n"
        "Title                         Physician"
    )
    assert [(block.party_name, block.status, block.signed_on) for block in blocks(text)] == [
        (CLINIC.name, SIGNED, date(2023, 9, 27)),
        (DOCTOR.name, SIGNED, date(2023, 9, 26)),
    ]


def test_an_entity_that_acts_for_the_party_is_no_signature() -> None:
    text = (
        "SKERRY BAY HOSPITAL\n\nBy: Tarn Health Corporation, its sole member\n\nBy: /s/ Ada Tovey\n"
        "Ada Tovey, President\n\n\n"
        "Ines Garrow, M.D., individually\n\n/s/ Ines Garrow, M.D."
    )
    assert [(block.party_name, block.signatory_name, block.method) for block in blocks(text)] == [
        (CLINIC.name, "Ada Tovey", SignatureMethod.CONFORMED),
        (DOCTOR.name, "Ines Garrow, M.D.", SignatureMethod.CONFORMED),
    ]


def test_stamps_one_under_another_are_places_of_their_own() -> None:
    text = (
        "Skerry Bay Hospital\nAda Tovey\nElectronically signed 2023-12-07 09:12 MST\nEnvelope 7F31-A0C2-44\n"
        "By Ada Tovey, President\n\nInes Garrow\nElectronically signed 2023-12-08 08:41 MST\nEnvelope 7F31-A0C2-44\n"
        "Ines Garrow, MD"
    )
    found = blocks(text)
    assert [(block.party_name, block.signed_on) for block in found] == [
        (CLINIC.name, date(2023, 12, 7)),
        (DOCTOR.name, date(2023, 12, 8)),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [("Ines Garow", SIGNED), ("see attached", SignatureStatus.UNCLEAR), (None, SignatureStatus.UNCLEAR)],
)
def test_writing_over_the_printed_name(text: str | None, status: SignatureStatus) -> None:
    """A name that one can read is a signature; other words, and scrawls without a date, are for a person to judge."""
    mark = ink(3, 2, 20).model_copy(update={"kind": MarkKind.HANDWRITING, "text": text})
    page = "We agree.\n\n\n\n\nInes Garrow, M.D.\nDate:"
    found = [block for block in blocks(page, (), (mark,)) if block.party_name == DOCTOR.name]
    assert [block.status for block in found] == [status]


def test_the_entity_under_a_letters_closing_heads_the_place() -> None:
    district = party("Tarn Community Health District", PartyRole.CLIENT)
    page = typed_page(
        "Very truly yours,\n\nTARN COMMUNITY HEALTH DISTRICT\n\n\n\nAda Tovey\nChief Executive Officer\n\n\n"
        "AGREED AND ACCEPTED:\n\n\n\nInes Garrow, M.D.\nDate: 6/22/09",
        marks=(ink(4, 2, 20), ink(12, 2, 20)),
    )
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(page,))
    found = chosen_signatures(instrument, [district, DOCTOR])
    assert [(block.party_name, block.signatory_name, block.status) for block in found] == [
        (district.name, "Ada Tovey", SIGNED),
        (DOCTOR.name, "Ines Garrow, M.D.", SIGNED),
    ]


STAMPED_CELLS = """
 For                        Signature                            Name and title                 Date
 Skerry Bay                 Signed electronically                Bart Lindgren,                 15-JAN-2025
 Hospital                   Bart Lindgren                        Administrator of the
                            2025-01-15 09:41 EST                 Partner
                            ID 7c2e-11f0

 Physician                  Signed electronically                Ines Garrow, M.D.              16-JAN-2025
                            Ines Garrow
                            2025-01-16 18:05 EST
                            ID 7c2e-11f4
"""
STAMPED_BELOW_NAMES = """
Skerry Bay                                    Ines Garrow, M.D.
Hospital
Adobe Acrobat Sign                            Adobe Acrobat Sign
Bart Lindgren                                 Ines Garrow, M.D.
Bart Lindgren (2025-01-15 08:12 CDT)          Ines Garrow, M.D. (2025-01-16 12:03 CDT)
Name: Bart Lindgren                           Name: Ines Garrow, M.D.
Title: Board Chair                            Title: Physician
Date: 2025-01-15                              Date: 2025-01-16
"""


@pytest.mark.parametrize("text", [STAMPED_CELLS, STAMPED_BELOW_NAMES])
def test_a_service_stamps_in_cells_and_below_names_on_two_lines(text: str) -> None:
    found = blocks(f"The parties sign as follows.\n{text}")
    assert [(block.status, block.method) for block in found] == [(SIGNED, SignatureMethod.ESIGN)] * 2
    assert told(found) == [
        (CLINIC.name, "Bart Lindgren", SIGNED, date(2025, 1, 15)),
        (DOCTOR.name, "Ines Garrow, M.D.", SIGNED, date(2025, 1, 16)),
    ]


def test_the_foot_of_a_signature_page_is_no_placeholder() -> None:
    text = "We sign here.\n\n\nInes Garrow, M.D.\n\n[Signature Page to Call Agreement]"
    found = blocks(text, (line(2, 0, 40),), (ink(2, 2, 20),))
    assert told(found)[1] == (DOCTOR.name, "Ines Garrow, M.D.", SIGNED, None)


def test_a_blank_for_the_name_is_no_name() -> None:
    text = "We sign here.\n\nSKERRY BAY HOSPITAL\nBy: ______________\nName: ______________\nTitle: _____________"
    assert told(blocks(text))[0] == (CLINIC.name, None, SignatureStatus.UNSIGNED, None)


def test_a_stamp_right_of_the_line_to_sign_belongs_to_that_line() -> None:
    text = (
        "Skerry Bay Hospital\n\n"
        "                                Ada Tovey (Dec 3, 2021 16:49 CDT)\n"
        "                                E-signed\n"
        "By:\n"
        "Name: Ada Tovey\nTitle: President\nDate: 12/3/2021"
    )
    first = blocks(text)[0]
    assert (first.party_name, first.status, first.method) == (CLINIC.name, SIGNED, SignatureMethod.ESIGN)
    assert first.signed_on == date(2021, 12, 3)


def test_a_rule_that_slipped_under_its_label_is_the_same_line_to_sign() -> None:
    text = "Skerry Bay Hospital\n\nBy:\n______________________________\nName: Ada Tovey\nTitle: President"
    first = blocks(text, marks=(ink(2, 5, 20),))[0]
    assert (first.party_name, first.signatory_name, first.status) == (CLINIC.name, "Ada Tovey", SIGNED)


def test_a_division_signs_by_the_corporation_it_belongs_to() -> None:
    text = "SKERRY BAY HOSPITAL, a division of\nTarn Health Corporation\n\nBy: /s/ Ada Tovey\nName: Ada Tovey"
    first = blocks(text)[0]
    assert (first.party_name, first.status) == (CLINIC.name, SIGNED)


def test_boxes_of_an_order_say_for_whom_they_are_signed() -> None:
    text = (
        "AUTHORIZED FOR SKERRY BAY HOSPITAL      ACCEPTED BY PHYSICIAN (no order without it)\n\n\n"
        "Ada Tovey, Director of Supply           Ines Garrow, M.D.\n"
        "Date 4/19/22                            Date 4/25/22"
    )
    found = {block.party_name: block.status for block in blocks(text, marks=(ink(2, 2, 20), ink(2, 44, 20)))}
    assert found[DOCTOR.name] is SIGNED
