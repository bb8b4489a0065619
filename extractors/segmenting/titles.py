"""The title of an instrument: not its running head, its filing legend, its letterhead or the names of its parties."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.module_expressions import compiled
from models.segment import Segment, SegmentKind

_WITHIN = 14
_LONGEST = 160
_INSTRUMENT = compiled(
    r"(?i)(?:agreement|(?:sub)?lease|contract|licen[cs]e|amendment|modification|addendum|memorandum|\bplan\b|\bterms\b|\border\b|appointment|rental|exhibit|schedule|certificate|guarant(?:y|ee)|\bnote\b|\bdeed\b|renewal|extension|resolution|statement|invoice|policy|opinion|report|arrangement|facsimile|\bfax\b|undertaking|supplement|endorsement|\boffer\b|term\s+sheet|minutes|proposal)"
)
_LEGEND = compiled(
    r"""(?xi)^(?:exhibit|ex\.?|annex|schedule)\s*[-–]?\s*\(?\d{1,3}[\w.()-]*
        (?:\s*(?:execution\s+(?:copy|version)|\.{2,}))?$
      | ^exhibit\s+[a-z]$ | ^execution\s+(?:copy|version)$ | ^(?:strictly\s+|commercial\s+in\s+)?confiden(?:tial|ce)\b
      | confidential\s+(?:treatment|portions|materials) | securities\s+and\s+exchange
      | ^\[.*(?:logo|\*).*\]?$ | ^[\W_\d]+$
      | ^\W*(?:certain|portions?\s+of|note:|in\s+accordance\s+with\s+item|text\s+omitted|redacted)\b
      | ^(?:draft|final|copy|duplicate|original|counterpart|page)\b.{0,20}$ | ^\(?execution\b.{0,12}$
      | ^table\s+of\s+contents | docusign | ^us[-_ ]?docs | \bcusip\b | ^dated?\b | ^effective\b
      | ^(?:by\s+and\s+)?between\b | ^among\b | ^and$ | ^(?:contract|agreement)\s+(?:no|number)\b | ^number:?
      | ^(?:recitals?|background|preamble|definitions|witnesseth|parties|whereas)\b"""
)
_PLACE_OR_DAY = compiled(
    r"(?i)\b[A-Z]{2}\.?\s+\d{5}\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d|^\d+\s+\w+|\bp\.?\s?o\.?\s+box|\b(?:street|avenue|road|drive|boulevard|lane)\b.*\d|\|"
)
_COMPANY = compiled(
    r"(?i)(?:\b(?:inc|llc|l\.l\.c|corp|corporation|ltd|limited|l\.?p|p\.?c|p\.?a|company|hospital|university|authority)\b\.?\)?[,.]?)$"
)
_GOES_ON = compiled(r"(?i)^(?:to|of|for|and|with|in|on|by|under|between|at|among|no\.?)\b|^\(")
_HANGS = compiled(
    r"(?i)\b(?:to|of|for|and|with|the|in|no\.?|-|–|regarding|concerning|medical|professional|physician)$|[-–:,&]$"
)
_SUBJECT = compiled(r"(?i)(?:^|\s)(?:re|subject|regarding)\s*:\s*(?P<subject>.{4,140}?)(?=\s+Dear\b|\s{2,}|$|\.\s)")
_LONE_EXHIBIT = compiled(
    r"(?i)(?:exhibit|schedule|attachment|appendix|annex)\s+(?:[a-z]|[ivx]+|\d{1,2})(?:-\d+)?\b(?![.]\d)"
)
_DEAR = compiled(r"\bDear\s+\p{Lu}")
_RUN_IN = compiled(
    r"^(?:(?:EXECUTION\s+(?:COPY|VERSION)|EXHIBIT\s+[\w().]+|CONFIDENTIAL)\s+)*(?P<title>(?:[\p{Lu}\d][\p{Lu}\d’'&/,.\-–]*\s+){0,14}?(?:AGREEMENT|LEASE|CONTRACT|AMENDMENT|PLAN|LICENSE|LICENCE|ADDENDUM|MEMORANDUM)(?:\s+(?:NO\.?\s*\d+|OF\s+(?:[\p{Lu}][\p{Lu}’'&-]*\s+){0,5}[\p{Lu}]+))?)\s+(?=THIS\b|This\b|In\b|Pursuant|Agreement\b|AGREEMENT\s+(?:made|dated)|[\p{Lu}][a-z])"
)
_NAMED_IN_PROSE = compiled(
    r"\b(?:[Tt]his|THIS)\s+(?P<title>(?:(?:[\p{Lu}][\p{L}’'&/-]*|of|and|for|to|No\.?|\d+)\s+){0,10}?(?i:agreement|lease|sublease|contract|licen[cs]e|amendment|addendum|memorandum|plan))\b"
)


def title_of(segments: Sequence[Segment]) -> str | None:
    """The title in the words of the page, several lines joined by spaces; None where there is none."""
    head = segments[:_WITHIN]
    letter = next((index for index, segment in enumerate(head) if _DEAR.search(segment.text)), None)
    if letter is not None:
        subject = _subject(head[: letter + 1])
        if subject is not None:
            return subject
    lines = [segment for segment in head if not _is_skipped(segment)]
    for index, segment in enumerate(lines):
        if _is_title(segment):
            return _joined(lines, index)
        run_in = _RUN_IN.match(segment.text)
        if run_in:
            return run_in["title"].strip()
    return _from_prose(head) or _exhibit(head) or _first_heading(lines)


def _subject(head: Sequence[Segment]) -> str | None:
    """What a letter is about: its "Re:" line, or the line right above "Dear …"."""
    for segment in head:
        match = _SUBJECT.search(segment.text)
        if match:
            return match["subject"].strip(" .")
    before = _DEAR.split(head[-1].text)[0].strip(" :")
    above = before or (head[-2].text.strip() if len(head) > 1 else "")
    if above and not _PLACE_OR_DAY.search(above) and len(above) < 130 and _INSTRUMENT.search(above):
        return above
    return None


def _is_skipped(segment: Segment) -> bool:
    text = segment.text.strip()
    return bool(_LEGEND.search(text[:200])) or bool(
        _PLACE_OR_DAY.search(text) and len(text) < 90 and not _INSTRUMENT.search(text)
    )


def _is_title(segment: Segment) -> bool:
    text = segment.text.strip()
    if (
        segment.kind is SegmentKind.TABLE_ROW
        or segment.number is not None
        or not _INSTRUMENT.search(text)
        or len(text) > _LONGEST
    ):
        return False
    if segment.kind is SegmentKind.HEADING:
        return not text.endswith((";", ","))
    return len(text) < 90 and not text.endswith((".", ";", ",")) and _capitalised(text)


def _capitalised(text: str) -> bool:
    words = [word for word in regex.findall(r"\p{L}[\p{L}’'-]*", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.65 * len(words)


def _joined(lines: Sequence[Segment], index: int) -> str:
    """The line with those above and below it that belong to the same title."""
    text = lines[index].text.strip()
    if index and lines[index - 1].kind is SegmentKind.HEADING and _continues(lines[index - 1].text.strip(), text):
        text = f"{lines[index - 1].text.strip()} {text}"
    for after in lines[index + 1 : index + 3]:
        more = after.text.strip()
        if after.kind is SegmentKind.TABLE_ROW or len(text) + len(more) > _LONGEST or not _continues(text, more):
            break
        text = f"{text} {more}"
    bare = regex.sub(r"(?i)\s*\btable\s+of\s+contents\b.*$", "", text)
    return regex.sub(r"\s+", " ", bare.strip(" -–—_")) or text


def _continues(text: str, more: str) -> bool:
    if len(more) > 90 or more.endswith((".", ";")) or _COMPANY.search(more):
        return False
    if _HANGS.search(text):
        return more[:1].isupper() or more[:1] == "("
    return bool(_GOES_ON.match(more)) and _capitalised(more)


def _from_prose(head: Sequence[Segment]) -> str | None:
    for segment in head:
        match = _NAMED_IN_PROSE.search(segment.text[:400])
        if match and len(match["title"].split()) > 1:
            return match["title"]
    return None


def _exhibit(head: Sequence[Segment]) -> str | None:
    """ "EXHIBIT B" with the line under it, where nothing else names the instrument."""
    first = head[0].text.strip() if head else ""
    if not _LONE_EXHIBIT.match(first) or len(first) > 90:
        return None
    under = head[1].text.strip() if len(head) > 1 and head[1].kind is SegmentKind.HEADING else ""
    return f"{first} {under}".strip() if len(first) < 20 else first


def _first_heading(lines: Sequence[Segment]) -> str | None:
    headings = (line for line in lines[:6] if line.kind is SegmentKind.HEADING and line.number is None)
    return next((line.text for line in headings if not _COMPANY.search(line.text)), None)
