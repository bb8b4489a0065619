"""The charts of the scorecard, drawn by reportlab: bars with their numbers, in colors that differ in lightness too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

INK: Final = "#1F2A3A"
QUIET: Final = "#5A6270"
RULE: Final = "#C9CED6"
BAD, DOUBT, MILD, GOOD = "#9B1C1C", "#E0A030", "#C3CBD6", "#1F5A8C"
SOON, LATER, LATEST = "#1F4E79", "#6FA3CC", "#CFE0EE"
_DARK: Final = frozenset({BAD, GOOD, SOON})
NOTHING: Final = -1
_FAMILY: Final = "font-family: Helvetica, Arial, Liberation Sans, sans-serif"
_TEXT: Final = re.compile(
    r"(?P<begin><text (?=[^>]*font-family: (?P<font>Helvetica(?:-Bold)?);)(?=[^>]*font-size: (?P<size>[\d.]+)px)[^>]*)>"
    r"(?P<words>[^<]+)</text>"
)
_LABELS: Final = 96.0
"""Points left of a trend for the names of its rows."""
_ROW: Final = 10.0


class Series(NamedTuple):
    """What one color stands for, and its values: None where nothing is known, NOTHING where there is nothing to say."""

    name: str
    color: str
    values: tuple[int | None, ...]

    def shown(self, place: int) -> str:
        """A value as it stands beside the marks."""
        value = self.values[place]
        if value is None:
            return "?"
        return "-" if value == NOTHING else _short(value)


class Fonts(NamedTuple):
    """The fonts of a form: a page names what browsers have, a PDF what it embeds."""

    plain: str
    bold: str


class Look(NamedTuple):
    """How a text looks; its size in points."""

    font: str
    color: str
    anchor: str = "start"
    size: float = 6.5


def trend(
    series: Sequence[Series], days: Sequence[str], size: tuple[float, float], fonts: Fonts, said: Sequence[Series] = ()
) -> Drawing:
    """Columns over time, one series on the other, with every number in rows beneath; `said` are rows without marks."""
    from reportlab.graphics.shapes import Drawing, Line, Rect

    width, height = size
    rows = [*series, *said]
    foot = _ROW * (len(rows) + 1)
    drawing = Drawing(width, height)
    step = (width - _LABELS) / len(days)
    sums = [_sum(series, place) for place in range(len(days))]
    most = max((one for one in sums if one is not None), default=0)
    tall = height - foot - 14
    drawing.add(Line(_LABELS, foot, width, foot, strokeColor=_color(RULE), strokeWidth=0.6))
    for place, day in enumerate(days):
        left, middle = _LABELS + step * place, _LABELS + step * (place + 0.5)
        drawing.add(_text(middle, foot - _ROW + 2.5, day, Look(fonts.plain, QUIET, "middle")))
        total = sums[place]
        if total is None:
            drawing.add(_text(middle, foot + 4, "?", Look(fonts.bold, QUIET, "middle", 9)))
        else:
            base = foot
            for one in series:
                part = (one.values[place] or 0) * tall / most if most else 0.0
                if part:
                    drawing.add(_bar(Rect(left + step * 0.2, base, step * 0.6, part), one.color))
                base += part
            drawing.add(_text(middle, base + 3, _short(total), Look(fonts.bold, INK, "middle", 7)))
        for number, one in enumerate(rows, 2):
            shown = one.shown(place)
            drawing.add(_text(middle, foot - _ROW * number + 2.5, shown, Look(fonts.plain, INK, "middle")))
    for number, one in enumerate(rows, 2):
        base = foot - _ROW * number + 2.5
        if number < len(series) + 2:
            drawing.add(_bar(Rect(0, base - 0.5, 6, 6), one.color))
        drawing.add(_text(9, base, one.name, Look(fonts.plain, INK)))
    return drawing


def bars(
    names: Sequence[str], series: Sequence[Series], size: tuple[float, float], fonts: Fonts, label: float = 112.0
) -> Drawing:
    """Bars from left to right, one for each name, its parts and their numbers on it, and the total behind it."""
    from reportlab.graphics.shapes import Drawing, Rect

    width, height = size
    drawing = Drawing(width, height)
    left = 0.0
    for one in series if len(series) > 1 else ():
        drawing.add(_bar(Rect(left, height - 8, 6, 6), one.color))
        drawing.add(_text(left + 9, height - 7.5, one.name, Look(fonts.plain, INK)))
        left += 15 + _wide(one.name, fonts.plain, 6.5)
    top = height - (14 if len(series) > 1 else 2)
    if not names:
        drawing.add(_text(0, top - 12, "None.", Look(fonts.plain, QUIET, size=8)))
        return drawing
    sums = [sum(one.values[place] or 0 for one in series) for place in range(len(names))]
    most, step = max(sums), min(top / len(names), 15.0)
    long = width - label - 26
    for place, name in enumerate(names):
        base = top - step * (place + 1)
        middle = base + step / 2 - 2.3
        drawing.add(_text(label - 4, middle, _cut(name, fonts.plain, label - 4), Look(fonts.plain, INK, "end")))
        at = label
        for one in series:
            value = one.values[place] or 0
            part = value * long / most if most else 0.0
            if part:
                drawing.add(_bar(Rect(at, base + step * 0.14, part, step * 0.72), one.color))
                if len(series) > 1 and part > _wide(_short(value), fonts.plain, 6.5) + 2:
                    shade = "#FFFFFF" if one.color in _DARK else INK
                    drawing.add(_text(at + part / 2, middle, _short(value), Look(fonts.plain, shade, "middle")))
            at += part
        drawing.add(_text(at + 3, middle, _short(sums[place]), Look(fonts.bold, INK, size=7)))
    return drawing


def as_svg(drawing: Drawing, name: str) -> str:
    """The drawing as an <svg> element to stand in a page among others, `name` being its own there."""
    from reportlab.graphics.renderSVG import drawToString

    text = str(drawToString(drawing))
    text = text[text.index("<svg") :].strip()
    for given in ("clip", "group"):
        text = text.replace(f'id="{given}"', f'id="{name}-{given}"').replace(f"url(#{given})", f"url(#{name}-{given})")
    text = _TEXT.sub(_held_to_its_width, text)
    # A browser knows no font by the name that a PDF has for its bold cut.
    text = text.replace("font-family: Helvetica-Bold", f"font-weight: bold; {_FAMILY}")
    return text.replace("font-family: Helvetica;", f"{_FAMILY};")


def _held_to_its_width(text: re.Match[str]) -> str:
    """A text element that keeps its width in whatever font the browser has, so that it runs into no bar."""
    width = _wide(unescape(text["words"]), text["font"], float(text["size"]))
    return f'{text["begin"]} textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs">{text["words"]}</text>'


def _sum(series: Sequence[Series], place: int) -> int | None:
    values = [one.values[place] for one in series]
    return None if any(value is None for value in values) else sum(value or 0 for value in values)


def _short(number: int) -> str:
    """A number in five characters at the most: 12.3k for 12,345."""
    if number < 10_000:
        return str(number)
    return f"{number / 1000:.1f}k" if number < 100_000 else f"{number // 1000}k"


def _bar(rect: Any, color: str) -> Any:
    rect.fillColor, rect.strokeColor, rect.strokeWidth = _color(color), _color("#FFFFFF"), 0.4
    return rect


def _text(x: float, y: float, text: str, look: Look) -> Any:
    from reportlab.graphics.shapes import String

    given = {"fontName": look.font, "fontSize": look.size, "textAnchor": look.anchor}
    return String(x, y, text, fillColor=_color(look.color), **given)


def _wide(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def _cut(text: str, font: str, width: float) -> str:
    while _wide(text, font, 6.5) > width and len(text) > 4:
        text = text.rstrip(".")[:-1].rstrip() + "..."
    return text


def _color(text: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(text)
