"""What a contract means by its own terms: "Net Margin" means ..., and the words that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from extractors.language.passages import Passage
from extractors.language.sentences import sentences
from extractors.module_expressions import compiled
from extractors.patterns import load_patterns
from extractors.quick_expressions import QuickExpression
from extractors.word_expressions import compiled_of_words

_LONGEST = 2500
_BEFORE_TERM = compiled(r"^(?:\(?[\dA-Za-z.]{1,6}[.)]\s+)?[^A-Za-z]*")
_POINTING = frozenset(
    {"This", "That", "These", "Those", "They", "It", "There", "What", "Here", "He", "She", "We", "You"}
)


class Definition(NamedTuple):
    """A defined term and the words that define it, down to the next definition; `passage` counts the passages."""

    term: str
    text: str
    passage: int
    start: int


class Definitions:
    """The defined terms of one instrument; a term is known in the singular and the plural."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_term: dict[str, Definition] = {}
        for definition in _found(passages):
            if definition.term.split()[0] not in _POINTING:
                self._by_term.setdefault(_key(definition.term), definition)

    def of(self, term: str) -> Definition | None:
        """The definition of a term, None when the contract gives none."""
        return self._by_term.get(_key(term))

    def used_in(self, text: str, depth: int = 2, counting: Callable[[str], str] = str) -> tuple[Definition, ...]:
        """The definitions of the terms that a text uses, and of those which they use, `depth` steps down.

        Of each definition only the words that `counting` leaves are looked through for further terms.
        """
        used: dict[str, Definition] = {}
        texts = [text]
        for _ in range(depth):
            following = []
            for piece in texts:
                for key, definition in self._by_term.items():
                    if key not in used and _is_used_in(piece, definition.term):
                        used[key] = definition
                        following.append(counting(definition.text))
            texts = following
        return tuple(used.values())

    def __iter__(self) -> Iterator[Definition]:
        return iter(self._by_term.values())


def _key(term: str) -> str:
    words = regex.sub(r"[^a-z0-9 ]+", " ", term.lower()).split()
    return " ".join(word.removesuffix("s") for word in words if word != "the")


def _is_used_in(text: str, term: str) -> bool:
    words, is_capitalised = [word.removesuffix("s") for word in term.split()], term[:1].isupper()
    if is_capitalised and not all(word in text for word in words):
        return False
    mention = r"[\s\-]+".join(regex.escape(word) + "s?" for word in words)
    found = compiled_of_words(rf"(?<![\w-]){mention}(?!\w)", 0 if is_capitalised else regex.IGNORECASE).search(text)
    return found is not None


def _found(passages: Sequence[Passage]) -> Iterator[Definition]:
    for index, passage in enumerate(passages):
        text = _with_items(passages, index)
        starts = list(_patterns()["quoted term and a verb"].finditer(text))
        for number, match in enumerate(starts):
            end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
            yield Definition(match["term"], text[match.start() : end][:_LONGEST], index, match.start())
        for match in _patterns()["term and a verb of defining"].finditer(text):
            yield Definition(match["term"], text[match.start() :][:_LONGEST], index, match.start())
        for match in _patterns()["term in brackets"].finditer(passage.text):
            start, end = next(
                ((a, b) for a, b in sentences(passage.text) if a <= match.start() < b), (match.start(), match.end())
            )
            yield Definition(match["term"], passage.text[start:end][:_LONGEST], index, start)
        heading = passage.headings[0] if passage.headings else ""
        term = _BEFORE_TERM.sub("", heading).strip(" .:")
        at = passage.text.find(term) if term else -1
        behind = passage.text[at + len(term) :].lstrip(" .:")
        if 0 <= at < 12 and _patterns()["what follows a heading that is a term"].match(behind):
            yield Definition(term, text[:_LONGEST], index, 0)


def _with_items(passages: Sequence[Passage], index: int) -> str:
    """A passage with the list that its colon opens."""
    text = passages[index].text
    if not text.rstrip().endswith((":", "—")):
        return text
    for item in passages[index + 1 : index + 13]:
        number = item.number or ""
        listed = item.table is not None or item.text[:1] in "-•*·(" or regex.fullmatch(r"[a-z]{1,4}", number)
        if not listed:
            break
        text += " " + item.text
    return text


@cache
def _patterns() -> dict[str, QuickExpression]:
    return {pattern.name: pattern.compiled for pattern in load_patterns(Path(__file__).with_suffix(".toml"))}
