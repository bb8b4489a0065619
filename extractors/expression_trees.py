"""The tree that the regex module makes of an expression, so that nothing is read otherwise than it is matched."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

import regex

# The regex module's own reader of expressions, which its typing stubs leave out.
GRAMMAR: Any = import_module("regex._regex_core")


@lru_cache(maxsize=1)
def tree_of(expression: str, flags: int) -> Any:
    """The root of an expression's tree, a node of GRAMMAR. Raises regex.error.

    One expression after another is read twice: for what it needs, and to be loosened.
    """
    while True:
        source = GRAMMAR.Source(expression)
        info = GRAMMAR.Info(flags, source.char_type, {})
        info.guess_encoding = regex.UNICODE
        source.ignore_space = bool(info.flags & regex.VERBOSE)
        try:
            return GRAMMAR._parse_pattern(source, info)
        except GRAMMAR._UnscopedFlagSet:
            # As regex.compile does: a flag set within holds for the whole.
            flags = info.global_flags
