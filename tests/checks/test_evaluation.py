"""Findings: what they carry, and that they keep their identity."""

from __future__ import annotations

from datetime import date
from typing import Any

from checks.catalogue import CHECKS
from checks.evaluation import finding_id, findings, verdicts
from models.contract import Contract
from models.finding import Outcome, Severity
from models.signature import SignatureMethod, SignatureStatus
from tests.factories import PHYSICIAN, component, contract, evidence, per_click_component, signature

AS_OF = date(2025, 6, 30)


def faulty_lease(**changes: Any) -> Contract:
    """An equipment lease by the scan that the physician has not signed."""
    blank = signature(PHYSICIAN, status=SignatureStatus.UNSIGNED, method=SignatureMethod.NONE, signed_on=None)
    given: dict[str, Any] = {"signatures": (signature(), blank), "compensation": (per_click_component(),)}
    return contract(**given | changes)


def test_a_sound_lease_has_no_finding_and_a_verdict_of_every_rule() -> None:
    assert findings(contract(), AS_OF) == ()
    looked = {check.name for check, _ in verdicts(contract(), AS_OF)}
    assert looked == {check.name for check in CHECKS if check.rule is not None}


def test_a_finding_carries_all_that_its_row_shows() -> None:
    lease = faulty_lease()
    found = {finding.check_name: finding for finding in findings(lease, AS_OF)}
    assert {name: finding.severity for name, finding in found.items()} == {
        "missing-signature": Severity.ERROR,
        "dhs-linked-pay": Severity.ERROR,
        "per-click-rent": Severity.WARNING,
    }
    linked = found["dhs-linked-pay"]
    assert linked.contract_id == lease.contract_id
    assert linked.check_code == "PAY-01"
    assert linked.citation == "42 CFR 411.357(b)(4)"
    assert linked.message == ("Designated health services move $45.50 per scan: each scan referred adds to the fee.")
    assert linked.remedy
    assert linked.as_of == AS_OF
    assert linked.evidence == evidence("$45.50 for every scan")
    assert linked.confidence == 0.85


def test_identity_is_sixteen_digits_of_contract_check_and_subject() -> None:
    assert finding_id("contract", "missing-signature", "a party|") == "fec5b235ff079e8d"
    (first, *_) = findings(faulty_lease(), AS_OF)
    assert first.finding_id == finding_id(
        faulty_lease().contract_id, "missing-signature", f"{PHYSICIAN}|Idris Hallowby"
    )


def test_identity_does_not_hang_on_the_day_the_order_or_the_evidence() -> None:
    base = {finding.finding_id for finding in findings(faulty_lease(), AS_OF)}
    later = {finding.finding_id for finding in findings(faulty_lease(), date(2026, 1, 1))}
    rent_before = (component(), per_click_component(evidence=evidence("other words", page=3)))
    moved = {finding.finding_id for finding in findings(faulty_lease(compensation=rent_before), AS_OF)}
    assert base == later == moved


def test_a_missing_signature_stays_one_finding_when_its_days_of_grace_run_out() -> None:
    last_day, too_late = (
        next(one for one in findings(faulty_lease(), day) if one.check_name == "missing-signature")
        for day in (date(2024, 4, 14), date(2024, 4, 15))
    )
    assert (last_day.severity, too_late.severity) == (Severity.WARNING, Severity.ERROR)
    assert last_day.finding_id == too_late.finding_id
    assert "curable until 2024-04-14 (90 days after the start on 2024-01-15" in last_day.message
    assert "too late since 2024-04-15" in too_late.message


def test_a_party_without_a_block_is_shown_where_it_is_named() -> None:
    no_block = signature(PHYSICIAN, status=SignatureStatus.UNSIGNED, method=SignatureMethod.NONE, evidence=None)
    (finding,) = findings(contract(signatures=(signature(), no_block)), AS_OF)
    assert finding.evidence == evidence(PHYSICIAN)


def test_doubt_is_never_an_error() -> None:
    for check, verdict in verdicts(faulty_lease(), AS_OF):
        if verdict.outcome is Outcome.UNDETERMINED:
            weights = {one.severity for one in findings(faulty_lease(), AS_OF) if one.check_name == check.name}
            assert weights == {Severity.WARNING}
