"""Where a name begins and ends in running text."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.language.name_tails import suffix_next, to_line_end
from extractors.language.name_words import (
    CLOSING_SUFFIX,
    COMPLETE,
    DEGREE,
    GIVEN_NAMES,
    ORGANIZATION_WORD,
    TRADE_NAME,
    is_abbreviation,
)
from extractors.language.names import has_corporate_form, starts_with_given_name
from extractors.language.party_words import is_generic
from extractors.module_expressions import compiled

# "Tern Group, a Professional Corporation" is all of it the name; "a professional corporation" says what it is.
_ARTICLE_FORM = compiled(r"an?\s+\p{Lu}\p{Ll}+\s+\p{Lu}")
_LOWER_SUFFIX = r"(?:inc|llc|ltd|corp|llp|plc|gmbh)"
_WORD_OR_MARK = compiled(r"[^\s,;:()\[\]\"“”„]+|[,;:()\[\]\"“”„]")
_CAPITALISED = compiled(
    r"""(?x)(?:[\p{Lu}][\p{L}\p{N}’'`´.\-/&+!@*]* | [a-z]{1,3}[.\-]?[\p{Lu}][\p{L}\p{N}.\-!*]* | [a-z]\d
      | \d+(?:st|nd|rd|th)[\w-]* | \d[\d/x.\-]*[\p{Lu}][\p{L}\p{N}.\-!&]* | \d+(?:/|x)\d+
      | [a-z][a-z\d\-]*\.(?:com|net|org|biz))$"""
)
# "athenahealth, Inc.", and "(TWC) A Texas Corporation", which says what it is.
_SMALL_NAME = compiled(r"[a-z]-?[a-z]{3,}(?:\.com)?$")
_SMALL_WITH_FORM = compiled(r"\S+?,? (?:Inc|LLC|L\.L\.C|Ltd|Corp|Corporation|LLP)\b")
_STATE_OF_FORM = compiled(
    r"\s*An?\s+(?!Professional|Medical)\p{Lu}\p{L}+(?:\s+\p{Lu}\p{L}+)?\s+(?i:corporation|company|limited)\b"
)
_ISSUE = compiled(r"(?:19|20)\d\d-\w{1,4}")
_BEHIND_LIMITED = frozenset({"partnership", "liability", "company"})
_ISSUES = frozenset({"trust", "series", "fund", "partnership"})
_INITIAL = compiled(r"\p{Lu}\.?")
_CONNECTORS = frozenset("of for at and & the de la del du van von der den di da y e".split())
_NEVER_FIRST = frozenset("of and & the y e".split())
_NEEDS_ORGANIZATION_WORD = frozenset({"at", "for"})
_STOPS = frozenset(
    "whereas recitals between among witnesseth background parties party address attention attn by".split()
)
_LONGEST = 180
_QUOTE = compiled(r"[ \"“']*")


class NameSpan(NamedTuple):
    """Where a name stands in a text (character offsets), and whether a corporate form or degree closes it."""

    start: int
    end: int
    closed: bool


def name_at(text: str, position: int, *, join: bool = True) -> NameSpan | None:
    """The name that begins at `position` (an article before it is skipped); None where none begins.

    `join` lets "and" stand inside an organization's name ("Gas and Electric Company").
    """
    return _NameReader(text, position, join).read()


def other_names(text: str) -> str | None:
    """What follows "d/b/a", "f/k/a" and the like at the very start of `text`; None when nothing such stands there."""
    span = other_name_at(text, 0)
    return text[span.start : span.end] if span else None


def other_name_at(text: str, position: int) -> NameSpan | None:
    """Where the name behind a "d/b/a", "f/k/a" or the like that stands at `position` begins and ends."""
    found = TRADE_NAME.match(text, position)
    if found is None:
        return None
    behind = _QUOTE.match(text, found.end())
    return name_at(text, behind.end() if behind else found.end())


class _NameReader:
    """Reads word by word; every method looks at the word at `self.at`."""

    def __init__(self, text: str, position: int, join: bool) -> None:
        window = to_line_end(text[position : position + _LONGEST])
        self.text, self.offset, self.join = window, position, join
        self.words = [(match.start(), match.end(), match.group()) for match in _WORD_OR_MARK.finditer(window)]
        self.at = 0
        self.end = 0
        self.closed = False
        self.last = ""

    def read(self) -> NameSpan | None:
        if self._word().lower() == "the" and self._capitalised(self.at + 1):
            start_at = 0 if self._word() != "the" else 1
            self.at = 1
        else:
            start_at = 0
        if not self.words or not (self._capitalised(self.at) or self._small_with_form()):
            return None
        first, second = self._word().lower(), self.at + 1
        if first in _NEVER_FIRST or (first in _CONNECTORS and not self._capitalised(second)):
            return None
        start = self.words[start_at][0]
        while self.at < len(self.words) and self._step():
            pass
        if self.end <= start or _INITIAL.fullmatch(self.text[start : self.end]):
            return None
        if first in _NEEDS_ORGANIZATION_WORD and not has_corporate_form(self.text[start : self.end]):
            return None
        name = self.text[start : self.end]
        kept = name if self.closed or is_abbreviation(name.rsplit(None, 1)[-1]) else name.rstrip(".")
        return NameSpan(self.offset + start, self.offset + start + len(kept.rstrip(" ,;-–—")), self.closed)

    def _word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.words[at][2] if at < len(self.words) else ""

    def _capitalised(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        word = self.words[at][2]
        return bool(_CAPITALISED.match(word)) and word.rstrip(".").lower() not in _STOPS

    def _small_with_form(self) -> bool:
        """Whether a name of one word in small letters stands here, as its legal form behind it tells."""
        if not _SMALL_NAME.match(self._word()) or self._word() in _STOPS or is_generic(self._word()):
            return False
        if _SMALL_WITH_FORM.match(self.text, self.words[self.at][0]) is None:
            return False
        self._take(1)
        return True

    def _step(self) -> bool:
        """Takes the next word into the name, if it belongs there; False when the name has ended."""
        word = self._word()
        if self.end and self._takes_suffix():
            return True
        if self.closed:
            return False
        if word == ",":
            return self._takes_partners()
        if word == "(":
            return self._takes_parenthesis()
        if word.lower() in _CONNECTORS and self.end:
            return self._takes_connector()
        if self.last in {"No.", "NO."} and word.isdigit():
            self._take(1)
            return True
        if (
            self.last.lower() == "limited"
            and len(self.text[: self.end].split()) > 1
            and word.lower() not in _BEHIND_LIMITED
        ):
            return False
        if self.last.lower() in _ISSUES and _ISSUE.fullmatch(word):
            self._take(1)
            return True
        if not self._capitalised(self.at) or (self._word(1) == ":" and self.end):
            return False
        self._take(1)
        if not word.endswith(".") or is_abbreviation(word):
            return True
        # A comma before a degree may have been misread as a full stop.
        return bool(regex.match(r"\s", self.text[self.end :])) and suffix_next(self.text, self.end)

    def _take(self, count: int) -> None:
        self.at += count
        self.end = self.words[self.at - 1][1]
        self.last = self.words[self.at - 1][2]

    def _takes_suffix(self) -> bool:
        """A corporate form or degree, after a comma (or a point misread for one) or without."""
        ahead = 1 if self._word() == "," else 0
        if self.at + ahead >= len(self.words):
            return False
        start = self.words[self.at + ahead][0]
        first = self._word(ahead)
        lower = first[:1].islower()
        if lower and not regex.match(_LOWER_SUFFIX + r"\b", first) and not _ARTICLE_FORM.match(self.text, start):
            return False
        match = CLOSING_SUFFIX.match(self.text, start)
        degree = DEGREE.match(self.text, start)
        if match is None or (degree is not None and degree.end() > match.end()):
            match = degree
        if match is None or not (ahead or self._stands_as_suffix(match.group(), match.end())):
            return False
        while self.at < len(self.words) and self.words[self.at][0] < match.end():
            self.at += 1
        self.end = match.end()
        self.last = match.group()
        self.closed = True
        return True

    def _stands_as_suffix(self, form: str, end: int) -> bool:
        """ "SC" inside "Forty Niners SC Stadium" is no form: without a comma the name must end there."""
        if "." in form or len(form) > 3 or form.lower() in {"inc", "llc", "ltd", "llp", "plc"}:
            return True
        return not regex.match(r"\s+(?:\p{Lu}|&)", self.text[end:]) or bool(suffix_next(self.text, end))

    def _takes_connector(self) -> bool:
        ahead = 2 if self._word(1).lower() == "the" and self._word().lower() != "the" else 1
        if not self._capitalised(self.at + ahead) or regex.match(
            r"P\.?\s?O\b|Box\b", self.text[self.words[self.at + ahead][0] :]
        ):
            return False
        word = self._word().lower()
        left = self.text[: self.end]
        if word in _NEEDS_ORGANIZATION_WORD and not ORGANIZATION_WORD.search(left):
            return False
        if word == "the" and self.last.lower() not in _CONNECTORS:
            return False
        if word == "and" and not self._and_joins(left, self.words[self.at + ahead][0]):
            return False
        self._take(ahead + 1)
        return True

    def _and_joins(self, left: str, start: int) -> bool:
        if regex.match(r"(?:[Cc]linics?|CLINICS?|[Hh]ealth [Ss]ystem)\s*[,(]", self.text[start:]):
            return True
        if not self.join or COMPLETE.search(left.strip()):
            return False
        if _is_given_name(left, self.text[start:]):
            return self._is_organization(start)
        if starts_with_given_name(left) and not ORGANIZATION_WORD.search(left):
            return False
        span = name_at(self.text, start, join=False)
        if span is None:
            return False
        right = self.text[span.start : span.end]
        if starts_with_given_name(right) or len(right.split()) > 6:
            return False
        return has_corporate_form(right) or bool(ORGANIZATION_WORD.search(right))

    def _is_organization(self, start: int) -> bool:
        """ "Ada and Bo Tovey Holdings, LLC": nobody is bound by a given name alone, so both belong to what follows."""
        span = name_at(self.text, start, join=False)
        right = self.text[span.start : span.end] if span else ""
        return has_corporate_form(right) or bool(ORGANIZATION_WORD.search(right))

    def _takes_partners(self) -> bool:
        """ "Keefe, Bruyette & Woods": a list of surnames that "&" closes."""
        match = regex.match(
            r",(?:\s\p{Lu}[\p{L}’'\-]+,){0,3}\s\p{Lu}[\p{L}’'\-]+,?\s&\s(?=\p{Lu})",
            self.text[self.words[self.at][0] :],
        )
        if match is None:
            return False
        limit = self.words[self.at][0] + match.end()
        while self.at < len(self.words) and self.words[self.at][0] < limit:
            self.at += 1
        self.end = limit
        return True

    def _takes_parenthesis(self) -> bool:
        """ "Management (International) Limited": a plain word in parentheses inside a name."""
        match = regex.match(
            r"\(\s?\p{Lu}[\w.&’'-]*(?:\s\p{Lu}[\w.&’'-]*){0,2}\s?\)(?=\s*[,(]?\s*(\S+))",
            self.text[self.words[self.at][0] :],
        )
        if match is None or not self.end:
            return False
        limit = self.words[self.at][0] + match.end()
        if not (
            suffix_next(self.text, limit)
            or self.text[limit : limit + 2].strip()[:1] == "("
            or self._goes_on_to_form(match.group(), limit)
        ):
            return False
        while self.at < len(self.words) and self.words[self.at][0] < limit:
            self.at += 1
        self.end = limit
        return True

    def _goes_on_to_form(self, inside: str, limit: int) -> bool:
        """ "Brindle (Shenzhen) Technology Co., Ltd.": the words behind the parenthesis end in a corporate form."""
        if is_generic(inside.strip("() ")) or _STATE_OF_FORM.match(self.text, limit):
            return False
        start = compiled(r"\s+(?=\p{Lu})").match(self.text, limit)
        span = name_at(self.text, start.end(), join=False) if start else None
        return span is not None and has_corporate_form(self.text[span.start : span.end])


def _is_given_name(left: str, right: str) -> bool:
    """Whether only a given name, and initials, stand before "and": a common one, or any word before a common one."""
    first, *initials = left.split() or [""]
    if not all(_INITIAL.fullmatch(one) for one in initials) or is_generic(first) or ORGANIZATION_WORD.fullmatch(first):
        return False
    return first.lower() in GIVEN_NAMES or starts_with_given_name(right)
