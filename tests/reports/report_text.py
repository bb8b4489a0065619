"""A report as readable text, as golden files keep it."""

from __future__ import annotations

from collections.abc import Iterable

from reports.comma_separated import block_as_csv
from reports.report import Report


def as_text(report: Report) -> str:
    """Its lines, what it misses, and its blocks as CSV."""
    parts = [f"{report.title}, as of {report.as_of}", *report.lines, *(f"Missing: {line}" for line in report.missing)]
    for block in report.blocks:
        parts += ["", f"== {block.name}: {block.title}", *block.lines, block_as_csv(block).rstrip("\n")]
    return "\n".join(parts) + "\n"


def whole(content: bytes | Iterable[bytes]) -> bytes:
    """A file that a form made, whole or in parts."""
    return content if isinstance(content, bytes) else b"".join(content)
