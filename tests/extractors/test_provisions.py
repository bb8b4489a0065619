"""Provisions: each pattern names its kind, and the surest words of each kind are kept."""

from __future__ import annotations

import pytest

from extractors.patterns import Pattern
from extractors.terms.provisions.candidates import kind_of, patterns, words_needed
from models.provision import ProvisionKind


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_pattern_names_the_kind_it_sees(pattern: Pattern) -> None:
    assert kind_of(pattern) in ProvisionKind


def test_every_kind_has_a_pattern() -> None:
    assert {kind_of(pattern) for pattern in patterns()} == set(ProvisionKind) - {ProvisionKind.EXHIBIT_PRESENT}


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_pattern_needs_plain_words_that_its_examples_hold(pattern: Pattern) -> None:
    for example in pattern.examples:
        assert any(word in example.lower() for word in words_needed(pattern)), example
