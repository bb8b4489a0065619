"""Places to sign, read down the columns of a page: headings, the line to sign on, name, title and date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.language.signing_date import signing_date
from extractors.segmenting.days_beside import with_days_beside
from extractors.segmenting.lines_beside import (
    PARTY_HEADING,
    as_heading,
    is_day_of_stamp,
    is_heading,
    is_organization,
    is_stamped_next,
    names_who_signs,
    signs_next,
)
from extractors.segmenting.name_and_title import name_and_title
from extractors.segmenting.signature_columns import signature_columns
from extractors.segmenting.signature_grids import grid_areas
from extractors.segmenting.signature_items import SignatureColumn, SignatureItem
from extractors.segmenting.signature_lines import LineKind, is_office
from extractors.segmenting.stamps_beside import with_stamps_beside
from models.document import Line, Page
from models.geometry import Box, enclosing
from models.signature import SignatureArea

# The envelope of a signing service, and the time of a stamp on a line of its own.
_BEHIND_STAMP = re.compile(r"(?i)^(?:\w+\s+)?envelope\b|^\d{1,2}:\d{2}(?::\d{2})?\b")
_PLACEHOLDER = re.compile(r"(?i)^\W*[\[<(]\s*(?:please\s+)?(?:sign|signature)\b[^\])>]*[\])>]\W*$")
# "for Tern Hospital" under a name says for whom it was signed; "FOR THE HOSPITAL:" heads the next place.
_FOR_WHOM = re.compile(r"^(?:for|on\s+behalf\s+of)\s+(?:the\s+)?[A-Z][^:]*$")
# "Lessee, by" beside the line to sign on says whose it is, also under the name of that party.
_SIGNS_BY = re.compile(r"(?i),\s*by\W*$")
_FAR = 62.0
_APART = 26.0
_HEADED_APART, _STAMP_APART, _ROLE_APART, _AFTER_DATE = 9.0, 8.0, 6.0, 4.0
_UNDER_LINE = 16.0
_DATE_ABOVE, _DATE_BELOW = 12.0, 8.0
_SIGNED = {
    LineKind.SIGN,
    LineKind.CONFORMED,
    LineKind.STAMP,
    LineKind.BLANK,
    LineKind.CLOSING,
    LineKind.CAPTION,
}


def signature_areas(page: Page, lines: Sequence[Line]) -> tuple[SignatureArea, ...]:
    """The places to sign on one page, from its body lines."""
    in_grid, areas = grid_areas(page, lines)
    rest = [line for line in lines if id(line) not in in_grid]
    in_slots = tuple(mark for mark in page.marks if any(area.slot.overlaps(mark.box) for area in areas))
    free = page.model_copy(update={"marks": tuple(mark for mark in page.marks if mark not in in_slots)})
    for column in signature_columns(free, rest):
        areas += _areas_of_column(page, column)
    return tuple(with_days_beside(with_stamps_beside(areas), lines))


def _areas_of_column(page: Page, column: SignatureColumn) -> list[SignatureArea]:
    areas: list[SignatureArea] = []
    builder = _Builder()
    bottom = 0.0
    for index, read in enumerate(column.items):
        item = as_heading(read) if is_heading(column.items, index) else read
        gap = item.box.top - bottom if bottom else 0.0
        restamped = builder.is_stamped and gap > _STAMP_APART and is_stamped_next(column.items, index)
        renamed = builder.is_headed_and_signed and signs_next(column.items, index)
        if restamped or renamed or builder.is_closed_by(item, gap):
            areas += builder.finished(page, column)
            builder = _Builder(inherited=builder.headings_to_inherit(item, gap))
        builder.take(item)
        bottom = item.box.bottom
    return areas + builder.finished(page, column)


class _Builder:
    """One place to sign while its lines are being read."""

    def __init__(self, inherited: Sequence[str] = ()) -> None:
        self.items: list[SignatureItem] = []
        self.kinds: set[LineKind] = set()
        self.inherited = tuple(inherited)
        self.headings: list[SignatureItem] = []
        self.written: list[str] = []
        self.name: str | None = None
        self.title: str | None = None
        self.date: str | None = None
        self.below: list[str] = []
        self.stamps: list[str] = []
        self.slot: Box | None = None
        self.date_label: Box | None = None
        self.is_witness = False

    @property
    def has_content(self) -> bool:
        return bool(self.kinds & _SIGNED) or self.name is not None or self.date is not None

    @property
    def is_stamped(self) -> bool:
        """Whether it holds the stamp of an electronic signature and the name under it."""
        return bool(self.stamps) and (self.name is not None or bool(self.written))

    @property
    def is_headed_and_signed(self) -> bool:
        """Whether it has a heading that names who signs, and under it the line to sign on."""
        signed = bool(self.kinds & _SIGNED) and not self.is_witness
        return signed and any(names_who_signs(heading.text) for heading in self.headings)

    def is_closed_by(self, item: SignatureItem, gap: float) -> bool:
        """Whether a line begins another place, or ends them for now."""
        kind = item.line.kind
        if not self.items:
            return False
        if kind in {LineKind.PROSE, LineKind.WITNESS, LineKind.CLOSING}:
            return True
        if self.is_witness and (kind is LineKind.LABEL or PARTY_HEADING.match(item.text) or is_organization(item.text)):
            return True
        if not self.has_content or gap > _FAR:
            return gap > _FAR
        if self._is_role_under_name(item, gap):
            return False
        return self._is_repeated_by(item, gap) if kind is not LineKind.OTHER else self._is_headed_anew(item, gap)

    def _is_role_under_name(self, item: SignatureItem, gap: float) -> bool:
        """ "Owner" close under the owner's name says who has signed; "OWNER:" would head the next place."""
        bare = item.line.kind is LineKind.LABEL and not item.line.rest and item.text.istitle()
        return bare and not item.text.endswith(":") and self.name is not None and gap < _ROLE_APART

    def _is_captioned_by(self, item: SignatureItem, gap: float) -> bool:
        """ "Signature" alone, close under a stamp, says what is over it; so does "By:" beside its last line."""
        bare = not item.line.rest and (gap < 0 or not item.text.rstrip().endswith((":", "_")))
        return bare and LineKind.STAMP in self.kinds and LineKind.SIGN not in self.kinds and gap < _STAMP_APART

    def _is_repeated_by(self, item: SignatureItem, gap: float) -> bool:
        """Whether this place already holds what a labelled line would add."""
        kind = item.line.kind
        complete = self.name is not None or self.date is not None
        if kind is LineKind.SIGN and self._is_captioned_by(item, gap):
            return False
        if self._is_only_dated and gap < _APART and (kind is LineKind.SIGN or not item.text):
            return False
        if kind is LineKind.BLANK and gap < _ROLE_APART and self._ends_in_a_bare_label:
            return False
        if kind in {LineKind.SIGN, LineKind.BLANK}:
            return bool({LineKind.SIGN, LineKind.BLANK} & self.kinds) or complete
        if kind is LineKind.NAME:
            return LineKind.NAME in self.kinds
        if kind is LineKind.CONFORMED:
            return LineKind.CONFORMED in self.kinds or complete
        if kind is LineKind.STAMP:
            dated = gap < _APART and self.date is None and is_day_of_stamp(item.text, self.stamps)
            return complete and gap > _STAMP_APART and not dated
        return kind is LineKind.LABEL and (complete or not _SIGNS_BY.search(item.text))

    @property
    def _ends_in_a_bare_label(self) -> bool:
        """Whether its last line is "By:" and nothing else: the rule to sign on may have slipped under it."""
        last = self.items[-1].line
        return last.kind is LineKind.SIGN and not last.rest

    @property
    def _is_only_dated(self) -> bool:
        """Whether the date was asked for before anything else: under the heading, over the line to sign on."""
        return self.date_label is not None and self.name is None and not self.kinds & _SIGNED

    def _is_named_under_line(self, item: SignatureItem) -> bool:
        """Whether a name stands close under the line to sign on, right of which the date was asked for."""
        if self.name is not None or self.slot is None or self.date_label is None:
            return False
        beside = (
            self.date_label.shares_row_with(self.slot) or abs(self.date_label.middle - self.slot.bottom) < _APART / 2
        )
        close = 0 <= item.box.top - self.slot.bottom < _UNDER_LINE and abs(item.box.left - self.slot.left) < _APART
        return beside and close and not PARTY_HEADING.match(item.text) and not is_organization(item.text)

    def _repeats_its_heading(self, item: SignatureItem) -> bool:
        """Whether a line under the date names again who is to sign over it."""
        return self._is_only_dated and item.text in {heading.text for heading in self.headings}

    def _is_headed_anew(self, item: SignatureItem, gap: float) -> bool:
        """Whether a line without a label is the heading of the next place."""
        if self._repeats_its_heading(item) or self._is_named_under_line(item):
            return False
        if _FOR_WHOM.match(item.text) and self.name is not None and not self.headings:
            return False
        if PARTY_HEADING.match(item.text) and gap > _ROLE_APART:
            return True
        if self.headings and self.name is not None and gap > _HEADED_APART and is_organization(item.text):
            return True
        return (self.date is not None and gap > _AFTER_DATE) or (self.name is not None and gap > _APART)

    def headings_to_inherit(self, item: SignatureItem, gap: float) -> tuple[str, ...]:
        """A second signatory under one heading signs for the same party."""
        if self.is_witness or gap > _APART or item.line.kind not in {LineKind.SIGN, LineKind.NAME, LineKind.BLANK}:
            return ()
        return tuple(heading.text for heading in self.headings) or self.inherited

    def take(self, item: SignatureItem) -> None:
        """Adds a line to this place."""
        kind, rest = item.line.kind, item.line.rest
        if kind is LineKind.PROSE:
            return
        self.items.append(item)
        if self._held_by_a_heading(kind):
            # What stands behind a heading ("PRACTICE: Fernhill, Ltd.") is nobody's signature.
            self.slot, self.written = None, []
        self.kinds.add(kind)
        if kind is LineKind.WITNESS:
            self.is_witness = True
        elif kind is LineKind.SIGN or kind is LineKind.CONFORMED:
            self.slot = self.slot or item.box
            if rest or kind is LineKind.CONFORMED:
                self.written.append(f"/s/ {rest}".strip() if kind is LineKind.CONFORMED else rest)
        elif kind is LineKind.BLANK or kind is LineKind.CLOSING:
            self.slot = item.box
        elif kind is LineKind.STAMP:
            self.stamps.append(item.text)
        elif kind is LineKind.NAME:
            self.name = rest.strip("_ ") or self.name
        elif kind is LineKind.TITLE:
            self.title = rest.strip("_ ") or self.title
        elif kind is LineKind.DATE:
            self.date = self.date or rest.strip("_ ")
            self.date_label = self.date_label or item.box
        elif kind is LineKind.LABEL or kind is LineKind.CAPTION:
            self._take_label(item, rest)
        else:
            self._take_other(item)

    def _held_by_a_heading(self, kind: LineKind) -> bool:
        """A heading with a colon holds the place only until a line to sign on is seen."""
        return kind in {LineKind.SIGN, LineKind.CONFORMED} and not self.kinds & _SIGNED

    def _take_label(self, item: SignatureItem, rest: str) -> None:
        if item.line.kind is LineKind.LABEL:
            self.headings.append(item)
        if rest:
            self.written.append(rest)
        self.slot = self.slot or item.box

    def _take_other(self, item: SignatureItem) -> None:
        if _PLACEHOLDER.match(item.text):
            self.written.append(item.text)
            self.slot = self.slot or item.box
            return
        if not self.date and self.has_content and signing_date(item.text):
            # A date by hand often stands a little above its label.
            self.date = item.text
            return
        signed = bool(self.kinds & _SIGNED) or self.is_witness or self._repeats_its_heading(item)
        if not signed and self.name is None:
            self.headings.append(item)
        elif self.stamps and (self.stamps[-1].rstrip().endswith(":") or _BEHIND_STAMP.match(item.text)):
            self.stamps.append(item.text)
        elif self.name is None and is_organization(item.text):
            self.headings.append(item)
        elif self.name is None and not (self.title is None and self.written and is_office(item.text)):
            self.name = item.text
        elif self.title is None:
            self.title = item.text
        else:
            self.below.append(item.text)

    def finished(self, page: Page, column: SignatureColumn) -> list[SignatureArea]:
        """The place, if it is one."""
        signed = bool(self.kinds & _SIGNED)
        named = self.name is not None and (self.date is not None or self.title is not None or bool(self.headings))
        if not self.items or not (self.is_witness or signed or named or (self.date is not None and self.headings)):
            return []
        box = enclosing(item.box for item in self.items)
        slot = self.slot or self.items[0].box
        name, title = name_and_title(self.name or "")
        return [
            SignatureArea(
                page=page.number,
                box=box,
                column=Box(left=column.left, top=box.top, right=column.right, bottom=box.bottom),
                slot=slot,
                date_slot=self._date_slot(column),
                headings=tuple(heading.text for heading in self.headings) or self.inherited,
                written=" ".join(self.written) or None,
                name=name,
                title=self.title or title,
                date_text=self.date or None,
                below=tuple(self.below),
                stamp_texts=tuple(self.stamps),
                is_witness=self.is_witness,
                quote=" / ".join(item.text for item in self.items if item.text),
            )
        ]

    def _date_slot(self, column: SignatureColumn) -> Box | None:
        if self.date_label is None:
            return None
        label = self.date_label
        return Box(left=label.left, top=label.top - _DATE_ABOVE, right=column.right, bottom=label.bottom + _DATE_BELOW)
