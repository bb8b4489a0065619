"""Signatures that run into one another's rows, touch stamps or have come apart, are told apart by where they stand."""

from __future__ import annotations

import random
from typing import Any

import pytest

from extractors.reading.rules import find_rules
from fixtures.handwriting import draw_signature
from models.document import MarkKind
from tests.extractors.reading.drawn_pages import HEIGHT, as_scanned, pdf_of, prose, shown
from tests.extractors.reading.test_ink import SIGNING_LINE, VIEWS, kinds, marks_on, signed, unsigned


def signed_table(canvas: Any) -> None:
    """Five signatures of hands too large for their rows, and a sixth row that nobody signed."""
    canvas.setFont("Helvetica", 10)
    canvas.grid([72, 220, 420, 540], [400 - 30 * row for row in range(8)])
    for x, heading in ((77, "Member"), (225, "Signature"), (425, "Date")):
        canvas.drawString(x, 378, heading)
    for row in range(6):
        bottom = 340 - 30 * row
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(77, bottom + 18, f"Partner of room {row}")
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.line(226, bottom + 7, 400, bottom + 7)
        if row < 5:
            draw_tall_signature(canvas, 236, bottom + 6, seed=row)


def draw_tall_signature(canvas: Any, left: float, bottom: float, seed: int) -> None:
    """Loops that reach a row up and a third of one down, underlined along the line to sign on."""
    chance = random.Random(seed)
    canvas.setLineWidth(1.1)
    canvas.setStrokeColorRGB(0.05, 0.08, 0.35)
    path = canvas.beginPath()
    path.moveTo(left, bottom)
    for index in range(9):
        x, height = left + 13 * index, chance.choice((9, 12, 26))
        path.curveTo(x + 4, bottom + height, x + 12, bottom + height, x + 6, bottom + 3)
        path.curveTo(x + 5, bottom - chance.choice((1, 1, 9)), x + 9, bottom, x + 13, bottom + 1)
    path.moveTo(left + 10, bottom - 2)
    path.curveTo(left + 40, bottom - 4, left + 80, bottom - 1, left + 120, bottom - 3)
    canvas.drawPath(path)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_each_row_of_a_table_has_its_own_signature(view: Any) -> None:
    marks = kinds(marks_on(view(pdf_of(signed_table))), MarkKind.INK)
    rows = [sum(0 < mark.box.middle - (HEIGHT - 370 + 30 * row) < 33 for mark in marks) for row in range(6)]
    assert rows == [1, 1, 1, 1, 1, 0], marks


def slanted_stamp(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    canvas.saveState()
    canvas.translate(430, 220)
    canvas.rotate(11)
    canvas.setLineWidth(2)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawCentredString(0, 3, "SEEN")
    canvas.drawCentredString(0, -13, "MAY 02 2023")
    canvas.rect(-60, -20, 120, 40)
    canvas.restoreState()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_slanted_frame_is_a_stamp(view: Any) -> None:
    marks = marks_on(view(pdf_of(slanted_stamp)))
    assert kinds(marks, MarkKind.STAMP)
    assert not kinds(marks, MarkKind.INK)


def test_a_stamp_beside_a_signature_leaves_it_alone() -> None:
    def draw(canvas: Any) -> None:
        signed(canvas)
        canvas.saveState()
        canvas.translate(310, SIGNING_LINE + 40)
        canvas.rotate(9)
        canvas.setLineWidth(2)
        canvas.rect(-50, -14, 100, 28)
        canvas.restoreState()

    marks = marks_on(as_scanned(pdf_of(draw)))
    (ink,) = kinds(marks, MarkKind.INK)
    assert ink.box.right < 240


def test_a_signature_in_two_words_on_a_line_is_one_mark() -> None:
    def draw(canvas: Any) -> None:
        unsigned(canvas)
        draw_signature(canvas, 96, SIGNING_LINE, 60, seed=4)
        draw_signature(canvas, 158, SIGNING_LINE, 60, seed=6)

    assert len(kinds(marks_on(as_scanned(pdf_of(draw))), MarkKind.INK)) == 1


def test_a_line_is_found_under_a_flourish_that_runs_along_it() -> None:
    def draw(canvas: Any) -> None:
        prose(canvas)
        canvas.setLineWidth(0.8)
        canvas.line(90, SIGNING_LINE, 290, SIGNING_LINE)
        canvas.line(72, SIGNING_LINE - 8, 540, SIGNING_LINE - 8)
        canvas.setLineWidth(1.6)
        canvas.bezier(110, SIGNING_LINE - 6, 150, SIGNING_LINE + 2, 190, SIGNING_LINE - 8, 240, SIGNING_LINE - 1)

    for seen in (shown(pdf_of(draw)), as_scanned(pdf_of(draw))):
        rules = find_rules(seen.image, seen.pixels_per_point)
        assert any(rule.width > 440 for rule in rules), rules
        assert any(180 < rule.width < 220 for rule in rules), rules
