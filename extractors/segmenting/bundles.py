"""Where one instrument ends and the next begins in a file that holds several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.segmenting.clauses import segments_of
from extractors.segmenting.labels import exhibit_of, label_of
from extractors.segmenting.signing_places import PagesToSign
from models.document import Line, Page
from models.signature import SignatureArea

_TOP_LINES = 14
_RECURS = 5
_PAGE_NUMBER = re.compile(r"(?:^|\s)\d+(?=\s|$)(?:\s\d+(?=\s|$))*")
_WORD, _BETWEEN_WORDS = re.compile(r"[A-Za-z]+"), re.compile(r"\W+")
_DIGITS = re.compile(r"\d+")
_OPENING_CHARACTERS = 900
_INSTRUMENT = (
    r"(?:sub)?lease|agreement|contract|amendment|modification|addendum|licen[cs]e|rental|memorandum\s+of\s+understanding"
    r"|schedule|plan|renewal|extension|letter\s+of\s+agreement|term\s+sheet"
)
_TITLE = re.compile(rf"(?i)\b(?:{_INSTRUMENT})\b")
_NOT_A_TITLE = re.compile(
    r"(?i)^\W*(?:exhibit|annex(?:ure)?|attachment|appendix|counterpart|signature\s+page|table\s+of\s+contents|schedule\s+(?:[a-z]\b|\d+\W*$)"
    r"|certificate|form\s+of|rules\s+and\s+regulations|guarant[ye]\b)|\bsignature\s+pages?\b"
)
_OPENING = re.compile(
    rf"""(?ix)
      \bthis\s+(?:[\w'’.-]+\s+){{0,8}}?(?:{_INSTRUMENT})\b[^.;]{{0,160}}?
          \b(?:is|was|dated|made|entered|between|among|effective|amends|modifies|extends|renews|shall|sets)\b
    | \b(?:{_INSTRUMENT})\s+(?:is\s+)?(?:dated|made)\b
    | \b(?:dated|made)\b[^.]{{0,60}}\b(?:between|among|by)\b
    | \b(?:by\s+and\s+)?between\b[^.]{{10,250}}\band\b
    | \bhereby\s+(?:amend|agree)
    | \bamend(?:s)?\s+(?:a\s+\w+\s+time\s+)?(?:their|the)\b
    | \(\s*(?:the|each|hereinafter)?\s*["“]?(?:lessor|clinic|hospital|landlord|licensor|employer)
    """
)
_PART_OF_ANOTHER = re.compile(
    r"(?i)^\W*(?:exhibit|annex(?:ure)?|attachment|appendix)\s+[\"“]?(?:[a-z]|\d{1,2})[\"”]?\W*$"
)
_WITNESS_CLAUSE = re.compile(r"(?i)^(?:in\s+witness|agreed\s+and\s+accepted)\b")
_FIRSTS = frozenset({"1", "1.1", "1.0", "I", "A", "a", "i"})
_LETTER = re.compile(r"(?i)^(?:dear\s+|re\s*:)")
_LEADERS = re.compile(r"\.{5,}|(?:^|\s)\d{1,3}\s*$")
_COVER = re.compile(
    r"(?i)^\W*(?:facsimile|fax(?:\s+(?:cover|transmi\w+))?|telefax|transmittal|cover\s+(?:sheet|page)|routing\s+slip)\b"
)
_KEY_TERM = re.compile(
    r"(?i)^\W*(?:(?:\d{1,2}[.)]|[a-z][.)])\s*)?(?:(?:initial\s+|lease\s+)?term|(?:agreement|start|effective|commencement|end|expiration)\s+date"
    r"|fees?|(?:base\s+)?rent|compensation|salary|stipend|landlord|tenant|lessor|lessee|employer|contractor|premises|services"
    r"|renewal|termination|notice)\b"
)
_FEWEST_KEY_TERMS = 3


def starts_of_instruments(known: PagesToSign) -> tuple[int, ...]:
    """Indexes of the pages on which an instrument (or a cover sheet) begins; the first page always is one.

    A later page begins one when it bears a title of its own and opens as agreements do, and the instrument before it
    has come to its signatures; the page behind a cover sheet begins one anyhow.
    """
    starts = [0]
    pages, bodies = known.pages, known.bodies
    recurring = _recurring(bodies)
    signed = bool(bodies) and _has_signatures(known.areas(0))
    cover = bool(bodies) and is_cover_sheet(bodies[0])
    for index in range(1, len(pages)):
        begins = signed and _begins_instrument(pages[index], bodies[index], recurring | _titles(bodies[starts[-1]]))
        if cover or begins:
            starts.append(index)
            signed = False
        cover = is_cover_sheet(bodies[index]) if index in starts else False
        signed = signed or _has_signatures(known.areas(index))
    return tuple(starts)


def is_cover_sheet(lines: Sequence[Line]) -> bool:
    """Whether a page is the cover of a fax or a bundle, which belongs to no instrument; one of key terms does."""
    covers = any(_COVER.match(line.text) for line in lines[:4])
    return covers and sum(bool(_KEY_TERM.match(line.text)) for line in lines) < _FEWEST_KEY_TERMS


def _has_signatures(areas: Iterable[SignatureArea]) -> bool:
    """Whether somebody is to sign on a page; a table of contents or a definition is no place to sign."""
    return any(
        not area.is_witness and (area.name or area.date_text or area.stamp_texts or area.written)
        for area in areas
        if not _LEADERS.search(area.quote)
    )


def _begins_instrument(page: Page, lines: Sequence[Line], not_new: frozenset[str]) -> bool:
    top = list(lines[:_TOP_LINES])
    if not top or _NOT_A_TITLE.search(top[0].text) or exhibit_of(top[0].text) is not None or _goes_on(top[0].text):
        return False
    if any(_PART_OF_ANOTHER.match(line.text) for line in top[1:4]):
        return False
    if any(_LETTER.match(line.text) for line in lines[:20]) and not _TITLE.search(top[0].text):
        return any(_LETTER.match(line.text) for line in lines[:20])
    segments = segments_of([page], [lines])
    if sum(bool(_LEADERS.search(line.text)) for line in lines) > 6:
        return False
    titled = any(_is_title(line.text) and _key(line.text) not in not_new for line in top[:4])
    opening = " ".join(segment.text for segment in segments[:8])[:_OPENING_CHARACTERS]
    return titled and bool(_OPENING.search(opening))


def _goes_on(text: str) -> bool:
    """Whether a page's first line is the middle of something: of a sentence, of numbered clauses, of the signatures."""
    number = label_of(text).number
    return text[:1].islower() or bool(_WITNESS_CLAUSE.match(text)) or (number is not None and number not in _FIRSTS)


def _titles(lines: Sequence[Line]) -> frozenset[str]:
    """The titles on an instrument's first page: behind a cover its title comes again and begins nothing new."""
    return frozenset(_key(line.text) for line in lines if _is_title(line.text))


def _recurring(bodies: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Lines on top of many pages, whatever number they bear."""
    tops = Counter(key for body in bodies for key in {_unnumbered(line.text) for line in body[:4]})
    often = {key for key, count in tops.items() if count >= _RECURS}
    return frozenset(_key(line.text) for body in bodies for line in body[:4] if _unnumbered(line.text) in often)


def _unnumbered(text: str) -> str:
    """A line without the number of its page, which print may have drawn apart ("- 1 2 - Supply Contract")."""
    return _DIGITS.sub("#", _PAGE_NUMBER.sub(" ", _key(text))).strip()


def _key(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", text).strip().upper()


def _is_title(text: str) -> bool:
    words: list[str] = _WORD.findall(text)
    if not words or len(words) > 14 or not _TITLE.search(text) or _NOT_A_TITLE.search(text) or text.endswith(":"):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return text.upper() == text or capitals >= 0.6 * len(words)
