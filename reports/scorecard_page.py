"""The scorecard as a page for the browser and the printer."""

from __future__ import annotations

from typing import Final

from reports.page import page
from reports.scorecard import Scorecard
from reports.scorecard_charts import Fonts, as_svg
from reports.scorecard_parts import charts, tiles

_FONTS: Final = Fonts("Helvetica", "Helvetica-Bold")


def scorecard_page(card: Scorecard) -> bytes:
    """The scorecard as HTML, its charts in it; the same card gives the same bytes."""
    shown = [
        {"title": one.title, "note": one.note, "said": one.said, "svg": as_svg(one.drawing, f"chart-{number}")}
        for number, one in enumerate(charts(card.figures, _FONTS), 1)
    ]
    return b"".join(page(card, "scorecard.html.jinja", tiles=tiles(card.figures), charts=shown))
