"""Every candidate for a component of pay, and every cap, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.language.amounts import Amount
from extractors.language.definitions import Definitions
from extractors.language.passages import Passage
from extractors.learned.figure import figure_parts
from extractors.learned.word_model import word_model
from extractors.terms.compensation.candidate import CapCandidate, PayCandidate
from extractors.terms.compensation.cues import DECOYS, Judgement, judged, named
from extractors.terms.compensation.nature import is_award, is_called_pay, kind_of, period_of, period_of_limit
from extractors.terms.compensation.settings import Setting, settings_of
from extractors.terms.compensation.shares import share_of
from extractors.terms.compensation.unfigured import unfigured_pay
from extractors.terms.compensation.units import NO_MEASURE, Counts, Measure, measure_of
from extractors.terms.compensation.words import word
from models.compensation import CompensationKind, Period
from models.contract import ContractKind

_BY_THE_UNIT = frozenset({Counts.SERVICE, Counts.WORK, Counts.TIME, Counts.AREA})
_SPEAKS_OF_CAPS = frozenset({"a threshold", "no such pay"})
_RESTATING = frozenset({"a bracketed part or equal of another figure", "an explanation of a figure"})
_RENTALS = frozenset({ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE})
_SURELY_NO_PAY = 0.9
_MOVING_COSTS = 0.8
_HARDLY_PAY, _LIKELY_PAY = 0.05, 0.85
_DOUBTED = 0.8


def pay_candidates(
    passages: Sequence[Passage], definitions: Definitions, kind: ContractKind | None
) -> tuple[tuple[PayCandidate, ...], tuple[CapCandidate, ...]]:
    """The candidates and the caps; `kind` None when nobody knows what kind of contract it is."""
    pay: list[PayCandidate] = []
    caps: list[CapCandidate] = []
    before: tuple[Setting, Measure] | None = None
    for setting in settings_of(passages):
        if not isinstance(setting.figure, Amount):
            share = share_of(setting, definitions)
            pay += [share] if share is not None else []
            continue
        cap = _cap(setting, setting.figure)
        if cap is not None and not is_award(setting):
            caps.append(cap)
            continue
        measure = measure_of(setting.before, setting.after, setting.surroundings)
        if measure is NO_MEASURE and before is not None and _is_another_rate(setting, before[0]):
            measure = before[1]
        before = setting, measure
        component = _component(setting, setting.figure, measure, kind)
        pay += [component] if component is not None else []
    pay += unfigured_pay(passages)
    return tuple(sorted(pay, key=lambda found: (found.passage, found.start))), tuple(caps)


def _is_another_rate(setting: Setting, before: Setting) -> bool:
    """Whether "On holidays the rate is ◆" follows a rate whose unit it shares."""
    return setting.place == before.place and word("another rate before").search(setting.before) is not None


def _component(setting: Setting, figure: Amount, measure: Measure, kind: ContractKind | None) -> PayCandidate | None:
    recruits = kind is ContractKind.RECRUITMENT and _is_for_moving(setting)
    judgement = _of_recruit(setting) if recruits else judged(setting.text, ("pay",), DECOYS)
    restates = _restates_rent(judgement, kind) and measure.period is Period.YEAR
    if figure.value == 0 or setting.is_of_former_column:
        return None
    unspoken = not recruits and not judgement.pay and not judgement.decoy
    if not (unspoken or judgement.is_pay or (restates and judgement.pay)):
        return None
    share = word_model("pay").shares(figure_parts(setting.text))["pay"]
    if unspoken:
        if share <= _LIKELY_PAY:
            return None
        judgement = Judgement(share, "words of the setting", 0.0, None)
    what = CompensationKind.OTHER if recruits else kind_of(setting, measure, kind)
    period = period_of(setting, measure)
    if what is CompensationKind.FIXED and period is None and not is_called_pay(setting):
        return None
    limit = what is CompensationKind.OTHER and not recruits and named(setting.text, "caps") is not None
    most = limit or (recruits and named(setting.text, "caps") is not None)
    counted = measure.counts in _BY_THE_UNIT or what is CompensationKind.TIME
    return PayCandidate(
        kind=what,
        amount=None if limit else figure.value,
        currency=figure.currency,
        period=None if limit else period,
        unit=measure.unit if counted and not limit else None,
        per=measure.per if counted else None,
        cap_amount=figure.value if most else None,
        cap_period=period_of_limit(setting, measure) if most else None,
        passage=setting.place,
        start=figure.start,
        table=setting.passage.table,
        header=setting.passage.header,
        exhibit=setting.passage.exhibit,
        words=setting.text,
        sentence=setting.words,
        instalment=word("instalments of").search(setting.before[-60:]) is not None,
        restates=restates,
        evidence=setting.evidence(),
        confidence=round(judgement.pay * figure.confidence * (_DOUBTED if share < _HARDLY_PAY else 1.0), 3),
        found_by=judgement.pay_name or "",
    )


def _restates_rent(judgement: Judgement, kind: ContractKind | None) -> bool:
    """Whether a figure is rent said once more; of a salary by the month the year in brackets but explains it."""
    return kind in _RENTALS and not judgement.is_pay and judgement.decoy_name in _RESTATING


def _is_for_moving(setting: Setting) -> bool:
    """Whether the sentence, or the heading of its own clause, speaks of moving; a contract's title is not asked."""
    own_heading = setting.headings[0] if setting.headings and setting.headings[0] in setting.passage.text else ""
    own = setting.before.rpartition("◇")[2]
    nearest = f"{own}{setting.after[:60].partition('◇')[0].partition(',')[0]}"
    if "◇" in setting.before + setting.after:
        words, own_heading = nearest, "" if word("pay before").search(own) else own_heading
    else:
        words = setting.words
    return any(word("moving").search(text) is not None for text in (words, own_heading))


def _of_recruit(setting: Setting) -> Judgement:
    """Under recruitment, moving costs are what the physician is given and no mere expense (42 CFR 411.357(e))."""
    pay = judged(setting.text, ("pay",), ("decoys_liability",))
    if pay.decoy >= _SURELY_NO_PAY:
        return pay
    paid = any(verb in setting.before.lower() for verb in ("reimburs", "pay"))
    return Judgement(
        max(pay.pay, _MOVING_COSTS if paid else 0.0), pay.pay_name or "moving costs of a recruit", 0.0, None
    )


def _cap(setting: Setting, figure: Amount) -> CapCandidate | None:
    pattern = named(setting.text, "caps")
    if pattern is None or not word("limits pay").search(setting.text):
        return None
    against = judged(setting.text, ("caps",), DECOYS)
    guarantees = word("what falls short is paid").search(setting.text) is not None
    if against.decoy >= _SURELY_NO_PAY and against.decoy_name not in _SPEAKS_OF_CAPS and not guarantees:
        return None
    return CapCandidate(
        amount=figure.value,
        period=period_of_limit(setting, measure_of(setting.before[-40:], setting.after, ())),
        passage=setting.place,
        start=figure.start,
        sentence=setting.words,
        evidence=setting.evidence(),
        confidence=round(pattern.confidence * figure.confidence, 3),
    )
