"""The name and the title on one line under a signature."""

from __future__ import annotations

import re

_DEGREE = re.compile(
    r"^(?:M\.?\s?D|D\.?\s?O|D\.?P\.?M|Ph\.?\s?D"
    r"|D\.?D\.?S|R\.?N|C\.?P\.?A|J\.?D|M\.?B\.?A|M\.?P\.?H|F\.?A\.?C|O\.?S\.?F|Esq"
    r"|Jr|Sr|II|Inc|LLC|L\.L\.C|LLP|L\.L\.P|P\.?C|P\.?A|P\.?L|Ltd|[A-Z]{2,5}$|[A-Z]\.[A-Z]\.)"
)


def name_and_title(text: str) -> tuple[str | None, str | None]:
    """ "Jane Roe, Administrator" is a name and a title; "Jane Roe, M.D." is a name."""
    name, comma, title = text.rpartition(", ")
    if not comma or _DEGREE.match(title):
        return text or None, None
    return name, title
