"""Which words of a clause count: those it takes in, not those it keeps out, deducts, or says in a recital."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.sentences import sentences
from extractors.patterns import Pattern, load_patterns

_SHORT = 24


class Counted(NamedTuple):
    """What a text takes into a base and what it expressly keeps out, each as running words."""

    taken_in: str
    kept_out: str


def counted(text: str) -> Counted:
    """The words of a text parted by whether they count; recitals and deductions are in neither part."""
    taken, kept = [], []
    for start, end in sentences(text.replace("\t", " ")):
        inside, outside = _sentence(text[start:end])
        taken.append(inside)
        kept.append(outside)
    return Counted(" ".join(taken).strip(), " ".join(kept).strip())


def is_recital(sentence: str) -> bool:
    """Whether a sentence merely says that pay is lawful, or what it does not vary with."""
    return any(pattern.compiled.search(sentence) for pattern in _named("recital"))


def _sentence(sentence: str) -> tuple[str, str]:
    if is_recital(sentence):
        return "", ""
    inside, outside = "", ""
    state, resumed, position = "in", "in", 0
    for start, end, kind in [*_marks(sentence), (len(sentence), len(sentence), "end")]:
        if start < position:
            continue
        piece = sentence[position:start]
        if state in {"less", "aside"}:
            cut = _end_of_aside(piece, state)
            piece, state = (piece[cut:], resumed) if cut >= 0 else ("", state)
        if kind == "out-before":
            said = inside + piece if state == "in" else inside
            clause = said.rfind(";") + 1
            outside += said[clause:] + ("" if state == "in" else piece)
            inside = said[:clause]
        elif state == "in":
            inside += piece
        elif state == "out-after":
            outside += piece
        if kind in {"less", "aside"}:
            resumed = state if state in {"in", "out-after"} else resumed
            state = kind
        else:
            state = {"out-before": "out-after", "out-after": "out-after", "in": "in"}.get(kind, state)
        position = end
    return inside, outside


def _marks(sentence: str) -> list[tuple[int, int, str]]:
    return sorted(
        (match.start(), match.end(), kind)
        for kind in ("out-after", "out-before", "in", "less", "aside")
        for pattern in _named(kind)
        for match in pattern.compiled.finditer(sentence)
    )


def _end_of_aside(text: str, kind: str) -> int:
    """Where a deduction or condition ends: with its clause, or a short one at its comma; -1 when it runs on."""
    marks = (";", " that ", " which ", " including ") if kind == "less" else (";",)
    places = [place for mark in marks if (place := text.find(mark)) >= 0]
    comma = text.find(",")
    if 0 <= comma < _SHORT:
        places.append(comma)
    return min(places, default=-1)


@cache
def _named(kind: str) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in _patterns() if pattern.name.startswith(f"{kind}:"))


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).parent / "polarity.toml")
