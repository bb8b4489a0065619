"""Which exception is presumed from a contract's title and clauses, and what a fault weighs there."""

from __future__ import annotations

from datetime import date

import pytest

from checks.evaluation import findings, judge
from checks.law.presumed import presumed_for
from models.answer import Candidacy
from models.contract import ContractKind
from models.finding import Severity
from models.provision import ProvisionKind
from models.signature import SignatureMethod, SignatureStatus
from tests import factories as make

AS_OF = date(2025, 6, 30)
K, P = ContractKind, ProvisionKind


@pytest.mark.parametrize(
    ("kind", "title", "clauses", "expected"),
    [
        (K.OTHER, "EHR Subsidy Agreement", (), ["electronic_health_records"]),
        (K.OTHER, "Electronic Health Records Cost-Sharing Agreement", (), ["electronic_health_records"]),
        (K.OTHER, "EHR Access Agreement", (), []),
        (K.OTHER, "EHR Access Agreement", (P.HEALTH_RECORDS_DONATED,), ["electronic_health_records"]),
        (K.OTHER, None, (P.HEALTH_RECORDS_DONATED,), []),
        (K.OTHER, None, (P.HEALTH_RECORDS_DONATED, P.DONATION_SHARE), ["electronic_health_records"]),
        (K.OTHER, None, (P.HEALTH_RECORDS_DONATED, P.DONOR_IS_LABORATORY), ["electronic_health_records"]),
        (K.PERSONAL_SERVICES, "EHR Subsidy Agreement", (P.HEALTH_RECORDS_DONATED,), ["personal_services"]),
        (None, "EHR Donation Agreement", (), ["electronic_health_records"]),
        (K.OTHER, "Nurse Practitioner Assistance Agreement", (), ["nonphysician_practitioner"]),
        (K.RECRUITMENT, "Physician Assistant Recruitment Agreement", (), ["nonphysician_practitioner"]),
        (K.OTHER, "Nurse Practitioner Collaboration Agreement", (), []),
        (K.OTHER, "Agreement", (P.PRACTITIONER_SUPPORT_SHARE,), ["nonphysician_practitioner"]),
        (K.EMPLOYMENT, "Nurse Practitioner Assistance Agreement", (), ["employment"]),
        (K.RECRUITMENT, "Physician Retention Payment Agreement", (), ["retention"]),
        (K.RECRUITMENT, "Physician Recruitment Agreement", (), ["recruitment"]),
        (K.OTHER, "Cybersecurity Donation", (), ["cybersecurity"]),
        (K.OTHER, "Records Retention Schedule", (), []),
    ],
)
def test_what_a_contract_says_goes_before_its_kind(
    kind: ContractKind | None, title: str | None, clauses: tuple[ProvisionKind, ...], expected: list[str]
) -> None:
    contract = make.contract(
        kind=make.fact(kind) if kind else make.unknown(),
        title=title,
        provisions=tuple(make.provision(clause) for clause in clauses),
    )
    assert [one.key for one in presumed_for(contract)] == expected
    shown = [one.exception for one in judge(contract, AS_OF).exceptions if one.candidacy is Candidacy.PRESUMED]
    assert shown == expected


@pytest.mark.parametrize(
    ("title", "severity", "citation"),
    [
        ("EHR Donation Agreement", Severity.ERROR, "42 CFR 411.357(w)"),
        ("Nurse Practitioner Assistance Agreement", Severity.ERROR, "42 CFR 411.357(x)"),
        ("Physician Retention Payment Agreement", Severity.ERROR, "42 CFR 411.357(t)"),
        ("Cybersecurity Donation", Severity.NOTICE, "42 CFR 411.354(e)(4)"),
        ("Agreement on Journals", Severity.WARNING, "42 CFR 411.357(l)"),
    ],
)
def test_a_missing_signature_weighs_what_that_exception_makes_of_it(
    title: str, severity: Severity, citation: str
) -> None:
    blank = {"status": SignatureStatus.UNSIGNED, "method": SignatureMethod.NONE, "signed_on": None}
    unsigned = (make.signature(), make.signature(make.PHYSICIAN, signatory_name=make.PHYSICIAN, **blank))
    contract = make.contract(kind=make.fact(K.OTHER), title=title, signatures=unsigned)
    found = [one for one in findings(contract, AS_OF) if one.check_name == "missing-signature"]
    assert [(one.severity, one.citation) for one in found] == [(severity, citation)]
    (best,) = [one for one in judge(contract, AS_OF).exceptions if one.is_best]
    assert (best.candidacy is Candidacy.PRESUMED) is (title != "Agreement on Journals")
    assert all("does not ask for it, if all" not in one.message for one in found)
