"""Names that a narrow column breaks over two or three lines: "BRINDLE SOFTWARE" above "DEVELOPERS, INC."."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.language.name_words import CLOSING_SUFFIX, WORD_SUFFIX
from extractors.language.names import has_corporate_form, has_organization_word, without_corporate_form
from extractors.module_expressions import compiled
from extractors.word_expressions import compiled_of_words

_NO_PART = compiled(r"[:_@\d]|/s/|(?i:\b(?:by|its|name|title|date)\b)")
_MOST_LINES = 3


def whole_names(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """The lines, those joined that only together are a name: what comes below is a bare corporate form, or `text` has
    the joined words within one of its lines.
    """
    found: list[str] = []
    at = 0
    while at < len(lines):
        end = next((end for end in _ends(lines, at) if _is_one_name(lines[at:end], text)), at + 1)
        found.append(" ".join(lines[at:end]))
        at = end
    return tuple(found)


def _ends(lines: Sequence[str], at: int) -> Sequence[int]:
    return range(min(at + _MOST_LINES, len(lines)), at + 1, -1)


def _is_one_name(lines: Sequence[str], text: str) -> bool:
    if any(_NO_PART.search(line) or not line[:1].isupper() for line in lines):
        return False
    if any(has_corporate_form(line.rstrip(" ,")) for line in lines[:-1]):
        return False
    joined = " ".join(lines).rstrip(" ,")
    if not (has_corporate_form(joined) or has_organization_word(joined)):
        return False
    last = lines[-1].strip(" ,")
    if len(lines) == 2 and (CLOSING_SUFFIX.fullmatch(last) or WORD_SUFFIX.fullmatch(last)):
        return True
    words = regex.findall(r"[\p{L}\p{N}’']+", without_corporate_form(joined))
    own = regex.findall(r"[\p{L}\p{N}’']+", without_corporate_form(lines[-1]))
    if not own or len(words) == len(own):
        return False
    name = r"[^\w\n\t]+".join(map(regex.escape, words))
    return compiled_of_words(rf"(?i)\b{name}\b").search(text) is not None
