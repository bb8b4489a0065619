"""A block that another person signs, or that names another organization, says so; variants of a name do not."""

from __future__ import annotations

import pytest

from extractors.assembly.signatures import chosen_signatures
from models.party import EntityKind, Party, PartyRole
from models.segment import Instrument
from models.signature import SignatureBlock, SignatureStatus
from tests.extractors.typed_pages import typed_page
from tests.factories import party

SIGNED, UNCLEAR = SignatureStatus.SIGNED, SignatureStatus.UNCLEAR
CLINIC = party("Brankov Surgical Specialists, P.C.", PartyRole.CONTRACTOR, defined_terms=("Group", "Brankov"))
HOSPITAL = party("Duskwater Hospital, Inc.", PartyRole.CLIENT, defined_terms=("Hospital",))
PHYSICIAN = party(
    "Odile Brankov, M.D.",
    PartyRole.CONTRACTOR,
    defined_terms=("Physician",),
    entity_kind=EntityKind.INDIVIDUAL,
    is_physician=True,
)
OF_GROUP = "GROUP\n{entity}\n\nBy: {signed}\nName: Odile Brankov\nTitle: President\nDate: May 2, 2024"
IN_PERSON = "PHYSICIAN\n\n{signed}\nName: {name}\nDate: May 2, 2024"


def block(text: str, of: Party, *others: Party) -> SignatureBlock:
    pages = (typed_page(text),)
    instrument = Instrument(title=None, first_page=1, last_page=1, segments=(), pages=pages)
    return next(one for one in chosen_signatures(instrument, [of, *others]) if one.party_name == of.name)


@pytest.mark.parametrize(
    ("entity", "other"),
    [
        ("Brankov Surgical Specialists, P.C.", None),
        ("BRANKOV SURGICAL SPECIALISTS", None),
        ("Brankov Surgical Spec., PC", None),
        ("Brankov Surgical Specialists, P.C. d/b/a Quill Surgery", None),
        ("Brankov Surgical\nSpecialists, P.C.", None),
        ("Group:", None),
        ("Brankov Surgical Holdings, LLC", "Brankov Surgical Holdings, LLC"),
        ("BRANKOV SURGICAL SPECIALISTS, LLC", "BRANKOV SURGICAL SPECIALISTS, LLC"),
    ],
)
def test_the_organization_over_the_line(entity: str, other: str | None) -> None:
    found = block(OF_GROUP.format(entity=entity, signed="/s/ Odile Brankov"), CLINIC, HOSPITAL)
    assert found.other_entity == other
    assert found.status is (UNCLEAR if other else SIGNED)
    assert other is None or other in found.reason


def test_an_affiliate_that_acts_for_the_party_is_no_other_entity() -> None:
    entity = "Brankov Surgical Specialists, P.C.\nBy: Brankov Holdings, LLC, its managing member"
    assert block(OF_GROUP.format(entity=entity, signed="/s/ Odile Brankov"), CLINIC).other_entity is None


def test_the_name_of_another_party_is_no_other_entity() -> None:
    text = OF_GROUP.format(entity="Duskwater Hospital, Inc.", signed="/s/ Odile Brankov")
    assert block(text, CLINIC, HOSPITAL).other_entity is None


@pytest.mark.parametrize(
    ("signed", "name", "other"),
    [
        ("/s/ Odile Brankov", "Odile Brankov, M.D.", None),
        ("/s/ O. Brankov", "Odile Brankov, M.D.", None),
        ("/s/ Lazlo Renn", "Odile Brankov, M.D.", "Lazlo Renn"),
        ("/s/ Dana Brankov", "Odile Brankov, M.D.", "Dana Brankov"),
        ("Lazlo Renn (May 2, 2024 10:31 EDT)", "Odile Brankov, M.D.", "Lazlo Renn"),
        ("/s/ Lazlo Renn", "Lazlo Renn", "Lazlo Renn"),
    ],
)
def test_who_signed_in_the_physicians_place(signed: str, name: str, other: str | None) -> None:
    found = block(IN_PERSON.format(signed=signed, name=name), PHYSICIAN)
    assert (found.other_signer, found.status) == (other, UNCLEAR if other else SIGNED)


@pytest.mark.parametrize(("signed", "other"), [("/s/ Odile Brankov", None), ("/s/ Lazlo Renn", "Lazlo Renn")])
def test_who_signed_in_an_officers_place(signed: str, other: str | None) -> None:
    found = block(OF_GROUP.format(entity=CLINIC.name, signed=signed), CLINIC)
    assert (found.other_signer, found.status) == (other, UNCLEAR if other else SIGNED)


def test_a_company_taken_for_a_person_is_signed_by_people() -> None:
    mistaken = party("Quill Endosurgery", PartyRole.CONTRACTOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=None)
    text = "Quill Endosurgery\n\nBy: /s/ Lena Aske\nName: Lena Aske\nTitle: President"
    found = block(text, mistaken)
    assert (found.other_signer, found.status) == (None, SIGNED)
