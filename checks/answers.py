"""How a contract stands to every exception it might rely on, which fits best, and what stands in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.elements import VerdictsByCode, elements_of
from checks.law.candidates import Candidate, candidates_of
from checks.law.in_force import days_of
from checks.path import path_of
from models.answer import Answer, Candidacy, DecidedBy, ElementAnswer, ExceptionAnswer
from models.contract import Contract

_ORDER = (Candidacy.PRESUMED, Candidacy.ALTERNATIVE, Candidacy.CONSIDERED, Candidacy.OVERLAY)


def answers(contract: Contract, verdicts: VerdictsByCode, as_of: date) -> tuple[ExceptionAnswer, ...]:
    """The answer for each candidate, in the order of their candidacy; exactly one of them is best, if there are any.

    Exceptions are alternatives, their elements are all required, and what is undetermined never counts as satisfied.
    """
    days = days_of(contract, as_of)
    found = [
        (candidate, _answer(candidate, elements_of(candidate.exception, contract, verdicts, days, as_of)))
        for candidate in candidates_of(contract, as_of)
    ]
    eligible = [number for number, (one, _) in enumerate(found) if one.candidacy is not Candidacy.OVERLAY]
    best = min(eligible, key=lambda number: _distance(*found[number]), default=None)
    return tuple(
        answer.model_copy(update={"is_best": True}) if number == best else answer
        for number, (_, answer) in enumerate(found)
    )


def status_of(elements: Sequence[ElementAnswer]) -> Answer:
    """What elements come to together: one not satisfied decides; otherwise one undetermined leaves it open."""
    given = {element.answer for element in elements}
    if Answer.NOT_SATISFIED in given:
        return Answer.NOT_SATISFIED
    if Answer.UNDETERMINED in given:
        return Answer.UNDETERMINED
    return Answer.SATISFIED if Answer.SATISFIED in given else Answer.UNDETERMINED


def _answer(candidate: Candidate, elements: tuple[ElementAnswer, ...]) -> ExceptionAnswer:
    exception = candidate.exception
    tested = [element for element in elements if element.decided_by is DecidedBy.RULE]
    pending = [element.curable_until for element in elements if element.curable_until is not None]
    return ExceptionAnswer.of_known(
        exception=exception.key,
        citation=exception.citation,
        title=exception.title,
        candidacy=candidate.candidacy,
        answer=status_of(elements),
        as_far_as_tested=status_of(tested),
        is_best=False,
        path=path_of(exception.citation, elements),
        curable_until=min(pending, default=None),
        elements=elements,
    )


def _distance(candidate: Candidate, answer: ExceptionAnswer) -> tuple[bool, int, int, int, int, int]:
    """What orders candidates: those that the contract itself speaks for first, then what stands in between."""
    rules = DecidedBy.RULE
    pending = sum(element.curable_until is not None for element in answer.elements)
    return (
        not candidate.is_shown,
        answer.count(Answer.NOT_SATISFIED),
        pending,
        _ORDER.index(candidate.candidacy),
        answer.count(Answer.UNDETERMINED, rules),
        answer.count(Answer.UNDETERMINED),
    )
