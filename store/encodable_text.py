"""Text as the database can hold it."""

from __future__ import annotations

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: a file name in another encoding reaches Python as lone surrogates."""
    return _LONE_SURROGATE.sub("\ufffd", text)
