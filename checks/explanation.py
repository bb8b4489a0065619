"""The pages that explain a rule, an exception, its elements, or a fault without a rule."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from checks.catalogue import CHECKS
from checks.check import Check
from checks.law.applicable_exception import (
    ApplicableException,
    Considered,
    Element,
    ElementStatus,
    PresumedWhere,
    Statute,
    exceptions,
)
from checks.law.codes import codes, manual
from checks.law.in_force import InForce
from checks.law.parameter import Parameter, parameters

_UNWRITTEN: Final = "Its rule is not written yet"


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
    lines += [f"{_whose(exception)}{_dates(exception)}. In the views it is called `{exception.key}`.", ""]
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
    if numbers := numbers_of(exception):
        names = ", ".join(number.key.replace("_", "-") for number in numbers)
        lines += ["", f"Numbers of the law it turns on: {names}."]
    return "\n".join((*lines, ""))


def element_page(key: str, bearers: Sequence[tuple[ApplicableException, Element]]) -> str:
    """Requirements of exceptions that bear one name: what each asks for, who decides it, what to look for."""
    lines = [f"# {key}, a requirement of {'an exception' if len(bearers) == 1 else 'exceptions'}", ""]
    for exception, element in bearers:
        lines += [f"## {exception.title} (42 CFR {element.paragraph}){_dates(element)}", ""]
        lines += [element.requirement, "", f"Decided by: {_decided_by(element)}.", ""]
        lines += [f"Look for: {element.look_for}.", ""]
        if faults := [code for code in element.rules if code not in {check.code for check in CHECKS}]:
            lines += [
                f"Faults that no rule tests yet: {'; '.join(f'{codes()[code]} ({code})' for code in faults)}.",
                "",
            ]
        if element.grace:
            cured = ", ".join(element.curable)
            number = element.grace.replace("_", "-")
            lines += [f"Curable: {cured}, within the days of {number}.", ""]
        if element.doubt:
            lines += [f"The law is to be confirmed: {element.doubt}.", ""]
    return "\n".join(lines)


def manual_page(code: str) -> str:
    """A fault that no rule tests: that it is so, why, and what a person looks for."""
    lines = [
        f"# {codes()[code]} ({code})",
        "",
        "No rule tests this: a person decides it, and no finding says that all is well.",
        "",
    ]
    known = manual().get(code)
    lines += [f"Why: {known.because}." if known else f"Why: {_UNWRITTEN}.", ""]
    if known:
        lines += [f"Look for: {known.look_for}.", ""]
    if seeing := [check.name for check in CHECKS if code in check.covers]:
        lines += [f"Some of it is seen by {', '.join(seeing)}.", ""]
    bearers = [(exception, element) for exception in exceptions() for element in exception.wanting(code)]
    if not bearers:
        return "\n".join((*lines, "No exception has it for an element of its own.", ""))
    lines += ["| Exception | Paragraph | Requirement | What to look for |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {exception.title} | {element.paragraph} | {element.requirement}{_dates(element)} | {element.look_for} |"
        for exception, element in bearers
    ]
    return "\n".join((*lines, ""))


def numbers_of(exception: ApplicableException) -> tuple[Parameter, ...]:
    """The numbers of the law in an exception's own paragraphs, and those that count its elements' days of grace."""
    graces = {element.grace for element in exception.elements}
    return tuple(
        number
        for number in parameters().values()
        if number.key in graces
        or number.citation == exception.citation
        or number.citation.startswith(f"{exception.citation}(")
    )


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
            "No rule tests these faults. `starkcheck explain CODE` says which exceptions mind it and what to look for.",
            "",
            "| Code | Fault | Why no rule tests it |",
            "| --- | --- | --- |",
            *(f"| {code} | {fault} | {_why(code)} |" for code, fault in codes().items() if code not in built),
            "",
        )
    )


def exceptions_page() -> str:
    """All exceptions on one page."""
    pages = (exception_page(exception).replace("# ", "## ", 1) for exception in exceptions())
    return "\n".join(("# Exceptions", "", *pages))


def _why(code: str) -> str:
    known = manual().get(code)
    return f"{known.because if known else _UNWRITTEN}."


def _whose(exception: ApplicableException) -> str:
    """Which contracts lead to the exception, or why none does."""
    if exception.not_by_contract:
        return f"No contract leads here: {exception.not_by_contract}"
    ways = [f"Presumed for contracts of the kind {_kinds(exception)}"] if exception.kinds else []
    ways += [f"{'presumed' if ways else 'Presumed'} for {_presumed(where)}" for where in exception.presumed_where]
    if exception.alternatives:
        kinds = ", ".join(f"{_words(one.kind)}{_dates(one)}" for one in exception.alternatives)
        ways.append(f"{'an' if ways else 'An'} alternative for {kinds}")
    if exception.considered:
        looked_at = " and ".join(map(_looked_at, exception.considered))
        ways.append(f"{'looked' if ways else 'Looked'} at for {looked_at}")
    if exception.statute is not Statute.STARK:
        ways.append("it belongs to another law, and saves nothing under this one")
    return "; ".join(ways)


def _presumed(where: PresumedWhere) -> str:
    kinds = " or ".join(map(_words, where.kinds))
    lists = [f"whose title says {' or '.join(words)}" for words in (where.title_words, where.title_words_too) if words]
    if where.provisions:
        lists.append(f"in which these clauses were read: {', '.join(map(_words, where.provisions))}")
    return f"contracts of the kind {kinds} {' and '.join(lists)}"


def _looked_at(considered: Considered) -> str:
    kinds = ", ".join(map(_words, considered.kinds)) or "any contract"
    shown = f" where it shows {_words(considered.circumstance)}" if considered.circumstance else ""
    title = f" whose title says {' or '.join(considered.title_words)}" if considered.title_words else ""
    return f"{kinds}{shown}{title}"


def _words(word: StrEnum) -> str:
    return word.value.replace("_", " ")


def _row(exception: ApplicableException, code: str) -> str | None:
    if not (exception.kinds or exception.presumed_where or exception.alternatives):
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
    if not (exception.kinds or exception.presumed_where):
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


def _kinds(exception: ApplicableException) -> str:
    if exception.presumed_where:
        return "by its title or clauses"
    return ", ".join(map(_words, exception.kinds)) or "other, or instead of another"


def _dates(when: InForce) -> str:
    since = f" from {when.in_force_from}" if when.in_force_from else ""
    until = f" until {when.in_force_until}" if when.in_force_until else ""
    return f" (in force{since}{until})" if since or until else ""
