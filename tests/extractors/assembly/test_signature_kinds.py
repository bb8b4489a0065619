"""What stands where one signs: a signature of some kind, a placeholder, a copy's note, or a bare name."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.assembly.signatures import chosen_signatures
from models.document import Mark, MarkKind, Page
from models.party import EntityKind, Party, PartyRole
from models.segment import Instrument
from models.signature import SignatureBlock, SignatureMethod, SignatureStatus
from tests.extractors.typed_pages import ink, place, typed_page
from tests.factories import party

SIGNED, UNSIGNED, UNCLEAR = SignatureStatus.SIGNED, SignatureStatus.UNSIGNED, SignatureStatus.UNCLEAR
INK, TYPED, NONE = SignatureMethod.INK, SignatureMethod.TYPED, SignatureMethod.NONE
CONFORMED, ESIGN, DIGITAL = SignatureMethod.CONFORMED, SignatureMethod.ESIGN, SignatureMethod.DIGITAL
CLINIC = party("Plimsoll Clinic, P.C.", PartyRole.LESSEE, defined_terms=("Lessee",))
OWNER = party("Sedgewater Imaging, LLC", PartyRole.LESSOR, defined_terms=("Lessor",))
DOCTOR = party("Ines Garrow, M.D.", PartyRole.EMPLOYEE, defined_terms=("Physician",), entity_kind=EntityKind.INDIVIDUAL)
BLOCK = "LESSEE\nPlimsoll Clinic, P.C.\n\n{}\nName: Ned Varga\nTitle: President\nDate:"
OWNERS = "LESSOR\nSedgewater Imaging, LLC\n\n{}\nName: Oona Vell\nTitle: Manager\nDate:\n\n\n"


def signed(
    text: str, parties: list[Party], marks: tuple[Mark, ...] = (), scanned: bool = False
) -> list[SignatureBlock]:
    pages = tuple(
        typed_page(page, number, marks=marks if number == 1 else (), scanned=scanned)
        for number, page in enumerate(text.split("\f"), start=1)
    )
    instrument = Instrument(title=None, first_page=1, last_page=len(pages), segments=(), pages=pages)
    return list(chosen_signatures(instrument, parties))


@pytest.mark.parametrize(
    ("written", "status", "method"),
    [
        ("By: [sign here]", UNSIGNED, NONE),
        ("By: [Signature]", UNSIGNED, NONE),
        ("By: [Signature to follow]", UNSIGNED, NONE),
        ("By: [SIGNATURE PAGE FOLLOWS]", UNSIGNED, NONE),
        ("By: <<signature>>", UNSIGNED, NONE),
        ("By: {{sig_es_:signer1:signature}}", UNSIGNED, NONE),
        ("By: \\s1\\", UNSIGNED, NONE),
        ("By: to be signed", UNSIGNED, NONE),
        ("By: (unsigned)", UNSIGNED, NONE),
        ("By: not yet signed", UNSIGNED, NONE),
        ("By: TBD", UNSIGNED, NONE),
        ("By: DRAFT", UNSIGNED, NONE),
        ("By: SPECIMEN", UNSIGNED, NONE),
        ("By: (SEAL)", UNSIGNED, NONE),
        ("By: ____________ (Seal)", UNSIGNED, NONE),
        ("By: X_________", UNSIGNED, NONE),
        ("By: signature on file", UNCLEAR, NONE),
        ("By: ORIGINAL SIGNED", UNCLEAR, NONE),
        ("By: COPY", UNCLEAR, NONE),
        ("By: [File Copy]", UNCLEAR, NONE),
        ("By: Ned Varga", UNCLEAR, TYPED),
        ("By: Ned Varga, President", UNCLEAR, TYPED),
        ("By: Ned Copyman", UNCLEAR, TYPED),
        ("By: /s/ Ned Varga", SIGNED, CONFORMED),
        ("By: s/Ned Varga", SIGNED, CONFORMED),
        ("By: //s// Ned Varga", SIGNED, CONFORMED),
        ("By: (s) Ned Varga", SIGNED, CONFORMED),
        ("By: /e/ Ned Varga", SIGNED, ESIGN),
        ("DocuSigned by:\nBy: Ned Varga\n4F0A11C2B9D3477...", SIGNED, ESIGN),
        ("By: Ned Varga (May 2, 2031 10:31 EDT)", SIGNED, ESIGN),
        ("By: Ned Varga\nNed Varga (May 2, 2031 10:31 EDT)", SIGNED, ESIGN),
        ("By: Digitally signed by Ned Varga\nDate: 2031.05.02 10:31:05 -05'00'", SIGNED, ESIGN),
        ("By: Electronically signed by Ned Varga on 05/02/2031 at 10:31 AM EDT", SIGNED, ESIGN),
        ("By: Ned Varga\nE-signed 2031-05-02 10:31AM EDT", SIGNED, ESIGN),
        ("By: Ned Varga\nverified by signNow\n05/02/2031", SIGNED, ESIGN),
        ("By: Ned Varga\nSigned via SignNow 05/02/2031 10:31:05 UTC", SIGNED, ESIGN),
        ("By: Ned Varga\nSignature ID: 3f2a91bc-11aa-4c7e-9e1a-0a1b2c3d4e5f", SIGNED, ESIGN),
        ("By: Ned Varga\nAdobe Acrobat Sign Transaction Number: CBJCHBCAABAAxYz", SIGNED, ESIGN),
        ("By: Signed electronically by Ned Varga 5/2/2031", SIGNED, ESIGN),
    ],
)
def test_what_is_written_on_the_line(written: str, status: SignatureStatus, method: SignatureMethod) -> None:
    (block,) = signed(BLOCK.format(written), [CLINIC])
    assert (block.status, block.method) == (status, method), block.reason
    assert block.reason.endswith(".")


def test_the_name_typed_on_a_scanned_line_is_no_ink() -> None:
    (typed,) = signed(BLOCK.format("By: Ned Varga"), [CLINIC], scanned=True)
    assert (typed.status, typed.method) == (UNCLEAR, TYPED)
    (misread,) = signed(BLOCK.format("By: Nca Vmgu"), [CLINIC], scanned=True)
    assert (misread.status, misread.method) == (SIGNED, INK)


def test_a_stamp_for_one_says_nothing_of_the_other() -> None:
    text = OWNERS.format("By: Oona Vell (May 2, 2031 10:31 EDT)") + BLOCK.format("By:")
    owner, clinic = signed(text, [OWNER, CLINIC])
    assert (owner.status, owner.method, owner.signed_on) == (SIGNED, ESIGN, date(2031, 5, 2))
    assert (clinic.status, clinic.method, clinic.signed_on) == (UNSIGNED, NONE, None)


@pytest.mark.parametrize(
    "beside",
    [
        "Witness: /s/ Cy Marsh\nPrint name: Cy Marsh",
        "ATTEST:\n/s/ Cy Marsh\nName: Cy Marsh\nTitle: Clerk",
        "Approved as to form:\n/s/ Cy Marsh\nName: Cy Marsh",
        "STATE OF OHIO\nSworn before me\n/s/ Cy Marsh\nNotary Public",
        "Physician's initials: I.G.",
    ],
)
def test_nobody_else_signs_for_a_party(beside: str) -> None:
    text = f"PHYSICIAN\n\nBy:\nName: Ines Garrow, M.D.\nDate:\n\n\n{beside}"
    assert [block.status for block in signed(text, [DOCTOR])] == [UNSIGNED]


def test_a_page_that_is_to_follow_and_does_not_leaves_every_party_unsigned() -> None:
    text = "12. Law. The law of Ohio governs this Lease.\n\n[Signature page follows]"
    found = signed(text, [OWNER, CLINIC])
    assert [(block.status, block.method, block.evidence) for block in found] == [(UNSIGNED, NONE, None)] * 2


def test_a_stamp_of_rubber_is_no_signature() -> None:
    mark = ink(3, 5, 16, kind=MarkKind.STAMP)
    (block,) = signed(BLOCK.format("By:"), [CLINIC], marks=(mark,))
    assert block.status is UNSIGNED


@pytest.mark.parametrize(
    ("intact", "changed", "status", "word"),
    [(True, False, SIGNED, "intact"), (True, True, UNCLEAR, "after it was signed"), (False, None, UNCLEAR, "broken")],
)
def test_digital_signatures_that_hold_were_changed_or_are_broken(
    intact: bool, changed: bool | None, status: SignatureStatus, word: str
) -> None:
    mark = Mark(
        kind=MarkKind.DIGITAL,
        page=1,
        box=place(3, 5, 20),
        signer="Ned Varga",
        intact=intact,
        changed_after_signing=changed,
    )
    (block,) = signed(BLOCK.format("By:"), [CLINIC], marks=(mark,))
    assert (block.status, block.method) == (status, DIGITAL)
    assert word in block.reason


def test_an_empty_signature_field_is_unsigned() -> None:
    page: Page = typed_page(BLOCK.format("By:")).model_copy(update={"signature_fields": (place(3, 5, 20),)})
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(page,))
    (block,) = chosen_signatures(instrument, [CLINIC])
    assert (block.status, block.method) == (UNSIGNED, NONE)


def test_a_signature_field_is_a_place_to_sign_without_any_label() -> None:
    text = f"{OWNER.name}\n\n\n\nOona Vell\nPresident\n\n\n{CLINIC.name}\n\n\n\nNed Varga\nManager"
    digital = Mark(kind=MarkKind.DIGITAL, page=1, box=place(2, 0, 20), signer="Oona Vell", intact=True)
    page = typed_page(text, marks=(digital,)).model_copy(update={"signature_fields": (place(10, 0, 20),)})
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=(page,))
    found = chosen_signatures(instrument, [OWNER, CLINIC])
    assert [(block.party_name, block.signatory_name, block.status) for block in found] == [
        (OWNER.name, "Oona Vell", SIGNED),
        (CLINIC.name, "Ned Varga", UNSIGNED),
    ]
    assert all(block.evidence is not None for block in found)


CERTIFICATE = (
    "CERTIFICATE OF COMPLETION\nEnvelope Id: 9C1E44D07A\n\nSigner Events        Signature            Timestamp\n"
    "Oona Vell            DocuSigned by:       Sent: 5/1/2031 9:00:02 AM\n"
    "opell@sedge.example  4F0A11C2B9D3477...   Signed: 5/2/2031 10:31:05 AM\n\n"
    "Ned Varga            Pending              Sent: 5/1/2031 9:00:02 AM"
)


def test_a_certificate_confirms_its_signer_and_says_nothing_of_others() -> None:
    text = OWNERS.format("DocuSigned by:\nBy: Oona Vell\n4F0A11C2B9D3477...") + BLOCK.format("By:")
    found = signed(f"{text}\f{CERTIFICATE}", [OWNER, CLINIC])
    assert [(block.party_name, block.status) for block in found] == [(OWNER.name, SIGNED), (CLINIC.name, UNSIGNED)]
