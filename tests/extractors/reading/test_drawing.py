"""Which pages are looked at for handwriting: those that draw something a pen may have made, however deeply nested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from extractors.reading.drawing import Drawing, drawing_of
from extractors.reading.page_space import space_of
from tests.extractors.reading.drawn_pages import Draw, pdf_of


def _drawing(draw: Draw) -> Drawing:
    pdf = pypdfium2.PdfDocument(pdf_of(draw))
    page = pdf[0]
    drawing = drawing_of(page, space_of(page))
    page.close()
    pdf.close()
    return drawing


def _nested(draw: Callable[[Any], None], scale: float = 1.0, deep: bool = False) -> Draw:
    """What `draw` draws, in a form XObject, shown `scale` times as large; `deep` within another one."""

    def page(canvas: Any) -> None:
        canvas.beginForm("inner")
        draw(canvas)
        canvas.endForm()
        if deep:
            canvas.beginForm("outer")
            canvas.doForm("inner")
            canvas.endForm()
        canvas.scale(scale, scale)
        canvas.doForm("outer" if deep else "inner")

    return page


def _text(canvas: Any) -> None:
    canvas.drawString(72, 700, "The term is one year.")


def _rule(canvas: Any) -> None:
    canvas.rect(72, 690, 200, 0.8, stroke=0, fill=1)


def _web_background(canvas: Any) -> None:
    canvas.rect(0, -5000, 600, 6000, stroke=0, fill=1)


def _stroke(canvas: Any) -> None:
    canvas.bezier(80, 300, 110, 340, 130, 280, 190, 310)


def _underlines(canvas: Any) -> None:
    for level in (640, 628, 616):
        for left in (72, 110):
            canvas.rect(left, level, 25, 0.8, stroke=0, fill=1)


def _stroke_in_pieces(canvas: Any) -> None:
    for step in range(12):
        canvas.rect(80 + 4 * step, 300 + (step % 5), 4, 1, stroke=0, fill=1)


def _link(canvas: Any) -> None:
    canvas.linkURL("https://example.org", (72, 690, 200, 705))


def _annotation(side: float) -> Draw:
    return lambda canvas: canvas.textAnnotation("Received", Rect=(300, 300, 300 + side, 300 + side), addtopage=1)


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (_text, False),
        (_rule, False),
        (_web_background, False),
        (_stroke, True),
        (_underlines, False),
        (_nested(_underlines), False),
        (_nested(_underlines, scale=0.8), False),
        (_nested(_underlines, scale=5.0), True),
        (_stroke_in_pieces, True),
        (_nested(_stroke_in_pieces), True),
        (_nested(_stroke_in_pieces, deep=True), True),
        (_nested(_text), False),
        (_nested(_rule), False),
        (_nested(_rule, scale=5.0), True),
        (_nested(_web_background), False),
        (_nested(_web_background, scale=0.1), True),
        (_nested(_stroke), True),
        (_nested(_text, deep=True), False),
        (_nested(_stroke, deep=True), True),
        (_link, False),
        (_annotation(side=1), False),
        (_annotation(side=40), True),
    ],
)
def test_only_what_a_pen_may_have_made_is_looked_at(draw: Draw, expected: bool) -> None:
    assert _drawing(draw).may_hold_ink is expected


def test_text_in_a_nested_drawing_may_still_have_to_be_recognised() -> None:
    assert _drawing(_nested(_text)).may_hold_text


def test_a_line_drawn_twice_over_itself_is_one_to_sign_on() -> None:
    def twice(canvas: Any) -> None:
        for shift in (0, 0.2):
            canvas.line(72, 300 + shift, 290, 300 + shift)
        canvas.line(72, 200, 290, 200)

    assert len(_drawing(twice).rules) == 2
