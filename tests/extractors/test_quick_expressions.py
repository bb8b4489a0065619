"""Expressions that are tried only where their strings stand: what they need, and that nothing is lost by it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import regex

from extractors.compiled_expressions import Compiled
from extractors.expression_needs import EDGE, edged, folded, needs_of
from extractors.patterns import Pattern, worth_trying
from extractors.quick_expressions import QuickExpression

# Each need's strings; "|" stands for the edge of a word.
NEEDS = [
    (r"(?i)\b(?:Renew\w*|extends)\b", [{"|renew", "|extends|"}]),
    (r"\b(?:on|as\s+ever)\s+the\s+date", [{"|on|", "|ever|"}, {"|the|"}, {"|date"}]),
    (r"non-?renew", [{"non"}, {"renew"}]),
    (r"on\ call\b", [{"|call|"}]),
    (r"(?:paid)?\s*monthly", [{"monthly"}]),
    (r"(?<!not\s)(?!never)agreed(?=\s+upon\b)", [{"agreed"}, {"|upon|"}]),
    (r"(?:rent|x)|\d+", []),
    (r"(?:ab|cd){2}", []),
    (r"/s/|_{3}", [{"/|s|/", "_"}]),
    (r"[$€]\s?\d", [{"$", "€"}]),
    (r"[^$]", []),
    (r"(a+)\1", []),
    (r"C-arm\b", [{"c|-|arm|"}]),
]

TEXTS = [
    (r"(?i)\bof\b", "Date OF signing", True),
    (r"(?i)\bof\b", "office", False),
    (r"(?i)\bon\s+call\b", "paid while on\ncall.", True),
    (r"(?i)licen[cs]e", "THE LICENCE", True),
    (r"(?i)\bprovides\b", "PROVİDES", True),
    (r"(?i)masse", "maſſe", True),
    (r"\(s\)", "signature(s)", True),
    (r"i\.e\.", "that is (i.e., now)", True),
    (r"(?i)don['’]t\b", "DON’T", True),
    (r"§\s*4\b", "as in §4", True),
    (r"\b_{4,}\b", "By ____ Name", True),
]


@pytest.mark.parametrize(("expression", "needs"), NEEDS)
def test_what_an_expression_needs(expression: str, needs: list[set[str]]) -> None:
    assert [{one.replace(EDGE, "|") for one in need} for need in needs_of(expression, 0)] == needs


@pytest.mark.parametrize(("expression", "text", "is_there"), TEXTS)
def test_finds_what_the_expression_alone_finds(expression: str, text: str, is_there: bool) -> None:
    quick = QuickExpression.of(expression)
    alone = regex.compile(expression)
    assert bool(alone.search(text)) is is_there
    assert (quick.search(text) is not None) is is_there
    assert [match.span() for match in quick.finditer(text)] == [match.span() for match in alone.finditer(text)]
    assert quick.sub("-", text) == alone.sub("-", text)
    assert quick.count(text) == len(alone.findall(text))


def test_strings_of_an_expression_made_later_are_looked_for_in_texts_seen_before() -> None:
    text = "the quinquennial audit of the sphygmomanometer"
    assert QuickExpression.of(r"\baudit\b").search(text)
    assert QuickExpression.of(r"sphygmomano").search(text)


def test_letters_that_an_expression_takes_for_the_same_fold_to_the_same() -> None:
    letters = "".join(map(chr, range(0x20, sys.maxunicode + 1)))
    differing = [
        (letter, other)
        for letter in map(chr, range(0x21, 0x7F))
        for other in regex.findall(f"(?i){regex.escape(letter)}", letters)
        if folded(other) != folded(letter)
    ]
    assert differing == []


def test_edges_stand_where_an_expression_sees_them() -> None:
    assert edged("(on-call,").replace(EDGE, "|") == "(|on|-|call|,"


BEGINNINGS = [
    (
        r"(?i)\b(?:from|is)\s+",
        r"(?i)\b(?:from|is)\s+(?:the\s+)?(?P<day>\d+)",
        "is from 3, from the 4 and is 12 from 5 6",
    ),
    (r"(?:^|\t)", r"(?:^|\t)\s*(?P<cell>[a-z]+):", "rent: 5\tterm: 2\t\tend: 9"),
    (r"(?:a|ab)", r"(?:a|ab)(?<!xa)(?:b|c)+", "abab xab acab"),
    (r"\w", r"\w{3}", "abcdefgh ij klm"),
]


@pytest.mark.parametrize(("beginning", "expression", "text"), BEGINNINGS)
def test_looking_for_the_beginning_first_finds_the_same(beginning: str, expression: str, text: str) -> None:
    alone = regex.compile(expression)
    quick = QuickExpression(Compiled(alone, (), ""), regex.compile(beginning))
    for start in (0, 4):
        assert [one.span() for one in quick.finditer(text, start)] == [
            one.span() for one in alone.finditer(text, start)
        ]
    first, found = alone.search(text), quick.search(text)
    assert first is not None
    assert found is not None
    assert found.span() == first.span()
    assert quick.search("") is None


def test_patterns_that_are_compiled_while_others_are_tried_are_tried_too() -> None:
    text = "The quetzal pays the axolotl."

    def one_by_one() -> Iterator[Pattern]:
        for name in ("quetzal", "axolotl"):
            yield Pattern(name=name, regex=rf"\b{name}\b", examples=(name,), near_misses=("pays",), confidence=0.9)

    assert [pattern.name for pattern in worth_trying(one_by_one(), text)] == ["quetzal", "axolotl"]
