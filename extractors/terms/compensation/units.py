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
    """What one sum is counted by: `unit` in the contract's own noun, `per` the whole phrase, both None if by nothing."""

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
    """What the sum between `before` and `after` is counted by; `surroundings` (table head, lead, headings) come last."""
    # What is said before another sum belongs to that one, unless nothing is said of this.
    own = regex.split(r",\s|\s(?:and|or|plus)\s", before.rpartition("◇")[2])[-1] if "◇" in before else before
    measure = _measure(own, after, surroundings[:1] if own == before else ())
    if measure is NO_MEASURE and own == before:
        return _measure(own, after, surroundings)
    return _measure(before, after, surroundings) if measure is NO_MEASURE and own != before else measure


def _measure(before: str, after: str, surroundings: Sequence[str]) -> Measure:
    found = [phrase for phrase in (_following(after), _preceding(before)) if phrase is not None]
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
        if first.unit is not None and first.unit.endswith("patient"):
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
    plain = regex.sub(r"\s*\(\d+\)", "", phrase)
    for position, part in enumerate(regex.split(r"\s+(?:per|an?|each|every|by\s+the)\s+|(?<=\w)/(?=\w)", plain)):
        cut = _noun_phrase().match(part.strip())
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
        elif words and position == 0:
            found.append(Measure(Counts.SERVICE, _singular(words.split()[-1].lower()), words, None))
    return found


_PLAIN = frozenset({"wrvu", "square_foot", "hour", "anesthesia_unit", "week"})


def _longest_known(phrase: str) -> tuple[str, Unit | None]:
    """The longest opening of a phrase that a known unit closes; else the phrase without the payer behind its noun."""
    words = phrase.split()
    for count in range(len(words), 0, -1):
        unit = unit_of(" ".join(words[:count]))
        if unit is not None:
            return " ".join(words[:count]), unit
    for index, word in enumerate(words[1:], start=1):
        if _payers().fullmatch(word) or (word[:1].isupper() and words[index - 1].islower()):
            return " ".join(words[:index]), None
    return phrase, None


@cache
def _payers() -> regex.Pattern[str]:
    return regex.compile(
        r"Tenant|Lessee|Lessor|Landlord|Hospital|Medical|Center|Clinics?|Practice|Employer|Company|Group|Network|Authority|Licensee|Licensor|User|Owner"
        r"|Subtenant|Physician|District|University|System|Health"
    )


def _following(after: str) -> str | None:
    match = _after().match(after)
    return match["phrase"] if match else None


def _preceding(before: str) -> str | None:
    """The phrase of "for each scan ..., Lessee pays": the last one before the sum."""
    last = None
    for match in _before().finditer(before):
        last = match["phrase"]
    return last


def _named(text: str) -> str | None:
    """The phrase of "rate per day", "per-scan fee" or "hourly"."""
    match = _in_label().search(text)
    if match is None:
        return None
    if match["phrase"].split()[0].lower() in {"one", "such", "of", "them", "unit"}:
        # "Rate for each one in the band": what is counted, another column's head says.
        counted = _counted().search(text)
        return counted[0] if counted else None
    return match["phrase"]


def _adverb(before: str, after: str, *surroundings: str) -> Period | None:
    near = _adverbs().match(after[:60])
    if near:
        return _ADVERBS[near["adverb"].lower()]
    for text in (before[-110:], *surroundings):
        found = [m["adverb"] for m in _adverbs_anywhere().finditer(text)]
        if found:
            return _ADVERBS[found[-1].lower()]
        if text == before[-110:] and (each := _each().search(after[:100].split(";")[0]) or _each().search(before[-60:])):
            return Period(each["period"].lower())
    return None


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if regex.search(r"(?:ss|x|sh|ch)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _units() -> tuple[Unit, ...]:
    content = tomllib.loads((files("extractors.terms.compensation") / "units.toml").read_text("utf-8"))
    return tuple(Unit.model_validate(entry) for entry in content["units"])


@cache
def _closing(unit: Unit) -> regex.Pattern[str]:
    return regex.compile(rf"(?:^|[\s\-/(])(?:{'|'.join(unit.words)})$", regex.IGNORECASE)


@cache
def _noun_phrase() -> regex.Pattern[str]:
    """Up to six words that a preposition, a relative, a participle or a mark of punctuation ends."""
    stop = (
        r"(?:of|for|in|on|at|to|by|from|with|without|within|during|under|above|over|beyond|through|until|up|exceeding|that|which|who|whom|when|where|"
        r"if|as|is|are|was|shall|will|may|and|or|but|plus|less|than|not|the|actually|performed|worked|rendered|provided|completed|furnished|done|made|used|"
        r"payable|paid|due|he|she|it|they|you|we|based|subject|regardless|whether|after|before|beginning|commencing|starting|credited|generated|taken|while|instead|beginning|"
        r"read|interpreted|ordered|personally|attributable|so|supervised|pays?|lasting|added|having|effective|prorated|increasing)"
    )
    opening = r"(?:(?:completed|qualifying|additional|extra|credited|supervised|interpreted|scheduled|worked|personally\s+performed|such|full|scheduled|said)\s+)*"
    first = r"(?!(?:the|of|for|in|on|such|an?|that)\s)[\w’'–\-]+[ ]?"
    return regex.compile(
        rf"{opening}{first}(?:(?!{stop}(?![\w-]))[\w’'–\-]+[ ]?){{0,5}}?(?=\s*(?:{stop}(?![\w-])|[^\w\s’'\-–]|$|\d))",
        regex.I,
    )


@cache
def _after() -> regex.Pattern[str]:
    article = r"(?:per|for\s+(?:each\s+of\s+the\s+(?:first\s+)?(?:\w+\s+)?|each|every|any|an?|the\s+(?:first|initial|second|third|fourth|fifth))|each|every|the(?=\s+(?:square|hour|day|month|year|shift))|added\s+to\s+(?:the|each)|/)"
    time_noun = (
        r"(?=(?:\w+[\s-]){0,2}(?:hour|day|night|week|month|quarter|year|shift|session|block|visit|scan|study|procedure|case|patient|"
        r"half|encounter|consult|square|use|test|read|wRVU|RVU|treatment|exam|pound|call|tray)s?(?!\w))"
    )
    return regex.compile(
        rf"[\s_,]*(?:\([^)]{{0,60}}\)\s*)?(?:in\s+cash\s+)?(?:USD\s+|U\.S\.\s+)?(?:(?:{article})[\s-]*|(?:an?|by\s+the)\s+{time_noun}|an?\s+(?=[\w-]+\s*(?:[.;\t]|$)))\s*(?P<phrase>[^;.,¦\t◇]{{1,80}}(?:,\s+per\s+\w+)?)",
        regex.IGNORECASE,
    )


@cache
def _before() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:for|per)\s+(?:[ec]ach|every|any|an?(?=\s+(?:\w+\s+)?(?:day|night|week|shift|session|block)))\s+(?P<phrase>[^;.,¦\t]{1,80})"
        r"|\bfor\s+(?P<phrase>(?:[\w-]+\s){0,3}?(?:hours|days|nights|shifts|sessions|weekends|blocks)(?:\s+[\w-]+){0,3}?)\s+at\s+(?:the\s+rate\s+of\s+)?$",
        regex.IGNORECASE,
    )


@cache
def _in_label() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:per[\s-](?P<phrase>(?!cent)[^;.,¦\t)]{1,60})|for\s+(?:each|every)\s+(?P<phrase>[^;.,¦\t)]{1,60}))",
        regex.IGNORECASE,
    )


@cache
def _counted() -> regex.Pattern[str]:
    nouns = "|".join(word for unit in _units() if unit.counts is Counts.WORK for word in unit.words)
    return regex.compile(
        rf"\b(?:{nouns}|scans?|studies|procedures?|treatments?|tests?|exams?|examinations?|uses|cases|reads|interpretations?)(?!\w)",
        regex.IGNORECASE,
    )


@cache
def _adverbs() -> regex.Pattern[str]:
    return regex.compile(
        rf"[\s,]*(?:\([^)]{{0,60}}\)\s*)?(?:payable\s+|paid\s+|on\s+an?\s+)?(?P<adverb>{'|'.join(_ADVERBS)})\b",
        regex.IGNORECASE,
    )


@cache
def _each() -> regex.Pattern[str]:
    """ "On the first of each month", "the first year's"."""
    return regex.compile(
        r"\b(?:each|every)\s+(?:calendar\s+|contract\s+|lease\s+)?(?P<period>month|week|quarter|year)\b(?!\s+(?:after|thereafter))"
        r"|\b(?:first|each)\s+(?:lease\s+|contract\s+)?(?P<period>year)[’']s\b",
        regex.IGNORECASE,
    )


@cache
def _adverbs_anywhere() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![\w-])(?P<adverb>{'|'.join(_ADVERBS)})\b(?!\s+(?:install?ments?|payments|basis\s+in\s+arrears))",
        regex.IGNORECASE,
    )
