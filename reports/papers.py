"""A paper before it takes a form: headings, fields, questions, narrative and tables, with blanks marked for counsel."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

BLANK: Final = re.compile(r"(\[COUNSEL: [^\]]*\])")
"""A blank as it stands in text; what is between is for counsel to say, or to decide."""


class Heading(NamedTuple):
    """A heading; level 1 is a part, 2 a section, 3 a question."""

    text: str
    level: int = 2


class Text(NamedTuple):
    """A paragraph. `is_note` marks what explains and is no part of the answer."""

    text: str
    is_note: bool = False


class Field(NamedTuple):
    """A numbered box of the form with what stands in it; None is a blank."""

    number: str
    label: str
    value: str | None


class Choice(NamedTuple):
    """A numbered question with its possible answers, and the one chosen; None is a blank."""

    number: str
    label: str
    options: tuple[str, ...]
    chosen: str | None


class Rows(NamedTuple):
    """A table."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class SignatureLines(NamedTuple):
    """Lines to be signed and filled by hand, each with what is known of it below."""

    lines: tuple[tuple[str, str | None], ...]


class NewPage(NamedTuple):
    """What follows begins on a page of its own."""


Part = Heading | Text | Field | Choice | Rows | SignatureLines | NewPage


class Paper(NamedTuple):
    """A paper: the name of its file without an ending, its title, what it belongs to, and its parts."""

    file_name: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]


def counsel(what: str) -> str:
    """A blank for counsel: what is to be said or decided there."""
    return f"[COUNSEL: {re.sub(r'[][]', '', what)}]"


def blanks_of(paper: Paper) -> tuple[str, ...]:
    """Every blank of a paper, in its order: what narrative leaves open, and fields without a value."""
    found: list[str] = []
    for part in paper.parts:
        match part:
            case Text(text=text):
                found += BLANK.findall(text)
            case Field(number=number, label=label, value=value):
                found += [f"{number} {label}".strip()] if value is None else BLANK.findall(value)
            case Choice(number=number, label=label, chosen=None):
                found.append(f"{number} {label}".strip())
            case Rows(rows=rows):
                found += [blank for row in rows for cell in row for blank in BLANK.findall(cell)]
            case _:
                pass
    return tuple(found)
