"""Expressions written in modules: kept compiled for the next process, readable by whoever could read them before."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from extractors import module_expressions
from extractors.compiled_expressions import Compiled
from extractors.extraction import extract
from extractors.module_expressions import compiled, compiled_with_needs, keep_new_expressions, kept_expressions
from extractors.reading.options import ReadingOptions
from fixtures.contracts import office_lease_family_practice

RENT = r"(?i)\brents?\b"


@pytest.fixture(autouse=True)
def _kept_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    module_expressions._known.cache_clear()
    yield
    module_expressions._known.cache_clear()


def begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a new process, which must not compile anything."""
    module_expressions._known.cache_clear()
    monkeypatch.setattr(regex, "compile", pytest.fail)


def test_what_a_process_compiled_the_next_one_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(RENT)
    compiled(r" base \s rent ", regex.VERBOSE)
    asked = compiled_with_needs(RENT)
    assert asked[1:] == Compiled.of(RENT, 0)[1:]
    assert keep_new_expressions() == kept_expressions()
    begin_anew(monkeypatch)
    found = compiled(r" base \s rent ", regex.VERBOSE).search("the base rent")
    assert found is not None
    assert compiled(RENT).search("no RENTS") is not None
    assert compiled_with_needs(RENT)[1:] == asked[1:]


def test_what_is_known_is_not_written_again() -> None:
    compiled(RENT)
    written = keep_new_expressions().stat().st_ino
    compiled(RENT)
    assert keep_new_expressions().stat().st_ino == written
    compiled(r"lease")
    assert keep_new_expressions().stat().st_ino != written


def test_another_flag_makes_another_expression() -> None:
    assert compiled("rent").search("RENT") is None
    assert compiled("rent", regex.IGNORECASE).search("RENT") is not None


def test_what_every_account_could_read_stays_readable() -> None:
    compiled(RENT)
    keep_new_expressions().chmod(0o644)
    compiled(r"lease")
    assert stat.S_IMODE(keep_new_expressions().stat().st_mode) == 0o644


def test_a_damaged_file_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(RENT)
    kept = keep_new_expressions()
    kept.write_bytes(kept.read_bytes()[:-3])
    module_expressions._known.cache_clear()
    assert compiled(RENT).search("rent") is not None
    keep_new_expressions()
    begin_anew(monkeypatch)
    compiled(RENT)


def test_no_word_of_a_contract_is_kept(tmp_path: Path) -> None:
    lease = tmp_path / "lease.pdf"
    lease.write_bytes(office_lease_family_practice.FIXTURE.draw())
    names = [party.name for contract in extract(lease, ReadingOptions()).contracts for party in contract.parties]
    known = module_expressions._known()
    kept = " ".join(one.text for one in (*known.alone, *known.with_needs)).replace("\\", "")
    assert len(names) > 1
    assert not [word for name in names for word in name.split()[:1] if word in kept]
