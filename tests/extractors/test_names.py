"""Names: where they end, whose they are, and when two are one."""

import pytest

from extractors.language.name_spans import name_at
from extractors.language.names import entity_kind_of, is_physician_name, legal_name, normalised, same_name
from extractors.language.party_lists import party_list
from models.party import EntityKind

SPANS = [
    ("Skerry Imaging, LLC, a Delaware limited liability company", "Skerry Imaging, LLC"),
    ("Konrad Vell, M.D., P.C., a professional corporation", "Konrad Vell, M.D., P.C."),
    ("Wei Chen, M.D., Ph.D. (the", "Wei Chen, M.D., Ph.D."),
    ("Osgood Kettle M.D. and his heirs", "Osgood Kettle M.D."),
    ("Tern Gas and Electric Company, a Kentucky", "Tern Gas and Electric Company"),
    ("Tern Hospital and Skerry Oncology, P.C.", "Tern Hospital"),
    ("Saint Odile Hospital and Clinics (the", "Saint Odile Hospital and Clinics"),
    ("The Medical Center at Gorse Weir, a Kentucky", "The Medical Center at Gorse Weir"),
    ("the County of Drummond, a political subdivision", "County of Drummond"),
    ("St. Bede's Hospital of Skerry Falls, a", "St. Bede's Hospital of Skerry Falls"),
    ("Keller, Brandt & Wood, Inc. (the", "Keller, Brandt & Wood, Inc."),
    ("TERN (CHEMICALS) LIMITED of 4 Main Street", "TERN (CHEMICALS) LIMITED"),
    ("Sixty Niners SC Stadium Company LLC, a", "Sixty Niners SC Stadium Company LLC"),
    ("Harborview Hospital District No. 3 (the", "Harborview Hospital District No. 3"),
    ("Tern Energy Co., Ltd. Legal Representative: Ku", "Tern Energy Co., Ltd."),
    ("Tri-Rivers Lung Consultants. P.A.a professional", "Tri-Rivers Lung Consultants. P.A."),
    ("1st Choice Imaging, L.L.C. d/b/a Choice", "1st Choice Imaging, L.L.C."),
    ("iBrew Holdings, Inc., a", "iBrew Holdings, Inc."),
    ("Boston, MA 02111", "Boston"),
    ("Tern Clinic, PA 15213", "Tern Clinic"),
    ("James Ashworth III and Ashworth Radio, Inc.", "James Ashworth III"),
    ("John Doe\nand", "John Doe"),
    ("Anselm and Ruth Tovey Family Holdings, LLC, an Ohio", "Anselm and Ruth Tovey Family Holdings, LLC"),
    ("John Q. and Mary Tovey Revocable Trust (", "John Q. and Mary Tovey Revocable Trust"),
    ("Mary Tovey and Tern Clinic, Inc. (", "Mary Tovey"),
    ("Postings Etc. USA, Inc., a California", "Postings Etc. USA, Inc."),
    ("e-skerry, Inc., (", "e-skerry, Inc."),
    ("ternhealth, LLC (the", "ternhealth, LLC"),
    ("Tern Managed Care (TMC) A Texas Corporation whose", "Tern Managed Care"),
    ("Tern Partners (TMC), A Professional Corporation,", "Tern Partners (TMC), A Professional Corporation"),
]


@pytest.mark.parametrize(("text", "name"), SPANS)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    span = name_at(text, 0)
    assert span is not None
    assert text[span.start : span.end] == name


@pytest.mark.parametrize(
    "text", ["and Tern", "1900 Pomfret Loop", "(the Hospital)", "WHEREAS, Tern", "of Tern", "and, Inc.", ""]
)
def test_no_name_begins_there(text: str) -> None:
    assert name_at(text, 0) is None


KINDS = [
    ("Skerry Imaging, LLC", EntityKind.ORGANIZATION, False),
    ("Konrad Vell, M.D., P.C.", EntityKind.ORGANIZATION, False),
    ("Konrad Vell, M.D.", EntityKind.INDIVIDUAL, True),
    ("Ottoline Brand, D.P.M.", EntityKind.INDIVIDUAL, True),
    ("Marta Selwyn. M.D.", EntityKind.INDIVIDUAL, True),
    ("Dr. Emil Strand", EntityKind.INDIVIDUAL, True),
    ("Sara Zeller, R.N.", EntityKind.INDIVIDUAL, False),
    ("Margaret Doyle", EntityKind.INDIVIDUAL, False),
    ("Tern Memorial Hospital", EntityKind.ORGANIZATION, False),
    ("Feld & Moreau", EntityKind.ORGANIZATION, False),
    ("University of Skerry", EntityKind.ORGANIZATION, False),
]


@pytest.mark.parametrize(("name", "kind", "physician"), KINDS)
def test_people_and_organizations(name: str, kind: EntityKind, physician: bool) -> None:
    assert (entity_kind_of(name), is_physician_name(name)) == (kind, physician)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("SKERRY IMAGING, LLC", "Skerry Imaging L.L.C.", True),
        ("The Tern Hospital", "Tern Hospital", True),
        ("Tern Hospital, Inc. d/b/a Tern Medical Center", "Tern Hospital, Incorporated", True),
        ("Gernot Escalada-Whitlow, M.D.", "Gernot Escolada-Whitlow, M.D.", True),
        ("Dr. Ana Ruiz", "Ana Ruiz, M.D.", True),
        ("Konrad Vell, M.D.", "Konrad Vell, M.D., P.C.", False),
        ("Tern Holdings, LLC", "Tern Holdings, L.P.", False),
        ("Tern Holdings II, LLC", "Tern Holdings III, LLC", False),
        ("Tern Eci Acquiror LP", "Tern Non-Eci Acquiror LP", False),
        ("Skerry Hospital", "Skrery Hospice", False),
    ],
)
def test_when_two_names_are_one(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same
    assert same_name(second, first) is same


def test_trade_names_are_not_the_legal_name() -> None:
    assert legal_name("HCO of Nevada, L.L.C. d/b/a Sagebrush Hospital") == "HCO of Nevada, L.L.C."
    assert normalised("HCO of Nevada, L.L.C. d/b/a Sagebrush Hospital") == "hco of nevada"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            'Tern Clinic, Inc. ("Clinic"), of Reno, Nevada and Boise, Idaho, and Ana Ruiz, M.D. ("Physician").',
            [("Tern Clinic, Inc.", ("Clinic",)), ("Ana Ruiz, M.D.", ("Physician",))],
        ),
        (
            'Tern Rentals, LLC, owned by Ana Ruiz, M.D. and Lee Tan, D.O. ("Lessor"), and Skerry Hospital ("Lessee")',
            [("Tern Rentals, LLC", ("Lessor",)), ("Skerry Hospital", ("Lessee",))],
        ),
        (
            'Tern, Inc. (f/k/a Old, Inc.) (the "Company") and Skerry, Inc. (each a "Party", together the "Parties")',
            [("Tern, Inc.", ("Company",)), ("Skerry, Inc.", ())],
        ),
        ("Landlord and Tenant shall be arbitrated", []),
        ("the parties hereto and their successors", []),
    ],
)
def test_lists_of_parties(text: str, parties: list[tuple[str, tuple[str, ...]]]) -> None:
    found = [(party.name, party.defined_terms) for party in party_list(text, 0).parties]
    assert [(name, terms[-1:]) for name, terms in found] == [(name, terms[-1:]) for name, terms in parties]
