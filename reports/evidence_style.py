"""How an evidence pack looks: its letters, its tables, its tones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

from reports.plain_text import without_unseen
from reports.report import TONES, Tone

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

INK: Final = "#1F2A3A"
GREY: Final = "#5A6270"
WIDTH: Final = 504.0
"""Points between the margins of a letter page."""
TONE_COLOURS: Final = {Tone.GOOD: "#1B7A43", Tone.DOUBT: "#9A6A00", Tone.BAD: "#B3261E", Tone.QUIET: "#5A6270"}
_LONGEST: Final = 900
_WIDE: Final = 7
_PADDING: Final = 7.5
_WIDEST_WORD: Final = 1 / 3


@cache
def style(name: str) -> ParagraphStyle:
    """A style of paragraphs by its name."""
    from reportlab.lib.styles import ParagraphStyle

    plain = {"fontName": "Vera", "fontSize": 8.5, "leading": 11.5, "textColor": INK}
    styles: dict[str, dict[str, Any]] = {
        "title": {"fontName": "VeraBd", "fontSize": 20, "leading": 25, "spaceAfter": 4},
        "subtitle": {"fontSize": 11, "leading": 15, "spaceAfter": 8},
        "heading": {"fontName": "VeraBd", "fontSize": 13, "leading": 17, "spaceAfter": 5, "keepWithNext": 1},
        "part": {
            "fontName": "VeraBd",
            "fontSize": 9.5,
            "leading": 13,
            "spaceBefore": 7,
            "spaceAfter": 3,
            "keepWithNext": 1,
        },
        "text": {"spaceAfter": 4},
        "item": {"leftIndent": 12, "bulletIndent": 2, "spaceAfter": 2},
        "note": {"fontName": "VeraIt", "fontSize": 7.5, "leading": 10, "textColor": GREY, "spaceAfter": 4},
        "foot": {"fontName": "VeraIt", "fontSize": 6, "leading": 7.5, "textColor": GREY},
        "head": {"fontName": "VeraBd", "fontSize": 7.5, "leading": 9.5},
        "cell": {"fontSize": 7.5, "leading": 9.8, "splitLongWords": 1},
        "tiny": {"fontSize": 5.5, "leading": 7, "splitLongWords": 1},
    }
    return ParagraphStyle(name, **{**plain, **styles[name]})


def markup(text: object) -> str:
    """Text from elsewhere as the markup of a paragraph: nothing in it is markup, and it does not grow without end."""
    plain = without_unseen(str(text))
    return escape(plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]} ...")


def paragraph(text: object, name: str = "text") -> Any:
    """A paragraph of plain text."""
    from reportlab.platypus import Paragraph

    return Paragraph(markup(text), style(name))


def toned(word: str) -> str:
    """A word of a closed list in the colour of its tone, as markup."""
    colour = TONE_COLOURS[TONES[word]] if word in TONES else INK
    return f'<font color="{colour}"><b>{escape(word)}</b></font>'


def items(lines: Sequence[str]) -> list[Any]:
    """Lines as a list."""
    from reportlab.platypus import Paragraph

    return [Paragraph(markup(line), style("item"), bulletText="•") for line in lines]


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Any:
    """A table; `rows` are plain text, or paragraphs made already. `widths` are shares of the page's width."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table, TableStyle

    cells = [[Paragraph(markup(one), style("tiny" if len(headings) > _WIDE else "head")) for one in headings]]
    cells += [[_cell(each, "tiny" if len(headings) > _WIDE else "cell") for each in row] for row in rows]
    rules = [
        ("GRID", (0, 0), (-1, -1), 0.35, HexColor("#B7BEC9")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 3.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3.5),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor("#E6E9EE")),
    ]
    return Table(
        cells,
        colWidths=_fitting(cells, widths),
        style=TableStyle(rules),
        repeatRows=1,
        splitInRow=1,
        spaceAfter=8,
    )


def _fitting(cells: Sequence[Sequence[Any]], shares: Sequence[float]) -> list[float]:
    """The widths of columns, in points: by their shares, but for what a column's longest word takes from the others.

    A word that would take more than a third of the page, such as a hash, is broken instead.
    """
    given = [WIDTH * share / sum(shares) for share in shares]
    longest = [
        max((each.minWidth() for each in column if hasattr(each, "minWidth")), default=0.0) + _PADDING
        for column in zip(*cells, strict=True)
    ]
    least = [word if word <= WIDTH * _WIDEST_WORD else width for word, width in zip(longest, given, strict=True)]
    lacking = [max(word - width, 0.0) for word, width in zip(least, given, strict=True)]
    spare = [max(width - word, 0.0) for word, width in zip(least, given, strict=True)]
    if not sum(lacking) or sum(lacking) > sum(spare):
        return given
    taken = sum(lacking) / sum(spare)
    return [width + lack - rest * taken for width, lack, rest in zip(given, lacking, spare, strict=True)]


def _cell(each: Any, name: str) -> Any:
    return paragraph("" if each is None else each, name) if isinstance(each, str | int | None) else each


def linked(text: str, target: str) -> Any:
    """A cell whose text leads to a place of the pack."""
    from reportlab.platypus import Paragraph

    return Paragraph(f'<a href="#{target}" color="#1A4E8A">{escape(text)}</a>', style("cell"))
