"""Whether designated health services move pay, decided by operative clauses; recitals count neither way."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.assembly.compensation import chosen_compensation
from extractors.assembly.party_nature import can_refer
from extractors.assembly.referral_sources import is_hospital, refers, with_referral_sources
from extractors.language.passages import passages_of
from models.compensation import CompensationComponent
from models.contract import ContractKind
from models.party import EntityKind, Party, PartyRole
from tests.extractors.assembly.written import written
from tests.factories import HOSPITAL, PHYSICIAN, party

_PHYSICIAN = {"entity_kind": EntityKind.INDIVIDUAL, "is_physician": True}
_PRACTICE, _COMPANY, _OWNERS = "Tern Medicine, P.C.", "Loon Bay Imaging, LLC", "Ridge Heart Physicians Property, LLC"
_BETWEEN: dict[str, tuple[Party, ...]] = {
    "hospital employs physician": (
        party(HOSPITAL, PartyRole.EMPLOYER, defined_terms=("Hospital",)),
        party(PHYSICIAN, PartyRole.EMPLOYEE, defined_terms=("Physician",), **_PHYSICIAN),
    ),
    "practice employs physician": (
        party(_PRACTICE, PartyRole.EMPLOYER, defined_terms=("Practice",)),
        party(PHYSICIAN, PartyRole.EMPLOYEE, defined_terms=("Physician",), **_PHYSICIAN),
    ),
    "hospital engages physician": (
        party(HOSPITAL, PartyRole.CLIENT, defined_terms=("Hospital",)),
        party(PHYSICIAN, PartyRole.CONTRACTOR, defined_terms=("Physician",), **_PHYSICIAN),
    ),
    "hospital recruits physician": (
        party(HOSPITAL, PartyRole.OTHER, defined_terms=("Hospital",)),
        party(PHYSICIAN, PartyRole.OTHER, defined_terms=("Recruit",), **_PHYSICIAN),
    ),
    "company leases to hospital": (
        party(_COMPANY, PartyRole.LESSOR, defined_terms=("Lessor",)),
        party(HOSPITAL, PartyRole.LESSEE, defined_terms=("Lessee", "Hospital")),
    ),
    "physicians lease to hospital": (
        party(_OWNERS, PartyRole.LESSOR, defined_terms=("Landlord",)),
        party(HOSPITAL, PartyRole.LESSEE, defined_terms=("Tenant",)),
    ),
    "hospital leases to practice": (
        party(HOSPITAL, PartyRole.LESSOR, defined_terms=("Landlord", "Lessor")),
        party(_PRACTICE, PartyRole.LESSEE, defined_terms=("Tenant", "Lessee")),
    ),
    "group": (party(_PRACTICE, PartyRole.EMPLOYER, defined_terms=("Group",)),),
}
CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("dhs_cases.toml").read_text("utf-8"))["cases"]


def _component(case: dict[str, Any], before: str = "") -> CompensationComponent:
    text = before + case["text"].strip()
    instrument = written(text, title=text.split("\n")[0])
    return chosen_compensation(instrument, ContractKind(case["kind"]), _BETWEEN[case["between"]])[0]


@pytest.mark.parametrize("case", CASES, ids=[case["text"].strip().split("\n")[-1][:70] for case in CASES])
def test_link(case: dict[str, Any]) -> None:
    component = _component(case)
    assert component.dhs_link.value == case["link"], component.dhs_reason
    if "own" in case:
        assert component.personally_performed == case["own"], component.dhs_reason
    if "categories" in case:
        assert [category.value for category in component.dhs_categories] == case["categories"]
    if "safeguard" in case:
        assert component.dhs_safeguard is not None
        assert component.dhs_safeguard.value == case["safeguard"]
    assert component.dhs_reason.endswith(".")


@pytest.mark.parametrize("case", CASES, ids=[case["text"].strip().split("\n")[-1][:70] for case in CASES])
def test_a_recital_changes_nothing(case: dict[str, Any]) -> None:
    recital = (
        "WHEREAS, all compensation was fixed before anything was known of the volume or value of the laboratory, "
        "imaging or other designated health services to be referred;\n"
    )
    assert _component(case, recital).dhs_link is _component(case).dhs_link


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (_COMPANY, f'{_COMPANY}, a company held by three surgeons (the "Lessor"), leases a camera.', True),
        (_COMPANY, f"{_COMPANY}, whose members are cardiologists of the town, leases a camera.", True),
        (_COMPANY, f"{_COMPANY} is a company. Its members are Drs. Vell, Orme and Tavish.", True),
        (_COMPANY, f"{_COMPANY} is a company. Scans come on the orders of many, Lessor's members among them.", True),
        (
            _COMPANY,
            f"{_COMPANY} is old.\n4. Use. Lessor leases a camera. The owners of the town's clinics are physicians.",
            None,
        ),
        (_COMPANY, f"{_COMPANY}, a Delaware corporation, leases a camera.", None),
        (_COMPANY, f"{_COMPANY} leases a camera. No physician owns any interest in Lessor.", False),
        (_OWNERS, f"{_OWNERS} leases rooms.", True),
        (HOSPITAL, f"{HOSPITAL} leases rooms.", False),
    ],
)
def test_who_can_refer(name: str, text: str, expected: bool | None) -> None:
    somebody = party(name, defined_terms=("Lessor",))
    instrument = written(text)
    assert refers(somebody, passages_of(instrument.segments)) is expected
    (marked,) = with_referral_sources(instrument, (somebody,))
    assert marked.can_refer is (True if expected else None)


def test_owners_in_brackets_behind_the_name_refer() -> None:
    text = f"Owner / Lessor: {_COMPANY} (members: Ada Tovey, M.D., Bo Lindahl, M.D.)"
    assert can_refer(_COMPANY, None, (), "", text) is True
    assert can_refer(_COMPANY, None, (), "", f"Owner / Lessor: {_COMPANY} (a member of no group)") is None


def test_a_department_of_a_hospital_is_one() -> None:
    institute = party("Bracken Weir Cancer Institute, Inc.")
    text = f"{institute.name}, which is run as a department of another with outpatient hospital services, rents."
    assert is_hospital(institute, passages_of(written(text).segments))
    assert not is_hospital(party(_COMPANY), passages_of(written(text).segments))
