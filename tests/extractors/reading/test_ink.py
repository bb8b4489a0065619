"""Handwriting is found where it is, and nowhere else, on pages as shown and as scanned."""

from __future__ import annotations

import math
import random
from typing import Any, NamedTuple

import numpy as np
import pytest

from extractors.reading.ink import find_ink, marks_and_rules
from extractors.reading.rules import find_rules
from fixtures.handwriting import draw_signature
from models.document import Mark, MarkKind, Word
from models.geometry import Box
from tests.extractors.reading.drawn_pages import HEIGHT, Draw, Seen, as_scanned, pdf_of, prose, shown

SIGNING_LINE = 300.0


def signature_block(canvas: Any, left: float = 72, bottom: float = SIGNING_LINE) -> None:
    canvas.setFont("Times-Roman", 11)
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(0.6)
    canvas.drawString(left, bottom, "By:")
    canvas.line(left + 20, bottom - 2, left + 200, bottom - 2)
    canvas.drawString(left, bottom - 16, "Name: Perpetua Oakhollow")
    canvas.drawString(left, bottom - 32, "Date:")
    canvas.line(left + 30, bottom - 34, left + 140, bottom - 34)


def handwritten_digits(canvas: Any, left: float, bottom: float, seed: int) -> None:
    """A date in loose digits, each a bent stroke of its own."""
    chance = random.Random(seed)
    canvas.setLineWidth(0.9)
    canvas.setStrokeColorRGB(0.05, 0.05, 0.3)
    for index in range(7):
        x, slant = left + index * 8, chance.uniform(1, 3)
        if index in (2, 5):
            canvas.line(x, bottom - 2, x + 4, bottom + 13)
            continue
        height = chance.uniform(9, 12)
        path = canvas.beginPath()
        path.moveTo(x, bottom + height * 0.8)
        path.curveTo(x + 2, bottom + height * 1.2, x + 6 + slant, bottom + height, x + 4, bottom + height * 0.5)
        path.curveTo(x + 8, bottom + height * 0.4, x + 5, bottom - 2, x, bottom + 1)
        canvas.drawPath(path)


def unsigned(canvas: Any) -> None:
    prose(canvas)
    signature_block(canvas)
    signature_block(canvas, left=330)


def signed(canvas: Any) -> None:
    unsigned(canvas)
    draw_signature(canvas, 100, SIGNING_LINE, 120, seed=4)


def signed_and_dated(canvas: Any) -> None:
    signed(canvas)
    handwritten_digits(canvas, 110, SIGNING_LINE - 32, seed=2)


def signed_by_both(canvas: Any) -> None:
    signed(canvas)
    draw_signature(canvas, 355, SIGNING_LINE, 130, seed=11)


def signed_faintly(canvas: Any) -> None:
    unsigned(canvas)
    canvas.saveState()
    canvas.setStrokeAlpha(0.45)
    draw_signature(canvas, 100, SIGNING_LINE, 120, seed=3)
    canvas.restoreState()


def signed_across_the_name(canvas: Any) -> None:
    unsigned(canvas)
    draw_signature(canvas, 100, SIGNING_LINE - 12, 140, seed=7)


def signed_letter(canvas: Any) -> None:
    prose(canvas, paragraphs=3, font="Helvetica")
    canvas.drawString(72, 420, "Sincerely,")
    draw_signature(canvas, 76, 385, 120, seed=21)
    canvas.drawString(72, 362, "Perpetua Oakhollow")


def underscores(canvas: Any) -> None:
    prose(canvas)
    canvas.drawString(72, SIGNING_LINE, "By: ______________________   Date: ____________")
    canvas.drawString(72, SIGNING_LINE - 40, "Name: . . . . . . . . . . . . . . . . . . . . . . . .")


def dotted_line(canvas: Any) -> None:
    prose(canvas)
    canvas.setDash(1, 3)
    canvas.line(90, SIGNING_LINE, 290, SIGNING_LINE)
    canvas.setDash()


def table(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    canvas.grid([72, 180, 300, 420, 540], [300 + 22 * row for row in range(9)])
    for row in range(8):
        canvas.drawString(78, 306 + 22 * row, f"Room {row}")
        canvas.drawString(186, 306 + 22 * row, f"${row * 117}.00")


def logo(canvas: Any) -> None:
    canvas.setFillColorRGB(0.1, 0.3, 0.6)
    canvas.circle(110, 740, 22, stroke=0, fill=1)
    canvas.rect(140, 722, 90, 36, stroke=0, fill=1)
    path = canvas.beginPath()
    path.moveTo(250, 722)
    path.lineTo(275, 760)
    path.lineTo(300, 722)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    prose(canvas, top=680)


def holes_and_black_edge(canvas: Any) -> None:
    prose(canvas)
    canvas.setFillColorRGB(0.05, 0.05, 0.05)
    for height in (130, 396, 660):
        canvas.circle(24, height, 9, stroke=0, fill=1)
    canvas.rect(0, 0, 6, HEIGHT, stroke=0, fill=1)
    canvas.rect(560, 0, 1, HEIGHT, stroke=0, fill=1)


def shaded_boxes(canvas: Any) -> None:
    canvas.setFillColorRGB(0.8, 0.85, 0.95)
    canvas.rect(72, 400, 200, 60, stroke=1, fill=1)
    for row in range(5):
        canvas.rect(300, 380 + 20 * row, 9, 9, stroke=1, fill=0)
    prose(canvas, paragraphs=2)


def bar_code(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    canvas.setFillColorRGB(0, 0, 0)
    chance = random.Random(5)
    for index in range(60):
        canvas.rect(72 + 3 * index, 200, chance.choice((1, 2)), 40, stroke=0, fill=1)


def large_headings(canvas: Any) -> None:
    prose(canvas, top=600)
    for row, font in enumerate(("Times-Bold", "Helvetica", "Times-Italic")):
        canvas.setFont(font, 22)
        canvas.drawString(72, 740 - 40 * row, "Equipment and Staffing Agreement")


def round_seal(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
    canvas.setLineWidth(1.2)
    canvas.circle(420, 300, 40)
    canvas.circle(420, 300, 31)


class Case(NamedTuple):
    draw: Draw
    signatures: int
    handwriting: bool = False


CASES = [
    Case(signed, 1),
    Case(signed_and_dated, 1, handwriting=True),
    Case(signed_by_both, 2),
    Case(signed_faintly, 1),
    Case(signed_across_the_name, 1),
    Case(signed_letter, 1),
    Case(unsigned, 0),
    Case(underscores, 0),
    Case(dotted_line, 0),
    Case(table, 0),
    Case(logo, 0),
    Case(holes_and_black_edge, 0),
    Case(shaded_boxes, 0),
    Case(bar_code, 0),
    Case(large_headings, 0),
    Case(round_seal, 0),
]
VIEWS = [shown, as_scanned]


def marks_on(seen: Seen) -> tuple[Mark, ...]:
    return find_ink(seen.image, seen.pixels_per_point, seen.words, page_number=3, scanned=seen.scanned)


def kinds(marks: tuple[Mark, ...], kind: MarkKind) -> list[Mark]:
    return [mark for mark in marks if mark.kind is kind]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.draw.__name__)
def test_signatures_are_counted_on_every_kind_of_page(case: Case, view: Any) -> None:
    marks = marks_on(view(pdf_of(case.draw)))
    assert len(kinds(marks, MarkKind.INK)) == case.signatures, marks
    assert bool(kinds(marks, MarkKind.HANDWRITING)) == case.handwriting, marks
    assert all(mark.page == 3 for mark in marks)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_mark_lies_where_the_ink_is(view: Any) -> None:
    (mark,) = kinds(marks_on(view(pdf_of(signed))), MarkKind.INK)
    line = HEIGHT - SIGNING_LINE
    assert 90 < mark.box.left < 115
    assert 160 < mark.box.right < 235
    assert line - 60 < mark.box.top < line - 8
    assert line - 8 < mark.box.bottom < line + 16
    assert mark.confidence > 0.7


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_date_beside_a_signature_is_a_mark_of_its_own(view: Any) -> None:
    marks = marks_on(view(pdf_of(signed_and_dated)))
    (ink,), (date,) = kinds(marks, MarkKind.INK), kinds(marks, MarkKind.HANDWRITING)
    assert date.box.top > ink.box.middle
    assert date.box.left < 118
    assert date.box.right > 150


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_ring_is_a_stamp(view: Any) -> None:
    assert kinds(marks_on(view(pdf_of(round_seal))), MarkKind.STAMP)


def test_most_hands_are_recognised() -> None:
    missed = []
    for seed in range(24):

        def draw(canvas: Any, seed: int = seed) -> None:
            unsigned(canvas)
            draw_signature(canvas, 100, SIGNING_LINE, 90 + seed, seed=100 + seed)

        view = as_scanned if seed % 4 == 0 else shown
        if not kinds(marks_on(view(pdf_of(draw))), MarkKind.INK):
            missed.append(seed)
    assert len(missed) <= 1, missed


def test_a_signature_misread_as_a_word_is_still_ink() -> None:
    seen = as_scanned(pdf_of(signed))
    garbage = Word(text="JMnmy", box=Box(left=92, top=450, right=235, bottom=500), confidence=0.62)
    marks = marks_on(seen._replace(words=(*seen.words, garbage)))
    assert len(kinds(marks, MarkKind.INK)) == 1


def test_without_any_words_print_is_not_taken_for_ink() -> None:
    for draw in (unsigned, table, large_headings):
        seen = as_scanned(pdf_of(draw))._replace(words=())
        assert not kinds(marks_on(seen), MarkKind.INK)


def test_grey_and_colour_images_give_the_same_signatures() -> None:
    seen = shown(pdf_of(signed))
    grey = seen._replace(image=seen.image.min(axis=2))
    assert [mark.box for mark in marks_on(grey)] == [mark.box for mark in marks_on(seen)]


@pytest.mark.parametrize("shape", [(1, 1), (20, 20), (200, 3), (400, 300, 3)])
def test_blank_and_tiny_images_hold_nothing(shape: tuple[int, ...]) -> None:
    image = np.full(shape, 255, np.uint8)
    assert marks_and_rules(image, 1.5, (), 1, scanned=True) == ((), ())


RULED = [
    (unsigned, [(92, 272), (350, 530)]),
    (underscores, [(90, 212), (247, 312)]),
    (dotted_line, [(90, 290)]),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
@pytest.mark.parametrize(("draw", "spans"), RULED, ids=lambda value: getattr(value, "__name__", ""))
def test_ruled_lines_are_found(draw: Draw, spans: list[tuple[float, float]], view: Any) -> None:
    seen = view(pdf_of(draw))
    rules = find_rules(seen.image, seen.pixels_per_point)
    line = HEIGHT - SIGNING_LINE
    for left, right in spans:
        assert any(
            math.isclose(rule.left, left, abs_tol=8)
            and math.isclose(rule.right, right, abs_tol=12)
            and abs(rule.middle - line) < 8
            for rule in rules
        ), (left, right, rules)


def test_a_signature_over_its_line_leaves_the_line_whole() -> None:
    seen = shown(pdf_of(signed))
    line = HEIGHT - SIGNING_LINE + 2
    on_line = [rule for rule in find_rules(seen.image, seen.pixels_per_point) if abs(rule.middle - line) < 3]
    assert any(rule.left < 95 and rule.right > 268 for rule in on_line)


def test_printed_text_is_no_rule() -> None:
    seen = as_scanned(pdf_of(prose))
    assert find_rules(seen.image, seen.pixels_per_point) == ()
