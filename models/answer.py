"""What a contract comes to under each exception it might rely on, element by element."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence


class Answer(StrEnum):
    """Whether a requirement is met. UNDETERMINED never counts as SATISFIED; NOT_APPLICABLE does not arise here."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class DecidedBy(StrEnum):
    """RULE: a rule looked, and decides or cannot tell; PERSON: no rule can decide it, a person has to confirm it."""

    RULE = "rule"
    PERSON = "person"


class Candidacy(StrEnum):
    """Why an exception is looked at.

    PRESUMED: arrangements of the kind usually rely on it; ALTERNATIVE: they may turn to it as well; CONSIDERED:
    something in the contract makes it worth a look; OVERLAY: a safe harbor of the anti-kickback statute, which is
    another law and saves nothing under this one.
    """

    PRESUMED = "presumed"
    ALTERNATIVE = "alternative"
    CONSIDERED = "considered"
    OVERLAY = "overlay"


class ElementAnswer(Frozen):
    """One requirement of an exception and how a contract stands to it.

    `checks` are the names of the rules that looked; `reason` is one or a few plain sentences. `wanting` says as a noun
    phrase what is missing or in doubt, "" where nothing is. `curable_until` is the last day on which what is missing
    may be made good. `doubt` says what of the law's text has still to be read in the regulation; None: nothing has.
    """

    element: str
    paragraph: str
    requirement: str
    answer: Answer
    decided_by: DecidedBy
    checks: tuple[str, ...] = ()
    reason: str
    look_for: str
    wanting: str = ""
    curable_until: date | None = None
    doubt: str | None = None
    evidence: Evidence | None = None
    confidence: float | None = None


class ExceptionAnswer(Frozen):
    """How a contract stands to one exception. `citation` is without "CFR" and its title, as "411.357(a)".

    `answer` takes every element into account, `as_far_as_tested` only those that rules decide. `path` says in one
    sentence what stands between the contract and the exception.
    """

    exception: str
    citation: str
    title: str
    candidacy: Candidacy
    answer: Answer
    as_far_as_tested: Answer
    is_best: bool = False
    path: str
    curable_until: date | None = None
    elements: tuple[ElementAnswer, ...]

    def count(self, answer: Answer, decided_by: DecidedBy | None = None) -> int:
        """How many elements have that answer, of those that rules or a person decide, or of all."""
        return sum(element.answer is answer and decided_by in {None, element.decided_by} for element in self.elements)
