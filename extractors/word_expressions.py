"""Regular expressions made of a contract's own words: its parties' names, its defined terms."""

from __future__ import annotations

from functools import lru_cache

import regex
from regex import Pattern as CompiledPattern

# Those of one contract; the next has other words.
_REMEMBERED = 512


@lru_cache(maxsize=_REMEMBERED)
def compiled_of_words(expression: str, flags: int = 0) -> CompiledPattern[str]:
    """As regex.compile. Raises regex.error.

    The regex module remembers five hundred expressions, and when these come to it too it forgets those that stand in
    the program: each was compiled anew in every few contracts.
    """
    return regex.compile(expression, flags, cache_pattern=False)
