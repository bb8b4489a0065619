"""Pay that is promised without a figure: a bonus at discretion, profits that are divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import regex

from extractors.language.passages import Passage
from extractors.language.sentences import sentences
from extractors.patterns import Pattern, load_patterns, worth_trying
from extractors.quick_expressions import QuickExpression
from extractors.terms.compensation.candidate import PayCandidate
from extractors.terms.compensation.settings import headings_at, ticked
from extractors.terms.compensation.words import word
from models.compensation import CompensationKind


def unfigured_pay(passages: Sequence[Passage]) -> Iterator[PayCandidate]:
    """Candidates without amount and percent, one a passage at most."""
    for index, passage in enumerate(passages):
        if not _worth_reading().search(passage.text):
            continue
        text = ticked(passage.text)
        for start, end in sentences(text):
            headings = " / ".join(headings_at(text, start, passage.headings))
            setting = f"{headings} ¦ {passage.lead} {passage.header} ¦ {text[start:end]}"
            if _example().search(setting):
                continue
            candidate = _candidate(setting, passage, index, start, end)
            if candidate is not None:
                yield candidate
                break


def _candidate(setting: str, passage: Passage, index: int, start: int, end: int) -> PayCandidate | None:
    for pattern in worth_trying(_patterns(), setting):
        match = pattern.compiled.search(setting)
        if match is None:
            continue
        base = match.groupdict().get("base")
        trimmed = _trimmed(base) if base else None
        return PayCandidate(
            kind=_KINDS[pattern.name.partition(":")[0]],
            base=_named_above(passage.text[:start]) or trimmed if trimmed and _bare().fullmatch(trimmed) else trimmed,
            passage=index,
            start=start,
            table=passage.table,
            header=passage.header,
            exhibit=passage.exhibit,
            words=setting,
            sentence=passage.text[start:end],
            evidence=passage.evidence(start, end),
            confidence=pattern.confidence,
            found_by=pattern.name,
        )
    return None


_KINDS = {
    "award": CompensationKind.OTHER,
    "pool": CompensationKind.POOL,
    "share": CompensationKind.PERCENTAGE,
}


def _trimmed(base: str) -> str:
    """A noun phrase without the article, the number or the words of time that stand before it."""
    words = regex.sub(r"^(?:\d[\d.]*\s+)+", "", base.strip())
    opening = regex.match(
        r"(?:\S+\s+){0,6}?(?:the|each|such|any|a)\s+(?=(?:\S+\s+){0,3}(?:profits?|pool|surplus|fund)\b)",
        words,
        regex.I,
    )
    return regex.sub(
        r"^(?:the|its|an?|each|such|any)\s+", "", words[opening.end() :] if opening else words, flags=regex.I
    )


def _named_above(text: str) -> str | None:
    """The name last given in a clause to what is then called "the pool" alone."""
    named = [match["name"] for match in word("takings by name").finditer(text)]
    return named[-1] if named else None


@cache
def _bare() -> QuickExpression:
    return QuickExpression.of(r"(?:profits?|pool|fund|surplus|margin|balance|remainder|rest|ledger)", regex.IGNORECASE)


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).parent / "unfigured.toml")


@cache
def _worth_reading() -> QuickExpression:
    return QuickExpression.of(
        r"\b(?:bonus|incentive|award|profits?|pool|fund\b|balance\b|remainder\b|ledger\b|surplus|net\s+income|income\s+from|ancillary|net\s+revenue|margin|personally|own\s|collections|receipts|(?:rendered|performed)\s+by)",
        regex.IGNORECASE,
    )


@cache
def _example() -> QuickExpression:
    return QuickExpression.of(r"^[^¦]*\b(?:example|illustrat|recital|background|whereas)|¦\s*WHEREAS", regex.IGNORECASE)
