"""The lexicon of designated health services, and which words of a clause count."""

from __future__ import annotations

import pytest

from extractors.terms.dhs.lexicon import LexiconEntry, categories_in, lexicon, name_of, not_designated_in
from extractors.terms.dhs.polarity import counted, is_recital
from extractors.terms.dhs.services import services_in
from models.compensation import DhsCategory


@pytest.mark.parametrize("entry", lexicon(), ids=[entry.name for entry in lexicon()])
def test_examples_match_and_near_misses_do_not(entry: LexiconEntry) -> None:
    assert entry.source
    for example in entry.examples:
        assert entry.compiled.search(example), example
    for near_miss in entry.near_misses:
        assert not entry.compiled.search(near_miss), near_miss


def test_every_category_has_its_words() -> None:
    assert {entry.category for entry in lexicon()} - {None} == set(DhsCategory)


def test_every_category_is_called_what_the_regulation_calls_it() -> None:
    assert name_of(DhsCategory.HOSPITAL) == "inpatient and outpatient hospital services"
    assert len({name_of(category) for category in DhsCategory}) == len(DhsCategory)


@pytest.mark.parametrize(
    ("text", "taken_in", "kept_out"),
    [
        ("charges for laboratory panels, less what the reagents cost", {DhsCategory.CLINICAL_LABORATORY}, set()),
        ("collections, excluding physical therapy", set(), {DhsCategory.THERAPY}),
        (
            "Physical therapy and X-rays are never credited.",
            set(),
            {DhsCategory.THERAPY, DhsCategory.RADIOLOGY},
        ),
        ("No share comes from CT scans.", set(), {DhsCategory.RADIOLOGY}),
        ("fees for MRI, including both the technical and professional component", {DhsCategory.RADIOLOGY}, set()),
        (
            "Not including: (a) X-rays; (b) braces, unless she fitted them herself; and (c) facility services.",
            set(),
            {DhsCategory.RADIOLOGY, DhsCategory.PROSTHETICS_ORTHOTICS, DhsCategory.HOSPITAL},
        ),
        ("what is collected for infusions, less the price of the drugs", {DhsCategory.OUTPATIENT_DRUGS}, set()),
        ("The retainer does not vary with MRI scans.", set(), set()),
    ],
)
def test_what_counts(text: str, taken_in: set[DhsCategory], kept_out: set[DhsCategory]) -> None:
    words = counted(text)
    assert set(categories_in(words.taken_in)) == taken_in
    assert set(categories_in(words.kept_out)) == kept_out


@pytest.mark.parametrize(
    "sentence",
    [
        "Pay was settled before the volume or value of business was known.",
        "Surgeon is free to send patients anywhere.",
        "The fee is consistent with fair market value.",
    ],
)
def test_recitals(sentence: str) -> None:
    assert is_recital(sentence)
    assert counted(sentence).taken_in == ""


def test_a_formula_is_no_recital() -> None:
    assert not is_recital("Hospital pays 5% of the imaging revenue from patients whom Physician refers.")


@pytest.mark.parametrize(
    ("text", "own", "others"),
    [
        ("treatments that a Surgeon personally rendered", True, False),
        ("services whether or not personally performed", False, True),
        ("performed by Physician or by a nurse practitioner", False, True),
        ("No share comes from nurse practitioners.", False, False),
    ],
)
def test_whose_work_it_is(text: str, own: bool, others: bool) -> None:
    services = services_in(text)
    assert (services.own, services.others) == (own, others)


def test_a_court_took_lithotripsy_out() -> None:
    assert not_designated_in("each lithotripsy procedure") == "lithotripsy"
    assert not_designated_in("each MRI scan") is None
