"""The scorecard as a PDF of one page, which fits letter paper and A4."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any, Final

from reports.footing import footing
from reports.paper_as_pdf import embed_fonts
from reports.plain_text import without_unseen
from reports.scorecard import Scorecard
from reports.scorecard_charts import INK, QUIET, RULE, Fonts
from reports.scorecard_parts import HALF, WIDTH, Chart, Tile, charts, tiles

_FONTS: Final = Fonts("Vera", "VeraBd")
_LEFT: Final = 48.0
_TOP: Final = 756.0
_LEAST: Final = 30.0


def scorecard_pdf(card: Scorecard) -> bytes:
    """The scorecard on one page; the same card gives the same bytes."""
    from reportlab.lib.pagesizes import LETTER
    from reportlab.pdfgen.canvas import Canvas

    embed_fonts()
    content = BytesIO()
    canvas = Canvas(content, pagesize=LETTER, invariant=1)
    canvas.setTitle(without_unseen(card.title))
    canvas.setSubject(f"As of {card.as_of}")
    canvas.setFillColor(INK)
    canvas.setFont("VeraBd", 15)
    canvas.drawString(_LEFT, _TOP - 12, without_unseen(card.title))
    canvas.setFont("Vera", 8)
    canvas.setFillColor(QUIET)
    canvas.drawRightString(_LEFT + WIDTH, _TOP - 12, f"As of {card.as_of}")
    _tiles(canvas, tiles(card.figures), _TOP - 22)
    first, second, *halves = charts(card.figures, _FONTS)
    top = _chart(canvas, first, _LEFT, _TOP - 76)
    top = _chart(canvas, second, _LEFT, top - 8)
    for left, right in zip(halves[::2], halves[1::2], strict=True):
        top = min(_chart(canvas, left, _LEFT, top - 8), _chart(canvas, right, _LEFT + WIDTH - HALF, top - 8))
    _said(canvas, card, top - 6)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def _tiles(canvas: Any, shown: tuple[Tile, ...], top: float) -> None:
    gap = 6.0
    width = (WIDTH - gap * (len(shown) - 1)) / len(shown)
    for number, tile in enumerate(shown):
        left = _LEFT + number * (width + gap)
        canvas.setStrokeColor(RULE)
        canvas.roundRect(left, top - 46, width, 46, 3)
        canvas.setFillColor(INK)
        canvas.setFont("VeraBd", 14)
        canvas.drawString(left + 5, top - 16, tile.number)
        canvas.setFont("Vera", 6.3)
        canvas.drawString(left + 5, top - 25, tile.what)
        _paragraph(canvas, tile.moved, (left + 5, top - 28, width - 8), 5.6)


def _chart(canvas: Any, chart: Chart, left: float, top: float) -> float:
    """Draws a chart below a height; returns the height of its foot."""
    from reportlab.graphics.renderPDF import draw

    canvas.setFillColor(INK)
    canvas.setFont("VeraBd", 8)
    canvas.drawString(left, top - 8, chart.title)
    canvas.setFillColor(QUIET)
    canvas.setFont("Vera", 6)
    canvas.drawString(left, top - 16, chart.note)
    foot = top - 19 - float(chart.drawing.height)
    draw(chart.drawing, canvas, left, foot)
    return foot


def _said(canvas: Any, card: Scorecard, top: float) -> None:
    """What is missing and how it was counted, as far as the page has room; the foot always has its place."""
    foot = 34.0
    lines = [f"Missing: {line}" for line in card.missing] + list(card.lines)
    for line in lines:
        if top < foot + _LEAST:
            break
        top -= _paragraph(canvas, line, (_LEFT, top, WIDTH), 6.3) + 1.5
    _paragraph(canvas, " ".join(footing(card.as_of)), (_LEFT, foot + 16, WIDTH), 5.8)


def _paragraph(canvas: Any, text: str, place: tuple[float, float, float], size: float) -> float:
    """Draws lines at a left edge, below a height, so wide; returns how high they are."""
    left, top, width = place
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("said", fontName="Vera", fontSize=size, leading=size * 1.25, textColor=QUIET)
    lines = Paragraph(escape(without_unseen(text)), style)
    _, height = lines.wrap(width, 200)
    lines.drawOn(canvas, left, top - height)
    return float(height)
