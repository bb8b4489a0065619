"""Nonsense is told from writing, and writing of any kind is left in peace."""

from __future__ import annotations

import random
import string

import pytest

from extractors.reading.legibility import legibility_of

_PROSE = (
    "The Practice shall furnish the services of a physician for eight hours in every week of the term, and the "
    "Hospital shall pay one hundred ninety dollars for each hour that is set down in a signed record of time."
)
_WRITING = {
    "prose": _PROSE,
    "capitals": _PROSE.upper(),
    "a table of sums": "Year Rent Year Rent 2024 $4,100.00 2025 $4,223.00 2026 $4,349.69 2027 $4,480.18 Total",
    "a block to sign": "By: ____________ Name: Zdenek Krzyzak, M.D. Title: Chair Date: ________ 77 Wharf St.",
    "blanks left out": "[*****] [*****] Confidential treatment has been requested for the parts left out [*****]",
    "names of companies": "DEX-NRG Partners LLC, MacIlvenny Corp., DeLorme Orthopaedics, eMedWorks, Wyss & Co. KG",
    "codes": "CPT 99213 99214 76942-26 G0438 J1885 modifier TC and professional component by unit",
    "too little": "xqzjw",
}


def _substituted(text: str) -> str:
    letters = list(string.ascii_lowercase)
    random.Random(3).shuffle(letters)
    return text.lower().translate(str.maketrans(string.ascii_lowercase, "".join(letters)))


def _smudged(text: str) -> str:
    chance = random.Random(5)
    return "".join(chance.choice("lI1|!ij.,'~^;:oO0ceas5S8B") if chance.random() < 0.3 else letter for letter in text)


_NONSENSE = {
    "letters moved on": "".join(chr(ord(letter) + 3) if letter != " " else letter for letter in _PROSE),
    "letters put for others": _substituted(_PROSE),
    "private use": "".join(chr(0xE000 + ord(letter)) if letter != " " else letter for letter in _PROSE),
    "replacement characters": "".join("\ufffd" if letter.islower() else letter for letter in _PROSE),
    "poor recognition": _smudged(_PROSE),
    "another script": "".join(chr(0x0400 + ord(letter) % 64 + 16) if letter.isalpha() else letter for letter in _PROSE),
}


@pytest.mark.parametrize("text", _WRITING.values(), ids=_WRITING)
def test_writing_is_legible(text: str) -> None:
    assert legibility_of(text.split()).is_legible


@pytest.mark.parametrize("text", _NONSENSE.values(), ids=_NONSENSE)
def test_nonsense_is_not(text: str) -> None:
    nonsense = legibility_of(text.split())
    assert not nonsense.is_legible
    assert nonsense.score < legibility_of(_PROSE.split()).score
