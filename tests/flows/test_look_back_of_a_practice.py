"""Owners who stand in the shoes of their practice, claims of several entities, and days that are open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.exit_codes import ExitCode
from models.contract import Contract, ContractKind, RenewalKind
from models.disclosing_party import DisclosingParty
from models.look_back import ClaimFate, Physician, PhysicianTotal, Reason
from models.noncompliance import Certainty
from models.party import EntityKind, PartyRole
from reports.arrangements_counted import pervasiveness_of
from reports.disclosure_facts import DisclosedReason, RosterRow
from reports.group_form import group_form, group_spreadsheet
from reports.look_back import look_back
from reports.papers import Field, Rows
from tests import factories as make
from tests.flows.conftest import Starkcheck

DAY = date(2024, 6, 1)
PRACTICE = "Larkmoor Physicians, P.C."
OWNERS = {
    "Ines Calloway, M.D.": "1003000126",
    "Odo Brankov, D.O.": "1003000134",
    "Tamsin Fernquist, M.D.": "1003000142",
}
CLAIMS = """claim,service_on,payer,paid,dhs_category,referred_by_npi,referred_by,performed_by_npi,billed_by
a,2022-03-01,medicare,100.10,radiology_imaging,1003000126,"Calloway, Ines",,Quillmere Hospital
b,2022-03-01,medicare,200.20,clinical_laboratory,,"Odo Brankov, D.O.",,QUILLMERE HOSPITAL
c,2022-03-01,medicare,400.40,radiology_imaging,1003000126,,,Somebody Else Hospital
d,2022-03-01,medicare,800.80,inpatient_outpatient_hospital,1003000142,,1003000142,
e,2022-03-01,medicare,1600.00,radiology_imaging,1003000142,,1003000142,
f,2022-03-01,medicare,-50.05,radiology_imaging,1003000126,"Calloway, Ines",,
g,2022-03-01,medicare,3200.00,radiology_imaging,1003000175,"Petra Employed, M.D.",,
"""
ROSTER = """group_practice,physician,status,first_day,last_day,npi
"Larkmoor Physicians, P.C.","Tamsin Fernquist, M.D.",owner,2015-01-01,,1003000142
"Larkmoor Physicians, P.C.","Ines Calloway, M.D.",owner,2015-01-01,,1003000126
"Larkmoor Physicians, P.C.","Petra Employed, M.D.",employee,2015-01-01,,1003000175
"""
TIES = """person,relation,other,basis
"Odo Brankov, D.O.",owner,"Larkmoor Physicians, P.C.",
"Tamsin Fernquist, M.D.",owner,"Larkmoor Physicians, P.C.",
"Petra Employed, M.D.",owner,"Larkmoor Physicians, P.C.",titular
"""


def lease() -> Contract:
    """Scanner time that the hospital takes from a practice, never signed by the practice."""
    blank = make.signature(PRACTICE, status="unsigned", method="none", signed_on=None, reason="The line is blank.")
    return make.contract(
        make.document("practice lease", "/inbox/lease.pdf"),
        kind=make.fact(ContractKind.EQUIPMENT_LEASE),
        parties=(
            make.party(PRACTICE, PartyRole.LESSOR, entity_kind=EntityKind.ORGANIZATION, can_refer=True),
            make.party(make.HOSPITAL, PartyRole.LESSEE),
        ),
        agreement_date=make.fact(date(2021, 1, 1)),
        effective_date=make.fact(date(2021, 1, 1)),
        expiration_date=make.fact(date(2023, 12, 31)),
        term_months=make.unknown(),
        renewal_kind=make.fact(RenewalKind.NONE),
        signatures=(make.signature(make.HOSPITAL, signed_on=date(2021, 1, 1)), blank),
        compensation=(make.component(payer=make.HOSPITAL, payee=PRACTICE),),
    )


@pytest.fixture
def database(starkcheck: Starkcheck, tmp_path: Path) -> Path:
    """The lease, checked, with claims and the ledgers that tell the owners."""
    path = tmp_path / "starkcheck.duckdb"
    contract = lease()
    from store.writer import Store

    with Store.open(path) as store:
        run_id = store.begin_run("ingest", DAY)
        store.write(make.extraction(make.document("practice lease", "/inbox/lease.pdf"), contract), run_id)
        store.finish_run(run_id)
        store.publish()
    for kind, text in (("claims", CLAIMS), ("group_roster", ROSTER), ("ownership_and_family", TIES)):
        (tmp_path / f"{kind}.csv").write_text(text)
        done = starkcheck("ledger", "import", kind, tmp_path / f"{kind}.csv")
        assert done.exit_code == ExitCode.DONE, done.stderr
    assert starkcheck("check", "--as-of", DAY, "-q").exit_code == ExitCode.DONE
    return path


def test_owners_stand_in_the_shoes_of_their_practice(database: Path) -> None:
    found = look_back(database, DAY, identified_on=DAY)
    assert {one.physician.name: (one.physician.npi, str(one.dollars)) for one in found.physicians} == {
        "Ines Calloway, M.D.": ("1003000126", "50.05"),
        "Odo Brankov, D.O.": (None, "200.20"),
        "Tamsin Fernquist, M.D.": ("1003000142", "800.80"),
    }
    assert {one.physician.organization for one in found.physicians} == {PRACTICE}
    totals = {one.fate: str(one.dollars) for one in found.fates if one.lines}
    assert totals == {
        ClaimFate.BILLED_BY_ANOTHER: "400.40",
        ClaimFate.REFERRED_BY_ANOTHER: "3200.00",
        ClaimFate.PERSONALLY_PERFORMED: "1600.00",
        ClaimFate.AFFECTED: "1051.05",
    }
    assert any("NPI of Odo Brankov" in line for line in found.missing)


def test_the_lease_counts_once_for_each_owner(database: Path) -> None:
    count = pervasiveness_of(database, look_back(database, DAY, identified_on=DAY))
    assert (count.arrangements, count.potential_months, count.noncompliant_months) == (3, 216, 108)


def test_an_organization_whose_owners_nobody_told_counts_for_nobody(database: Path, starkcheck: Starkcheck) -> None:
    for number in (2, 3):
        assert starkcheck("ledger", "withdraw", number, "--reason", "Not ours.").exit_code == ExitCode.DONE
    found = look_back(database, DAY)
    assert found.physicians == ()
    assert any(f"Who owns {PRACTICE}" in line for line in found.missing)
    refused = starkcheck("report", "disclosure", "-o", "package", "--as-of", DAY)
    assert refused.exit_code == ExitCode.USAGE
    assert "there is nothing to disclose" in refused.stderr


def test_each_owner_has_a_form_that_names_the_practice(database: Path, starkcheck: Starkcheck, tmp_path: Path) -> None:
    done = starkcheck("report", "disclosure", "-o", tmp_path / "package", "--as-of", DAY, "--identified", DAY)
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert len(list((tmp_path / "package").glob("2-physician-*.pdf"))) == 3
    told = (tmp_path / "package" / "missing.txt").read_text()
    assert "TIN of the organization" in told
    sheet = load_workbook(tmp_path / "package" / "4-financial-analysis-worksheet.xlsx", data_only=True).worksheets[0]
    assert [sheet.cell(3, column).value for column in (4, 10)] == ["CY 2018", "CY 2024"]
    assert sheet["B5"].value == "[to be filled in]"
    assert sheet["K7"].value == pytest.approx(1051.05)


def test_a_practice_that_was_no_group_has_one_form_for_all() -> None:
    fault = Reason(
        finding_id="f",
        relationship_id="r",
        contract_id="c",
        check_name="dhs-linked-pay",
        certainty=Certainty.SHOWN,
        first_day=date(2020, 1, 1),
        last_day=date(2021, 12, 31),
        exception="group_practice",
        because="",
        message="Designated health services move the bonus.",
        citation="42 CFR 411.352(g)",
        file_name="plan.pdf",
        kind="group_compensation_plan",
        page=2,
        quote="the words",
    )
    reason = DisclosedReason(agreement=None, faults=(fault,))
    assert reason.is_of_group
    roster = [
        RosterRow(
            group_practice=PRACTICE, physician=name, status="owner", first_day=date(2015, 1, 1), last_day=None, npi=npi
        )
        for name, npi in OWNERS.items()
    ]
    left = roster[0].model_copy(update={"physician": "Left Early, M.D.", "last_day": date(2020, 6, 30), "npi": None})
    total = PhysicianTotal(
        physician=Physician(name="Ines Calloway, M.D."),
        identified_on=DAY,
        window_first=date(2018, 6, 1),
        window_last=date(2024, 5, 31),
    )
    paper = group_form(PRACTICE, [reason], [total], [*roster, left], DisclosingParty())
    assert Field("", "Period of noncompliance, whole", "2020-01-01 to 2021-12-31") in paper.parts
    assert Field("", "Date of discovery", "2024-06-01") in paper.parts
    (table,) = [part for part in paper.parts if isinstance(part, Rows)]
    assert len(table.rows) == 4
    block = group_spreadsheet(PRACTICE, [reason], [*roster, left], DAY).blocks[0]
    assert block.rows[0] == ("Ines Calloway, M.D.", "1003000126", "owner", True, date(2020, 1, 1), date(2021, 12, 31))
    assert block.rows[3] == ("Left Early, M.D.", None, "owner", True, date(2020, 1, 1), date(2020, 6, 30))
