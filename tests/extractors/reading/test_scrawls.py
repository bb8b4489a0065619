"""What recognition makes of a signature is no text; printed names, labels, dates and clear hands are."""

from __future__ import annotations

import pytest

from extractors.reading.scrawls import without_scrawls
from models.document import Line, Mark, MarkKind, Word
from models.geometry import Box

_PRINT = Line(
    words=tuple(Word(text="terms", box=Box(left=72 + 40 * n, top=80, right=105 + 40 * n, bottom=91)) for n in range(9))
)


def _line(text: str, confidence: float, height: float) -> Line:
    pieces = text.split(" ")
    width = 120 / len(pieces)
    boxes = [
        Box(left=90 + width * n, top=200 - height, right=88 + width * (n + 1), bottom=200) for n in range(len(pieces))
    ]
    return Line(
        words=tuple(Word(text=piece, box=box, confidence=confidence) for piece, box in zip(pieces, boxes, strict=True))
    )


def _ink(kind: MarkKind = MarkKind.INK) -> Mark:
    return Mark(kind=kind, page=1, box=Box(left=86, top=168, right=215, bottom=206))


@pytest.mark.parametrize(
    ("text", "confidence", "height"),
    [("Qlyeem", 0.7, 20), ("G", 0.62, 17), ("R", 0.98, 31), ("O 2M L", 0.6, 26), ("MM", 0.96, 26)],
)
def test_a_signature_misread_is_no_text(text: str, confidence: float, height: float) -> None:
    assert without_scrawls((_PRINT, _line(text, confidence, height)), (_ink(),)) == (_PRINT,)


@pytest.mark.parametrize(
    ("text", "confidence", "height"),
    [
        ("Maren Okafor-Lund", 0.99, 20),
        ("Maren Okafor-Lund, M.D.", 0.8, 11),
        ("6/14/21", 0.7, 19),
        ("By:", 0.8, 25),
        ("/s/", 0.7, 18),
    ],
)
def test_print_labels_dates_and_clear_hands_stay(text: str, confidence: float, height: float) -> None:
    line = _line(text, confidence, height)
    assert without_scrawls((_PRINT, line), (_ink(),)) == (_PRINT, line)


def test_a_label_is_kept_of_a_line_that_ends_in_a_signature() -> None:
    (_, line) = without_scrawls((_PRINT, _line("By: Ohmey", 0.7, 24)), (_ink(),))
    assert line.text == "By:"


@pytest.mark.parametrize("kind", [MarkKind.HANDWRITING, MarkKind.STAMP])
def test_notes_by_hand_and_stamps_are_text(kind: MarkKind) -> None:
    line = _line("Qlyeem", 0.7, 20)
    assert without_scrawls((_PRINT, line), (_ink(kind),)) == (_PRINT, line)


def test_two_signatures_run_into_one_mark_keep_what_tells_their_rows() -> None:
    lines = (_PRINT, _line("MnMy", 0.7, 20), _line("Olyd", 0.7, 20))
    second = lines[2].words[0]
    lower = second.replaced(box=second.box.replaced(top=214, bottom=234))
    lines = (*lines[:2], Line(words=(lower,)))
    tall = Mark(kind=MarkKind.INK, page=1, box=Box(left=86, top=175, right=215, bottom=240))
    assert without_scrawls(lines, (tall,)) == lines
