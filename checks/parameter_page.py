"""The page that lists every number of the law with its days and sources, for docs/checks."""

from __future__ import annotations

from checks.law.parameter import DatedValue, parameters


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
        bound = f"{parameter.bound.value.replace('_', ' ')} " if parameter.bound else ""
        for value in parameter.values:
            figure = f"{bound}{value.value:f} {parameter.unit.value}" + ("" if value.confirmed else ", to be confirmed")
            lines.append(f"| {parameter.title} | {parameter.citation} | {figure} | {_days(value)} | {value.source} |")
    return "\n".join((*lines, ""))


def _days(value: DatedValue) -> str:
    since = f"from {value.in_force_from}" if value.in_force_from else ""
    until = f"until {value.in_force_until}" if value.in_force_until else ""
    return f"{since} {until}".strip() or "all"
