"""What speaks for each kind of arrangement: titles and operative clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.candidates import KindCandidate
from extractors.language.tick_boxes import without_unticked
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns, worth_trying
from models.contract import ContractKind
from models.segment import Instrument, Segment, SegmentKind

_HEAD = 12
_SEGMENTS = 260
_MOST = 3
_LETTERHEAD = 25
_DEAR = compiled(r"\bDear\s+\p{Lu}")
_LONGEST_TITLE = 200
_PROSE_NAME = compiled(
    r"\b(?:[Tt]his|THIS|[Yy]our|[Tt]he|their|an?|to\s+the)\s+(?P<title>(?:(?:[\p{Lu}][\p{L}’'&/-]*|of|and|for|to|[Nn]o\.?|\d+)\s+){0,9}?(?:[\p{Lu}][\p{L}-]*\s+)?(?i:agreement|lease|sublease|contract|licen[cs]e|plan|memorandum|rental))\b"
)
_CARE = compiled(
    r"(?i)\b(?:hospitals?|hospitalists?|physicians?|medicare|medicaid|medical\s+director(?:ship)?s?|patients|clinic|referrals"
    r"|exam(?:ination)?\s+rooms?|(?-i:M\.?D|D\.?O|D\.?P\.?M)\b\.?"
    r"|(?:cardi|radi|neur|nephr|pulmon|gastroenter|rheumat|dermat|ur|onc|endocrin|path|anesthesi|gynec|ophthalm|otolaryng)ology"
    r"|anesthesia|orthop(?:a?e)dics?|pediatrics|obstetrics|psychiatry|surgery|dialysis|nursing\s+(?:home|facility))(?!\w)"
)
_HEALTH = compiled(
    r"(?i)\b(?:hospital|hospitalists?|physicians?|medicare|medicaid|patients?|medical\s+(?:staff|director(?:ship)?|practice|center|group)"
    r"|stark|referrals?|Dr\.|clinic(?:al)?|healthcare|health\s+(?:care|network|system|authority|services)|pulmonary|cardiac"
    r"|rehabilitation|imaging|diagnos\w+|medicine)(?!\w)"
)
_FEWEST = 2


@cache
def _titles() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_name("kind_titles.toml"))


@cache
def _clauses() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_name("kind_clauses.toml"))


def kind_candidates(instrument: Instrument) -> Iterator[KindCandidate]:
    """Every title and clause that speaks for a kind; a clause pattern counts at most three times."""
    yield from _by_title(instrument)
    yield from _by_clause(instrument)


def is_about_health_care(instrument: Instrument) -> bool:
    """Whether physicians, hospitals or patients stand in the text often enough that the contract is about them."""
    text = instrument.text[:60_000]
    told = {match.span() for match in _CARE.finditer(text)}
    if not told:
        return False
    told |= {match.span() for match in _HEALTH.finditer(text)}
    return len(told) >= max(_FEWEST, len(text) // 4_000)


def _by_title(instrument: Instrument) -> Iterator[KindCandidate]:
    head = _behind_letterhead(instrument.segments[:_HEAD]) or instrument.segments[:1]
    title = (instrument.title or "").strip()
    home = next((segment for segment in head if title[:30] and title[:30] in segment.text), head[0])
    places: list[tuple[str, Segment, float]] = [(title[:_LONGEST_TITLE], home, 1.0)] if title else []
    for segment in head:
        if segment.kind is SegmentKind.HEADING and segment.text not in title:
            places.append((segment.text, segment, 0.5))
        elif segment.kind is SegmentKind.CLAUSE:
            places += [(match["title"], segment, 0.6) for match in _PROSE_NAME.finditer(segment.text[:700])]
    seen: set[tuple[str, str]] = set()
    for text, segment, share in places:
        for pattern in _titles():
            if (pattern.name, text.lower()) in seen or not pattern.compiled.search(text):
                continue
            seen.add((pattern.name, text.lower()))
            start = max(segment.text.find(text), 0)
            yield KindCandidate(
                kind=_kind_of(pattern),
                weight=pattern.confidence * share,
                is_title=True,
                evidence=segment.evidence(start, start + len(text)),
                found_by=pattern.name,
            )


def _by_clause(instrument: Instrument) -> Iterator[KindCandidate]:
    counts: Counter[str] = Counter()
    for segment in _behind_letterhead(instrument.segments[:_SEGMENTS]):
        text = without_unticked(segment.text)
        for pattern in worth_trying(_clauses(), text):
            if counts[pattern.name] >= _MOST:
                continue
            match = pattern.compiled.search(text)
            if match is not None:
                counts[pattern.name] += 1
                yield KindCandidate(
                    kind=_kind_of(pattern),
                    weight=pattern.confidence,
                    is_title=False,
                    evidence=segment.evidence(match.start(), match.end()),
                    found_by=pattern.name,
                )


def _behind_letterhead(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """A letter's text from "Dear …" on: its letterhead names departments, not arrangements."""
    start = next((at for at, segment in enumerate(segments[:_LETTERHEAD]) if _DEAR.search(segment.text)), 0)
    return segments[start:]


def _kind_of(pattern: Pattern) -> ContractKind:
    return ContractKind(pattern.name.split(":")[0])
