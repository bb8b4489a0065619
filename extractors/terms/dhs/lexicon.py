"""The categories of designated health services as contracts name them, and what is none of them."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from importlib.resources import files

import regex
from pydantic import Field

from extractors.quick_expressions import QuickExpression
from models.base import Frozen
from models.compensation import DhsCategory


class LexiconEntry(Frozen):
    """Words that name services of one category (42 CFR 411.351), or of none when `category` is None."""

    name: str
    category: DhsCategory | None = None
    source: str
    words: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> QuickExpression:
        """Any of the words, whole."""
        return QuickExpression.of(rf"(?<![\w])(?:{'|'.join(self.words)})(?![\w])", regex.IGNORECASE)


@cache
def lexicon() -> tuple[LexiconEntry, ...]:
    """Every entry of categories.toml; raises pydantic.ValidationError when the file is unsound."""
    content = tomllib.loads((files("extractors.terms.dhs") / "categories.toml").read_text("utf-8"))
    return tuple(LexiconEntry.model_validate(entry) for entry in content["entries"])


def name_of(category: DhsCategory) -> str:
    """What the regulation calls a category (42 CFR 411.351): `radiology and certain other imaging services`."""
    return next(entry.name for entry in lexicon() if entry.category is category)


def categories_in(text: str) -> tuple[DhsCategory, ...]:
    """The categories that a text names, in the order of the regulation."""
    return tuple(entry.category for entry in lexicon() if entry.category and entry.compiled.search(text))


def not_designated_in(text: str) -> str | None:
    """The name of the first kind of service in a text that is no designated health service, None without any."""
    return next((entry.name for entry in lexicon() if entry.category is None and entry.compiled.search(text)), None)
