"""What follows a name's words: the rest of it on the next line, a legal form or a degree."""

from __future__ import annotations

from extractors.language.name_words import CLOSING_SUFFIX, ORGANIZATION_WORD, PHYSICIAN_DEGREE, WORD_SUFFIX
from extractors.language.names import has_corporate_form, without_corporate_form
from extractors.module_expressions import compiled


def to_line_end(text: str) -> str:
    """The first line, and the second where it is but the tail of a name: "HOLDINGS LLC" under "TERN WATER PARTNERS"."""
    first, *rest = text.split("\n", maxsplit=2)
    tail = rest[0].strip() if rest else ""
    if not tail[:1].isupper() or has_corporate_form(first.rstrip(" ,")) or not has_corporate_form(f"Name {tail}"):
        return first
    bare = without_corporate_form(f"Name {tail}").split()[1:]
    return f"{first} {rest[0]}" if all(ORGANIZATION_WORD.fullmatch(word) for word in bare) else first


def suffix_next(text: str, position: int) -> bool:
    """Whether a legal form or a physician's degree stands at `position`, after a comma or without."""
    match = compiled(r"\s*,?\s*").match(text, position)
    at = match.end() if match else position
    return bool(CLOSING_SUFFIX.match(text, at) or WORD_SUFFIX.match(text, at) or PHYSICIAN_DEGREE.match(text, at))
