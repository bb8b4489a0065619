"""Every party gets its answer: signed, how and when; not signed; or a doubt for a person."""

from datetime import date

import pytest

from extractors.assembly.signatures import chosen_signatures
from extractors.language.signing_date import possible_signing_dates, signing_date
from models.document import Mark, MarkKind, Page
from models.party import EntityKind, Party, PartyRole
from models.segment import Instrument
from models.signature import SignatureBlock, SignatureMethod, SignatureStatus
from tests.extractors.assembly.paper import instrument_of
from tests.extractors.typed_pages import ink, place, typed_page
from tests.factories import party

SIGNED, UNSIGNED, UNCLEAR = SignatureStatus.SIGNED, SignatureStatus.UNSIGNED, SignatureStatus.UNCLEAR
OWNER = party("Fernhill Imaging, LLC", PartyRole.LESSOR, defined_terms=("Lessor",))
CLINIC = party("Ossining Clinic, P.C.", PartyRole.LESSEE, defined_terms=("Lessee",))
DOCTOR = party("Bo Lindahl, M.D.", PartyRole.EMPLOYEE, defined_terms=("Physician",), entity_kind=EntityKind.INDIVIDUAL)
BLOCK = "LESSEE\nOssining Clinic, P.C.\n\nBy: {written}\nName: Bo Lindahl\nTitle: President\nDate: {date}"


def blocks(pages: list[Page], parties: list[Party]) -> dict[str | None, SignatureBlock]:
    instrument = Instrument(title=None, first_page=1, last_page=len(pages), segments=(), pages=tuple(pages))
    return {block.party_name: block for block in chosen_signatures(instrument, parties)}


def lessee(written: str, day: str = "", marks: tuple[Mark, ...] = (), scanned: bool = False) -> SignatureBlock:
    page = typed_page(BLOCK.format(written=written, date=day), marks=marks, scanned=scanned)
    return blocks([page], [CLINIC])[CLINIC.name]


@pytest.mark.parametrize(
    ("written", "day", "status", "method", "signed_on"),
    [
        ("/s/ Bo Lindahl", "May 2, 2024", SIGNED, SignatureMethod.CONFORMED, date(2024, 5, 2)),
        ("/s/ __________", "", UNSIGNED, SignatureMethod.NONE, None),
        ("__________________", "", UNSIGNED, SignatureMethod.NONE, None),
        ("", "", UNSIGNED, SignatureMethod.NONE, None),
        ("Bo Lindahl", "5/2/2024", UNCLEAR, SignatureMethod.TYPED, date(2024, 5, 2)),
        ("[signature on file]", "", UNCLEAR, SignatureMethod.NONE, None),
        ("[sign here]", "", UNSIGNED, SignatureMethod.NONE, None),
        ("Bo Lindahl (May 2, 2024 10:31 EDT)", "", SIGNED, SignatureMethod.ESIGN, date(2024, 5, 2)),
        ("Ada Tovey (May 2, 2024 10:31 EDT)", "", UNCLEAR, SignatureMethod.ESIGN, date(2024, 5, 2)),
        ("/s/ Bo Lindahl", "as of May 1, 2024", SIGNED, SignatureMethod.CONFORMED, None),
    ],
)
def test_what_stands_on_the_line_decides(
    written: str, day: str, status: SignatureStatus, method: SignatureMethod, signed_on: date | None
) -> None:
    block = lessee(written, day)
    assert (block.status, block.method, block.signed_on) == (status, method, signed_on)
    assert block.reason


def test_ink_on_the_line_signs_and_a_date_by_hand_dates_it() -> None:
    marks = (ink(3, 5, 16), ink(6, 7, 8, kind=MarkKind.HANDWRITING, text="5/2/24"))
    block = lessee("", marks=marks)
    assert (block.status, block.method, block.signed_on) == (SIGNED, SignatureMethod.INK, date(2024, 5, 2))


@pytest.mark.parametrize(
    ("written_by_hand", "status"),
    [("", UNCLEAR), ("illegible", UNCLEAR), ("5/2/24", UNSIGNED)],
)
def test_writing_that_is_no_signature_on_the_line_is_for_a_person(
    written_by_hand: str, status: SignatureStatus
) -> None:
    block = lessee("__________________", marks=(ink(3, 5, 16, kind=MarkKind.HANDWRITING, text=written_by_hand),))
    assert (block.status, block.method) == (status, SignatureMethod.NONE)


@pytest.mark.parametrize(
    ("by_hand", "typed", "signed_on"),
    [
        ("1112124", "January 10, 2024", date(2024, 1, 12)),
        ("1112124", "October 30, 2024", date(2024, 11, 2)),
        ("1112124", "June 1, 2024", None),
        ("1112124", "", None),
        ("5/14/24", "January 10, 2021", date(2024, 5, 14)),
        ("what a day", "January 10, 2024", None),
    ],
)
def test_an_unclear_date_by_hand_is_the_one_near_the_other(by_hand: str, typed: str, signed_on: date | None) -> None:
    text = f"LESSOR\nFernhill Imaging, LLC\n\nBy: /s/ Ada Tovey\nName: Ada Tovey\nDate: {typed}\n\n\n\n"
    marks = (ink(12, 5, 16), ink(15, 7, 8, kind=MarkKind.HANDWRITING, text=by_hand))
    found = blocks([typed_page(text + BLOCK.format(written="", date=""), marks=marks)], [OWNER, CLINIC])
    assert (found[CLINIC.name].status, found[CLINIC.name].signed_on) == (SIGNED, signed_on)


def test_a_date_by_hand_over_its_label_dates_the_signature_above_it() -> None:
    text = (
        "LESSEE\nOssining Clinic, P.C.\n\nBy:\nName: Bo Lindahl\nPresident of its General Partner\n       512124\nDate:"
    )
    marks = (ink(3, 5, 16), ink(6, 7, 6, kind=MarkKind.HANDWRITING, text="512124"))
    block = blocks([typed_page(text, marks=marks, scanned=True)], [CLINIC])[CLINIC.name]
    assert (block.status, block.signed_on) == (SIGNED, date(2024, 5, 2))
    assert block.signatory_title == "President of its General Partner"


def test_a_date_asked_for_before_the_signature_is_of_that_signature() -> None:
    text = "LESSEE\nOssining Clinic, P.C.\nDate:\nBy:\nName: Bo Lindahl\nTitle: President"
    marks = (ink(3, 5, 16), ink(2, 7, 8, kind=MarkKind.HANDWRITING, text="5/2/24"))
    found = chosen_signatures(
        Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(typed_page(text, marks=marks),)), [CLINIC]
    )
    assert [(block.status, block.signed_on) for block in found] == [(SIGNED, date(2024, 5, 2))]


def test_a_date_by_hand_at_the_end_of_a_row_is_of_the_signature_in_it() -> None:
    text = (
        "LESSOR\nFernhill Imaging, LLC\nBy:\nName: Ada Tovey\n\n\nLESSEE\nOssining Clinic, P.C.\nBy:\nName: Bo Lindahl"
    )
    days = [ink(row, 50, 8, kind=MarkKind.HANDWRITING, text=f"5/{row}/24") for row in (2, 8)]
    found = blocks([typed_page(text, marks=(ink(2, 5, 16), ink(8, 5, 16), *days))], [OWNER, CLINIC])
    assert [block.signed_on for block in found.values()] == [date(2024, 5, 2), date(2024, 5, 8)]


@pytest.mark.parametrize(
    ("says", "status"),
    [("A name typed below is that person's signature.", SIGNED), ("Both parties agree to the terms.", UNSIGNED)],
)
def test_a_name_typed_over_its_label_signs_where_the_contract_says_so(says: str, status: SignatureStatus) -> None:
    instrument = instrument_of(f"{says}\n\nLessee\n\nBo Lindahl\n\nName: Bo Lindahl\n\nDate: May 2, 2024")
    (block,) = chosen_signatures(instrument, [CLINIC])
    assert block.status is status


def test_a_stamp_that_stands_alone_signs_for_whom_it_names() -> None:
    text = "Digitally signed by Bo Lindahl\nDate: 2024.05.02\n10:31:19 -06'00'"
    block = blocks([typed_page(text)], [DOCTOR])[DOCTOR.name]
    assert (block.status, block.method, block.signed_on) == (SIGNED, SignatureMethod.ESIGN, date(2024, 5, 2))


def test_one_partys_ink_says_nothing_of_the_other() -> None:
    text = "LESSOR\nFernhill Imaging, LLC\n\nBy:\nName: Ada Tovey\nDate:\n\n\n" + BLOCK.format(written="", date="")
    found = blocks([typed_page(text, marks=(ink(3, 5, 16),))], [OWNER, CLINIC])
    assert [(name, block.status) for name, block in found.items()] == [(OWNER.name, SIGNED), (CLINIC.name, UNSIGNED)]


@pytest.mark.parametrize(("intact", "status"), [(True, SIGNED), (False, UNCLEAR)])
def test_a_broken_digital_signature_is_for_a_person(intact: bool, status: SignatureStatus) -> None:
    mark = Mark(kind=MarkKind.DIGITAL, page=1, box=place(3, 5, 20), signer="Bo Lindahl", intact=intact)
    block = lessee("", marks=(mark,))
    assert (block.status, block.method) == (status, SignatureMethod.DIGITAL)


def test_a_party_without_any_place_has_not_signed() -> None:
    found = blocks([typed_page(BLOCK.format(written="/s/ Bo Lindahl", date=""))], [CLINIC, OWNER])
    assert (found[OWNER.name].status, found[OWNER.name].method) == (UNSIGNED, SignatureMethod.NONE)
    assert found[OWNER.name].evidence is None


@pytest.mark.parametrize(("second", "status"), [("/s/ Cora Nyquist, M.D.", UNCLEAR), ("", UNSIGNED)])
def test_physicians_who_all_signed_may_have_signed_for_their_practice(second: str, status: SignatureStatus) -> None:
    page = typed_page(f"By: /s/ Bo Lindahl, M.D.\nName: Bo Lindahl, M.D.\n\n\nBy: {second}\nName: Cora Nyquist, M.D.")
    practice = party("Brindle Medicine, LLP", PartyRole.EMPLOYER)
    doctors = [DOCTOR, party("Cora Nyquist, M.D.", PartyRole.EMPLOYEE, entity_kind=EntityKind.INDIVIDUAL)]
    found = blocks([page], [practice, *doctors])
    assert found[practice.name].status is status


def test_signatures_on_one_line_are_several() -> None:
    page = typed_page(
        "/s/ Bo Lindahl, M.D.        /s/ Cora Nyquist, M.D.\nBo Lindahl, M.D.            Cora Nyquist, M.D."
    )
    other = party("Cora Nyquist, M.D.", PartyRole.EMPLOYEE, entity_kind=EntityKind.INDIVIDUAL)
    assert {block.status for block in blocks([page], [DOCTOR, other]).values()} == {SIGNED}


def test_title_and_date_may_stand_behind_the_name() -> None:
    page = typed_page("OSSINING CLINIC, P.C.\nBy: /s/ Bo Lindahl, M.D. Title: President Date: 5/2/2024")
    block = blocks([page], [CLINIC])[CLINIC.name]
    assert (block.signatory_name, block.signatory_title, block.signed_on) == (
        "Bo Lindahl, M.D.",
        "President",
        date(2024, 5, 2),
    )


def test_who_signs_for_himself_and_his_company_signs_for_both() -> None:
    page = typed_page("/s/ Bo Lindahl, M.D.\nBo Lindahl, M.D., individually and on behalf of Ossining Clinic, P.C.")
    assert {block.status for block in blocks([page], [CLINIC, DOCTOR]).values()} == {SIGNED}


def test_a_name_under_the_line_belongs_to_it_though_the_date_was_asked_for_beside_it() -> None:
    page = typed_page(
        "_________________________        Date: May 1, 2024\nBo Lindahl, M.D., Physician\n\nOSSINING CLINIC, P.C.\n\n"
        "By /s/ Ada Tovey                 Date: May 2, 2024\nAda Tovey, President"
    )
    found = blocks([page], [CLINIC, DOCTOR])
    assert found[DOCTOR.name].status is UNSIGNED
    assert (found[CLINIC.name].status, found[CLINIC.name].signed_on) == (SIGNED, date(2024, 5, 2))


def test_a_heading_on_the_page_before_says_for_whom_one_signs() -> None:
    first = typed_page("Sincerely,\n\n\nAda Tovey\nManager\n\nAgreed for Ossining Clinic, P.C.:")
    second = typed_page("/s/ Bo Lindahl                  Date: 5/2/2024\nBo Lindahl\nPresident")
    found = blocks([first, second.model_copy(update={"number": 2})], [CLINIC])
    assert (found[CLINIC.name].status, found[CLINIC.name].signatory_name) == (SIGNED, "Bo Lindahl")


def test_a_blank_counterpart_gives_way_to_the_signed_one() -> None:
    pages = [
        typed_page(BLOCK.format(written="", date=""), 1),
        typed_page(BLOCK.format(written="/s/ Bo Lindahl", date=""), 2),
    ]
    block = blocks(pages, [CLINIC])[CLINIC.name]
    assert (block.status, block.evidence and block.evidence.page) == (SIGNED, 2)


def test_a_witness_does_not_sign_for_the_physician() -> None:
    text = "PHYSICIAN\n\nBy:\nName: Bo Lindahl, M.D.\nDate:\n\n\nWitness: /s/ Cy Marsh\nPrint name: Cy Marsh"
    assert blocks([typed_page(text)], [DOCTOR])[DOCTOR.name].status is UNSIGNED


def test_a_block_that_names_another_company_is_for_a_person() -> None:
    text = BLOCK.format(written="/s/ Bo Lindahl", date="").replace(
        "LESSEE\nOssining Clinic, P.C.", "LINDAHL HOLDINGS, LLC"
    )
    block = blocks([typed_page(text)], [CLINIC])[CLINIC.name]
    assert block.status is UNCLEAR
    assert "LINDAHL HOLDINGS, LLC" in block.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 2, 2024", date(2024, 5, 2)),
        ("2 May 2024", date(2024, 5, 2)),
        ("5/2/24", date(2024, 5, 2)),
        ("2024-05-02", date(2024, 5, 2)),
        ("5-2-2024 ", date(2024, 5, 2)),
        ("4 Dec 24", date(2024, 12, 4)),
        ("Date: 2024.05.02 10:31:05 -05'00'", date(2024, 5, 2)),
        ("512124", date(2024, 5, 2)),
        ("1214124", date(2024, 12, 4)),
        ("Sept 3 '24", date(2024, 9, 3)),
        ("May 3", None),
        ("1117124", None),
        ("as of May 2, 2024", None),
        ("February 30, 2024", None),
        ("________", None),
        ("8724723", date(2023, 8, 24)),
        ("973/24", date(2024, 9, 3)),
        ("3/30122", date(2022, 3, 30)),
        ("14 0ct 2024", date(2024, 10, 14)),
        ("5551234567", None),
        ("123456", None),
    ],
)
def test_signing_dates(text: str, expected: date | None) -> None:
    assert signing_date(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5/2/24", (date(2024, 5, 2),)),
        ("1117124", (date(2024, 1, 17), date(2024, 11, 7))),
        ("1112123", (date(2023, 1, 12), date(2023, 11, 2))),
        ("62113", ()),
        ("see page 2", ()),
    ],
)
def test_what_a_date_by_hand_may_mean(text: str, days: tuple[date, ...]) -> None:
    assert possible_signing_dates(text) == days
