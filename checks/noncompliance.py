"""From which day to which a finding leaves an arrangement without its exception."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from checks.law.in_force import start_of
from models.answer import Answer, Candidacy, ElementAnswer, ExceptionAnswer
from models.contract import Contract, RenewalKind
from models.finding import Finding, Severity, Verdict
from models.noncompliance import Certainty, NoncompliancePeriod

_GOES_ON: Final = frozenset({RenewalKind.AUTOMATIC, RenewalKind.MONTH_TO_MONTH, RenewalKind.INDEFINITE})
_BESIDE_EXCEPTIONS: Final = frozenset({"SRD-01", "DOC-07"})
"""Checks whose findings are no want of an exception: the clock of a refund, and a paper whose contract was not read."""


class _Days(NamedTuple):
    first: date | None
    last: date | None
    because: str


def noncompliance_of(
    finding: Finding, verdict: Verdict, contract: Contract | None, answers: Sequence[ExceptionAnswer] = ()
) -> NoncompliancePeriod | None:
    """The days of one finding; None where it takes no exception away.

    `contract` is as amended, in the days of what the finding is about. Exceptions are alternatives: what fails is shown
    only if not one that the contract might rely on is left; else it is for a person to decide.
    """
    if finding.severity is Severity.NOTICE or finding.check_code in _BESIDE_EXCEPTIONS:
        return None
    best = next((answer for answer in answers if answer.is_best), None)
    failing = _failing(best, finding.check_name)
    days = _days(verdict, contract)
    return NoncompliancePeriod.of_known(
        finding_id=finding.finding_id,
        contract_id=finding.contract_id,
        relationship_id=finding.relationship_id,
        certainty=_certainty(finding, answers, failing),
        first_day=days.first,
        last_day=days.last,
        exception=best.exception if best else None,
        element=failing.element if failing else None,
        because=days.because,
    )


def _failing(best: ExceptionAnswer | None, check_name: str) -> ElementAnswer | None:
    """The element of the nearest exception that the check speaks of, one not satisfied before one in doubt."""
    spoken = [element for element in (best.elements if best else ()) if check_name in element.checks]
    order = (Answer.NOT_SATISFIED, Answer.UNDETERMINED)
    found = [element for answer in order for element in spoken if element.answer is answer]
    return found[0] if found else None


def _certainty(finding: Finding, answers: Sequence[ExceptionAnswer], failing: ElementAnswer | None) -> Certainty:
    if failing is not None and failing.curable_until is not None and finding.as_of <= failing.curable_until:
        return Certainty.PENDING
    fails = all(one.answer is Answer.NOT_SATISFIED for one in answers if one.candidacy is not Candidacy.OVERLAY)
    if finding.severity is Severity.ERROR and fails:
        return Certainty.SHOWN
    return Certainty.OPEN


def _days(verdict: Verdict, contract: Contract | None) -> _Days:
    """The days that the rule told; what it left open is the arrangement's own first and last day."""
    start = start_of(contract) if contract else None
    end = contract.expiration_date.value if contract else None
    goes_on = contract is not None and (end is None or contract.renewal_kind.value in _GOES_ON)
    first = verdict.first_day or start
    last = verdict.last_day or (None if goes_on else end)
    if first is not None and last is not None and last < first:
        last = first
    since = f"from {_since(verdict, start)}" if first else "from a start that was not read"
    return _Days(first, last, f"{since} {_until(verdict, contract, last, goes_on)}".strip() + ".")


def _since(verdict: Verdict, start: date | None) -> str:
    if verdict.first_day is not None and verdict.first_day != start:
        return f"{verdict.first_day}, the first day it concerns"
    return f"{start}, the first day of the arrangement"


def _until(verdict: Verdict, contract: Contract | None, last: date | None, goes_on: bool) -> str:
    if verdict.last_day is not None:
        return f"to {last}, the last day it concerns"
    if last is None:
        return "on; nothing that was read ends it" if goes_on else "on; its end was not read"
    note = ""
    if contract is not None and contract.renewal_kind.value is not RenewalKind.NONE:
        note = ", unless it was carried on, which was not read"
    return f"to {last}, the last day of the arrangement{note}"
