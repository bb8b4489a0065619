"""How a contract stands to one element of an exception, from what the rules said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from checks.amendments import bearing_on, heard_as_amended
from checks.catalogue import CHECKS
from checks.check import Check
from checks.law.applicable_exception import ApplicableException, Element, ElementStatus, exceptions
from checks.law.grace_period import grace_of
from checks.law.in_force import Days
from models.answer import Answer, DecidedBy, ElementAnswer
from models.contract import Contract
from models.document import DocumentRole
from models.evidence import Evidence
from models.finding import Outcome, Verdict

_IS_A_WRITING = frozenset({DocumentRole.AGREEMENT, DocumentRole.RENEWAL})

VerdictsByCode = Mapping[str, Sequence[Verdict]]


class _Voice(NamedTuple):
    check: Check
    verdict: Verdict


class _Prepared(NamedTuple):
    """An element with what of its answer does not hang on the contract.

    `sees_all`: rules see every fault it names, wherever it is; otherwise their silence proves nothing. `on_paper` is
    the answer of an element that an agreement shows by being there, `of_change` that of an amendment of one.
    """

    element: Element
    checks: tuple[Check, ...]
    sees_all: bool
    for_a_person: ElementAnswer
    on_paper: ElementAnswer
    of_change: ElementAnswer


def elements_of(
    exception: ApplicableException, contract: Contract, verdicts: VerdictsByCode, days: Days, as_of: date
) -> tuple[ElementAnswer, ...]:
    """The elements that the exception had in any of the contract's days, each answered; `verdicts` are by code."""
    heard = _Heard(exception, contract, verdicts, as_of)
    return tuple(
        _answer(prepared, heard, contract, days, as_of)
        for prepared in _prepared(exception.key)
        if prepared.element.meets(days.first, days.last_if_carried_on)
    )


class _Heard:
    """What the rules say of a contract under one exception, each asked once."""

    def __init__(
        self, exception: ApplicableException, contract: Contract, verdicts: VerdictsByCode, as_of: date
    ) -> None:
        self._exception, self._contract, self._verdicts, self._as_of = exception, contract, verdicts, as_of
        self._under: dict[str, Sequence[Verdict]] = {}

    def of(self, check: Check) -> Sequence[Verdict]:
        under, as_of, exception = check.under, self._as_of, self._exception
        if under is None:
            return self._verdicts[check.code]
        if check.code not in self._under:
            now = tuple(under(self._contract, as_of, exception))
            self._under[check.code] = heard_as_amended(now, self._contract, lambda one: under(one, as_of, exception))
        return self._under[check.code]


def _answer(prepared: _Prepared, heard: _Heard, contract: Contract, days: Days, as_of: date) -> ElementAnswer:
    element = prepared.element
    if element.shown_by_paper and contract.document_role in _IS_A_WRITING:
        return prepared.on_paper
    if element.shown_by_paper and contract.document_role is DocumentRole.AMENDMENT and contract.amends_contract_id:
        return prepared.of_change
    if not prepared.checks:
        return prepared.for_a_person
    voices = [
        _Voice(check, verdict)
        for check in prepared.checks
        for verdict in bearing_on(heard.of(check), contract, element)
        if not element.subjects or verdict.subject in element.subjects
    ]
    flagged = [voice for voice in voices if voice.verdict.outcome is Outcome.FLAGGED]
    doubted = [voice for voice in voices if voice.verdict.outcome is Outcome.UNDETERMINED or voice.verdict.leaves_open]
    if flagged:
        return _of_fault(element, flagged, contract, days, as_of)
    if element.status is ElementStatus.ASSISTED or not element.proved_by_silence:
        doubts = [voice for voice in doubted if not voice.verdict.leaves_open]
        return _told(element, Answer.UNDETERMINED, doubts) if doubts else prepared.for_a_person
    if doubted:
        return _told(element, Answer.UNDETERMINED, doubted)
    clear = [voice for voice in voices if voice.verdict.outcome is Outcome.CLEAR]
    if not clear:
        return _of_silence(prepared, voices)
    if not prepared.sees_all:
        return prepared.for_a_person
    if not element.confirmed and not element.doubt_is_of_fault:
        doubt = f"Nothing was found against it, but the law is to be confirmed: {element.doubt}."
        return _told(element, Answer.UNDETERMINED, clear, doubt)
    return _told(element, Answer.SATISFIED, clear)


def _of_fault(
    element: Element, flagged: Sequence[_Voice], contract: Contract, days: Days, as_of: date
) -> ElementAnswer:
    if not element.confirmed:
        return _told(element, Answer.UNDETERMINED, flagged, f"The law is to be confirmed: {element.doubt}.")
    if element.status is ElementStatus.ASSISTED:
        return _told(element, Answer.UNDETERMINED, flagged, f"A person must decide. Look for {element.look_for}.")
    if not element.meets(days.first, days.last):
        note = f"It counts only if the arrangement was carried on to {element.in_force_from} or later."
        return _told(element, Answer.UNDETERMINED, flagged, note)
    curable = all(voice.check.code in element.curable for voice in flagged)
    grace = grace_of(contract, element.grace) if element.grace and curable else None
    if grace is None:
        return _told(element, Answer.NOT_SATISFIED, flagged)
    if as_of <= grace.last_day:
        note = f"Curable until {grace.last_day}, all else being met."
        told = _told(element, Answer.UNDETERMINED, flagged, note)
        return told.model_copy(update={"curable_until": grace.last_day})
    told = _told(element, Answer.NOT_SATISFIED, flagged, f"Too late to cure since {grace.too_late_since}.")
    return told.model_copy(update={"wanting": f"{told.wanting}, too late to cure since {grace.too_late_since}"})


def _told(element: Element, answer: Answer, voices: Sequence[_Voice], *notes: str) -> ElementAnswer:
    """An answer that rests on these verdicts: all their words, and the evidence of the first that has any."""
    said = [voice.verdict for voice in voices]
    shown = next((verdict for verdict in said if verdict.evidence), said[0])
    faulted = [verdict for verdict in said if verdict.outcome is not Outcome.CLEAR]
    wanting = tuple(dict.fromkeys(verdict.wanting for verdict in faulted if verdict.wanting))
    is_met = answer is Answer.SATISFIED
    return _made(
        element,
        answer=answer,
        decided_by=DecidedBy.RULE,
        checks=tuple(dict.fromkeys(voice.check.name for voice in voices)),
        reason=" ".join((*dict.fromkeys(verdict.message for verdict in said), *notes)),
        wanting="" if is_met else " and ".join(wanting) or element.key.replace("-", " "),
        evidence=shown.evidence,
        confidence=min(verdict.confidence for verdict in said) if is_met else shown.confidence,
    )


def _of_silence(prepared: _Prepared, voices: Sequence[_Voice]) -> ElementAnswer:
    """The rules had nothing to judge: the fault cannot arise here, or what it would arise in was not read."""
    element = prepared.element
    names = tuple(check.name for check in prepared.checks)
    if voices:
        reason = " ".join(dict.fromkeys(voice.verdict.message for voice in voices))
        return _made(
            element, answer=Answer.NOT_APPLICABLE, decided_by=DecidedBy.RULE, checks=names, reason=reason, wanting=""
        )
    return _made(
        element,
        answer=Answer.UNDETERMINED,
        decided_by=DecidedBy.RULE,
        checks=names,
        reason="Nothing was read that it could be judged by.",
        wanting="the pay" if any(code.startswith(("PAY", "LSE")) for code in element.rules) else element.key,
    )


@cache
def _prepared(key: str) -> tuple[_Prepared, ...]:
    """The elements of the exception with that key; by its key, as a whole exception is slow to hash."""
    exception = next(one for one in exceptions() if one.key == key)
    return tuple(_prepare(element) for element in exception.elements)


def _prepare(element: Element) -> _Prepared:
    built = tuple(check for check in CHECKS if check.code in element.rules)
    seen = {code for check in built for code in (check.code, *check.covers)}
    doubt = "" if element.confirmed else f" The law is to be confirmed: {element.doubt}."
    for_a_person = _made(
        element,
        answer=Answer.UNDETERMINED,
        decided_by=DecidedBy.PERSON,
        reason=f"Not tested: a person must look for {element.look_for}.{doubt}",
        wanting="",
    )
    on_paper = _made(
        element,
        answer=Answer.SATISFIED,
        decided_by=DecidedBy.RULE,
        reason="The paper that was read is the writing; whether it was made in time is the signatures' matter.",
        wanting="",
    )
    of_change = on_paper.model_copy(
        update={"reason": "The change is in writing, and the agreement that it changes is judged by its own paper."}
    )
    sees_all = element.proved_by_silence and seen >= set(element.rules)
    return _Prepared(element, built, sees_all, for_a_person, on_paper, of_change)


def _made(  # noqa: PLR0913
    element: Element,
    *,
    answer: Answer,
    decided_by: DecidedBy,
    reason: str,
    wanting: str,
    checks: tuple[str, ...] = (),
    evidence: Evidence | None = None,
    confidence: float | None = None,
) -> ElementAnswer:
    return ElementAnswer.of_known(
        element=element.key,
        paragraph=element.paragraph,
        requirement=element.requirement,
        answer=answer,
        decided_by=decided_by,
        checks=checks,
        reason=reason,
        look_for=element.look_for,
        wanting=wanting,
        curable_until=None,
        doubt=element.doubt,
        evidence=evidence,
        confidence=confidence,
    )
