"""Expressions loosened for RE2: whatever an expression finds, the loosened one may find; and it does tell something."""

from __future__ import annotations

import sys
from unittest.mock import Mock

import pytest
import re2
import regex

from extractors import module_expressions, patterns
from extractors.compiled_ahead import _pattern_files, compile_ahead
from extractors.loosened_expressions import loosened
from extractors.loosened_letters import in_ascii
from extractors.loosened_search import LoosenedSearch, ready
from extractors.patterns import load_patterns
from extractors.segmenting import signature_lines

# Long s, the sign for kelvin, and the i of the Turks with and without its point.
KIN = "\u017f\u212a\u0130\u0131"

# An expression, a text that holds it, and one where the loosened expression tells that it does not stand.
TOLD = [
    (r"(?i)\bRenew\w*\b[^.;]{0,60}\byears?", "it RENEWS for two Years", "it renews. Two years"),
    (r"(?<!not\s)paid\s+by\s+(?=the\s+lessee)", "paid by the lessee", "paid the lessee"),
    (r"[“\"](?P<term>\p{Lu}\w*)[”\"]", "the “Término” of it", "the (Término) of it"),
    (r"(?x) \d{1,3} (?: , \d{3} )+ \s dollars", "12,500,000 dollars", "12.500.000 dollars"),
    (r"(?i)caf[éè]\b", "CAFÉ", "cafes"),
    (r"\b[^\W\d]+\s—\s\w", "Küche — Diele", "Küche - Diele"),
    (r"(a|b)\1+c", "bbbc", "bbbd"),
    (r"^\W*(?:by|name)\s*:", "- by: ", "stand by : "),
    (r"(?s)begin.+?end", "begin\nend", "end begin"),
    (r"begin.+?end", "begin the end", "begin\nend"),
    (r"[^a-z\s]{3}", "the LEASE", "the lease"),
    (r"(?i)[^A-Z\s]{3}", "of 100", "the LEASE"),
    (r"(?i)[\p{Lu}&]+\d", "ab9", "a-9"),
    (r"\S+\.$", "the end.", "the end"),
    (r"(?>ab|a)c|x++y", "xxy", "xx"),
    (r"§\s*4\b", "as in §\u00a04", "as in §\u00a045"),
    (r"(?V1)[a-z--[aeiou]]9", "b9", "b8"),
    (r"[!-\u2fff]9", "b9", "\t9"),
    (r"(?i)[^\u2000-\uffff]9", "s9", "9"),
    (r"(?i)[\u0100-\uffff]x", "\u0416x", "ex"),
    (r"[\U0001d400-\U0001d7ff]x", "\U0001d6d1x", "ex"),
]


@pytest.mark.parametrize(("expression", "found", "missed"), TOLD)
def test_what_a_loosened_expression_tells(expression: str, found: str, missed: str) -> None:
    assert regex.search(expression, found)
    assert not regex.search(expression, missed)
    assert _may_find(expression, found)
    assert not _may_find(expression, missed)


def test_patterns_are_found_where_they_were_loosened() -> None:
    asked = 0
    for path in _pattern_files():
        for pattern in load_patterns(path):
            for text in (*pattern.examples, *pattern.near_misses):
                if regex.search(pattern.regex, text, regex.VERBOSE):
                    assert _may_find(pattern.regex, text, regex.VERBOSE), (pattern.name, text)
                    asked += 1
    assert asked > 1000


def test_letters_beyond_ascii_stand_for_one_letter_each() -> None:
    assert in_ascii("Año “2” ٣\u2003½ 𝛑") == b"A_o \x012\x01 _ \x01 _"
    assert in_ascii("300 \u212a") is None
    letters = "".join(letter for letter in map(chr, range(sys.maxunicode + 1)) if letter not in KIN)
    letters = letters.encode("utf-8", "ignore").decode()
    ascii_letters = in_ascii(letters)
    assert ascii_letters is not None
    assert len(ascii_letters) == len(letters)
    for known in (r"\w", r"\s", r"\d(?=[\x00-\x7f])"):
        stands = [place.start() for place in regex.finditer(known, letters)]
        assert all(regex.match(known, chr(ascii_letters[at]) + "a") for at in stands)


def test_upper_and_lower_case_of_a_letter_stand_for_the_same() -> None:
    letters = "".join(chr(code) for code in range(0x80, 0x3000) if chr(code) not in KIN)
    for letter in map(chr, range(0x20, 0x3000)):
        for other in regex.findall(f"(?i){regex.escape(letter)}", letters):
            assert letter in KIN or in_ascii(other) == in_ascii(letter), (letter, other)


def test_an_expression_is_looked_for_in_the_text_itself_until_it_was_asked_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search, made = LoosenedSearch(loosened(r"\brent\b", 0)), Mock(side_effect=re2.compile)
    monkeypatch.setattr(re2, "compile", made)
    missing, short = "The fee is due. " * 500, "The fee."
    assert [search.may_find(missing) for _ in range(5)] == [True, True, True, False, False]
    assert search.may_find(short)
    assert search.may_find(missing + "The rent.")
    assert made.call_count == 1


def test_several_are_looked_for_at_once_in_short_texts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.loosened_search._LETTERS_TO_BE_WORTH_IT", 0)
    one, other = (LoosenedSearch(loosened(expression, 0)) for expression in (r"\brent\b", r"^fee\b|\bdue\b"))
    both = LoosenedSearch.of_any([one, other])
    found = {
        text: both.may_find(text)
        for text in ("the rent", "fee", "is due", "the fee", "overdue", "rental", "300 \u212a")
    }
    assert [text for text, may in found.items() if may] == ["the rent", "fee", "is due", "300 \u212a"]


def test_re2_takes_every_expression_in_the_memory_it_has() -> None:
    compile_ahead()
    of_patterns = {one.loosened for one in patterns._COMPILED.values()}
    expressions = [one.loosened for one in module_expressions._known().with_needs.values()]
    expressions += [one._expression for one in of_patterns]
    assert len(expressions) > 850
    for expression in expressions:
        ready(expression)
    ready(signature_lines._any_pattern()._expression)


def _may_find(expression: str, text: str, flags: int = 0) -> bool:
    letters = in_ascii(text)
    return letters is None or ready(loosened(expression, flags)).match(letters) is not None
