"""Runs every rule over a contract and turns what it says into the findings people act on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from checks.answers import answers
from checks.catalogue import CHECKS
from checks.check import Check
from checks.severity import standing_of
from models.answer import ExceptionAnswer
from models.base import Frozen
from models.contract import Contract
from models.finding import Finding, Outcome, Verdict
from models.relationship import Relationship

_FIRING = frozenset({Outcome.FLAGGED, Outcome.UNDETERMINED})


class Judgement(Frozen):
    """All that the law says of one contract on one day: the findings, and the answer for each exception."""

    findings: tuple[Finding, ...]
    exceptions: tuple[ExceptionAnswer, ...]


def judge(contract: Contract, as_of: date, relationships: Sequence[Relationship] = ()) -> Judgement:
    """The findings on one contract and how it stands to each exception, every rule being asked once.

    The law applied is that of the arrangement's own days; `as_of` says how long it has run and whether grace is left.
    `relationships` are those that the contract belongs to.
    """
    by_check = [(check, _said(check, contract, as_of, relationships)) for check in CHECKS]
    by_code = {check.code: said for check, said in by_check}
    return Judgement.of_known(
        findings=_findings(((check, one) for check, said in by_check for one in said), contract, as_of),
        exceptions=answers(contract, by_code, as_of),
    )


def verdicts(
    contract: Contract, as_of: date, relationships: Sequence[Relationship] = ()
) -> Iterator[tuple[Check, Verdict]]:
    """Every verdict of every rule on one contract, clear ones too, in the order of the catalogue."""
    for check in CHECKS:
        for verdict in _said(check, contract, as_of, relationships):
            yield check, verdict


def findings(contract: Contract, as_of: date, relationships: Sequence[Relationship] = ()) -> tuple[Finding, ...]:
    """The findings on one contract as seen on `as_of`, at most one for each check and subject.

    The law applied is that of the arrangement's own days; `as_of` says how long it has run and whether grace is left.
    """
    return _findings(verdicts(contract, as_of, relationships), contract, as_of)


def _said(check: Check, contract: Contract, as_of: date, relationships: Sequence[Relationship]) -> tuple[Verdict, ...]:
    among = (verdict for relationship in relationships for verdict in check(relationship, as_of))
    return (*check(contract, as_of), *(verdict for verdict in among if verdict.contract_id == contract.contract_id))


def _findings(given: Iterable[tuple[Check, Verdict]], contract: Contract, as_of: date) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for check, verdict in given:
        finding = _finding(check, verdict, contract, as_of)
        if finding is not None:
            found.setdefault(finding.finding_id, finding)
    return tuple(found.values())


def finding_id(contract_id: str, check_name: str, subject: str) -> str:
    """Sixteen hexadecimal digits that name one fact of one contract in every run."""
    return hashlib.sha256("\x1f".join((contract_id, check_name, subject)).encode()).hexdigest()[:16]


def _finding(check: Check, verdict: Verdict, contract: Contract, as_of: date) -> Finding | None:
    if verdict.outcome not in _FIRING:
        return None
    standing = standing_of(check.code, verdict.outcome, contract, as_of)
    severity = standing.weight.severity
    if severity is None:
        return None
    return Finding(
        finding_id=finding_id(contract.contract_id, check.name, verdict.subject),
        contract_id=contract.contract_id,
        check_code=check.code,
        check_name=check.name,
        severity=severity,
        citation=f"42 CFR {standing.paragraph or check.citation}",
        message=" ".join((verdict.message, *standing.notes)),
        remedy=check.remedy,
        as_of=as_of,
        evidence=verdict.evidence,
        confidence=verdict.confidence,
    )
