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


RAISES: tuple[tuple[str, K | None, str, str | None], ...] = (
    (
        "From the first anniversary, and on each anniversary thereafter, rent rises by 3%.",
        K.PAY_RISES_YEARLY,
        "",
        "3",
    ),
    ("Base Rent shall increase annually by three percent (3%).", K.PAY_MAY_RISE, "", "3"),
    (
        "Rent shall be adjusted on each anniversary to reflect increases in the Consumer Price Index.",
        K.PAY_MAY_CHANGE,
        "",
        None,
    ),
    ("Monthly rent shall escalate 3% on each anniversary date.", K.PAY_RISES_YEARLY, "", "3"),
    (
        "The rent shall be subject to a 2.5% annual increase on each anniversary of the Effective Date.",
        K.PAY_RISES_YEARLY,
        "",
        "2.5",
    ),
    (
        "Beginning with the second Lease Year and each Lease Year thereafter, Rent increases by 3% per annum.",
        K.PAY_RISES_YEARLY,
        "",
        "3",
    ),
    ("Effective January 1 of each year, the rate shall be increased by 2%.", K.PAY_RISES_YEARLY, "January 1", "2"),
    ("Landlord may increase rent by not more than four percent (4%) each year.", K.PAY_MAY_RISE, "", "4"),
    ("The annual stipend will be adjusted annually as mutually agreed by the parties.", K.PAY_MAY_CHANGE, "", None),
    ("Rent escalates at three percent (3%) per year.", K.PAY_MAY_RISE, "", "3"),
    ("Rent shall increase three percent (3%) each Lease Year.", K.PAY_RISES_YEARLY, "", "3"),
    (
        "The hourly rate shall increase by three and one-half percent (3.5%) at each anniversary.",
        K.PAY_RISES_YEARLY,
        "",
        "3.5",
    ),
    ("Upon renewal, the rent shall increase by 3% annually.", None, "", None),
    ("Operating expense pass-through increases are capped at 5% per year.", None, "", None),
    (
        "The rent for each Lease Year after the first shall equal 103% of the rent for the preceding Lease Year.",
        K.PAY_MAY_CHANGE,
        "",
        None,
    ),
    ("On the anniversary date of each year, rent will go up 3%.", K.PAY_RISES_YEARLY, "", "3"),
    (
        "Each year on the anniversary of the Commencement Date, monthly rent shall increase by 3%.",
        K.PAY_RISES_YEARLY,
        "",
        "3",
    ),
    (
        "The annual Base Rent shall be increased each year by an amount equal to the greater of (i) 3% or (ii) CPI.",
        K.PAY_MAY_CHANGE,
        "",
        None,
    ),
    (
        "Annual Base Rent: $66,000.00, increasing 3% annually on each anniversary of the Commencement Date.",
        K.PAY_RISES_YEARLY,
        "",
        "3",
    ),
    ("The fee is fixed for the term and shall not be increased.", None, "", None),
    ("In no event shall rent be increased by more than 5% in any Lease Year.", K.PAY_MAY_RISE, "", "5"),
    ("Interest at the prime rate plus 2 percent may increase each year by up to 3%.", None, "", None),
    ("Tenant's insurance premium payments increase 3% annually.", None, "", None),
    (
        "Physician's base salary shall be reviewed annually and may be increased in Employer's discretion.",
        K.PAY_MAY_CHANGE,
        "",
        None,
    ),
    ("Rent shall be increased on the first day of each Lease Year by two percent (2%).", K.PAY_RISES_YEARLY, "", "2"),
    ("On April 1, 2024 and on each April 1 thereafter, rent increases 3%.", K.PAY_RISES_YEARLY, "April 1, 2024", "3"),
    ("The rent increases by three percent (3%) per year, compounded.", K.PAY_MAY_RISE, "", "3"),
    (
        "On each anniversary the monthly rent goes up by two and one-half percent (2.5%). No other change is made.",
        K.PAY_RISES_YEARLY,
        "",
        "2.5",
    ),
    ("In the second and third years the rent is raised by 3% over that of the year before.", K.PAY_MAY_RISE, "", "3"),
    ("On May 1, 2026 and May 1, 2028, rent shall increase by 5% of the rent then in force.", K.PAY_MAY_RISE, "", "5"),
)


@pytest.mark.parametrize(("text", "kind", "subject", "percent"), RAISES, ids=[row[0] for row in RAISES])
def test_how_pay_rises(text: str, kind: K | None, subject: str, percent: str | None) -> None:
    raises = {K.PAY_RISES_YEARLY, K.PAY_MAY_RISE, K.PAY_MAY_CHANGE}
    found = [one for one in provisions_of(instrument(clause(text))) if one.kind in raises]
    told = [(one.kind, one.subject, one.quantity) for one in found]
    assert told == ([] if kind is None else [(kind, subject, None if percent is None else Decimal(percent))])


def test_two_percentages_are_two_raises_and_one_without_its_days_is_the_same() -> None:
    first = clause("On each anniversary the rent rises by 3%.")
    assert len(provisions_of(instrument(first, clause("On each anniversary the rent rises by 5%.")))) == 2
    assert len(provisions_of(instrument(clause("The rent rises by 3% a year."), first))) == 1
