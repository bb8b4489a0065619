"""What a line in a signature block is: a labelled field, a stamp, a heading, a witness's line, or prose."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class LineKind(StrEnum):
    """Kinds of lines found where contracts are signed."""

    SIGN = "sign"
    NAME = "name"
    TITLE = "title"
    DATE = "date"
    CONFORMED = "conformed"
    STAMP = "stamp"
    WITNESS = "witness"
    LABEL = "label"
    BLANK = "blank"
    CLOSING = "closing"
    PROSE = "prose"
    OTHER = "other"


class SignatureLine(NamedTuple):
    """A line's kind, and what follows its label."""

    kind: LineKind
    rest: str = ""


_SIGN = re.compile(
    r"(?i)^(?:x\s*)?(?:by|sign(?:ed|ature)?(?:\s+(?:of|by)\s+[\w ]{3,30})?|authori[sz]ed\s+signat(?:ure|ory)|s)\s*(?:[:.]|_{2,}|$)\s*(?P<rest>.*)$"
)
_BY_NAME = re.compile(r"^(?:By|BY)\s+(?P<rest>[A-Z/_].{0,60})$")
_NAME = re.compile(
    r"(?i)^(?:\(print\)|(?:print(?:ed)?|typed?|full|legal)?\s*(?:/?\s*typed\s+)?name(?:\s*\(?print(?:ed)?\)?)?\s*[:.])\s*(?P<rest>.*)$"
)
_TITLE = re.compile(r"(?i)^(?:title|its|position|capacity|office)\s*(?:[:]|(?<=its)\s*$|_{2,})\s*(?P<rest>.*)$")
_DATE = re.compile(
    r"(?i)^(?:date(?:d|\s+signed|\s+of\s+signature)?|signed\s+on|on)\s*(?:[:;.]|_{2,}|$)\s*(?P<rest>.*)$"
)
_CONFORMED = re.compile(r"(?i)(?:^|[\s:])/?\s*/?s/{1,2}\s*(?P<rest>.*)$|^\(s\)\s+(?P<rest2>[A-Z].*)$")
_STAMP = re.compile(
    r"""(?ix)
      \bdocu\s?signed\s+by\b | ^(?:e-?|digitally\s+|electronically\s+)signed\s*(?:by)?\b | ^signed\s+(?:by\s*:|electronically\b)
    | \belectronic(?:ally)?\s+sign(?:ed|ature)\b.{0,4}[:-] | \b[0-9A-F]{12,}\s*(?:\.\.\.|…)
    | \(\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m\s*)?[A-Z+-]*[\d'’]*\s*\)
    | \b(?:cert(?:ificate)?|ref|audit|transaction|signature\s+id|key\s*id)\b[.:#\s]*[0-9a-f-]{8,} | \bIP(?:\s+address)?[\s:]+\d+\.\d+\.\d+\.\d+
    | ^reason\s*:\s | ^\W*signed\s+(?:with|via|using|through)\b | \bvia\s+(?:docusign|adobe|hellosign|dropbox\s+sign|pandadoc)\b
    """
)
_WITNESS = re.compile(
    r"(?i)^\W*(?:wit?n?ess(?:es|ed)?\b(?!\s+whereof)(?:\s+(?:to|for|as\s+to)\b)?|attest(?:ed|ing|ation)?\b|notary\b|sworn\b|subscribed\s+and\s+sworn"
    r"|state\s+of\b|county\s+of\b|acknowledg(?:e)?ment\b|(?:approved|reviewed|examined)\s+(?:by\s+(?:legal\s+)?counsel|(?:as\s+)?(?:to|for|as\s+to)\s+(?:legal\s+)?(?:form|sufficiency))"
    r"|(?:approved|reviewed)\s+as\s+to\b|legal\s+(?:review|approval)\b|recommended\b|initials?\b|countersigned\s+for\s+information"
    r"|consent(?:ed)?\s+(?:to\s+)?(?:by|of)\s+(?:the\s+)?(?:master|prime|over)?\s*landlord)"
)
_INITIALS = re.compile(r"(?i)\binitial(?:s|led|ed)?\b|(?:received|acknowledged)\s*:\s*\w+\s*_{3,}")
_LABEL = re.compile(r"^(?P<label>[A-Z][A-Za-z’'/ ]{1,28}?)\s*(?:,\s*by|:)\s*(?P<rest>.*)$")
_ROLE = re.compile(
    r"(?i)^(?:the\s+)?(?:sub)?(?:lessor|lessee|landlord|tenant|licensor|licensee|employer|employee|physician|hospital|practice|group"
    r"|contractor|consultant|guarantor|buyer|seller|purchaser|doctor|surgeon|clinic|company|user|owner|medical director)$"
)
_BLANK = re.compile(r"^[_.\s\-–—]{4,}$")
_ABBREVIATED = re.compile(r"(?i)(?:\b[A-Z]\.|\b(?:inc|corp|co|ltd|llc|jr|sr|esq|ph\.?d|assn|bros)\.)$")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d{2}\b")
_CLOSING = re.compile(
    r"(?i)^(?:very\s+|yours\s+)?(?:truly|sincerely|warmly|respectfully|cordially|faithfully|best|regards|kind regards|warm regards|"
    r"best regards|with\s+(?:best|good|warm|kind)\s+(?:wishes|regards))(?:\s+yours|\s+submitted)?,?$"
)
_OPENING = re.compile(r"(?i)^(?:for|on behalf of)\s+(?:the\s+)?(?P<label>[A-Z][\w’' ]{2,40}?)\s*:?$")


def signature_line(text: str) -> SignatureLine:
    """What one line is, by its own words alone."""
    stripped = text.strip()
    if _BLANK.match(stripped):
        return SignatureLine(LineKind.BLANK)
    if _CLOSING.match(stripped):
        return SignatureLine(LineKind.CLOSING)
    if _WITNESS.match(stripped) or _INITIALS.search(stripped):
        return SignatureLine(LineKind.WITNESS, stripped)
    conformed = _CONFORMED.search(stripped)
    if conformed:
        return SignatureLine(LineKind.CONFORMED, (conformed["rest"] or conformed["rest2"] or "").strip())
    if _STAMP.search(stripped):
        return SignatureLine(LineKind.STAMP, stripped)
    for kind, pattern in (
        (LineKind.DATE, _DATE),
        (LineKind.NAME, _NAME),
        (LineKind.TITLE, _TITLE),
        (LineKind.SIGN, _SIGN),
    ):
        match = pattern.match(stripped)
        if match and kind is LineKind.DATE and _TIME_OF_DAY.search(match["rest"]):
            return SignatureLine(LineKind.STAMP, stripped)
        if match:
            return SignatureLine(kind, match["rest"].strip())
    by = _BY_NAME.match(stripped)
    if by:
        return SignatureLine(LineKind.SIGN, by["rest"].strip())
    opening = _OPENING.match(stripped)
    if opening:
        return SignatureLine(LineKind.LABEL, "")
    if _ROLE.match(stripped):
        return SignatureLine(LineKind.LABEL)
    label = _LABEL.match(stripped)
    if label and len(label["label"].split()) <= 4 and len(label["rest"].split()) <= 6:
        return SignatureLine(LineKind.LABEL, label["rest"].strip())
    return SignatureLine(LineKind.PROSE if _is_prose(stripped) else LineKind.OTHER)


def _is_prose(text: str) -> bool:
    """Running text: long, mostly small words, or a sentence."""
    words = text.split()
    if len(words) > 1 and text.endswith((".", ";")) and not _ABBREVIATED.search(text):
        return True
    if len(words) < 5:
        return text[:1].islower()
    lower = sum(word[:1].islower() for word in words)
    return lower >= 0.4 * len(words) or len(words) > 13
