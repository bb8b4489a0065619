"""Words broken at a line's end: made whole again, save those that bear a hyphen wherever they stand."""

from __future__ import annotations

import re

_SOFT, _HARD = "\u00ad", "-"
_LAST_PART = re.compile(r"[^\W\d_]+$")
_FIRST_PART = re.compile(r"^[a-z]+")
# First parts of compounds; no part of a word that printers break after is among them.
_HEADS = frozenset(
    "half full part self non quasi well fair long short high low year month day week hour quarter first second third "
    "one two three four five six seven eight nine ten eleven twelve fifteen thirty sixty twenty forty fifty seventy "
    "eighty ninety hundred on off arm arms all single cross non fee call physician hospital employee patient lease "
    "tax cost per then by third same split market post follow start sign stop".split()
)


def ends_broken(word: str) -> bool:
    """Whether a line's last word goes on in the next line."""
    if word.endswith(_SOFT):
        return True
    return len(word) > 2 and word.endswith(_HARD) and word[-2].isalpha()


def mended(before: str, after: str) -> str:
    """The first part of a broken word as it reads when `after` follows without a space.

    It loses its hyphen, but not before a capital or a figure, nor where the two are a compound ("half-day").
    """
    stem = before[:-1]
    head = _LAST_PART.search(stem)
    follows = _FIRST_PART.match(after)
    if head is None or follows is None:
        return stem + _HARD
    # A part that is a compound itself ("bona-fide-ness", "45-day-old") keeps what it has.
    compound = head[0].lower() in _HEADS or _HARD in stem or (head[0].isupper() and len(head[0]) > 1)
    return stem + _HARD if compound else stem
