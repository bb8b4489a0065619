"""The list of codes that CMS publishes each year, as the user gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from models.compensation import DhsCategory
from models.report_rows import DhsCode

_CODE: Final = re.compile(r"[A-Z]?\d{4}[A-Z]?|\d{5}")


class CodeList(NamedTuple):
    """The codes of one year by themselves, and those given as the first and last of several."""

    codes: Mapping[str, DhsCode]
    ranges: tuple[tuple[str, str, DhsCode], ...]
    years_left_out: tuple[int, ...]
    is_undated: bool

    @property
    def covers(self) -> frozenset[DhsCategory]:
        """The categories of which it has any code; it says nothing of the others."""
        return frozenset([row.category for row in self.codes.values()] + [row.category for _, _, row in self.ranges])

    def find(self, code: str) -> DhsCode | None:
        """The row that has this code, modifiers aside."""
        bare = bare_code(code)
        if bare in self.codes:
            return self.codes[bare]
        return next((row for first, last, row in self.ranges if _lies_between(first, bare, last)), None)


def list_of(rows: Sequence[DhsCode], year: int) -> CodeList:
    """The list of one year; rows without a year are taken for it, those of other years are left out."""
    kept = [row for row in rows if row.year in {None, year}]
    codes: dict[str, DhsCode] = {}
    ranges = []
    for row in kept:
        parts = [part.strip().upper() for part in re.split(r"\s*(?:-|–|to)\s*", row.code.strip(), maxsplit=1)]
        if len(parts) == 2 and all(_CODE.fullmatch(part) for part in parts):
            ranges.append((parts[0], parts[1], row))
        else:
            codes[bare_code(row.code)] = row
    others = sorted({row.year for row in rows if row.year is not None and row.year != year})
    return CodeList(codes, tuple(ranges), tuple(others), any(row.year is None for row in rows))


def bare_code(code: str) -> str:
    """A code without its modifiers: 70553-26 and "70553 TC" are 70553."""
    return re.split(r"[\s-]", code.strip().upper(), maxsplit=1)[0]


def _lies_between(first: str, code: str, last: str) -> bool:
    alike = len({_shape(each) for each in (first, code, last)}) == 1
    return alike and first <= code <= last


def _shape(code: str) -> str:
    return re.sub(r"\d", "0", code)
