"""To which category of designated health services a line of services belongs, or why to none (42 CFR 411.351)."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.terms.dhs.lexicon import LexiconEntry, lexicon
from models.compensation import DhsCategory
from models.report_rows import ServiceLine
from reports.dhs_codes import CodeList

BY_CODES: Final = frozenset(
    {
        DhsCategory.CLINICAL_LABORATORY,
        DhsCategory.THERAPY,
        DhsCategory.RADIOLOGY,
        DhsCategory.RADIATION_THERAPY,
    }
)
"""The categories that the list of codes defines; the text of the section defines the others."""
LITHOTRIPSY: Final = "lithotripsy"
"""The entry of the lexicon that is no service of a hospital, for this law."""


class Judged(NamedTuple):
    """What a line is: yes, likely, no or cannot tell; its categories, what that rests on, and why, in sentences."""

    answer: str
    categories: tuple[DhsCategory, ...]
    basis: str | None
    why: str


def judged(line: ServiceLine, codes: CodeList, *, is_hospital: bool) -> Judged:
    """What a line is. A code decides over words where the list has the category; words decide what text defines.

    That words name none of the six categories which the text defines proves nothing: a person must look.
    """
    none_of_them, named = _by_words(line.service)
    if is_hospital and all(entry.name != LITHOTRIPSY for entry in none_of_them):
        why = "Furnished to a hospital's inpatients or outpatients: designated, whatever its code."
        others = tuple(category for category in _categories(named) if category is not DhsCategory.HOSPITAL)
        return Judged("yes", (DhsCategory.HOSPITAL, *others), "text of 411.351", why)
    row = codes.find(line.code) if line.code else None
    if row is not None:
        year = f" of {row.year}" if row.year else ""
        return Judged("yes", (row.category,), "code", f"Its code is on the list{year} ({row.place}).")
    by_text = [entry for entry in named if entry.category not in {*BY_CODES, DhsCategory.HOSPITAL}]
    if by_text:
        return Judged("yes", _categories(by_text), "text of 411.351", _named(by_text))
    by_code = [entry for entry in named if entry.category in BY_CODES]
    if by_code:
        return _by_list(line, by_code, codes)
    if any(entry.category is DhsCategory.HOSPITAL for entry in named):
        return Judged("cannot tell", (), None, "It is designated where a hospital furnishes it to its patients.")
    if none_of_them:
        return Judged("no", (), "words", f"It is {none_of_them[0].name}: {none_of_them[0].source}.")
    if line.code is not None and codes.covers >= BY_CODES:
        why = "Its code is not on the list; whether it is in one of the categories that text defines, no word tells."
        return Judged("cannot tell", (), None, why)
    return Judged("cannot tell", (), None, "Its words name none of the ten categories, and no list of codes decides.")


def _by_list(line: ServiceLine, named: list[LexiconEntry], codes: CodeList) -> Judged:
    """What a line is whose words name categories that the list of codes defines, and whose code is not on it."""
    still_open = [entry for entry in named if line.code is None or entry.category not in codes.covers]
    if still_open:
        lack = "it has no code" if line.code is None else "no list of codes for that category was given"
        return Judged("likely", _categories(still_open), "words", f"{_named(still_open)} The list decides, and {lack}.")
    names = " and ".join(entry.name for entry in named)
    why = f"Its words name {names}, but its code is not on the list, which alone defines what these are."
    return Judged("no", (), "code", why)


def _by_words(text: str) -> tuple[list[LexiconEntry], list[LexiconEntry]]:
    """The kinds of service in a text that are none of the ten, and the categories that the words left over name."""
    none_of_them = [entry for entry in lexicon() if entry.category is None and entry.compiled.search(text)]
    rest = text
    for entry in none_of_them:
        rest = entry.compiled.sub(" ", rest)
    return none_of_them, [entry for entry in lexicon() if entry.category is not None and entry.compiled.search(rest)]


def _categories(entries: list[LexiconEntry]) -> tuple[DhsCategory, ...]:
    return tuple(dict.fromkeys(entry.category for entry in entries if entry.category is not None))


def _named(entries: list[LexiconEntry]) -> str:
    return " ".join(f"Its words name {entry.name} ({entry.source})." for entry in entries)
