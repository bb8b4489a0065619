"""Exceptions to the referral prohibition as data: what each wants, since when, and which rules test it."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from itertools import combinations
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from checks.law.in_force import InForce, overlap
from models.base import Frozen
from models.compensation import DhsSafeguard
from models.contract import ContractKind
from models.provision import ProvisionKind

_PARAGRAPH = r"^\d{3,4}\.\d{3}(\([a-z0-9A-Z]+\))*$"
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-\d\d$")]


class ElementStatus(StrEnum):
    """Who decides an element: a rule alone, a person whom a rule alerts, or a person unaided."""

    TESTED = "tested"
    ASSISTED = "assisted"
    MANUAL = "manual"


class Statute(StrEnum):
    """The law that a file belongs to; a safe harbor of the anti-kickback statute saves nothing under the Stark Law."""

    STARK = "stark"
    ANTI_KICKBACK = "anti_kickback"


class Circumstance(StrEnum):
    """What a contract has to show before an exception is worth a look; checks/law/circumstances.py tests it."""

    SMALL_PAY_TO_PHYSICIAN = "small_pay_to_physician"
    NO_PHYSICIAN_PARTY = "no_physician_party"
    EMPLOYER_CAN_REFER = "employer_can_refer"


class Silence(StrEnum):
    """What becomes of a fault that no element of an exception names; WARNING where it bears on all of them."""

    WARNING = "warning"
    NOTICE = "notice"
    NOTHING = "nothing"


class Element(InForce):
    """One requirement in our words, with the codes of the `rules` that test it and what a person would `look_for`.

    `confirmed` False marks a text that has still to be read in the regulation; it never makes an error. `grace`
    names the parameter that holds the days within which the faults of the codes in `curable` may be made good.
    `subjects`: of what the rules say, only verdicts on these subjects bear on the element; none named: all do.
    `shown_by_paper` marks what an agreement shows by being there: that there is a writing. `doubt_is_of_fault`: the
    doubt touches only whether what is found is a fault, so that the element is met where nothing is found.
    `proved_by_silence` False: where the rules find no fault, a person has to confirm it, as what they look at may not
    be all there is (contracts that were never read).
    """

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    paragraph: str = Field(pattern=_PARAGRAPH)
    requirement: str = Field(min_length=10)
    look_for: str = Field(min_length=5)
    rules: tuple[Code, ...] = ()
    subjects: tuple[str, ...] = ()
    status: ElementStatus = ElementStatus.TESTED
    confirmed: bool = True
    doubt: str | None = None
    grace: str | None = None
    curable: tuple[Code, ...] = ()
    shown_by_paper: bool = False
    doubt_is_of_fault: bool = False
    proved_by_silence: bool = True

    @model_validator(mode="after")
    def _status_fits(self) -> Element:
        if (self.status is ElementStatus.MANUAL) == bool(self.rules):
            raise ValueError(f"{self.key}: an element either names rules or is manual")
        if not self.confirmed and not self.doubt:
            raise ValueError(f"{self.key}: an unconfirmed element says what is in doubt")
        if (self.grace is None) == bool(self.curable) or not set(self.curable) <= set(self.rules):
            raise ValueError(f"{self.key}: days of grace say which of its rules' faults they cure")
        return self


class NotRequired(Frozen):
    """Faults (codes of rules) that an exception does not mind, and why."""

    rules: tuple[Code, ...] = Field(min_length=1)
    finding: Silence = Silence.NOTICE
    because: str = Field(min_length=10)


class Safeguard(InForce):
    """A method that saves pay which designated health services move."""

    safeguard: DhsSafeguard
    paragraph: str = Field(pattern=_PARAGRAPH)
    confirmed: bool = True


class Alternative(InForce):
    """A kind of arrangement that may turn to this exception, though another is the usual one."""

    kind: ContractKind


class Considered(Frozen):
    """Contracts for which an exception is worth a look, though it weighs on no finding.

    Those of the `kinds` (none: any), that show the circumstance, and whose title has one of the words, where given.
    """

    kinds: tuple[ContractKind, ...] = ()
    circumstance: Circumstance | None = None
    title_words: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Considered:
        if not (self.kinds or self.circumstance or self.title_words):
            raise ValueError("it says of no contract that it is worth a look")
        return self


class PresumedWhere(Frozen):
    """Contracts that are presumed to rely on an exception for what they say, though their kind alone does not tell.

    Those of one of the `kinds` whose title has one of the words of each list that is given, and whose clauses are of
    all these `provisions`. Where it holds, nothing is presumed from the kind.
    """

    kinds: tuple[ContractKind, ...] = Field(min_length=1)
    title_words: tuple[str, ...] = ()
    title_words_too: tuple[str, ...] = ()
    provisions: tuple[ProvisionKind, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> PresumedWhere:
        if not (self.title_words or self.provisions):
            raise ValueError("what it says of the contract is no more than its kind")
        return self


class ApplicableException(InForce):
    """One exception. `kinds` are the arrangements presumed to rely on it; others may have it as an alternative.

    `presumed_where` are contracts whose title or clauses, and not their kind, make it the one presumed.

    `not_by_contract` says why no contract leads to it, where none does: gifts are made without one.
    """

    key: str
    citation: str = Field(pattern=_PARAGRAPH)
    title: str = Field(min_length=5)
    statute: Statute = Statute.STARK
    kinds: tuple[ContractKind, ...] = ()
    presumed_where: tuple[PresumedWhere, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    considered: tuple[Considered, ...] = ()
    not_by_contract: str | None = None
    elements: tuple[Element, ...] = Field(min_length=1)
    not_required: tuple[NotRequired, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()

    @model_validator(mode="after")
    def _says_one_thing_at_a_time(self) -> ApplicableException:
        for one, other in combinations(self.elements, 2):
            if one.key == other.key and overlap(one, other):
                raise ValueError(f"{self.key}: element {one.key} twice on one day")
        required = {code for element in self.elements for code in element.rules}
        for entry in self.not_required:
            if required & set(entry.rules):
                raise ValueError(f"{self.key}: {entry.rules} both required and not required")
        if self.statute is not Statute.STARK and (self.kinds or self.presumed_where or self.alternatives):
            raise ValueError(f"{self.key}: another law's safe harbor is only considered")
        if bool(self.kinds or self.presumed_where or self.alternatives or self.considered) is bool(
            self.not_by_contract
        ):
            raise ValueError(f"{self.key}: it says for which contracts it is, or why for none")
        return self

    def wanting(self, code: str, subject: str | None = None) -> tuple[Element, ...]:
        """The elements that the rule of that code tests, of whatever date; by its verdicts on `subject`, if named."""
        tested = self.tested_by.get(code, ())
        if subject is None or all(not element.subjects for element in tested):
            return tested
        return tuple(element for element in tested if not element.subjects or subject in element.subjects)

    @cached_property
    def tested_by(self) -> dict[str, tuple[Element, ...]]:
        """The elements that rules test, by the codes of these."""
        codes = {code for element in self.elements for code in element.rules}
        return {code: tuple(element for element in self.elements if code in element.rules) for code in codes}


@cache
def exceptions() -> tuple[ApplicableException, ...]:
    """Every exception, in the order of its citation; raises pydantic.ValidationError for an unsound file."""
    found = []
    for file in files("checks.law.exceptions").iterdir():
        if file.name.endswith(".toml"):
            key = file.name.removesuffix(".toml")
            found.append(ApplicableException.model_validate({"key": key, **tomllib.loads(file.read_text("utf-8"))}))
    return tuple(sorted(found, key=lambda exception: exception.citation))


@cache
def relied_on(kind: ContractKind) -> tuple[ApplicableException, ...]:
    """The exceptions an arrangement of that kind is presumed to rely on; empty when its kind presumes none."""
    return tuple(exception for exception in exceptions() if kind in exception.kinds)


@cache
def open_to(kind: ContractKind) -> tuple[tuple[ApplicableException, Alternative], ...]:
    """The exceptions an arrangement of that kind may turn to besides, each with the days it has been open to it."""
    return tuple(
        (exception, alternative)
        for exception in exceptions()
        for alternative in exception.alternatives
        if alternative.kind is kind
    )
