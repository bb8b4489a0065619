"""Sums of money and percentages in words, digits and bad print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.language.amounts import AGREED, DISAGREED, FRACTION, STATED_ONCE, amounts, percents
from extractors.language.numbers import number_in_words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$7,308.25", ["7308.25"]),
        ("Three Hundred Nineteen Dollars ($319.00) and $9", ["319", "9"]),
        ("thirty thousand dollars ($30, 000)", ["30000"]),
        ("thirty-one dollars and forty cents ($31.40)", ["31.40"]),
        ("TWO THOUSAND TWO HUNDRED FIFTY AND NO/100 DOLLARS ($2,250.00)", ["2250"]),
        ("Five Thousand and 50/100 Dollars ($5,000.50)", ["5000.50"]),
        ("Five Thousand ($5,000)", ["5000"]),
        ("$5,000 (five thousand dollars)", ["5000"]),
        ("two (2) dollars", ["2"]),
        ("forty dollars the visit", ["40"]),
        ("5,000 dollars and USD 400", ["5000", "400"]),
        ("$1 million and $2.5 million", ["1000000", "2500000"]),
        ("$ 340, 000. 00 per year", ["340000.00"]),
        ("$ 60. 000. 00on signing", ["60000.00"]),
        ("$2.500 once", ["2500"]),
        ("$37.625 for each unit", ["37.625"]),
        ("$0.83 a pound", ["0.83"]),
        ("a rent of S690.00 a month", ["690.00"]),
        ("$265,000/year", ["265000"]),
        ("$25-$30", ["25", "30"]),
        ("€500 or £20", ["500", "20"]),
        ("Amount: $ __________", []),
        ("ninety (90) days", []),
        ("Section 4.2 of 1,200 pages", []),
    ],
)
def test_amounts(text: str, values: list[str]) -> None:
    assert [amount.value for amount in amounts(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "value", "confidence"),
    [
        ("Three Thousand Seven Hundred Dollars ($3,070.00)", "3700", DISAGREED),
        ("Three Thousand Seven Hundred Dollars ($3,700.00)", "3700", AGREED),
        ("$5,200.00", "5200.00", STATED_ONCE),
        ("Hundred Dollars ($347,600.00) per year", "347600.00", STATED_ONCE),
    ],
)
def test_words_govern_unless_their_head_is_cut_off(text: str, value: str, confidence: float) -> None:
    (amount,) = amounts(text)
    assert (amount.value, amount.confidence) == (Decimal(value), confidence)


def test_currency_is_read() -> None:
    assert [amount.currency for amount in amounts("€500, £20, GBP 3 and $4")] == ["EUR", "GBP", "GBP", "USD"]


def test_places_are_those_of_the_words() -> None:
    text = "rent of One Thousand Dollars ($1,000.00) per month"
    (amount,) = amounts(text)
    assert text[amount.start : amount.end] == "One Thousand Dollars ($1,000.00)"


@pytest.mark.parametrize(
    ("text", "value", "confidence"),
    [
        ("20%", "20", STATED_ONCE),
        ("twenty percent (20%)", "20", AGREED),
        ("ten (10%) percent", "10", AGREED),
        ("ten (10) percent", "10", AGREED),
        ("fifty (60%) percent", "50", DISAGREED),
        ("thirty-eight per cent", "38", STATED_ONCE),
        ("33_ % of", "33", STATED_ONCE),
        ("6 1/2%", "6.5", STATED_ONCE),
        ("6½%", "6.5", STATED_ONCE),
        ("one and one-quarter percent (1.25%)", "1.25", AGREED),
        ("three-quarters of one percent (0.75%)", "0.75", AGREED),
        ("12.5 % of", "12.5", STATED_ONCE),
        ("two-thirds of the surplus", "66.67", FRACTION),
        ("half of the net income", "50", FRACTION),
    ],
)
def test_percents(text: str, value: str, confidence: float) -> None:
    (percent,) = percents(text)
    assert (percent.value, percent.confidence) == (Decimal(value), confidence)


@pytest.mark.parametrize("text", ["ninety (90) days", "35 percentage points", "the third of the month", "half a day"])
def test_no_percent(text: str) -> None:
    assert percents(text) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Three Hundred Nineteen", "319"),
        ("nineteen hundred", "1900"),
        ("TwentySevenThousand", "27000"),
        ("a hundred", "100"),
        ("Three Million, Two Hundred Thousand and Five", "3200005"),
        ("six and one-half", "6.5"),
        ("five point two five", "5.25"),
        ("one-half", "0.5"),
    ],
)
def test_numbers_in_words(words: str, value: str) -> None:
    assert number_in_words(words) == Decimal(value)


def test_no_number() -> None:
    assert number_in_words("several") is None
