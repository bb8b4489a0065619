"""What people may ask to have explained, by name, code or citation, and what they may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from checks.catalogue import CHECKS
from checks.explanation import check_page, element_page, exception_page, manual_page
from checks.law.applicable_exception import ApplicableException, Element, exceptions
from checks.law.codes import codes
from checks.law.parameter import parameters
from checks.parameter_page import parameter_page

_CITATION: Final = re.compile(r"\d{3,4}\.\d{3}(?:\([a-z0-9]+\))*", re.IGNORECASE)
_SUGGESTED: Final = 3
_LIKENESS: Final = 0.75


class UnknownTopicError(LookupError):
    """Nothing bears that name, code or citation; the message says what does."""


def explain(topic: str) -> str:
    """The Markdown pages on what bears that name, code or citation.

    That is a rule ("missing-signature", "DOC-01"), a fault without a rule ("SVC-04"), an exception ("office-space"),
    an element of one or of several ("signed", "office-space/signed"), a number of the law ("signature-grace"), or a
    citation ("411.357(a)"). Raises UnknownTopicError when there is no such page.
    """
    asked = _plain(topic)
    pages = [*_by_name(asked)]
    if not pages and (citation := _CITATION.search(asked)):
        pages = [*_by_citation(citation.group())]
    if not pages:
        raise UnknownTopicError(_unknown(topic, asked))
    return "\n".join(pages)


def topics() -> tuple[str, ...]:
    """Every name and code that can be explained, citations aside."""
    names = [check.name for check in CHECKS] + list(codes())
    names += [_plain(exception.key) for exception in exceptions()] + [_plain(key) for key in parameters()]
    return tuple(dict.fromkeys((*names, *(element.key for _, element in _elements()))))


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", "-", name.strip().casefold())


def _by_name(asked: str) -> Iterator[str]:
    built = {check.code for check in CHECKS}
    yield from (check_page(check) for check in CHECKS if asked in {check.name, check.code.casefold()})
    yield from (manual_page(code) for code in codes() if asked == code.casefold() and code not in built)
    for exception in exceptions():
        if asked in {_plain(exception.key), _plain(exception.title)}:
            yield exception_page(exception)
    for parameter in parameters().values():
        if asked in {_plain(parameter.key), _plain(parameter.title)}:
            yield parameter_page(parameter)
    where, _, key = asked.rpartition("/")
    bearers = [(one, element) for one, element in _elements() if element.key == key and where in {"", _plain(one.key)}]
    if bearers:
        yield element_page(key, bearers)


def _by_citation(citation: str) -> Iterator[str]:
    """The exceptions that have such a paragraph, or of one requirement the page on it; else rules and numbers."""
    found = [one for one in exceptions() if _within(one.citation, citation)]
    if found:
        yield from map(exception_page, found)
        return
    bearers = [(one, element) for one, element in _elements() if _within(element.paragraph, citation)]
    for exception in dict.fromkeys(one.key for one, _ in bearers):
        own = [(one, element) for one, element in bearers if one.key == exception]
        for key in dict.fromkeys(element.key for _, element in own):
            yield element_page(key, [(one, element) for one, element in own if element.key == key])
    if not bearers:
        yield from (check_page(check) for check in CHECKS if _within(check.citation, citation))
        yield from (parameter_page(one) for one in parameters().values() if _within(one.citation, citation))


def _elements() -> Iterator[tuple[ApplicableException, Element]]:
    for exception in exceptions():
        for element in exception.elements:
            yield exception, element


def _within(paragraph: str, citation: str) -> bool:
    paragraph = paragraph.casefold()
    return paragraph == citation or paragraph.startswith(f"{citation}(")


def _unknown(topic: str, asked: str) -> str:
    near = _enclosing(asked) or _likely(asked)
    nothing = f"There is no check and no citation {topic!r}, and nothing else of that name."
    if near:
        return f"{nothing} Did you mean {' or '.join(near)}?"
    checks, example = ", ".join(check.name for check in CHECKS), exceptions()[1]
    return (
        f"{nothing} The checks are {checks}; an exception is asked for by name or citation, such as "
        f"{_plain(example.key)} or {example.citation}, and so are its requirements and the numbers of the law."
    )


def _enclosing(asked: str) -> list[str]:
    """The nearest paragraph around a citation that has a page."""
    found = _CITATION.search(asked)
    citation = found.group() if found else ""
    while "(" in citation:
        citation = citation[: citation.rindex("(")]
        if any(True for _ in _by_citation(citation)):
            return [citation]
    return []


def _likely(asked: str) -> list[str]:
    names = {name.casefold(): name for name in topics()}
    holding = [name for name in names if asked and asked in name]
    near = [*get_close_matches(asked, names, n=_SUGGESTED, cutoff=_LIKENESS), *holding]
    return [names[name] for name in dict.fromkeys(near)][:_SUGGESTED]
