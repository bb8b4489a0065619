"""The words and the standing of the parties by which a component's link to designated health services is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from extractors.assembly.compensation_parties import PayParties
from extractors.assembly.referral_sources import furnished_by, is_hospital, refers
from extractors.language.amounts import amounts, percents
from extractors.language.definitions import Definition, Definitions
from extractors.language.passages import Passage
from extractors.language.sentences import sentences
from extractors.quick_expressions import QuickExpression
from extractors.terms.compensation.candidate import PayCandidate
from extractors.terms.compensation.words import word
from extractors.terms.dhs.conclusion import Conclusion, PayClause, Standing
from extractors.terms.dhs.lexicon import categories_in
from extractors.terms.dhs.linkage import conclusion_on
from extractors.terms.dhs.polarity import counted
from extractors.terms.dhs.services import services_in
from extractors.word_expressions import compiled_of_words
from models.compensation import CompensationKind
from models.contract import ContractKind
from models.party import Party

_RENTALS = frozenset({ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE})
_PAYS_PHYSICIANS = frozenset(
    {
        ContractKind.EMPLOYMENT,
        ContractKind.PERSONAL_SERVICES,
        ContractKind.GROUP_COMPENSATION_PLAN,
        ContractKind.RECRUITMENT,
        ContractKind.VALUE_BASED,
    }
)
_OPENING = 8
_LONGEST_SECTION = 6000


class Linkage:
    """Decides the link of each component of one instrument."""

    def __init__(
        self,
        passages: Sequence[Passage],
        definitions: Definitions,
        kind: ContractKind | None,
        parties: Sequence[Party],
        title: str | None,
    ) -> None:
        self._passages, self._definitions, self._kind, self._parties = passages, definitions, kind, parties
        self._is_rent = kind in _RENTALS
        self._subject = " ".join([title or "", *(passage.text for passage in passages[:_OPENING])])
        self._carve_outs = tuple(_carve_outs(passages))
        self._in_person = tuple(_duties_in_person(passages))

    def of(self, candidate: PayCandidate, between: PayParties) -> Conclusion:
        """The conclusion on one component."""
        passage = self._passages[candidate.passage]
        meanings = self._meanings(candidate)
        clause = PayClause(
            kind=candidate.kind,
            sentence=_own_words(candidate, passage)
            if passage.table is None
            else f"{passage.lead} {passage.header} {candidate.sentence}",
            heading=passage.headings[0] if passage.headings else "",
            base=candidate.base or "",
            unit=candidate.per or "",
            meanings=(
                *(definition.text for definition in meanings),
                *self._who_performs(candidate),
                *self._what_is_credited(candidate),
            ),
            around=passage.text if passage.table is None else "",
            carve_outs=tuple(one for one in self._carve_outs if _may_be_of(one, candidate.base, meanings)),
            section=self._section(candidate.passage),
            subject=self._subject,
        )
        return conclusion_on(clause, self._standing(between))

    def _standing(self, between: PayParties) -> Standing:
        if self._is_rent:
            furnisher = between.payer
            payee_refers = refers(between.payee, self._passages) if between.payee else None
        else:
            furnisher = between.payer
            payee_refers = True if self._kind in _PAYS_PHYSICIANS or self._kind is None else None
        return Standing(
            contract_kind=self._kind,
            is_rent=self._is_rent,
            payee_refers=payee_refers,
            hospital_furnishes=furnisher is not None and is_hospital(furnisher, self._passages),
            payer_furnishes=furnished_by(furnisher, self._passages) if furnisher is not None else (),
        )

    def _meanings(self, candidate: PayCandidate) -> tuple[Definition, ...]:
        """Definitions of the terms that the base, the unit or an award's sentence uses, those of the parties aside."""
        words = " ".join(filter(None, (candidate.base, candidate.per)))
        if not words:
            words = candidate.sentence if candidate.table is None else candidate.words
        people = {term.lower() for party in self._parties for term in (*party.defined_terms, party.name)}
        used = [
            definition
            for definition in self._definitions.used_in(words, counting=lambda text: counted(text).taken_in)
            if definition.term.lower() not in people
            and definition.term not in _PEOPLE
            and not any(party.name in definition.text for party in self._parties)
        ]
        unit = self._definitions.of(candidate.unit or "") if candidate.unit else None
        return tuple(dict.fromkeys([*used, unit])) if unit is not None and unit not in used else tuple(used)

    def _who_performs(self, candidate: PayCandidate) -> tuple[str, ...]:
        """Sentences elsewhere that say of the unit paid for that it is personally performed."""
        if candidate.kind is CompensationKind.TIME and not self._is_rent:
            return tuple(self._in_person)
        noun = (candidate.unit or "").split(" ")[-1]
        if len(noun) < 4:
            return ()
        named = compiled_of_words(rf"\b{regex.escape(noun)}|{_WORK_PAID_FOR}", regex.IGNORECASE)
        return tuple(
            passage.text[start:end]
            for passage in self._passages
            if "personal" in passage.text and named.search(passage.text)
            for start, end in sentences(passage.text)
            if named.search(passage.text, start, end) and services_in(passage.text[start:end]).own
            if passage.text[start:end] != candidate.sentence
        )

    def _what_is_credited(self, candidate: PayCandidate) -> tuple[str, ...]:
        """Other sentences that say for what work the unit paid for is credited."""
        if candidate.kind not in {CompensationKind.PRODUCTIVITY, CompensationKind.PER_CLICK} or not candidate.unit:
            return ()
        unit = compiled_of_words(rf"\b{regex.escape(candidate.unit.split(' ')[-1])}", regex.IGNORECASE)
        return tuple(
            passage.text[start:end]
            for passage in self._passages
            if "credit" in passage.text and passage.table is None
            for start, end in sentences(passage.text)
            if _is_credited().search(passage.text, start, end) and unit.search(passage.text, start, end)
            if passage.text[start:end] != candidate.sentence
        )

    def _section(self, index: int) -> str:
        """The passages that share a component's top heading or first number."""
        passage = self._passages[index]
        top = passage.headings[-1] if passage.headings else None
        first = (passage.number or "").split(".")[0]
        words = [
            other.text
            for other in self._passages
            if (top is not None and other.headings and other.headings[-1] == top)
            or (first and (other.number or "").split(".")[0] == first)
        ]
        return " ".join(words)[:_LONGEST_SECTION]


_WORK_PAID_FOR = (
    r"\b(?:each|every|all|any)\s+(?:\w+\s+){0,2}?(?:interpretations?|services?|read(?:ing)?s?|reports?|procedures?|visits?|work)"
    r"\s+(?:(?:that|which)\s+(?:is|are)\s+)?(?:paid\s+for|compensated|billed)\b"
)
"""What is paid for, whatever the unit that counts it is called."""
_PEOPLE = frozenset(
    "Physician Physicians Employer Employee Hospital Contractor Group Practice Lessor Lessee Landlord Tenant Director "
    "Medical Center Party Parties Agreement Lease Term Recruit Network Company Clinic Member Members Shareholder "
    "Licensor Licensee Premises Effective Date".split()
)


def _own_words(candidate: PayCandidate, passage: Passage) -> str:
    """The sentence of a component; of one that joins several shares or rates, its opening and this one's own part."""
    sentence = candidate.sentence
    begin = passage.text.rfind(sentence, 0, candidate.start + len(sentence))
    if candidate.kind is CompensationKind.PERCENTAGE:
        joined = [share.start for share in percents(sentence)]
    elif candidate.kind is CompensationKind.PRODUCTIVITY:
        joined = [rate.start for rate in amounts(sentence)]
    else:
        return sentence
    own = candidate.start - begin
    if own not in joined or len(joined) == 1:
        return sentence
    behind = [start for start in joined if start > own]
    return sentence[: joined[0]] + sentence[own : behind[0] if behind else len(sentence)]


def _may_be_of(carve_out: str, base: str | None, meanings: Sequence[Definition]) -> bool:
    """Whether a sentence that keeps services out may speak of a base: it names that one, or none at all."""
    named = {match["name"].casefold() for match in word("takings by name").finditer(carve_out)}
    known = " ".join([base or "", *(definition.term for definition in meanings)]).casefold()
    return not base or not named or any(name in known for name in named)


def _duties_in_person(passages: Sequence[Passage]) -> Iterator[str]:
    """Sentences that have one clinician do the work of the contract, or of what is paid by the hour, in person."""
    for passage in passages:
        if "self" not in passage.text and "person" not in passage.text:
            continue
        for start, end in sentences(passage.text):
            if _in_person().search(passage.text, start, end):
                yield passage.text[start:end]


def _carve_outs(passages: Sequence[Passage]) -> list[str]:
    """Sentences that keep designated health services out of what is counted, wherever they stand."""
    found = []
    for passage in passages:
        if not _of_takings().search(passage.text):
            continue
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            kept_out = counted(sentence).kept_out
            if kept_out and (
                _by_name().search(kept_out) or (_of_takings().search(sentence) and categories_in(kept_out))
            ):
                found.append(sentence)
    return found


@cache
def _is_credited() -> QuickExpression:
    return QuickExpression.of(
        r"\b(?:is|are|be|being|receives?|gets?|shall\s+have|given)\s+(?:\w+\s+){0,2}?credit(?:ed)?\b|\bcredits?\s+(?:the\s+)?(?:physician|you|her|him)\b",
        regex.IGNORECASE,
    )


@cache
def _in_person() -> QuickExpression:
    whose = r"(?:(?:all|each)\s+of\s+)?(?:(?:the|this|these|such|all|his|her|your|its)\s+){0,2}(?:\w+\s+){0,2}?"
    work = rf"{whose}(?:work|services?|duties|obligations|it|them)"
    do = r"(?:do|perform|render|furnish|provide|carry\s+out|discharge|undertake)"
    must = r"(?:will|shall|must|agrees?\s+to|undertakes?\s+to|is\s+to|are\s+to)"
    return QuickExpression.of(
        rf"\b{must}\s+(?:personally\s+{do}\s+{work}|{do}\s+{work}\s+(?:yourself|himself|herself|personally|in\s+person))\b"
        rf"|\bhours?\b[^.;]{{0,40}}\b(?:personally|himself|herself|yourself|in\s+person)\b",
        regex.IGNORECASE,
    )


@cache
def _by_name() -> QuickExpression:
    return QuickExpression.of(r"designated\s+health\s+services?|\bDHS\b|\bancillar", regex.IGNORECASE)


@cache
def _of_takings() -> QuickExpression:
    return QuickExpression.of(
        r"\b(?:incomes?|receipts|revenues?|collections?|collected|profits?|surplus|pool|streams?|fees|credit(?:ed)?|counted|wRVUs?|units?|base)\b"
        r"|designated\s+health|\bDHS\b|\bancillar",
        regex.IGNORECASE,
    )
