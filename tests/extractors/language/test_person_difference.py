"""Variants of one person's name are told from the names of two people."""

from __future__ import annotations

import pytest

from extractors.language.person_difference import another_person

ONE = [
    ("Odile Brankov", "Odile Brankov, M.D."),
    ("Dr. Odile Brankov", "Odile Brankov, M.D."),
    ("O. Brankov", "Odile Brankov, M.D."),
    ("Odile B. Brankov", "Odile Brankov"),
    ("Odi1e Brankov", "Odile Brankov"),
    ("Odile Brankow", "Odile Brankov"),
    ("Bob Renn", "Robert A. Renn, M.D."),
    ("Peggy Lunt", "Margaret Lunt"),
    ("J. Robert Renn", "Robert Renn, D.O."),
    ("Lena Aske-Renn", "Lena Aske"),
    ("Lena Aske", "Lena Renn"),
    ("Wu Li", "Li Wu"),
    ("LAZLO RENN", "Lazlo Renn"),
]
TWO = [
    ("Lazlo Renn", "Odile Brankov, M.D."),
    ("Dana Brankov", "Odile Brankov, M.D."),
    ("Lazlo Renn", "Lena Renn"),
    ("Robert Renn", "Margaret Renn"),
]
NO_NAME = [
    "",
    "Renn",
    "Duskwater Hospital",
    "SignRight, Inc.",
    "Authorized Signatory",
    "President",
    "lazlo@example.org",
    "L. R. 2",
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_variants_are_one_person(first: str, second: str) -> None:
    assert not another_person(first, second)
    assert not another_person(second, first)


@pytest.mark.parametrize(("first", "second"), TWO)
def test_other_people_are_two(first: str, second: str) -> None:
    assert another_person(first, second)
    assert another_person(second, first)


@pytest.mark.parametrize("text", NO_NAME)
def test_what_is_no_persons_name_is_nobody_else(text: str) -> None:
    assert not another_person(text, "Odile Brankov, M.D.")
    assert not another_person("Odile Brankov, M.D.", text)
