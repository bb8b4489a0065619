"""Runs every rule over contracts and relationships and turns what it says into the findings people act on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from checks.amendments import as_amended, heard_as_amended, in_its_days
from checks.answers import answers
from checks.catalogue import CHECKS
from checks.check import Check
from checks.noncompliance import noncompliance_of
from checks.severity import Standing, standing_of, standing_without_contract
from models.answer import ExceptionAnswer
from models.base import Frozen
from models.contract import Contract
from models.finding import Finding, Outcome, Verdict
from models.noncompliance import NoncompliancePeriod
from models.relationship import Relationship

_FIRING = frozenset({Outcome.FLAGGED, Outcome.UNDETERMINED})
_AMONG = tuple(check for check in CHECKS if check.relationship_rule is not None)

Heard = Mapping[str | None, Sequence[tuple[Check, Relationship, Verdict]]]
"""What the rules on relationships said, by the contract that they named."""


class Judgement(Frozen):
    """All that the law says of one contract on one day: findings, answers for exceptions, the days without one."""

    findings: tuple[Finding, ...]
    exceptions: tuple[ExceptionAnswer, ...]
    noncompliance: tuple[NoncompliancePeriod, ...] = ()


def heard(relationships: Iterable[Relationship], as_of: date) -> Heard:
    """Every verdict of every rule that looks at whole relationships, each asked once for each of them."""
    said: dict[str | None, list[tuple[Check, Relationship, Verdict]]] = defaultdict(list)
    for relationship in relationships:
        for check in _AMONG:
            for verdict in check(relationship, as_of):
                said[verdict.contract_id].append((check, relationship, verdict))
    return said


def judge(
    contract: Contract, as_of: date, relationships: Sequence[Relationship] = (), said: Heard | None = None
) -> Judgement:
    """The findings on one contract and how it stands to each exception, every rule being asked once.

    The law applied is that of the arrangement's own days, its amendments taken in from theirs; `as_of` says how long
    it has run and whether grace is left. `relationships` are those that the contract belongs to, `said` what was heard
    of them where that is known already.
    """
    amended = as_amended(contract, relationships, as_of)
    heard_of = heard(relationships, as_of) if said is None else said
    given = tuple(_verdicts(contract, amended, as_of, relationships, heard_of))
    by_code: dict[str, list[Verdict]] = {check.code: [] for check in CHECKS}
    for check, _, verdict in given:
        by_code[check.code].append(verdict)
    told, stands = _findings(given, amended, as_of), answers(amended, by_code, as_of)
    return Judgement.of_known(
        findings=tuple(one.finding for one in told.values()),
        exceptions=stands,
        noncompliance=_noncompliance(told.values(), stands),
    )


class RelationshipJudgement(Frozen):
    """The findings on a relationship that none of its contracts shows, and the days of which they speak."""

    findings: tuple[Finding, ...]
    noncompliance: tuple[NoncompliancePeriod, ...]


def judge_relationship(relationship: Relationship, as_of: date, said: Heard | None = None) -> tuple[Finding, ...]:
    """The findings of `judgement_of_relationship`."""
    return judgement_of_relationship(relationship, as_of, said).findings


def judgement_of_relationship(
    relationship: Relationship, as_of: date, said: Heard | None = None
) -> RelationshipJudgement:
    """What none of the contracts of a relationship shows, at most one finding for each check and subject.

    `said` is what was heard of it, and may be of others, where that is known already.
    """
    found: dict[str, _Told] = {}
    for check, of, verdict in (heard((relationship,), as_of) if said is None else said).get(None, ()):
        if of.relationship_id == relationship.relationship_id and verdict.outcome in _FIRING:
            standing = standing_without_contract(check.code, verdict.outcome, as_of)
            key = finding_id(relationship.relationship_id, check.name, verdict.subject)
            finding = _made(check, verdict, standing, as_of, key, None, relationship)
            if finding is not None:
                found.setdefault(key, _Told(finding, verdict, None))
    return RelationshipJudgement.of_known(
        findings=tuple(one.finding for one in found.values()), noncompliance=_noncompliance(found.values())
    )


def verdicts(
    contract: Contract, as_of: date, relationships: Sequence[Relationship] = ()
) -> Iterator[tuple[Check, Verdict]]:
    """Every verdict of every rule on one contract, clear ones too, in the order of the catalogue."""
    amended = as_amended(contract, relationships, as_of)
    for check, _, verdict in _verdicts(contract, amended, as_of, relationships, heard(relationships, as_of)):
        yield check, verdict


def findings(contract: Contract, as_of: date, relationships: Sequence[Relationship] = ()) -> tuple[Finding, ...]:
    """The findings on one contract as seen on `as_of`, at most one for each check and subject.

    The law applied is that of the arrangement's own days; `as_of` says how long it has run and whether grace is left.
    """
    amended = as_amended(contract, relationships, as_of)
    told = _findings(_verdicts(contract, amended, as_of, relationships, heard(relationships, as_of)), amended, as_of)
    return tuple(one.finding for one in told.values())


_Given = tuple[Check, Relationship | None, Verdict]


def _verdicts(
    contract: Contract, amended: Contract, as_of: date, relationships: Sequence[Relationship], said: Heard
) -> Iterator[_Given]:
    """`amended` is the contract with its changes taken in: verdicts on its pay are for the days in which it held."""
    own = {relationship.relationship_id for relationship in relationships}
    among: dict[str, list[_Given]] = defaultdict(list)
    for each in said.get(contract.contract_id, ()):
        if each[1].relationship_id in own:
            among[each[0].code].append(each)
    for check in CHECKS:
        if check.relationship_rule is None:
            said_of_it = check(contract, as_of, relationships)
            for verdict in heard_as_amended(said_of_it, amended, partial(_asked, check, as_of, relationships)):
                yield check, None, verdict
        else:
            yield from among.get(check.code, ())


def _asked(check: Check, as_of: date, relationships: Sequence[Relationship], contract: Contract) -> Sequence[Verdict]:
    return check(contract, as_of, relationships)


def _findings(given: Iterable[_Given], contract: Contract, as_of: date) -> dict[str, _Told]:
    """The findings by their ids, each with the verdict behind it and the contract in the days of that."""
    found: dict[str, _Told] = {}
    for check, relationship, verdict in given:
        if verdict.outcome in _FIRING:
            key = finding_id(contract.contract_id, check.name, verdict.subject)
            then = in_its_days(contract, verdict)
            standing = standing_of(check.code, verdict.outcome, then, as_of, subject=verdict.subject)
            finding = _made(check, verdict, standing, as_of, key, contract, relationship)
            if finding is not None:
                found.setdefault(key, _Told(finding, verdict, then))
    return found


class _Told(NamedTuple):
    finding: Finding
    verdict: Verdict
    contract: Contract | None


def _noncompliance(told: Iterable[_Told], given: Sequence[ExceptionAnswer] = ()) -> tuple[NoncompliancePeriod, ...]:
    periods = (noncompliance_of(one.finding, one.verdict, one.contract, given) for one in told)
    return tuple(period for period in periods if period is not None)


def finding_id(contract_id: str, check_name: str, subject: str) -> str:
    """Sixteen hexadecimal digits that name one fact of one contract, or of one relationship, in every run."""
    return hashlib.sha256("\x1f".join((contract_id, check_name, subject)).encode()).hexdigest()[:16]


def _made(  # noqa: PLR0913, PLR0917
    check: Check,
    verdict: Verdict,
    standing: Standing,
    as_of: date,
    key: str,
    contract: Contract | None,
    relationship: Relationship | None,
) -> Finding | None:
    severity = standing.weight.severity
    if severity is None:
        return None
    return Finding.of_known(
        finding_id=key,
        contract_id=contract.contract_id if contract else None,
        relationship_id=relationship.relationship_id if relationship else None,
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
