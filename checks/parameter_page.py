"""The pages on the numbers of the law with their days and sources: one of all, and one of each."""

from __future__ import annotations

from checks.law.applicable_exception import exceptions
from checks.law.parameter import DatedValue, Parameter, parameters


def parameters_page() -> str:
    """All numbers of the law with their days and sources."""
    lines = [
        "# Numbers of the law",
        "",
        "On a day without a value none is known: what hangs on it stays undetermined, and it is never filled from its",
        "neighbours.",
        "",
        "| Number | Law | Value | Days | Source |",
        "| --- | --- | --- | --- | --- |",
    ]
    for parameter in sorted(parameters().values(), key=lambda one: (one.citation, one.title)):
        for value in parameter.values:
            figure = _figure(parameter, value)
            lines.append(f"| {parameter.title} | {parameter.citation} | {figure} | {_days(value)} | {value.source} |")
    return "\n".join((*lines, ""))


def parameter_page(parameter: Parameter) -> str:
    """One number of the law: its values by day, where each comes from, and whose faults it gives days of grace."""
    lines = [f"# {parameter.title} ({parameter.key.replace('_', '-')})", "", f"Law: 42 CFR {parameter.citation}.", ""]
    lines += ["| Value | Days | Source |", "| --- | --- | --- |"]
    lines += [f"| {_figure(parameter, value)} | {_days(value)} | {value.source} |" for value in parameter.values]
    lines += ["", "On a day without a value none is known, and what hangs on it stays undetermined."]
    graced = {
        exception.title: None for exception in exceptions() for one in exception.elements if one.grace == parameter.key
    }
    if graced:
        lines += ["", f"Counts the days of grace of {', '.join(graced)}."]
    return "\n".join((*lines, ""))


def _figure(parameter: Parameter, value: DatedValue) -> str:
    bound = f"{parameter.bound.value.replace('_', ' ')} " if parameter.bound else ""
    return f"{bound}{value.value:f} {parameter.unit.value}" + ("" if value.confirmed else ", to be confirmed")


def _days(value: DatedValue) -> str:
    since = f"from {value.in_force_from}" if value.in_force_from else ""
    until = f"until {value.in_force_until}" if value.in_force_until else ""
    return f"{since} {until}".strip() or "all"
