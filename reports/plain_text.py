"""Text from files made harmless for the places it is shown in: a terminal, a spreadsheet."""

from __future__ import annotations

import json
import unicodedata

# Control characters drive terminals (Cc), format characters reorder what is read (Cf), some break lines (Zl, Zp).
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    r"""The text on one line, with characters that would steer a terminal written out: `\x1b`, `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_written_out(character) if _is_unseen(character) else character for character in text)


def visible_lines(text: str) -> str:
    """The same with its lines and columns kept apart: line ends and tabs are all in it that does anything."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)


def without_unseen(text: str) -> str:
    """The text on one line, with a blank for every character that is not seen, as papers and calendars want it."""
    return "".join(" " if unicodedata.category(each)[0] == "C" or _is_unseen(each) else each for each in text)


def escaped_json(document: str) -> str:
    r"""JSON with every character that would steer a terminal as `\uXXXX`; line ends between values stay."""
    return "".join(
        json.dumps(character)[1:-1].replace("\x7f", r"\u007f")
        if _is_unseen(character) and character != "\n"
        else character
        for character in document
    )


def neutral_cell(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and character != "\u00ad"


def _written_out(character: str) -> str:
    return " " if character in "\n\r\t" else character.encode("unicode_escape").decode("ascii")
