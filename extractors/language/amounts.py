"""Sums of money and percentages, in digits and in words, with the two reconciled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

import regex
from regex import Match

from extractors.language.numbers import NUMBER_WORDS, number_in_words
from extractors.quick_expressions import QuickExpression

AGREED = 0.98
STATED_ONCE = 0.95
FRACTION = 0.9
DISAGREED = 0.6
"""Confidence in a figure whose words and digits agree, which is given but once, as a fraction, or with both at odds."""

_DIGITS = (
    r"(?:\d{1,3}(?:\s?[,.]\s?\d{3})+(?!\d)(?:\s?[.,]\s?\d{2}(?!\d))?|\d+(?:\s?[.,]\s?\d{2}(?![\d,]))?(?:[.]\d{1,4})?)"
)
_MAGNITUDE = r"(?:\s?(?P<magnitude>million|billion|thousand|MM|[MK])\b)?"
_SIGN = r"(?P<sign>(?:US\s?|U\.S\.\s?)?\$|(?<![A-Za-z])S(?=\d{1,3}(?:[.,]\d{3})*[.,]\d{2}\b)|€|£|\b(?:USD|EUR|GBP)\b)"
_CURRENCIES = {"€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP"}
_THOUSANDS = {"million": 10**6, "mm": 10**6, "m": 10**6, "billion": 10**9, "thousand": 1000, "k": 1000}


class Amount(NamedTuple):
    """A sum of money: its place in the text, its value in `currency`, and how far words and digits bear it out."""

    start: int
    end: int
    value: Decimal
    currency: str
    confidence: float


class Percent(NamedTuple):
    """A percentage: its place in the text, its value (35.0 for thirty-five percent), and how sure it is."""

    start: int
    end: int
    value: Decimal
    confidence: float


def amounts(text: str) -> tuple[Amount, ...]:
    """Every sum of money, in reading order. Words govern digits with which they disagree; a blank is no sum."""
    found: list[Amount] = []
    if "ollar" not in text.lower() and not regex.search(r"[$€£]|USD|EUR|GBP|\bS\d", text):
        return ()
    for match in _in_words().finditer(text):
        amount = _of_words(match)
        if amount is not None:
            found.append(amount)
    for match in _in_digits().finditer(text):
        if any(other.start < match.end() and match.start() < other.end for other in found):
            continue
        amount = _of_digits(match)
        if amount is not None:
            found.append(amount)
    return tuple(sorted(found))


def percents(text: str) -> tuple[Percent, ...]:
    """Every percentage, in reading order, "one third of" too. Words govern digits with which they disagree."""
    found: list[Percent] = []
    if "%" in text or "cent" in text.lower():
        found += [percent for match in _percent().finditer(text) if (percent := _of_percent(match)) is not None]
    for match in _fraction().finditer(text):
        value = Decimal("0.5") if match["words"].lower() == "half" else number_in_words(match["words"])
        if value is not None and not any(p.start < match.end() and match.start() < p.end for p in found):
            found.append(Percent(match.start(), match.end("words"), round(value * 100, 2), FRACTION))
    return tuple(sorted(found))


def decimal_of(digits: str) -> Decimal | None:
    """The value of "30, 000", "10. 000. 00" or "51.25".

    Three digits after a point are thousands, as bad print has it ("2.500"), unless odd as a rate ("54.125").
    """
    bare = regex.sub(r"\s", "", digits).strip(".,")
    groups = regex.split(r"[.,]", bare)
    if len(groups) == 1:
        return _decimal(groups[0])
    separators = regex.findall(r"[.,]", bare)
    odd = len(groups) == 2 and separators[0] == "." and (not groups[1].endswith("0") or groups[0] in {"0", ""})
    if len(groups[-1]) == 3 and not odd:
        return _decimal("".join(groups))
    if len(groups) > 2 or separators[-1] == "." or len(groups[-1]) == 2:
        return _decimal("".join(groups[:-1]) + "." + groups[-1])
    return _decimal("".join(groups))


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _of_words(match: Match[str]) -> Amount | None:
    words = number_in_words(match["words"])
    if words is None or (match["dollars"] is None and match["digits"] is None):
        return None
    cents = Decimal(match["hundredths"]) if match["hundredths"] else number_in_words(match["cents"] or "")
    spelled = words + (cents or Decimal(0)) / 100
    written = match["digits"] or match["before"] or match["bracketed"]
    if written is None:
        return Amount(match.start(), match.end(), spelled, "USD", STATED_ONCE)
    digits = decimal_of(written)
    if digits == spelled:
        return Amount(match.start(), match.end(), spelled, "USD", AGREED)
    if digits is not None and _cut_off(match, spelled, digits):
        return Amount(match.start(), match.end(), digits, "USD", STATED_ONCE)
    return Amount(match.start(), match.end(), spelled, "USD", DISAGREED)


def _cut_off(match: Match[str], spelled: Decimal, digits: Decimal) -> bool:
    """Whether the words are but the tail of a number whose head stands on another line or was misread."""
    return match.start() == 0 and spelled < digits


def _of_digits(match: Match[str]) -> Amount | None:
    value = decimal_of(match["digits"] or match["plain"])
    if value is None:
        return None
    magnitude = match["magnitude"]
    if magnitude:
        value *= _THOUSANDS[magnitude.lower()]
    currency = _CURRENCIES.get((match["sign"] or "").strip(), "USD")
    return Amount(match.start(), match.end(), value, currency, STATED_ONCE)


def _of_percent(match: Match[str]) -> Percent | None:
    digits = _decimal_with_fraction(match["digits"]) if match["digits"] else None
    spelled = number_in_words(match["words"]) if match["words"] else None
    value = spelled if spelled is not None else digits
    if value is None:
        return None
    sure = STATED_ONCE if spelled is None or digits is None else AGREED if spelled == digits else DISAGREED
    return Percent(match.start(), match.end(), value, sure)


def _decimal_with_fraction(text: str) -> Decimal | None:
    bare = text.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4")
    match = regex.match(r"(?P<whole>\d+(?:[.,]\d+)?)??(?:^|[\s\-])?(?P<upper>\d)/(?P<lower>\d)$", bare.strip())
    if match is None:
        return _decimal(bare.strip().replace(",", "."))
    whole = _decimal((match["whole"] or "0").replace(",", ".")) or Decimal(0)
    return whole + Decimal(match["upper"]) / Decimal(match["lower"])


def spans(found: tuple[Amount, ...] | tuple[Percent, ...]) -> Iterator[tuple[int, int]]:
    """The places of the figures found, as pairs of character offsets."""
    for figure in found:
        yield figure.start, figure.end


@cache
def _in_words() -> QuickExpression:
    digits = rf"\(?\s?(?:{_SIGN})\s?(?P<digits>{_DIGITS})(?:\s?USD)?\s?\)?"
    return QuickExpression.of(
        rf"(?:(?:US|U\.S\.)?\$\s?(?P<before>{_DIGITS})\s?\(\s?)?"
        rf"(?P<words>{NUMBER_WORDS})"
        rf"(?:\s*\(\s?(?P<bracketed>{_DIGITS})\s?\)(?=[\s.]*(?:U\.?\s?S\.?\s*)?dollar))?"
        r"(?:[\s.]*(?:and\s+)?(?:(?P<hundredths>\d{2})|no)\s?/\s?100(?:ths?)?)?"
        r"(?:[\s.]*(?P<dollars>(?:U\.?\s?S\.?\s*)?dollars?\b))?"
        rf"(?:\s*,?\s*and\s+(?P<cents>{NUMBER_WORDS})\s+cents?)?"
        rf"(?:\s*{digits})?(?(before)\s?\)|)",
        regex.IGNORECASE,
    )


@cache
def _in_digits() -> QuickExpression:
    return QuickExpression.of(
        rf"{_SIGN}\s?(?P<digits>{_DIGITS}){_MAGNITUDE}"
        rf"|(?<![\d,.$])(?P<plain>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{2}})?|\d+(?:\.\d{{2}})?)\s+(?:US\s+)?(?:dollars|Dollars|USD)\b"
    )


@cache
def _fraction() -> QuickExpression:
    parts = r"halves|half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?"
    return QuickExpression.of(
        rf"(?<![\w-])(?P<words>(?:(?:one|an?|two|three|four|five|seven|nine)[\s\-–]+)?(?:{parts}))(?=\s+(?:\([^)]{{1,12}}\)\s*)?(?:of|in)\s+"
        r"(?:the|all|any|its|net|gross|that|what|such|each|every|his|her|whatever))(?<!-half)",
        regex.IGNORECASE,
    )


@cache
def _percent() -> QuickExpression:
    digits = r"\d{1,3}(?:[.,]\d{1,4})?(?:[\s\-]?\d/\d|\s?[½¼¾])?|\d/\d|[½¼¾]"
    sign = r"(?:%|per\s?cent(?:um)?\b(?!\s*age))"
    return QuickExpression.of(
        rf"(?P<words>{NUMBER_WORDS})(?:\s+of\s+(?:one|1))?\s*(?:{sign}\s*)?\(\s*(?P<digits>{digits})\s*%?\s*\)(?:\s*{sign})?(?<=[%)a-z])"
        rf"(?:(?<=%\s?\))|(?<={sign})|(?<=%))"
        rf"|(?P<words>{NUMBER_WORDS})(?:\s+of\s+(?:one|1))?\s*{sign}"
        rf"|(?<![\d.,$])(?P<digits>{digits})[\s_]*{sign}(?:\s*\(\s*(?P<words>{NUMBER_WORDS})\s*(?:{sign})?\s*\))?",
        regex.IGNORECASE,
    )
