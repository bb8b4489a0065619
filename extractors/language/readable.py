"""A segment's text made ready for patterns, character by character as long as it was."""

from __future__ import annotations

from extractors.language.sentences import sentences
from extractors.language.tick_boxes import without_unticked
from extractors.module_expressions import compiled

INNER_STOP = "·"
"""What stands in a clause's text for a stop inside a sentence ("Dr·", "3·1")."""

# Replaced one by one: str.translate takes ten times as long.
_STRAIGHT = {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u200b": " ", "\u00ad": "-"}
# an answer written on a line: "_August 5, 2024__"
_FILLED_LINE = compiled(r"(?<=[A-Za-z0-9.,)])_+|_+(?=[A-Za-z0-9$(])")


def readable(text: str) -> str:
    """The text, as long as before: quotes straight, inner stops masked, what follows an empty tick box blanked."""
    if not text.isascii():
        for mark, straight in _STRAIGHT.items():
            text = text.replace(mark, straight)
    if "_" in text:
        text = _FILLED_LINE.sub(lambda line: " " * len(line[0]), text)
    masked, done = [], 0
    for start, end in sentences(text):
        last = end - 1
        while last > start and text[last] in "\"')]":
            last -= 1
        masked += [text[done:start], text[start:last].replace(".", INNER_STOP)]
        done = max(start, last)
    return without_unticked("".join([*masked, text[done:]]))
