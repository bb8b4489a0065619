"""Compiled expressions kept beside their file: the same as compiled anew, and never taken when stale or damaged."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import regex

from extractors.compiled_expressions import Expression, compiled_for, kept_beside
from extractors.expression_needs import needs_of
from extractors.patterns import load_patterns

TERM = Expression(r"(?<length> two | three ) \s years", regex.VERBOSE)
RENT = Expression(r"\b rent \b", regex.VERBOSE | regex.IGNORECASE)
TEXT = "The Rent runs three years."


@pytest.fixture(autouse=True)
def _python_keeps_modules_beside_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", None)


def found(source: Path, *expressions: Expression) -> list[str]:
    return [match[0] for one in compiled_for(source, expressions) if (match := one.pattern.search(TEXT))]


def test_what_is_kept_finds_the_same(tmp_path: Path) -> None:
    source = tmp_path / "term.toml"
    anew = found(source, TERM, RENT)
    kept = kept_beside(source)
    written = kept.stat()
    assert anew == found(source, TERM, RENT) == ["three years", "Rent"]
    (kept_term,) = compiled_for(source, (TERM,))
    assert kept_term.pattern.search(TEXT)["length"] == "three"  # type: ignore[index]
    assert kept_term.needs == needs_of(*TERM) != ()
    assert (kept.parent.name, written.st_mode & 0o077) == ("__pycache__", 0)
    assert list(kept.parent.iterdir()) == [kept]


def test_what_is_kept_is_not_written_again(tmp_path: Path) -> None:
    source = tmp_path / "term.toml"
    compiled_for(source, (TERM,))
    before = kept_beside(source).stat().st_ino
    compiled_for(source, (TERM,))
    assert kept_beside(source).stat().st_ino == before


@pytest.mark.parametrize(
    "other", [(RENT,), (Expression(TERM.text, regex.VERBOSE | regex.IGNORECASE),), (RENT, TERM)], ids=repr
)
def test_what_was_made_of_other_expressions_is_made_anew(tmp_path: Path, other: tuple[Expression, ...]) -> None:
    source = tmp_path / "term.toml"
    compiled_for(source, (TERM,))
    made = compiled_for(source, other)
    assert [(one.pattern.pattern, one.pattern.flags & regex.IGNORECASE) for one in made] == [
        (one.text, one.flags & regex.IGNORECASE) for one in other
    ]


def test_what_another_regex_module_made_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "term.toml"
    compiled_for(source, (TERM,))
    before = kept_beside(source).read_bytes()
    monkeypatch.setattr(regex, "__version__", "1999.1.1")
    assert found(source, TERM) == ["three years"]
    assert kept_beside(source).read_bytes() != before


@pytest.mark.parametrize("share", [0.0, 0.2, 0.9])
def test_a_damaged_file_is_made_anew(tmp_path: Path, share: float) -> None:
    source = tmp_path / "term.toml"
    compiled_for(source, (TERM, RENT))
    kept = kept_beside(source)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(share * len(whole))])
    assert found(source, TERM, RENT) == ["three years", "Rent"]
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[:-9] + b"x" + whole[-8:])
    assert found(source, TERM, RENT) == ["three years", "Rent"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    source = tmp_path / "term.toml"
    # A file stands where the folder would be: nobody, not even an administrator, can write into it.
    (tmp_path / "__pycache__").write_text("", encoding="utf-8")
    assert found(source, TERM) == ["three years"]
    assert not kept_beside(source).exists()


def test_a_pattern_file_that_changes_is_read_as_it_is_now(tmp_path: Path) -> None:
    source = tmp_path / "pay.toml"
    for word in ("salary", "bonus"):
        source.write_text(
            f"[[patterns]]\nname = 'pay'\nregex = '\\b{word}\\b'\nneeds = '{word[:3]}'\nexamples = ['{word}']\n",
            encoding="utf-8",
        )
        (pattern,) = load_patterns(source)
        assert [match[0] for match in pattern.finditer("A salary and a bonus.")] == [word]
