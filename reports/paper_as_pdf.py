"""A paper as a PDF."""

from __future__ import annotations

from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reports.footing import footing
from reports.papers import BLANK, Choice, Field, Heading, NewPage, Paper, Part, Rows, SignatureLines, Text
from reports.plain_text import without_unseen

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

_INK: Final = "#1F2A3A"
_MARKED: Final = "#FFF1A8"
_SIZES: Final = {1: 13, 2: 11, 3: 9.5}
_WIDTH: Final = 504.0
"""Points between the margins of a letter page."""


def paper_as_pdf(paper: Paper, as_of: date) -> bytes:
    """The paper on letter pages, blanks marked; the same paper gives the same bytes."""
    from reportlab.lib.pagesizes import LETTER
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    content = BytesIO()
    document = SimpleDocTemplate(
        content,
        pagesize=LETTER,
        leftMargin=54,
        rightMargin=54,
        topMargin=54,
        bottomMargin=66,
        title=without_unseen(paper.title),
        author="",
        subject=f"As of {as_of}",
        invariant=1,
    )
    register_fonts()
    story: list[Any] = [
        Paragraph(_markup(paper.subtitle), _style("note")),
        Paragraph(_markup(paper.title), _style("title")),
        Spacer(1, 6),
    ]
    for part in paper.parts:
        story += _flowables(part)

    def foot(canvas: Any, _document: Any) -> None:
        line = Paragraph(_markup(" ".join(footing(as_of))), _style("foot"))
        _, height = line.wrap(_WIDTH - 60, 40)
        line.drawOn(canvas, 54, 50 - height)
        canvas.setFont("Vera", 7)
        canvas.drawRightString(558, 42, f"Page {canvas.getPageNumber()}")

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return content.getvalue()


@cache
def register_fonts() -> None:
    """Embedded fonts, so that every reader shows the same."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBI")


@cache
def _style(name: str) -> ParagraphStyle:
    from reportlab.lib.styles import ParagraphStyle

    plain = {"fontName": "Vera", "fontSize": 9, "leading": 12.5, "textColor": _INK}
    styles: dict[str, dict[str, Any]] = {
        "title": {"fontName": "VeraBd", "fontSize": 15, "leading": 19, "spaceAfter": 4},
        "text": {"spaceAfter": 5},
        "note": {"fontName": "VeraIt", "fontSize": 7.5, "leading": 10, "textColor": "#5A6270", "spaceAfter": 4},
        "foot": {"fontName": "VeraIt", "fontSize": 6, "leading": 7.5, "textColor": "#5A6270"},
        "label": {"fontSize": 7.5, "leading": 9.5, "textColor": "#5A6270"},
        "head": {"fontName": "VeraBd", "fontSize": 8, "leading": 10},
        "cell": {"fontSize": 8, "leading": 10.5},
    }
    return ParagraphStyle(name, **{**plain, **styles[name]})


def _flowables(part: Part) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, Spacer

    match part:
        case Heading(text=text, level=level):
            size = _SIZES[level]
            style = ParagraphStyle(
                "heading",
                fontName="VeraBd",
                fontSize=size,
                leading=size + 4,
                spaceBefore=9,
                spaceAfter=4,
                textColor=_INK,
                keepWithNext=1,
            )
            return [Paragraph(_markup(text), style)]
        case Text(text=text, is_note=is_note):
            return [Paragraph(_markup(text), _style("note" if is_note else "text"))]
        case Field(number=number, label=label, value=value):
            shown = value if value is not None else "[COUNSEL: to be filled in]"
            name = f"{number} {label}".strip()
            return [
                _table(
                    [[Paragraph(_markup(name), _style("label")), Paragraph(_markup(shown), _style("text"))]], (160, 344)
                )
            ]
        case Choice(number=number, label=label, options=options, chosen=chosen):
            boxes = "&nbsp;&nbsp;&nbsp;".join(
                f"[{'X' if one == chosen else '&nbsp;&nbsp;'}] {escape(one)}" for one in options
            )
            if chosen is None:
                boxes += "<br/>" + _markup("[COUNSEL: choose]")
            name = f"{number} {label}".strip()
            return [_table([[Paragraph(_markup(name), _style("label")), Paragraph(boxes, _style("text"))]], (330, 174))]
        case Rows(headings=headings, rows=rows):
            width = _WIDTH / len(headings)
            cells = [[Paragraph(_markup(one), _style("head")) for one in headings]]
            cells += [[Paragraph(_markup(one), _style("cell")) for one in row] for row in rows]
            return [_table(cells, (width,) * len(headings), has_head=True), Spacer(1, 6)]
        case SignatureLines(lines=lines):
            return [each for label, value in lines for each in _line(label, value)]
        case NewPage():
            return [PageBreak()]


def _line(label: str, value: str | None) -> list[Any]:
    from reportlab.platypus import HRFlowable, Paragraph, Spacer

    below = f"{label}: {value}" if value else label
    return [
        Spacer(1, 26),
        HRFlowable(width=280, hAlign="LEFT", thickness=0.6),
        Paragraph(_markup(below), _style("label")),
    ]


def _table(cells: list[list[Any]], widths: tuple[float, ...], *, has_head: bool = False) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table, TableStyle

    rules: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#B7BEC9")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    if has_head:
        rules.append(("BACKGROUND", (0, 0), (-1, 0), HexColor("#E6E9EE")))
    return Table(cells, colWidths=widths, style=TableStyle(rules), repeatRows=int(has_head), splitInRow=1)


def _markup(text: str) -> str:
    """Text as the markup of a paragraph, its blanks marked."""
    parts = BLANK.split(without_unseen(text))
    return "".join(
        f'<font backColor="{_MARKED}"><b>{escape(part)}</b></font>' if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
