"""A segment's text made ready for patterns, character by character as long as it was."""

from __future__ import annotations

import regex

from extractors.language.sentences import sentences
from extractors.language.tick_boxes import without_unticked

INNER_STOP = "·"
"""What stands in a clause's text for a stop inside a sentence ("Dr·", "3·1")."""

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u200b": " ", "\u00ad": "-"}
)
# an answer written on a line: "_August 5, 2024__"
_FILLED_LINE = regex.compile(r"(?<=[A-Za-z0-9.,)])_+|_+(?=[A-Za-z0-9$(])")


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
    return without_unticked("".join(characters))
