"""The index of an evidence pack: each place whose words something rests on, numbered, with all that they prove."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from string import ascii_uppercase
from typing import NamedTuple

from models.evidence_pack import PagePicture
from models.geometry import Box, enclosing
from reports.evidence_rows import PaperRow, ReliedOnRow

_TOKEN = re.compile(r"\w+")


class Proof(NamedTuple):
    """One thing that words prove: what kind of thing, its name, and its value."""

    source: str
    name: str
    value: str | None


class Entry(NamedTuple):
    """A numbered place: its paper and page (1-based, of the file), the words, where they stand, and what they prove."""

    number: int
    contract_id: str
    page: int
    quote: str
    box: Box | None
    proofs: tuple[Proof, ...]


def exhibit_of(position: int) -> str:
    """What the paper at a position (0, 1, ...) is called: A to Z, then AA, AB ..."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, len(ascii_uppercase))
        letters = ascii_uppercase[digit] + letters
    return letters


def index_of(papers: Sequence[PaperRow], relied_on: Sequence[ReliedOnRow]) -> tuple[Entry, ...]:
    """The entries in the order in which one reads: by paper, page and place; the same words are one entry."""
    order = {paper.contract_id: position for position, paper in enumerate(papers)}
    found: dict[tuple[str, int, str, str], list[Proof]] = defaultdict(list)
    for row in relied_on:
        if row.page is not None and row.contract_id in order:
            found[row.contract_id, row.page, row.bbox or "", row.quote or ""].append(
                Proof(row.source, row.name, row.value)
            )
    places = sorted(found, key=lambda key: (order[key[0]], key[1], *_reading_order(box_of(key[2])), key[3]))
    return tuple(
        Entry(number, contract_id, page, quote, box_of(bbox), tuple(found[contract_id, page, bbox, quote]))
        for number, (contract_id, page, bbox, quote) in enumerate(places, start=1)
    )


def box_of(bbox: str | None) -> Box | None:
    """A place as the views print it."""
    if not bbox:
        return None
    left, top, right, bottom = map(float, bbox.split(","))
    return Box(left=left, top=top, right=right, bottom=bottom)


def highlights_of(entry: Entry, page: PagePicture) -> tuple[Box, ...]:
    """Where to mark the words of an entry on its page: line by line where the page has a text of its own, else its box.

    Empty when the words have no place that is known.
    """
    wanted = _TOKEN.findall(entry.quote.casefold())
    tokens = [(token, word.box) for word in page.words for token in _TOKEN.findall(word.text.casefold())]
    places = [
        start
        for start in range(len(tokens) - len(wanted) + 1)
        if wanted and [token for token, _ in tokens[start : start + len(wanted)]] == wanted
    ]
    if entry.box is not None:
        near = _grown(entry.box)
        places = [
            start for start in places if all(near.overlaps(box) for _, box in tokens[start : start + len(wanted)])
        ]
    if len(places) == 1 or (places and entry.box is not None):
        return _lines([box for _, box in tokens[places[0] : places[0] + len(wanted)]])
    return (entry.box,) if entry.box is not None else ()


def _lines(boxes: Sequence[Box]) -> tuple[Box, ...]:
    lines: list[list[Box]] = []
    for box in boxes:
        if lines and lines[-1][-1].shares_row_with(box) and box.left >= lines[-1][0].left - 1.0:
            lines[-1].append(box)
        else:
            lines.append([box])
    return tuple(enclosing(line) for line in lines)


def _grown(box: Box) -> Box:
    return Box(left=box.left - 3, top=box.top - 3, right=box.right + 3, bottom=box.bottom + 3)


def _reading_order(box: Box | None) -> tuple[float, float]:
    return (box.top, box.left) if box is not None else (float("inf"), 0.0)
