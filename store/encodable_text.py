"""Text as the database can hold it."""

from __future__ import annotations

import re

_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


def encodable(text: str) -> str:
    """Text that UTF-8 and PostgreSQL can hold: a file name in another encoding reaches Python as lone surrogates, and
    a damaged text layer has zero characters.
    """
    return _IMPOSSIBLE.sub("\ufffd", text)
