"""Percentages that are pay: of whose takings, and whether they divide a pool."""

from __future__ import annotations

import regex

from extractors.language.amounts import Percent
from extractors.language.definitions import Definitions
from extractors.terms.compensation.candidate import PayCandidate
from extractors.terms.compensation.cues import DECOYS, judged
from extractors.terms.compensation.settings import Setting
from extractors.terms.compensation.words import word
from models.compensation import CompensationKind

_SURE = 0.85
_UNSPOKEN = 0.6


def share_of(setting: Setting, definitions: Definitions) -> PayCandidate | None:
    """The candidate that a percentage makes, None when it is an escalator, a cost, a measure or a penalty.

    One of takings that no word of pay stands beside is marked as such: it may be the size of a pool.
    """
    figure = setting.figure
    judgement = judged(setting.text, ("shares",), (*DECOYS, "decoys_of_shares"))
    unspoken = not judgement.is_pay
    if not isinstance(figure, Percent) or (unspoken and judgement.decoy >= _SURE):
        return None
    base = base_after(setting.raw_after) or _base_before(setting.before)
    sentence = setting.text.rpartition("¦")[2]
    if base is not None and word("a pronoun").fullmatch(base):
        base = _named_before(setting)
        sentence = setting.passage.text[: setting.sentence[1]]
        unspoken = unspoken and not word("receives").search(setting.before)
    is_divided = base is None and word("parted among them behind").match(setting.after) is not None
    if is_divided:
        base, unspoken = _named_before(setting), False
    if base is None:
        return None
    of_salary = word("salary").search(base) is not None
    said_before = setting.passage.text[: setting.sentence[0]] if is_divided else ""
    meaning = " ".join([base, said_before, *(definition.text for definition in definitions.used_in(base, depth=1))])
    if not of_salary and not word("takings").search(meaning):
        return None
    kind = CompensationKind.OTHER if of_salary else CompensationKind.PERCENTAGE
    if is_divided or word("divided among several").search(f"{base} ¦ {sentence}"):
        kind = CompensationKind.POOL
    return PayCandidate(
        kind=kind,
        percent=figure.value,
        base=base,
        passage=setting.place,
        start=figure.start,
        table=setting.passage.table,
        header=setting.passage.header,
        exhibit=setting.passage.exhibit,
        words=setting.text,
        sentence=setting.words,
        evidence=setting.evidence(),
        is_unspoken=unspoken,
        confidence=round((judgement.pay or _UNSPOKEN) * figure.confidence, 3),
        found_by=judgement.pay_name or "a share of takings",
    )


def base_after(after: str) -> str | None:
    """The words of what a percentage is of, None when it is of nothing named."""
    match = word("base behind").match(after)
    if match is None:
        return None
    words = match["base"].strip(" ,")
    return regex.sub(r"^(?:the|all|any|its|an?|such|that|those)\s+", "", words) or None


def _named_before(setting: Setting) -> str | None:
    """What "it" stands for: the takings last named before the sentence in its own clause."""
    named = list(word("takings by name").finditer(setting.passage.text, 0, setting.sentence[0]))
    return named[-1]["name"] if named else None


def _base_before(before: str) -> str | None:
    """The base of "Of the profit of the imaging suite, forty percent is divided"."""
    match = word("base before").search(before)
    return regex.sub(r"^(?:the|all|any|its|an?)\s+", "", match["base"].strip()) if match else None
