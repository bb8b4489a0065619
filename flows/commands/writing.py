"""How a command writes a report and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.exit_codes import say

if TYPE_CHECKING:
    from reports.report import Report

Made = TypeVar("Made", bound="Report")


def write_and_tell(
    make: Callable[[], Made],
    output: Path,
    *,
    replace: bool,
    quiet: bool,
    forms: Mapping[str, Callable[[Made], bytes | Iterable[bytes]]] | None = None,
) -> None:
    """Write a report and, unless it is to be quiet, say what it is and what was missing for it."""
    from flows.reporting import write_report

    report = write_report(make, output, replace=replace, forms=forms)
    if not quiet:
        say(f"{output}: {report.title} as of {report.as_of}.")
        tell_missing(report.missing)


def tell_missing(missing: Iterable[str]) -> None:
    """Say, a line each, what a report would have needed."""
    for line in missing:
        say(f"Missing: {line}")
