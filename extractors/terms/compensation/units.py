"""What a sum of pay is counted by, and how often it is due, from the words around it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex
from pydantic import Field

from extractors.quick_expressions import QuickExpression
from extractors.terms.compensation.words import word
from models.base import Frozen
from models.compensation import Period


class Counts(StrEnum):
    """What a unit measures; WORK is a clinician's (wRVU, encounter), SERVICE anything else that is rendered."""

    AREA = "area"
    WORK = "work"
    TIME = "time"
    WEEK = "week"
    CALENDAR = "calendar"
    SERVICE = "service"
    NOTHING = "nothing"


class Unit(Frozen):
    """A unit of pay with the nouns that name it."""

    name: str
    counts: Counts
    period: Period | None = None
    words: tuple[str, ...] = Field(min_length=1)


class Measure(NamedTuple):
    """What one sum is counted by: `unit` is the contract's own noun, `per` the whole phrase; None if by nothing."""

    counts: Counts | None
    unit: str | None
    per: str | None
    period: Period | None


NO_MEASURE = Measure(None, None, None, None)

_ADVERBS = {
    "hourly": Period.HOUR, "daily": Period.DAY, "weekly": Period.WEEK, "monthly": Period.MONTH,
    "quarterly": Period.QUARTER, "annual": Period.YEAR, "annually": Period.YEAR, "yearly": Period.YEAR,
    "annualized": Period.YEAR, "one-time": Period.ONCE, "once": Period.ONCE, "lump": Period.ONCE, "single": Period.ONCE,
}  # fmt: skip


def measure_of(before: str, after: str, surroundings: Sequence[str]) -> Measure:
    """What the sum between `before` and `after` is counted by; `surroundings` (table head, lead, headings) come last.

    What is said before another sum (◇) belongs to that one, unless nothing is said of this.
    """
    bracketed = word("named yearly in brackets before").search(before[-40:])
    if bracketed is not None and "◇" in before:
        return Measure(Counts.CALENDAR, None, None, period_named(bracketed["adverb"]))
    own = before
    if "◇" in before:
        *others, own = regex.split(r",\s|\s(?:and|or|plus)\s", before.rpartition("◇")[2])
        # "◇ per month (◆ annually)": what follows the other sum at once is the other's.
        own = own if others else regex.sub(r"^\s*(?:per|an?|each|every|/)\s*[^(,;]*", "", own)
    # "Monthly installment" over a column says how often each of its sums is due.
    column = [word("instalment").sub("", head) for head in surroundings[:1]]
    measure = _measure(own, after, column)
    if measure is not NO_MEASURE:
        return measure
    measure = _measure(before, after, surroundings)
    # A column with a head of its own is not the one that another head calls a rate by area.
    of_another_column = measure.counts is Counts.AREA and bool(surroundings and surroundings[0])
    return _measure(own, after, surroundings[2:]) if of_another_column else measure


def _measure(before: str, after: str, surroundings: Sequence[str]) -> Measure:
    following = _following(after)
    if following is not None and word("the one named before").match(following):
        following = _last_named(before) or following
    found = [phrase for phrase in (following, _preceding(before)) if phrase is not None]
    for text in (before[-90:], *surroundings):
        if not found and (phrase := _named(text)) is not None:
            found.append(phrase)
    measures = [measure for phrase in found for measure in _measures(phrase)]
    period = next((m.period for m in measures if m.counts in {Counts.CALENDAR, Counts.WEEK}), None)
    counted = [m for m in measures if m.counts not in {Counts.CALENDAR, Counts.NOTHING}]
    if counted:
        first = counted[0]
        if first.counts is Counts.AREA:
            return first._replace(period=period or _adverb(before, after, *surroundings))
        if (unit := unit_of(first.per or "")) is not None and unit.name == "patient":
            return first._replace(period=period)
        return first
    if period is not None:
        return Measure(Counts.CALENDAR, None, None, period)
    adverb = _adverb(before, after, *surroundings)
    if adverb in {Period.HOUR, Period.DAY}:
        return Measure(Counts.TIME, adverb.value, adverb.value, adverb)
    return Measure(Counts.CALENDAR, None, None, adverb) if adverb else NO_MEASURE


def unit_of(phrase: str) -> Unit | None:
    """The unit that closes a phrase such as "completed work relative value unit"."""
    text = phrase.strip().lower()
    for unit in _units():
        if _closing(unit).search(text):
            return unit
    return None


def _measures(phrase: str) -> list[Measure]:
    """The measures of "square foot per year" or of "physician per month", in turn."""
    found = []
    plain = word("how many before a noun").sub("", regex.sub(r"\s*\(\d+\)", "", phrase))
    for position, part in enumerate(regex.split(r"\s+(?:per|an?|each|every|by\s+the)\s+|(?<=\w)/(?=\w)", plain)):
        cut = word("noun phrase").match(part.strip())
        if cut is None:
            continue
        words, unit = _longest_known(cut[0].strip(" -"))
        if unit is not None:
            own = (
                words.lower().replace("diem", "day")
                if unit.counts in {Counts.TIME, Counts.WORK} and len(words.split()) <= 3
                else unit.name
            )
            found.append(Measure(unit.counts, unit.name if unit.name in _PLAIN else own, words, unit.period))
        elif words and position == 0 and not words[-1].isdigit():
            found.append(Measure(Counts.SERVICE, _singular(words.split()[-1].lower()), words, None))
    return found


_PLAIN = frozenset({"wrvu", "square_foot", "hour", "anesthesia_unit", "week"})


def _longest_known(phrase: str) -> tuple[str, Unit | None]:
    """The longest opening of a phrase that a known unit closes; else the phrase without the payer behind its noun."""
    words = phrase.split()
    for count in range(len(words), 0, -1):
        if _opens_a_clause(words, count - 1):
            continue
        unit = unit_of(" ".join(words[:count]))
        if unit is not None:
            return " ".join(words[:count]), unit
    for index, name in enumerate(words[1:], start=1):
        if word("payer behind a noun").fullmatch(name) or (name[:1].isupper() and words[index - 1].islower()):
            return " ".join(words[:index]), None
    return phrase, None


def _opens_a_clause(words: Sequence[str], place: int) -> bool:
    """Whether a word is the subject of a relative clause: "Doctor" of "specimen Doctor refers"."""
    if not 0 < place < len(words) - 1:
        return False
    says = words[place + 1].islower() and words[place + 1].endswith("s")
    return says and words[place].istitle() and words[place - 1].islower()


def _following(after: str) -> str | None:
    by_whom = word("behind: by or to whom").match(after)
    match = word("behind: by what").match(after[by_whom.end() :] if by_whom else after)
    return match["phrase"] if match else None


def _preceding(before: str) -> str | None:
    """The phrase of "for each scan ..., Lessee pays": the last one before the sum."""
    last = None
    for match in word("before: by what").finditer(before):
        last = match["phrase"]
    return last


def _named(text: str) -> str | None:
    """The phrase of "rate per day", "per-scan fee" or "hourly"."""
    match = word("labelled: by what").search(text)
    if match is None:
        return None
    if match["phrase"].split()[0].lower() in {"one", "such", "of", "them", "unit", "in", "within"}:
        # "Payment for each unit of the step": what is counted, another column's head says.
        return next(
            (unit[0] for entry in _units() if entry.counts is Counts.WORK and (unit := _naming(entry).search(text))),
            None,
        )
    return match["phrase"]


def _last_named(before: str) -> str | None:
    """What "each one" stands for: the unit of work named last."""
    units = [match for entry in _units() if entry.counts is Counts.WORK for match in _naming(entry).finditer(before)]
    return max(units, key=lambda match: match.end())[0] if units else None


def period_named(adverb: str) -> Period:
    """The period of "monthly" or "annual"; raises KeyError for another word."""
    return _ADVERBS[adverb.lower()]


def _adverb(before: str, after: str, *surroundings: str) -> Period | None:
    near = word("adverb behind").match(after[:60])
    if near:
        return _ADVERBS[near["adverb"].lower()]
    for text in (before[-110:], *surroundings):
        found = [m["adverb"] for m in word("adverb").finditer(text)]
        if found:
            return _ADVERBS[found[-1].lower()]
        if text != before[-110:]:
            continue
        behind = after[:100].partition(";")[0]
        each = word("each period").search(behind) or word("each period").search(before[-60:])
        if each is not None:
            return Period(each["period"].lower().replace("anniversary", "year"))
    return None


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if regex.search(r"(?:ss|x|sh|ch)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


@cache
def _units() -> tuple[Unit, ...]:
    content = tomllib.loads((files("extractors.terms.compensation") / "units.toml").read_text("utf-8"))
    return tuple(Unit.model_validate(entry) for entry in content["units"])


@cache
def _closing(unit: Unit) -> QuickExpression:
    return QuickExpression.of(rf"(?:^|[\s\-/(])(?:{'|'.join(unit.words)})$", regex.IGNORECASE)


@cache
def _naming(unit: Unit) -> QuickExpression:
    return QuickExpression.of(rf"\b(?:{'|'.join(unit.words)})(?!\w)", regex.IGNORECASE)
