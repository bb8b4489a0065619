"""Sentences of legal English, found without a model: abbreviations, initials and section numbers do not end one."""

from __future__ import annotations

from functools import cache, lru_cache

import regex
from regex import Pattern as CompiledPattern

from extractors.module_expressions import compiled

_ABBREVIATIONS = (
    "Drs Messrs "
    "Dr Mr Mrs Ms Prof St Ste Mt Ft Jr Sr Inc Co Corp Ltd No Nos Sec Secs Art Arts Para Attn Dept Assn Assoc Ave Blvd "
    "Rd Bldg Fl Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec approx est vs cf al seq sq ft yr mo hr Tel Univ Hosp "
    "Ctr Bros e.g i.e U.S.C C.F.R viz p pp Rev Hon"
).split()
_LETTERED = r"\([a-z]{1,4}\)\s+[\"“]?[A-Z$]"
# The same passages are parted again for pay, for definitions and for what they say of the parties.
_TEXTS_REMEMBERED = 4096
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as pairs of character offsets; white space between them belongs to neither."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _end().finditer(text):
        if text[start : match.start()].strip():
            found.append(_trimmed(text, start, match.end("stop")))
        start = match.end()
    if text[start:].strip():
        found.append(_trimmed(text, start, len(text)))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _end() -> CompiledPattern[str]:
    abbreviations = "|".join(regex.escape(word) for word in sorted(_ABBREVIATIONS, key=len, reverse=True))
    return compiled(
        rf"(?<!(?<![A-Za-z])(?:{abbreviations}))(?<!(?<![A-Za-z])[A-Za-z])(?<!(?:^|\.|\s)\d{{1,2}})(?<!\.[A-Z])"
        r"(?P<stop>[.!?][\"”’')\]]*)(?!(?<=\d\.)\s\d{2,3}(?![\d.)]))\s+(?=[\"“‘(\[]?\s?[A-Z0-9$]|" + _LETTERED + r")"
        rf"|(?<=\d{{2}}|(?:{_MONTHS})\s\d|\s[a-z]\))(?<!^\d{{1,2}})(?P<stop>\.)\s+(?=[\"“(]?[A-Z][a-z]|{_LETTERED})"
    )
