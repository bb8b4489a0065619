"""Percentages that are pay: of whose takings, and whether they divide a pool."""

from __future__ import annotations

from functools import cache

import regex

from extractors.language.amounts import Percent
from extractors.language.definitions import Definitions
from extractors.terms.compensation.candidate import PayCandidate
from extractors.terms.compensation.cues import judged
from extractors.terms.compensation.settings import Setting
from models.compensation import CompensationKind


_SURE = 0.85
_UNSPOKEN = 0.6


def share_of(setting: Setting, definitions: Definitions) -> PayCandidate | None:
    """The candidate that a percentage makes, None when it is an escalator, a cost, a measure or a penalty.

    One of takings that no word of pay stands beside is marked as such: it may be the size of a pool.
    """
    figure = setting.figure
    judgement = judged(setting.text, ("shares",), ("decoys", "share_decoys"))
    unspoken = not judgement.is_pay
    if not isinstance(figure, Percent) or (unspoken and judgement.decoy >= _SURE):
        return None
    base = base_after(setting.raw_after) or _base_before(setting.before)
    if base is None:
        return None
    of_salary = _salary().search(base) is not None
    meaning = " ".join([base, *(definition.text for definition in definitions.used_in(base, depth=1))])
    if not of_salary and not _takings().search(meaning):
        return None
    kind = CompensationKind.OTHER if of_salary else CompensationKind.PERCENTAGE
    if _pool().search(base) or _divided().search(setting.text.rpartition("¦")[2]):
        kind = CompensationKind.POOL
    return PayCandidate(
        kind=kind,
        percent=figure.value,
        base=base,
        passage=setting.index,
        start=figure.start,
        table=setting.passage.table,
        header=setting.passage.header,
        exhibit=setting.passage.exhibit,
        words=setting.text,
        sentence=setting.passage.text[slice(*setting.sentence)],
        evidence=setting.evidence(),
        is_unspoken=unspoken,
        confidence=round((judgement.pay or _UNSPOKEN) * figure.confidence, 3),
        found_by=judgement.pay_name or "a share of takings",
    )


def base_after(after: str) -> str | None:
    """The words of what a percentage is of, None when it is of nothing named."""
    match = _base().match(after)
    if match is None:
        return None
    words = match["base"].strip(" ,")
    return regex.sub(r"^(?:the|all|any|its|an?|such|that|those)\s+", "", words) or None


def _base_before(before: str) -> str | None:
    """The base of "Of the profit of the imaging suite, forty percent is divided"."""
    match = _of_before().search(before)
    return regex.sub(r"^(?:the|all|any|its|an?)\s+", "", match["base"].strip()) if match else None


@cache
def _base() -> regex.Pattern[str]:
    stop = (
        r"(?:[,;:()¦\t]|\.(?:\s|$)|\s+(?:for\s+(?:that|the\s+(?:year|quarter|month|period|preceding|calendar|fiscal|contract|applicable)|each|such|any)|to\s+the\s+extent"
        r"|(?:that|which)\s+(?:exceeds?|is|are)|in\s+excess|above|over|each|every|per\b|during|within|payable|paid|as\s+(?:defined|calculated|determined)|until|if|"
        r"less\b|minus|after|exceeding|monthly|quarterly|annually|on\s+a\b|and\s+◇|up\s+to)\b|$)"
    )
    return regex.compile(
        rf"\s*(?:\([^)]{{0,80}}\)\s*)?of\s+(?P<base>.{{2,160}}?)(?={stop})", regex.IGNORECASE | regex.DOTALL
    )


@cache
def _of_before() -> regex.Pattern[str]:
    return regex.compile(r"(?:^|[;,]\s|\s)[Oo]f\s+(?P<base>(?:the|all|any|its|such|that|each)\s[^,;]{3,120}),?\s+$")


@cache
def _takings() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:collect(?:ions?|ed|s)|receipts?|receiv(?:ed|es)|revenues?|incomes?|profits?|margins?|charges|billings?|billed|fees|sums|cash|proceeds|contributions?|earnings"
        r"|savings|sales|reimbursements?|pool|surplus|EBITDA|payments|receivables|production|technical\s+component|professional\s+component|price|fee\s+schedule|allowables?)\b",
        regex.IGNORECASE,
    )


@cache
def _salary() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:salary|base\s+(?:pay|compensation)|annual\s+compensation)\b", regex.IGNORECASE)


@cache
def _divided() -> regex.Pattern[str]:
    """A share of profits that is then divided among several."""
    return regex.compile(
        r"\b(?:divided|distributed|shared?|shares|allocated|split|apportioned)\b[^.;¦]{0,60}\b(?:among|between|equally|per[\s-]capita|pro[\s-]rata|in\s+equal|in\s+proportion)\b"
        r"|\b(?:bonus|profit|incentive)\s+pool\b",
        regex.IGNORECASE,
    )


@cache
def _pool() -> regex.Pattern[str]:
    return regex.compile(r"\bpool\b", regex.IGNORECASE)
