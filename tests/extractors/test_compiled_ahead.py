"""What is compiled ahead is what reading takes, for whoever runs it."""

from __future__ import annotations

import stat

import pytest
import regex

from extractors import compiled_ahead
from extractors.compiled_expressions import kept_beside


def test_all_pattern_files_are_compiled_ahead_for_every_account(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = list(compiled_ahead._pattern_files())
    assert compiled_ahead.compile_ahead() == len(paths) > 20
    assert all(stat.S_IMODE(kept_beside(path).stat().st_mode) == 0o644 for path in paths)
    # Nothing is compiled any more.
    monkeypatch.setattr(regex, "compile", pytest.fail)
    compiled_ahead.compile_ahead()
