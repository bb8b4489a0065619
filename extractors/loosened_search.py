"""Whether an expression may be found in a text, asked of RE2 (google-re2), which reads each letter once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import re2

from extractors.loosened_letters import in_ascii

# A short text is soon searched by the expression itself, and one that was hardly asked is not worth making ready.
_SHORTEST_TEXT, _LETTERS_TO_BE_WORTH_IT = 100, 30_000
_MEMORY = 1 << 21
# Searched for from the text's beginning it need not be looked for backwards, to tell where it begins.
_UP_TO_IT = "(?s:.*?)"


class LoosenedSearch:
    """A loosened expression (loosened_expressions.py), made ready once many letters were searched for it.

    It is asked of texts of `shortest_text` letters or more.
    """

    __slots__ = ("_asked", "_expression", "_ready", "_shortest_text")

    def __init__(self, expression: str, shortest_text: int = _SHORTEST_TEXT) -> None:
        self._expression = expression
        self._shortest_text = shortest_text
        self._asked = 0
        self._ready: Any = None

    @classmethod
    def of_any(cls, searches: Iterable[LoosenedSearch]) -> Self:
        """That of several at once: of a short text too it tells sooner than they do that none finds anything."""
        return cls("|".join(f"(?:{one._expression})" for one in searches), shortest_text=0)

    def may_find(self, text: str) -> bool:
        """False where no expression that was loosened finds anything in the text."""
        if len(text) < self._shortest_text:
            return True
        if self._ready is None:
            self._asked += len(text)
            if self._asked < _LETTERS_TO_BE_WORTH_IT:
                return True
            self._ready = ready(self._expression)
        letters = in_ascii(text)
        return letters is None or self._ready.match(letters) is not None


def ready(expression: str) -> Any:
    """A loosened expression made ready, to match texts in ASCII. Raises re2.error where its memory is too small."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = _MEMORY
    return re2.compile(f"{_UP_TO_IT}(?:{expression})".encode(), options)
