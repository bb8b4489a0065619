"""How grave a fault is: the exception that the contract relies on decides, and never the rule that saw it."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from checks.law.applicable_exception import (
    ApplicableException,
    Element,
    ElementStatus,
    Silence,
    Statute,
    exceptions,
    open_to,
)
from checks.law.beyond_exceptions import weighs_beyond_exceptions
from checks.law.grace_period import Grace, grace_of
from checks.law.in_force import Days, days_of
from checks.law.presumed import is_presumed_by_words, presumed_for
from models.base import Frozen
from models.contract import Contract, ContractKind
from models.finding import Outcome, Severity


class Weight(IntEnum):
    """Severities in their order, so that the lesser of two can be taken; NONE makes no finding."""

    NONE = 0
    NOTICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def severity(self) -> Severity | None:
        """The severity as findings show it."""
        return None if self is Weight.NONE else Severity[self.name]


_WEIGHTS = {Silence.WARNING: Weight.WARNING, Silence.NOTICE: Weight.NOTICE, Silence.NOTHING: Weight.NONE}


class Standing(Frozen):
    """What a fault weighs under an exception, the paragraph (None: the rule's own), and what a reader must know."""

    weight: Weight
    paragraph: str | None = None
    notes: tuple[str, ...] = ()


def standing_of(
    code: str, outcome: Outcome, contract: Contract, as_of: date, *, subject: str | None = None
) -> Standing:
    """What a flagged or undetermined verdict of the rule with that code, on that subject, weighs for a contract.

    Exceptions are alternatives, so the mildest of those the contract is presumed to rely on decides. A doubt
    never weighs more than a warning, nor more than the fault itself would.
    """
    days = days_of(contract, as_of)
    kind = contract.kind.value or ContractKind.OTHER
    presumed = presumed_for(contract)
    relied = [exception for exception in presumed if exception.meets(days.first, days.last)]
    if relied:
        standing = min(
            (_under(exception, code, subject, contract, days, as_of) for exception in relied), key=lambda s: s.weight
        )
    else:
        standing = _without_exception(code, subject, kind, contract, days, as_of)
    most = Weight.ERROR if outcome is Outcome.FLAGGED else Weight.WARNING
    if standing.weight > most:
        standing = standing.model_copy(update={"weight": most})
    if standing.weight is Weight.ERROR and not is_presumed_by_words(contract):
        ways_out = _ways_out(code, kind, days)
        return standing.model_copy(update={"notes": (*standing.notes, *ways_out)}) if ways_out else standing
    return standing


def standing_without_contract(code: str, outcome: Outcome, as_of: date) -> Standing:
    """What a verdict on a relationship that names no contract weighs, by the law of `as_of`.

    Where one exception alone asks for it, as that for gifts does, the relationship rests on that, and its element
    decides. Elsewhere a person must say which exception there could be, so that it is at most a warning.
    """
    elements = [
        (exception, element)
        for exception in exceptions()
        if exception.statute is Statute.STARK
        for element in exception.wanting(code)
        if element.meets(as_of, as_of) and exception.meets(as_of, as_of)
    ]
    beyond = weighs_beyond_exceptions(code)
    if beyond is not None:
        return Standing(weight=Weight.WARNING, notes=(f"A person must decide: {beyond.because}.",))
    if not elements:
        note = "Worth knowing only: no exception asks for it."
        return Standing(weight=Weight.NOTICE, notes=(note,))
    exception, element = elements[0]
    if len({exception.key for exception, _ in elements}) > 1:
        note = "Which exception there could be without a contract, a person must decide."
        return Standing(weight=Weight.WARNING, notes=(note,))
    open_to_doubt = _for_a_person(element)
    if open_to_doubt is not None:
        return open_to_doubt
    if exception.not_by_contract is None:
        note = "Which exception there could be without a contract, a person must decide."
        return Standing(weight=Weight.WARNING, notes=(note,))
    weight = Weight.ERROR if outcome is Outcome.FLAGGED else Weight.WARNING
    return Standing(weight=weight, paragraph=element.paragraph)


def _under(  # noqa: PLR0913, PLR0917
    exception: ApplicableException, code: str, subject: str | None, contract: Contract, days: Days, as_of: date
) -> Standing:
    elements = exception.wanting(code, subject)
    if not elements:
        return _not_wanted(exception, code)
    sure = [element for element in elements if element.meets(days.first, days.last)]
    if sure:
        standings = [_of_element(element, code, contract, as_of) for element in sure]
        return max(standings, key=lambda standing: standing.weight)
    carried_on = [element for element in elements if element.meets(days.first, days.last_if_carried_on)]
    if carried_on:
        since = carried_on[0].in_force_from
        note = f"It counts only if the arrangement was carried on to {since} or later, which the contract leaves open."
        return Standing(weight=Weight.WARNING, paragraph=carried_on[0].paragraph, notes=(note,))
    return Standing(weight=Weight.NONE)


def _for_a_person(element: Element) -> Standing | None:
    """The warning where the law is to be confirmed or a person decides, None where neither is so."""
    if not element.confirmed:
        note = f"The law is to be confirmed: {element.doubt}."
    elif element.status is ElementStatus.ASSISTED:
        note = f"A person must decide. Look for {element.look_for}."
    else:
        return None
    return Standing(weight=Weight.WARNING, paragraph=element.paragraph, notes=(note,))


def _of_element(element: Element, code: str, contract: Contract, as_of: date) -> Standing:
    open_to_doubt = _for_a_person(element)
    if open_to_doubt is not None:
        return open_to_doubt
    grace = grace_of(contract, element.grace) if element.grace and code in element.curable else None
    if grace is None:
        return Standing(weight=Weight.ERROR, paragraph=element.paragraph)
    in_time = as_of <= grace.last_day
    weight = Weight.WARNING if in_time else Weight.ERROR
    return Standing(weight=weight, paragraph=element.paragraph, notes=(_clock(grace, in_time),))


def _clock(grace: Grace, in_time: bool) -> str:
    counted = f"{grace.days} days after the start on {grace.first_day}, 42 CFR {grace.citation}"
    if not grace.confirmed:
        counted += ", whose number for that time is to be confirmed"
    if in_time:
        return f"What is missing is curable until {grace.last_day} ({counted}), all else being met."
    return (
        f"What is missing was curable until {grace.last_day}, and is too late since {grace.too_late_since} ({counted})."
    )


def _not_wanted(exception: ApplicableException, code: str) -> Standing:
    for entry in exception.not_required:
        if code in entry.rules:
            note = "A person must decide" if entry.finding is Silence.WARNING else "Worth knowing only"
            note = f"{note}: {entry.because} (42 CFR {exception.citation})."
            return Standing(weight=_WEIGHTS[entry.finding], notes=(note,))
    beyond = weighs_beyond_exceptions(code)
    if beyond is not None:
        return Standing(weight=Weight.WARNING, notes=(f"A person must decide: {beyond.because}.",))
    note = f"Worth knowing only: {exception.title} (42 CFR {exception.citation}) does not ask for it."
    return Standing(weight=Weight.NOTICE, notes=(note,))


def _without_exception(  # noqa: PLR0913, PLR0917
    code: str, subject: str | None, kind: ContractKind, contract: Contract, days: Days, as_of: date
) -> Standing:
    note = "What kind of arrangement this is decides how grave it is, and the contract does not settle that."
    if presumed_for(contract):
        note = (
            "The exception for this kind of arrangement was not yet in force in its days; which other applies is open."
        )
    standings = [
        _under(exception, code, subject, contract, days, as_of)
        for exception, alternative in open_to(kind)
        if exception.meets(days.first, days.last) and alternative.meets(days.first, days.last)
    ]
    wanted = [standing for standing in standings if standing.paragraph]
    if standings and not wanted:
        return min(standings, key=lambda standing: standing.weight)
    paragraph = wanted[0].paragraph if wanted else None
    notes = wanted[0].notes if wanted else ()
    return Standing(weight=Weight.WARNING, paragraph=paragraph, notes=(note, *notes))


def _ways_out(code: str, kind: ContractKind, days: Days) -> tuple[str, ...]:
    """Exceptions that do not want the element at all, and were open to the arrangement from its first day."""
    return tuple(
        f"{exception.title} (42 CFR {exception.citation}) does not ask for it, if all its own elements are met."
        for exception, alternative in open_to(kind)
        if not exception.wanting(code)
        and exception.covers(days.first or days.last, days.last)
        and alternative.covers(days.first or days.last, days.last)
    )
