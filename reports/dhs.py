"""The inventory of designated health services: each line of services beside the ten categories, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from extractors.terms.dhs.lexicon import name_of
from models.compensation import DhsCategory
from models.counting import counted
from models.report_rows import DhsCode, ServiceLine
from reports.dhs_classes import BY_CODES, Judged, judged
from reports.dhs_codes import CodeList, list_of
from reports.report import Block, Column, ColumnKind, Report, listed

_NUMBER = ColumnKind.NUMBER
_COLUMNS: Final = (
    Column("Service", width=44),
    Column("Code", width=12),
    Column("Department", width=24),
    Column("DHS", width=12),
    Column("Category", width=36),
    Column("Rests on", width=16),
    Column("Why", width=80),
    Column("File", width=22),
    Column("Line", _NUMBER, 7),
)


def dhs(services: Sequence[ServiceLine], codes: Sequence[DhsCode], as_of: date, *, is_hospital: bool = False) -> Report:
    """The inventory of these lines by the list of codes of the day's year.

    `is_hospital` says that all of them are furnished to a hospital's inpatients and outpatients.
    """
    code_list = list_of(codes, as_of.year)
    found = [(line, judged(line, code_list, is_hospital=is_hospital)) for line in services]
    rows = tuple(
        (
            line.service,
            line.code,
            line.department,
            one.answer,
            listed([name_of(category) for category in one.categories]),
            one.basis,
            one.why,
            line.file_name,
            line.line,
        )
        for line, one in found
    )
    return Report(
        name="dhs",
        title="Inventory of designated health services",
        as_of=as_of,
        lines=(
            f"{counted(len(rows), 'line')} of services beside the ten categories of 42 CFR 411.351.",
            "The list of codes that CMS publishes each year defines four categories, the section's text the others.",
            "likely: its words name a category that the list of codes defines, and no code of that list decides. "
            "Treat it as designated until one does.",
            "Only what Medicare pays for counts. What a physician performs in person is no referral, whoever pays.",
        ),
        missing=tuple(_missing(services, code_list, as_of, is_hospital=is_hospital)),
        blocks=(
            Block("Inventory", "Lines of services", _COLUMNS, rows),
            _summary([one for _, one in found]),
        ),
    )


def _summary(found: Sequence[Judged]) -> Block:
    yes = Counter(category for one in found if one.answer == "yes" for category in one.categories)
    likely = Counter(category for one in found if one.answer == "likely" for category in one.categories)
    columns = (
        Column("Category", width=52),
        Column("Defined by", width=26),
        Column("Yes", _NUMBER, 9),
        Column("Likely", _NUMBER, 9),
    )
    rows = tuple(
        (
            name_of(category),
            "the list of codes" if category in BY_CODES else "the text of 411.351",
            yes[category],
            likely[category],
        )
        for category in DhsCategory
    )
    return Block("Categories", "The ten categories, and how many lines fall into each", columns, rows)


def _missing(services: Sequence[ServiceLine], code_list: CodeList, as_of: date, *, is_hospital: bool) -> Iterator[str]:
    if not code_list.codes and not code_list.ranges:
        yield (
            f"No list of codes of {as_of.year} was given: words alone speak for the four categories it defines. "
            "CMS publishes it each year; give it with --codes."
        )
    if code_list.years_left_out:
        years = ", ".join(map(str, code_list.years_left_out))
        yield f"Codes of {years} were left out: the list of {as_of.year} is the one that counts on this day."
    if code_list.is_undated:
        yield f"Codes without a year were taken for those of {as_of.year}."
    bare = sum(line.code is None for line in services)
    if bare:
        yield f"{counted(bare, 'line has', 'lines have')} no code."
    if not is_hospital:
        yield (
            "Whatever a hospital furnishes to its inpatients and outpatients is designated, whatever its code, but for "
            "lithotripsy. Make the inventory of a hospital with --hospital."
        )
