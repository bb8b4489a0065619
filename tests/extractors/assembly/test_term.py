"""Dates and term, read from invented papers."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.assembly.term import TermFacts, chosen_term
from extractors.assembly.term_context import paper_of
from models.evidence import Evidence
from models.geometry import Box
from models.segment import Instrument, PlacedWord, Segment, SegmentKind
from models.signature import SignatureBlock, SignatureMethod, SignatureStatus

CASES: list[tuple[str, dict[str, Any]]] = [
    (f"{file.stem} {number}", case)
    for file in sorted(Path(__file__).with_name("term_cases").glob("*.toml"))
    for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["cases"], start=1)
]
EVERY_CASE = pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
JUDGED = frozenset(TermFacts.model_fields)


@EVERY_CASE
def test_term(case: dict[str, Any]) -> None:
    facts = chosen_term(paper_of(_instrument(case["text"])), _signatures(case.get("signed", [])))
    for field in sorted(JUDGED & case.keys()):
        fact = getattr(facts, field)
        assert _plain(fact.value) == (case[field] or None), field
        assert fact.is_known or fact.reason


@EVERY_CASE
def test_evidence_is_in_the_text(case: dict[str, Any]) -> None:
    text = " ".join(case["text"].split())
    facts = chosen_term(paper_of(_instrument(case["text"])), _signatures(case.get("signed", [])))
    for field in JUDGED:
        evidence = getattr(facts, field).evidence
        if evidence is not None and evidence.quote != "signed":
            assert " ".join(evidence.quote.split()) in text


def test_arithmetic_is_shown() -> None:
    facts = chosen_term(
        paper_of(_instrument("# LEASE\n\nDated May 2, 2022.\n\nThe term is one year from March 15, 2023.")), ()
    )
    assert facts.expiration_date.value == date(2024, 3, 14)
    assert facts.expiration_date.reason == "2023-03-15 + 12 months - 1 day"


def test_doubt_of_words_and_figures_is_shown() -> None:
    facts = chosen_term(paper_of(_instrument("# LEASE\n\nThe term is eleven (12) months from March 15, 2023.")), ())
    assert facts.term_months.value == 11
    assert "words govern" in (facts.term_months.reason or "")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "value", value)


def _instrument(text: str) -> Instrument:
    segments: list[Segment] = []
    heading: str | None = None
    exhibit: str | None = None
    for written in text.strip().split("\n\n"):
        paragraph = written.removeprefix("# ")
        kind = SegmentKind.TABLE_ROW if "\t" in paragraph else SegmentKind.CLAUSE
        if written != paragraph:
            kind, heading = SegmentKind.HEADING, paragraph
            exhibit = paragraph.title() if paragraph.startswith("EXHIBIT") else exhibit
        words = (PlacedWord(0, len(paragraph), 1, Box(left=72, top=72, right=540, bottom=84)),)
        segments.append(Segment(kind=kind, text=paragraph, words=words, heading=heading, exhibit=exhibit))
    return Instrument(title=segments[0].text, first_page=1, last_page=1, segments=tuple(segments), pages=())


def _signatures(days: list[str]) -> tuple[SignatureBlock, ...]:
    return tuple(
        SignatureBlock(
            party_name=None,
            status=SignatureStatus.SIGNED,
            method=SignatureMethod.INK,
            signed_on=date.fromisoformat(day) if day else None,
            reason="ink on the line",
            evidence=Evidence(page=1, quote="signed"),
            confidence=0.9,
        )
        for day in days
    )
