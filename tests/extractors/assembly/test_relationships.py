"""Which contracts are one relationship: sides, and names that are one or two."""

from __future__ import annotations

import pytest

from extractors.assembly.relationship_grouping import Bond, bonds_of, group, stands_behind
from extractors.assembly.relationship_sides import NamedParty
from extractors.language.names import entity_kind_of
from models.party import PartyRole

TERN = "Tern Hospital, Inc."
VELL = "Konrad Vell, M.D."


def named(name: str, role: PartyRole = PartyRole.OTHER, can_refer: bool | None = None) -> NamedParty:
    return NamedParty(name, role, entity_kind_of(name), name.endswith("M.D.") or None, can_refer)


def bond(entity: str, physician: str, apart: str = "") -> Bond:
    return Bond(entity, physician, entity_kind_of(physician).value == "individual", apart)


@pytest.mark.parametrize(
    ("parties", "bonds"),
    [
        ((named(TERN), named(VELL)), [(TERN, VELL)]),
        ((named(VELL), named(TERN)), [(TERN, VELL)]),
        ((named(TERN), named("Skerry Cardiology, LLC", can_refer=True)), [(TERN, "Skerry Cardiology, LLC")]),
        ((named("Skerry Cardiology, LLC", can_refer=True), named(VELL)), [("Skerry Cardiology, LLC", VELL)]),
        (
            (named(TERN), named("Skerry Cardiology, LLC", can_refer=True), named(VELL)),
            [(TERN, VELL), (TERN, "Skerry Cardiology, LLC")],
        ),
        ((named("Skerry Imaging, LLC"), named(TERN)), [(TERN, "Skerry Imaging, LLC")]),
        ((named(TERN), named(VELL), named("Ana Ruiz, M.D.", PartyRole.GUARANTOR)), [(TERN, VELL)]),
        (
            (named("Alder Realty, LLP", can_refer=True), named("Skerry Imaging Center, Inc.", can_refer=True)),
            [("Skerry Imaging Center, Inc.", "Alder Realty, LLP")],
        ),
        (
            (named("Alder Laboratories, Inc."), named("Vell Family Practice, P.A.")),
            [("Alder Laboratories, Inc.", "Vell Family Practice, P.A.")],
        ),
        ((named(VELL), named("Ana Ruiz, M.D.")), []),
        ((named(TERN),), []),
        ((), []),
    ],
)
def test_the_sides_of_a_contract(parties: tuple[NamedParty, ...], bonds: list[tuple[str, str]]) -> None:
    assert [(one.entity, one.physician) for one in bonds_of(parties)] == bonds


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((TERN, VELL), ("TERN HOSPITAL", "KONRAD VELL MD"), True),
        ((TERN, VELL), ("The Tern Hosp.", "Dr. Konrad Vell"), True),
        ((TERN, VELL), ("Tern Hospital", "K. Vell, M.D."), True),
        ((TERN, VELL), ("Tern Hospital", "Konrad A. Vell, M.D."), True),
        ((TERN, VELL), ("Tern Hospital", "Konrad Vell, M.D., P.C."), True),
        ((TERN, VELL), ("Gorse Health, Inc. d/b/a Tern Hospital", VELL), True),
        ((TERN, VELL), ("Gorse Health, Inc. (f/k/a Tern Hospital, Inc.)", VELL), True),
        (("St. Bede's Hospital", VELL), ("Saint Bedes Hospital", VELL), True),
        (("St. Bede's Hospital", VELL), ("St. Bede's Hospital of Troy", VELL), False),
        ((TERN, VELL), ("Tern Hospital, LLC", VELL), False),
        ((TERN, VELL), ("Gorse Health, LLC d/b/a Tern Hospital", VELL), False),
        ((TERN, VELL), (TERN, "Karl Vell, M.D."), False),
        ((TERN, VELL), (TERN, "Konrad Well, M.D."), False),
        ((TERN, "Konrad A. Vell, M.D."), (TERN, "Konrad B. Vell, M.D."), False),
        ((TERN, "Konrad Vell, Jr., M.D."), (TERN, "Konrad Vell, Sr., M.D."), False),
        ((TERN, VELL), (TERN, "Vell Cardiology, P.C."), False),
        ((TERN, "Skerry Group II, LLC"), (TERN, "Skerry Group III, LLC"), False),
    ],
)
def test_when_two_names_make_one_relationship(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    for pair in ((one, other), (other, one)):
        assert (len(group([bond(*names) for names in pair])) == 1) is same


def test_a_name_that_fits_two_is_joined_to_neither() -> None:
    names = ("John Smith, M.D.", "John A. Smith, M.D.", "John B. Smith, M.D.")
    assert len(group([bond(TERN, name) for name in names])) == 3
    assert len(group([bond(TERN, name) for name in names[:2]])) == 1
    elsewhere = [bond(TERN, names[0]), bond(TERN, names[1]), bond("Gorse Hospital", names[2])]
    assert [len(one.bonds) for one in group(elsewhere)] == [2, 1]
    forms = ("Skerry Clinic", "Skerry Clinic, LLC", "Skerry Clinic, Inc.")
    assert len(group([bond(TERN, name) for name in forms])) == 3


def test_a_physicians_own_organization_is_the_physician_and_a_groups_is_not() -> None:
    own, group_name = "Vell Heart, LLC", "Skerry Heart, LLC"
    bonds = [bond(TERN, own), bond(TERN, VELL), bond(TERN, group_name), bond(TERN, "Ana Ruiz, M.D.")]
    behind = [(VELL, own), ("K. Vell, M.D.", own), (VELL, group_name), ("Ana Ruiz, M.D.", group_name)]
    found = group(bonds, behind=behind)
    assert [(one.physician, one.bonds) for one in found] == [
        (VELL, (0, 1)),
        (group_name, (2,)),
        ("Ana Ruiz, M.D.", (3,)),
    ]
    both = (named(TERN), named(VELL, PartyRole.LESSEE), named(own, PartyRole.LESSEE, can_refer=True))
    assert stands_behind(both) == (VELL, own)
    assert stands_behind((*both, named("Ana Ruiz, M.D.", PartyRole.LESSEE))) is None


def test_a_family_is_one_only_toward_the_same_entity() -> None:
    bonds = [bond(TERN, VELL), bond(TERN, "Ana Ruiz"), bond("Gorse Hospital", "Ana Ruiz")]
    assert [one.bonds for one in group(bonds, kin=[("Ana Ruiz", VELL)])] == [(0, 1), (2,)]


def test_a_person_joins_and_parts() -> None:
    bonds = [bond(TERN, VELL), bond("Gorse Hospital", VELL), bond(TERN, VELL, "parted 1")]
    assert [one.bonds for one in group(bonds)] == [(0,), (1,), (2,)]
    assert [one.bonds for one in group(bonds, same=[(bonds[0], bonds[1])])] == [(0, 1), (2,)]
    assert [one.bonds for one in group(bonds, same=[(bonds[2], bonds[1])])] == [(0,), (1, 2)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Konrad Vell, M.D.", "1234567893"), ("K. Anders Vell-Ruiz, M.D.", "1234567893"), True),
        (("Konrad Vell, M.D.", "1234567893"), ("Konrad Vell, M.D.", "1245319599"), False),
        (("Konrad Vell, M.D.", "1234567893"), ("Konrad Vell, M.D.", None), True),
        (("Konrad Vell, M.D.", "1234567893"), ("Ana Ruiz, M.D.", None), False),
        (("Konrad Vell, M.D.", "1234567893"), ("Vell Eye Group", "1234567893"), True),
    ],
)
def test_identifiers_tell_who_is_one(one: tuple[str, str | None], other: tuple[str, str | None], same: bool) -> None:
    bonds = [bond(TERN, name)._replace(npi=npi) for name, npi in (one, other)]
    assert (len(group(bonds)) == 1) is same


def test_a_name_that_two_identifiers_part_takes_none_without_one() -> None:
    bonds = [bond(TERN, VELL)._replace(npi=npi) for npi in ("1234567893", "1245319599", None)]
    assert len(group(bonds)) == 3
