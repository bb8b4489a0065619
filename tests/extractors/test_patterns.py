"""Every pattern file of every term: its examples match and its near misses do not."""

from pathlib import Path

import pytest
import regex

from extractors.patterns import Pattern, load_patterns

ROOMS = Path(__file__).parents[2] / "extractors"
FILES = [file for file in sorted(ROOMS.rglob("*.toml")) if "[[patterns]]" in file.read_text(encoding="utf-8")]
PATTERNS = [(file.stem, pattern) for file in FILES for pattern in load_patterns(file)]
NAMES = [f"{stem}: {pattern.name}" for stem, pattern in PATTERNS]


@pytest.mark.parametrize(("stem", "pattern"), PATTERNS, ids=NAMES)
def test_examples_match_and_near_misses_do_not(stem: str, pattern: Pattern) -> None:
    for example in pattern.examples:
        assert any(pattern.finditer(example)), example
    for near_miss in pattern.near_misses:
        assert not pattern.compiled.search(near_miss), near_miss


@pytest.mark.parametrize("pattern", [one for _, one in PATTERNS if "(?#begins)" in one.regex], ids=lambda one: one.name)
def test_looking_for_its_beginning_first_changes_nothing(pattern: Pattern) -> None:
    alone = regex.compile(pattern.regex, regex.VERBOSE)
    for text in (*pattern.examples, *pattern.near_misses, " ".join(pattern.examples), "\n".join(pattern.examples)):
        assert [one.span() for one in pattern.compiled.finditer(text)] == [one.span() for one in alone.finditer(text)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_names_are_distinct(file: Path) -> None:
    names = [pattern.name for pattern in load_patterns(file)]
    assert len(names) == len(set(names))
