"""A segment's text made ready for patterns, character by character as long as it was."""

from __future__ import annotations

from itertools import zip_longest

import regex

from extractors.language.sentences import sentences

INNER_STOP = "·"
"""What stands in a clause's text for a stop inside a sentence ("Dr·", "3·1")."""

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u200b": " ", "\u00ad": "-"}
)
# A scan loses the left edge of an empty box: "] six months".
_BOX = regex.compile(
    r"\[\s{0,3}(?P<mark>[Xx✓✔√]?)\s{0,3}\]|(?P<empty>[☐□❏]|(?<=^|[\s:])\](?=\s?[A-Za-z0-9]))|(?P<full>[☒☑■✓✔])"
)
# an answer written on a line: "_August 5, 2024__"
_FILLED_LINE = regex.compile(r"(?<=[A-Za-z0-9.,)])_+|_+(?=[A-Za-z0-9$(])")
_LABEL = regex.compile(r"(?<=\s)[A-Z][a-z]+(?:\s[a-z]+){0,3}:\s")


def readable(text: str) -> str:
    """The text, as long as before: quotes straight, inner stops masked, what follows an empty tick box blanked."""
    text = _FILLED_LINE.sub(lambda line: " " * len(line[0]), text.translate(_STRAIGHT))
    characters = list(text)
    for start, end in sentences(text):
        last = end - 1
        while last > start and characters[last] in "\"')]":
            last -= 1
        for index in range(start, last):
            if characters[index] == ".":
                characters[index] = INNER_STOP
    return _without_unticked("".join(characters))


def _without_unticked(text: str) -> str:
    boxes = list(_BOX.finditer(text))
    for box, after in zip_longest(boxes, boxes[1:]):
        is_ticked = box["mark"] or box["full"]
        end = box.end() if is_ticked else _end_of_option(text, box.end(), after.start() if after else len(text))
        text = text[: box.start()] + " " * (end - box.start()) + text[end:]
    return text


def _end_of_option(text: str, start: int, limit: int) -> int:
    """Where the words behind an empty box end: at the next box, or where the form goes on with another label."""
    label = _LABEL.search(text, start, limit)
    return label.start() if label else limit
