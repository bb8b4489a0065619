"""Whose services a clause counts, and which: what its words take in and what they keep out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.sentences import sentences
from extractors.patterns import Pattern, load_patterns
from extractors.terms.dhs.lexicon import categories_in, not_designated_in
from extractors.terms.dhs.polarity import counted
from models.compensation import DhsCategory


class Services(NamedTuple):
    """What a clause says of the services it counts, recitals and deductions aside.

    `out_categories` and `out_technical` are what it expressly keeps out. `own` work is personally performed, `others`
    is that of supervised staff or colleagues; `ordered` speaks of orders and referrals by whomever, `self_ordered` by
    the payee, `brought` of patients admitted or referred; `counts` of a number or a value; `grown` of more of what a
    hospital or its service line furnishes; `margin` of the profit of a department, `savings` of what is not spent.
    """

    categories: tuple[DhsCategory, ...]
    out_categories: tuple[DhsCategory, ...]
    not_designated: str | None
    own: bool
    others: bool
    incident_to: bool
    ordered: bool
    self_ordered: bool
    brought: bool
    counts: bool
    grown: bool
    technical: bool
    out_technical: bool
    professional: bool
    margin: bool
    savings: bool

    @property
    def only_own(self) -> bool:
        """Whether they are limited to the physician's own work, even if designated health services are named."""
        others = self.others or self.technical or (self.self_ordered and bool(self.categories))
        return self.own and not others


def services_in(text: str) -> Services:
    """The services that a text counts, and those that it keeps out."""
    taken_in, kept_out = counted(text)
    return Services(
        categories=categories_in(taken_in),
        out_categories=categories_in(kept_out),
        not_designated=not_designated_in(taken_in),
        own=_says("own", taken_in),
        others=_says("others", taken_in),
        incident_to=_says("incident", taken_in),
        ordered=_says("ordered", taken_in),
        self_ordered=_says("self-ordered", taken_in),
        brought=_says("brought", taken_in),
        counts=_says("volume", taken_in),
        grown=_says("grown", taken_in),
        technical=_says("technical", taken_in),
        out_technical=_says("technical", kept_out),
        professional=_says("professional", taken_in),
        margin=_says("margin", taken_in),
        savings=_says("savings", taken_in),
    )


def pool_and_key(sentence: str) -> tuple[str, str]:
    """A sentence on a pool, cut where it begins to say by what the pool is divided."""
    match = _named("key")[0].compiled.search(sentence)
    return (sentence[: match.start()], sentence[match.start() :]) if match else (sentence, "")


def condition_in(sentence: str) -> str:
    """The conditional clause of a sentence, "" without one."""
    match = _named("condition")[0].compiled.search(sentence)
    return match[0] if match else ""


def what_fills_a_pool(clause: str) -> str:
    """The sentences of a clause that say what goes into a pool, with what "all of them" stands for; "" without any."""
    said = [clause[start:end] for start, end in sentences(clause)]
    found = []
    for index, sentence in enumerate(said):
        if _says("fills", sentence):
            found += [said[index - 1]] if index and _says("pronoun", sentence) else []
            found.append(sentence)
    return " ".join(found)


def is_worked_in_person(text: str) -> bool:
    """Whether time that is paid for must be worked by the clinician and by no substitute."""
    return _says("in_person", counted(text).taken_in)


def _says(kind: str, text: str) -> bool:
    return any(pattern.compiled.search(text) for pattern in _named(kind))


@cache
def _named(kind: str) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in _patterns() if pattern.name.startswith(f"{kind}:"))


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).parent / "services.toml")
