"""Provisions: each pattern names its kind, and the surest words of each kind are kept."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from extractors.assembly.provisions import chosen_provisions
from extractors.language.clauses import clauses_of
from extractors.patterns import Pattern
from extractors.terms.provisions.candidates import kind_of, patterns, words_needed
from models.geometry import Box
from models.provision import Provision, ProvisionKind
from models.provision import ProvisionKind as K
from models.segment import Instrument, PlacedWord, Segment, SegmentKind


def provisions_of(*instruments: Instrument) -> tuple[Provision, ...]:
    """What the first of a file's instruments provides."""
    return chosen_provisions(clauses_of(instruments[0].segments), instruments)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_pattern_names_the_kind_it_sees(pattern: Pattern) -> None:
    assert kind_of(pattern) in ProvisionKind


def test_every_kind_has_a_pattern() -> None:
    assert {kind_of(pattern) for pattern in patterns()} == set(ProvisionKind) - {ProvisionKind.EXHIBIT_PRESENT}


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_pattern_needs_plain_words_that_its_examples_hold(pattern: Pattern) -> None:
    for example in pattern.examples:
        assert any(word in example.lower() for word in words_needed(pattern)), example


def clause(text: str, exhibit: str | None = None) -> Segment:
    words = tuple(
        PlacedWord(start=match.start(), end=match.end(), page=1, box=Box(left=72, top=90, right=300, bottom=102))
        for match in re.finditer(r"\S+", text)
    )
    return Segment(kind=SegmentKind.CLAUSE, text=text, words=words, exhibit=exhibit)


def instrument(*segments: Segment) -> Instrument:
    return Instrument(title=None, first_page=1, last_page=1, segments=segments, pages=())


@pytest.mark.parametrize(
    ("text", "kind", "subject", "quantity"),
    [
        ('as set forth in Exhibit "b-1" hereto.', K.EXHIBIT_REFERRED_TO, "Exhibit B-1", None),
        ("SCHEDULE 2 - Fees (to be completed)", K.EXHIBIT_TO_COME, "Schedule 2", None),
        ("Tenant's Share means 7.4 percent of the whole.", K.COMMON_CHARGE_SHARE, "", Decimal("7.4")),
        ("Suite 4 contains 1,080 rentable square feet.", K.PREMISES_AREA, "", Decimal(1080)),
        ("The Building contains 40,000 square feet.", K.BUILDING_AREA, "", Decimal(40000)),
        ("If Tenant holds over, rent is double the rent last due.", K.HOLDOVER_CHANGED_TERMS, "", None),
        (
            "Should Lessee remain in possession, it owes one hundred fifty percent of the monthly rent.",
            K.HOLDOVER_CHANGED_TERMS,
            "",
            Decimal(150),
        ),
        ("Recruit shall move his practice by thirty (30) miles.", K.RELOCATION_DISTANCE, "", Decimal(30)),
        ("Recruit shall move his practice by thirty miles.", K.RELOCATION_DISTANCE, "", Decimal(30)),
        ('"Net Collections" means cash received.', K.BASE_DEFINED, "Net Collections", None),
        ("Practice shall repay ten percent (10%) of the total remuneration.", K.DOWNSIDE_SHARE, "", Decimal(10)),
        ("Records of payments shall be kept for six (6) years.", K.RECORDS_KEPT_YEARS, "", Decimal(6)),
        ("Practice shall pay fifteen percent (15%) of the donor's cost.", K.DONATION_SHARE, "", Decimal(15)),
        ("The donor's total cost is $48,250.", K.DONATION_COST, "", Decimal(48250)),
    ],
)
def test_a_provision_tells_what_it_is_about_and_its_number(
    text: str, kind: ProvisionKind, subject: str, quantity: Decimal | None
) -> None:
    found = {one.kind: one for one in provisions_of(instrument(clause(text)))}
    assert kind in found
    assert (found[kind].subject, found[kind].quantity) == (subject, quantity)


def test_exhibits_of_any_instrument_of_the_file_are_present() -> None:
    lease = instrument(clause("The duties are set forth in Exhibit B."), clause("Exhibit A - Premises"))
    other = instrument(clause("Weekly rounds.", exhibit="Exhibit B"))
    found = provisions_of(lease, other)
    assert {one.subject for one in found if one.kind is K.EXHIBIT_PRESENT} == {"Exhibit A", "Exhibit B"}


def test_of_one_kind_and_subject_the_surest_words_are_kept() -> None:
    twice = instrument(clause("Tenant has exclusive possession."), clause("Nobody from Lessor will use the Premises."))
    assert [one.evidence.quote for one in provisions_of(twice) if one.kind is K.EXCLUSIVE_USE] == [
        "has exclusive possession"
    ]
