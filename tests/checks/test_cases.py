"""Every rule against its table of cases."""

from __future__ import annotations

import pytest

from checks.catalogue import CHECKS
from checks.check import Check
from checks.evaluation import findings, judge_relationship
from models.finding import Finding, Outcome
from tests.checks.case import TABLES, Case, cases_of, contract_of, relationship_of


def table_of(check: Check) -> str:
    return f"{check.name.replace('-', '_')}.toml"


ROWS = [
    pytest.param(check, case, id=f"{check.name}: {case.name}") for check in CHECKS for case in cases_of(table_of(check))
]


@pytest.mark.parametrize(("check", "case"), ROWS)
def test_rule_judges_the_case_as_its_table_says(check: Check, case: Case) -> None:
    outcomes, findings_made = _judged_together(check, case) if check.relationship_rule else _judged(check, case)
    assert outcomes == case.outcomes

    found = [finding for finding in findings_made if finding.check_name == check.name]
    assert tuple(finding.severity for finding in found) == case.findings
    if case.citation is not None:
        assert {finding.citation for finding in found} == {case.citation}
    if case.says is not None:
        assert case.says in " ".join(finding.message for finding in found)


def _judged(check: Check, case: Case) -> tuple[tuple[Outcome, ...], list[Finding]]:
    contract = contract_of(case.contract)
    beside = (relationship_of(case.model_copy(update={"contracts": (case.contract,)})),) if case.ledgers else ()
    outcomes = tuple(verdict.outcome for verdict in check(contract, case.as_of, beside))
    return outcomes, list(findings(contract, case.as_of, beside))


def _judged_together(check: Check, case: Case) -> tuple[tuple[Outcome, ...], list[Finding]]:
    relationship = relationship_of(case)
    made = [one for contract in relationship.contracts for one in findings(contract, case.as_of, (relationship,))]
    made += judge_relationship(relationship, case.as_of)
    return tuple(verdict.outcome for verdict in check(relationship, case.as_of)), made


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_rule_has_cases_of_every_outcome(check: Check) -> None:
    seen = {outcome for case in cases_of(table_of(check)) for outcome in case.outcomes}
    never = {Outcome.FLAGGED} if "This check never flags" in check.page else set()
    assert seen == set(Outcome) - never


def test_every_table_belongs_to_a_rule() -> None:
    assert {file.name for file in TABLES.glob("*.toml")} == {table_of(check) for check in CHECKS}
