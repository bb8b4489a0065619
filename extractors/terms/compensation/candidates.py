"""Every candidate for a component of pay, and every cap, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from extractors.language.amounts import Amount
from extractors.language.definitions import Definitions
from extractors.language.passages import Passage
from extractors.terms.compensation.candidate import CapCandidate, PayCandidate
from extractors.terms.compensation.cues import Judgement, judged, named
from extractors.terms.compensation.settings import Setting, settings_of
from extractors.terms.compensation.shares import share_of
from extractors.terms.compensation.unfigured import unfigured_pay
from extractors.terms.compensation.units import Counts, Measure, measure_of
from models.compensation import CompensationKind, Period
from models.contract import ContractKind

_PLAIN_PAY = frozenset({"salary", "stipend", "rent", "draw", "wage", "wages", "retainer", "price"})
_YEARLY_SALARY = 20_000
_RENTALS = frozenset({ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE})


def pay_candidates(
    passages: Sequence[Passage], definitions: Definitions, kind: ContractKind | None
) -> tuple[tuple[PayCandidate, ...], tuple[CapCandidate, ...]]:
    """The candidates and the caps; `kind` None when nobody knows what kind of contract it is."""
    pay: list[PayCandidate] = []
    caps: list[CapCandidate] = []
    for setting in settings_of(passages):
        if not isinstance(setting.figure, Amount):
            share = share_of(setting, definitions)
            if share is not None:
                pay.append(share)
            continue
        cap = _cap(setting)
        if cap is not None and not _is_award(setting):
            caps.append(cap)
            continue
        component = _component(setting, kind, capped=named(setting.text, "caps") is not None)
        if component is not None:
            pay.append(component)
    pay += unfigured_pay(passages)
    return tuple(sorted(pay, key=lambda found: (found.passage, found.start))), tuple(caps)


def _component(setting: Setting, kind: ContractKind | None, *, capped: bool) -> PayCandidate | None:
    figure = setting.figure
    recruits = kind is ContractKind.RECRUITMENT and _moving().search(setting.text) is not None
    judgement = _recruits(setting) if recruits else judged(setting.text, ("pay",), ("decoys",))
    if not isinstance(figure, Amount) or not judgement.is_pay or figure.value == 0:
        return None
    measure = measure_of(setting.before, setting.after, setting.surroundings)
    what = _kind_of(setting, measure, kind) if not recruits else CompensationKind.OTHER
    limit = capped and what is CompensationKind.OTHER
    if what is CompensationKind.FIXED and _period(setting, measure) is None and not _is_named_pay(setting):
        return None
    counted = measure.counts in {Counts.SERVICE, Counts.WORK, Counts.TIME, Counts.AREA} or what is CompensationKind.TIME
    return PayCandidate(
        kind=what,
        amount=None if limit else figure.value,
        currency=figure.currency,
        period=None if limit else _period(setting, measure),
        unit=measure.unit if counted and not limit else None,
        per=measure.per if counted else None,
        cap_amount=figure.value if limit else None,
        cap_period=(measure.period or _year_in(setting.after)) if limit else None,
        passage=setting.index,
        start=figure.start,
        table=setting.passage.table,
        header=setting.passage.header,
        exhibit=setting.passage.exhibit,
        words=setting.text,
        sentence=setting.passage.text[slice(*setting.sentence)],
        in_brackets=setting.before.rstrip().endswith("(") and "◇" in setting.before,
        instalment=_instalment().search(setting.before[-60:]) is not None,
        evidence=setting.evidence(),
        confidence=round(judgement.pay * figure.confidence, 3),
        found_by=judgement.pay_name or "",
    )


def _is_named_pay(setting: Setting) -> bool:
    """Whether a bare sum, without a period or a unit, is called by a name of pay or paid to somebody named."""
    if setting.passage.table is not None:
        return _label_of_pay().search(setting.passage.text) is not None and setting.text.count("◇") <= 1
    own_heading = setting.passage.headings[0] if setting.passage.headings else ""
    opens = _opens().match(setting.before) is not None and _name_of_pay().search(f"{own_heading} ") is not None
    return opens or _pay_before().search(setting.before) is not None


def _recruits(setting: Setting) -> Judgement:
    """Under recruitment, moving costs are what the physician is given and no mere expense (42 CFR 411.357(e))."""
    pay = judged(setting.text, ("pay",), ())
    sure = 0.8 if regex.search(r"(?i)\b(?:reimburs|pays?|payment)\w*\b", setting.before) else 0.0
    return Judgement(max(pay.pay, sure), pay.pay_name or "moving costs of a recruit", 0.0, None)


def _kind_of(setting: Setting, measure: Measure, kind: ContractKind | None) -> CompensationKind:
    guarantee = named(setting.text, "guarantees")
    if guarantee is not None:
        return CompensationKind.OTHER
    if measure.counts is Counts.SERVICE:
        return CompensationKind.PER_CLICK
    if measure.counts is Counts.WORK:
        return CompensationKind.PER_CLICK if _is_rental(setting, kind) else CompensationKind.PRODUCTIVITY
    if measure.counts is Counts.TIME:
        return CompensationKind.TIME
    if measure.counts is Counts.WEEK:
        rental = _is_rental(setting, kind)
        return CompensationKind.TIME if not rental and _coverage().search(setting.text) else CompensationKind.FIXED
    return CompensationKind.OTHER if _is_award(setting) else CompensationKind.FIXED


def _is_rental(setting: Setting, kind: ContractKind | None) -> bool:
    if kind is not None:
        return kind in _RENTALS
    return _rent().search(setting.text) is not None


def _is_award(setting: Setting) -> bool:
    nouns = [match[0].lower() for match in _noun_before().finditer(setting.before[-90:])]
    if nouns and nouns[-1] in _PLAIN_PAY:
        return False
    own = setting.text.split("¦")
    near = f"{own[0]} {setting.before[-160:]} {setting.after[:120]}"
    return (
        _bonus().search(near) is not None
        and _signing().search(near) is None
        and named(setting.text, "awards") is not None
    )


def _cap(setting: Setting) -> CapCandidate | None:
    pattern = named(setting.text, "caps")
    if pattern is None or not isinstance(setting.figure, Amount) or not _limits_pay().search(setting.text):
        return None
    against = judged(setting.text, ("caps",), ("decoys",))
    if against.decoy >= 0.9 and against.decoy_name not in {"a threshold", "no such pay"}:
        return None
    measure = measure_of(setting.before[-40:], setting.after, ())
    return CapCandidate(
        amount=setting.figure.value,
        period=measure.period or _period_after(setting.after) or _period_in(setting.before),
        passage=setting.index,
        start=setting.figure.start,
        sentence=setting.passage.text[slice(*setting.sentence)],
        evidence=setting.evidence(),
        confidence=round(pattern.confidence * setting.figure.confidence, 3),
    )


def _period(setting: Setting, measure: Measure) -> Period | None:
    if measure.counts is Counts.CALENDAR and _signing_bonus().search(setting.before[-60:]):
        return Period.ONCE
    if measure.period is not None or measure.counts in {Counts.SERVICE, Counts.WORK, Counts.TIME}:
        return measure.period
    if _signing().search(f"{setting.text.split('¦')[0]} {setting.before[-160:]} {setting.after[:60]}"):
        return Period.ONCE
    # A salary without a period is by the year, as the word is used in the United States.
    if setting.figure.value >= _YEARLY_SALARY and _salary_before().search(setting.before):
        return Period.YEAR
    return None


def _year_in(after: str) -> Period | None:
    return _period_after(after)


def _period_after(after: str) -> Period | None:
    match = _in_any().search(after[:80])
    return Period(match["period"].lower()) if match else None


def _period_in(before: str) -> Period | None:
    found = [match["period"].lower() for match in _in_any().finditer(before)]
    return Period(found[-1]) if found else None


@cache
def _label_of_pay() -> regex.Pattern[str]:
    names = r"rent|rental|salary|stipend|bonus|fee|price|payment|compensation|retainer|draw|pay|sign[\s-]on|award|base"
    return regex.compile(
        rf"^\s*(?:\(?\w{{1,4}}[.)]\s*)?(?:(?!insur|late|deposit)[\w-]+\s+){{0,3}}?(?:{names})s?\b[^\t]{{0,30}}\t", regex.IGNORECASE
    )


@cache
def _name_of_pay() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:rent|rental|salary|stipend|bonus|incentive|fee|price|compensation|retainer|draw|pay|honorarium|award|payment)s?\b", regex.IGNORECASE
    )


@cache
def _opens() -> regex.Pattern[str]:
    return regex.compile(r"^\s*(?:[\w.()]{1,6}\s+)?(?:\w+\.\s+)?(?:the\s+sum\s+of\s+)?$", regex.IGNORECASE)


@cache
def _pay_before() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:rent|rental|salary|stipend|bonus|incentive|fee|price|compensation|retainer|draw|honorarium|award|payment|income)s?\b[^.;¦]{0,60}$"
        r"|\b(?:pays?|paid|receives?|guarantees?)\s+(?:to\s+)?(?:the\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}\s*,?(?:\s*\w+){0,6}\s*$"
        r"|\b(?:pays?|paid)\s+(?:you|her|him|them|us)\s*,?(?:\s*\w+){0,4}\s*$|\b(?:less\s+than|short\s+of|below)\s*$",
    )


@cache
def _in_any() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:in|for|during|per|each|any|an?|every|the|one)\s+(?:(?:any|each|the|an?|one|given|single|calendar|contract|fiscal|lease|agreement|full|twelve-month)\s+)*"
        r"(?P<period>year|month|quarter|week|day)\b",
        regex.IGNORECASE,
    )


@cache
def _limits_pay() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:rents?|rentals?|fees?|payments?|payable|compensation|pay|pays|paid|stipends?|bonus(?:es)?|incentives?|total|amounts?|hourly|charges?|remuneration|earns?|receives?|ceiling|maximum)\b",
        regex.IGNORECASE,
    )


@cache
def _bonus() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:bonus(?:es)?|incentives?|awards?|quality|performance|scorecard|discretion\w*)\b", regex.IGNORECASE
    )


@cache
def _salary_before() -> regex.Pattern[str]:
    return regex.compile(r"\bsalary(?:\s+(?:of|is|shall\s+be|will\s+be|equal\s+to|at\s+(?:the\s+rate\s+of)?))?\s*$", regex.IGNORECASE)


@cache
def _noun_before() -> regex.Pattern[str]:
    names = "|".join(sorted(_PLAIN_PAY))
    return regex.compile(rf"\b(?:{names}|bonus|incentive|award|payout|payment|fee)\b", regex.IGNORECASE)


@cache
def _signing() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:sign(?:ing|[\s-]on)|commencement|starting|retention|inducement|loyalty|opening|one-?time|lump[\s-]sum|at\s+closing|purchase\s+price|transition)\b"
        r"(?=[^.;¦]{0,40}\b(?:bonus|payments?|incentive|sum|price|amount|◆|award)|[^.;¦]{0,10}$|\s*\.)|\bonce\b|\bthe\s+price\s+is\b|\bat\s+closing\b",
        regex.IGNORECASE,
    )


@cache
def _signing_bonus() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:sign(?:ing|[\s-]on)|commencement|starting|inducement|one-?time|lump[\s-]sum)\s+(?:bonus|payment|incentive|award|sum)\s+(?:of|is|in\s+the\s+amount\s+of)\s*$",
        regex.IGNORECASE,
    )


@cache
def _coverage() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:call|coverage|covers?|locum|shifts?|on[\s-]duty)\b", regex.IGNORECASE)


@cache
def _rent() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:rent|rental|lease|lessee|lessor|tenant|landlord|licensee|licensor|licen[cs]e\s+fee|sublessee|subtenant)\b",
        regex.IGNORECASE,
    )


@cache
def _moving() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:moving|relocat\w+|mover.?s)\b", regex.IGNORECASE)


@cache
def _instalment() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:install?ments?|portions|payments)\s+(?:each\s+)?(?:of|at)\s+\W{0,2}$", regex.IGNORECASE)
