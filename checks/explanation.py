"""The pages that explain a rule or an exception, for the command line and for docs/checks."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum

from checks.catalogue import CHECKS
from checks.check import Check
from checks.law.applicable_exception import (
    ApplicableException,
    Considered,
    Element,
    ElementStatus,
    Statute,
    exceptions,
)
from checks.law.codes import codes
from checks.law.in_force import InForce

_CITATION = re.compile(r"\d{3,4}\.\d{3}(?:\([a-z0-9]+\))*", re.IGNORECASE)


class UnknownTopicError(LookupError):
    """Nothing bears that name, code or citation; the message says what does."""


def explain(topic: str) -> str:
    """The Markdown page on a rule's name or code ("missing-signature", "DOC-01") or a citation ("411.357(a)").

    Raises UnknownTopicError when there is no such page.
    """
    asked = topic.strip().casefold().replace("_", "-")
    for check in CHECKS:
        if asked in {check.name, check.code.casefold()}:
            return check_page(check)
    if asked.upper() in codes():
        return f"# {codes()[asked.upper()]} ({asked.upper()})\n\nNo rule tests this yet: a person decides it.\n"
    if citation := _CITATION.search(asked):
        pages = [exception_page(one) for one in exceptions() if _speaks_of(one, citation.group())]
        pages += [check_page(one) for one in CHECKS if not pages and _within(one.citation.casefold(), citation.group())]
        if pages:
            return "\n".join(pages)
    names = [check.name for check in CHECKS]
    near = get_close_matches(asked, names, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UnknownTopicError(
        f"There is no check and no citation {topic!r}.{hint} The checks are {', '.join(names)}; "
        f"exceptions are asked for by citation, such as {exceptions()[1].citation}."
    )


def check_page(check: Check) -> str:
    """One rule: its docstring, and what each exception makes of the fault."""
    rows = [row for exception in exceptions() if (row := _row(exception, check.code))]
    return "\n".join(
        (
            f"# {check.name} ({check.code})",
            "",
            check.title,
            "",
            f"Law: 42 CFR {check.citation}, and what each exception makes of it below.",
            "",
            check.page,
            "",
            "## Severity by exception",
            "",
            "| Arrangement | Exception | What follows |",
            "| --- | --- | --- |",
            *rows,
            "",
            "An exception that is not in this table has no such element; there the fault is at most a notice.",
            "",
        )
    )


def exception_page(exception: ApplicableException) -> str:
    """One exception: its elements, who decides each, and what it does not ask for."""
    lines = [f"# {exception.title} (42 CFR {exception.citation})", ""]
    lines += [f"{_whose(exception)}{_dates(exception)}.", ""]
    lines += ["| Paragraph | Requirement | Decided by | What to look for |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {one.paragraph} | {one.requirement}{_dates(one)} | {_decided_by(one)} | {one.look_for} |"
        for one in exception.elements
    ]
    if exception.not_required:
        lines += ["", "Not asked for:", ""]
        lines += [f"- {', '.join(entry.rules)}: {entry.because}." for entry in exception.not_required]
    if exception.safeguards:
        lines += ["", "What saves pay that designated health services move:", ""]
        lines += [
            f"- {one.safeguard.value.replace('_', ' ')} ({one.paragraph}){_dates(one)}"
            + ("" if one.confirmed else ", whose text is to be confirmed")
            for one in exception.safeguards
        ]
    return "\n".join((*lines, ""))


def index_page() -> str:
    """The catalogue: the rules, the exceptions, and the faults that still need a person."""
    built = {check.code for check in CHECKS}
    return "\n".join(
        (
            "# Checks",
            "",
            "| Check | Code | Fault |",
            "| --- | --- | --- |",
            *(f"| [{check.name}]({check.name}.md) | {check.code} | {check.title} |" for check in CHECKS),
            "",
            "Severity follows from the exception that a contract relies on: [the exceptions](exceptions.md).",
            "The numbers they turn on, with their days and sources: [the numbers](parameters.md).",
            "",
            "## For a person to decide",
            "",
            "No rule tests these faults yet.",
            "",
            *(f"- {code}: {fault}" for code, fault in codes().items() if code not in built),
            "",
        )
    )


def exceptions_page() -> str:
    """All exceptions on one page."""
    pages = (exception_page(exception).replace("# ", "## ", 1) for exception in exceptions())
    return "\n".join(("# Exceptions", "", *pages))


def _whose(exception: ApplicableException) -> str:
    """Which contracts lead to the exception, or why none does."""
    if exception.not_by_contract:
        return f"No contract leads here: {exception.not_by_contract}"
    ways = [f"Presumed for contracts of the kind {_kinds(exception)}"] if exception.kinds else []
    if exception.alternatives:
        kinds = ", ".join(f"{_words(one.kind)}{_dates(one)}" for one in exception.alternatives)
        ways.append(f"{'an' if ways else 'An'} alternative for {kinds}")
    if exception.considered:
        looked_at = " and ".join(map(_looked_at, exception.considered))
        ways.append(f"{'looked' if ways else 'Looked'} at for {looked_at}")
    if exception.statute is not Statute.STARK:
        ways.append("it belongs to another law, and saves nothing under this one")
    return "; ".join(ways)


def _looked_at(considered: Considered) -> str:
    kinds = ", ".join(map(_words, considered.kinds)) or "any contract"
    shown = f" where it shows {_words(considered.circumstance)}" if considered.circumstance else ""
    title = f" whose title says {' or '.join(considered.title_words)}" if considered.title_words else ""
    return f"{kinds}{shown}{title}"


def _words(word: StrEnum) -> str:
    return word.value.replace("_", " ")


def _row(exception: ApplicableException, code: str) -> str | None:
    if not exception.kinds and not exception.alternatives:
        return None
    wanting = exception.wanting(code)
    name = f"{exception.title}, {exception.citation}"
    reason = next((entry for entry in exception.not_required if code in entry.rules), None)
    if wanting:
        follows = "; ".join(_follows(element, exception) + _dates(element) for element in wanting)
    elif reason:
        follows = f"{reason.finding.value}: {reason.because}"
    else:
        return None
    return f"| {_kinds(exception)} | {name} | {follows} |"


def _follows(element: Element, exception: ApplicableException) -> str:
    if not element.confirmed:
        return f"warning, {element.paragraph}: {element.doubt}"
    if not exception.kinds:
        return f"warning, {element.paragraph}: which exception applies is open"
    return f"{'warning' if element.status is ElementStatus.ASSISTED else 'error'}, {element.paragraph}"


def _decided_by(element: Element) -> str:
    names = {check.code: check.name for check in CHECKS}
    rules = ", ".join(names[code] for code in element.rules if code in names)
    if element.shown_by_paper:
        return "the paper itself"
    if not rules:
        return "a person"
    return f"a person, alerted by {rules}" if element.status is ElementStatus.ASSISTED else rules


def _speaks_of(exception: ApplicableException, citation: str) -> bool:
    paragraphs = {exception.citation, *(element.paragraph for element in exception.elements)}
    return any(_within(paragraph.casefold(), citation) for paragraph in paragraphs)


def _within(paragraph: str, citation: str) -> bool:
    return paragraph == citation or paragraph.startswith(f"{citation}(")


def _kinds(exception: ApplicableException) -> str:
    return ", ".join(kind.value.replace("_", " ") for kind in exception.kinds) or "other, or instead of another"


def _dates(when: InForce) -> str:
    since = f" from {when.in_force_from}" if when.in_force_from else ""
    until = f" until {when.in_force_until}" if when.in_force_until else ""
    return f" (in force{since}{until})" if since or until else ""
