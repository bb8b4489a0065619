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
from models.finding import Outcome, Verdict

_IS_A_WRITING = frozenset({DocumentRole.AGREEMENT, DocumentRole.RENEWAL})

VerdictsByCode = Mapping[str, Sequence[Verdict]]


class _Voice(NamedTuple):
    check: Check
    verdict: Verdict


class _Prepared(NamedTuple):
    """An element with what of its answer does not hang on the contract.

    `sees_all`: rules see every fault it names, wherever it is; otherwise their silence proves nothing.
    """

    element: Element
    checks: tuple[Check, ...]
    sees_all: bool
    for_a_person: ElementAnswer


def elements_of(
    exception: ApplicableException, contract: Contract, verdicts: VerdictsByCode, days: Days, as_of: date
) -> tuple[ElementAnswer, ...]:
    """The elements that the exception had in any of the contract's days, each answered; `verdicts` are by code."""
    return tuple(
        _answer(prepared, exception, contract, verdicts, days, as_of)
        for prepared in _prepared(exception.key)
        if prepared.element.meets(days.first, days.last_if_carried_on)
    )


def _answer(  # noqa: PLR0913, PLR0917
    prepared: _Prepared,
    exception: ApplicableException,
    contract: Contract,
    verdicts: VerdictsByCode,
    days: Days,
    as_of: date,
) -> ElementAnswer:
    element = prepared.element
    if element.shown_by_paper and contract.document_role in _IS_A_WRITING:
        reason = "The paper that was read is the writing; whether it was made in time is the signatures' matter."
        return _made(element, answer=Answer.SATISFIED, decided_by=DecidedBy.RULE, reason=reason, wanting="")
    if not prepared.checks:
        return prepared.for_a_person
    voices = [
        _Voice(check, verdict)
        for check in prepared.checks
        for verdict in bearing_on(_heard(check, exception, contract, verdicts, as_of), contract, element)
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


def _heard(
    check: Check, exception: ApplicableException, contract: Contract, verdicts: VerdictsByCode, as_of: date
) -> Sequence[Verdict]:
    under = check.under
    if under is None:
        return verdicts[check.code]
    return heard_as_amended(
        tuple(under(contract, as_of, exception)), contract, lambda one: under(one, as_of, exception)
    )


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
    return _Prepared(element, built, element.proved_by_silence and seen >= set(element.rules), for_a_person)


def _made(element: Element, **given: object) -> ElementAnswer:
    values: dict[str, object] = {
        "element": element.key,
        "paragraph": element.paragraph,
        "requirement": element.requirement,
        "look_for": element.look_for,
        "doubt": element.doubt,
        "checks": (),
        "curable_until": None,
        "evidence": None,
        "confidence": None,
    }
    return ElementAnswer.of_known(**values | given)
