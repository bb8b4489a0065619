"""Whether a place to sign was signed, how, and when: judged by what stands in it and the marks made there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz

from extractors.language.signing_date import possible_signing_dates, signing_date
from models.base import Frozen
from models.document import Mark, MarkKind, TextSource
from models.geometry import Box
from models.signature import SignatureArea, SignatureMethod, SignatureStatus

_LEAST_HEIGHT, _LEAST_WIDTH, _GAP = 12.0, 24.0, 4.0
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_ON_FILE = re.compile(
    r"(?i)\b(?:signature\s+on\s+file|original\s+signed|signed\s+(?:copy|original)\b|on\s+file\b)"
    r"|^\W*(?:(?:conformed|file|true|certified|client|office)\s+)?copy\W*$"
)
_PLACEHOLDER = re.compile(
    r"(?i)\[[^\]]*\bsign|\bsign\s+here\b|\bsignature\s+(?:page\s+)?(?:to\s+)?follow|\b(?:un|not\s+(?:yet\s+)?)signed\b"
    r"|\b(?:to\s+be|awaiting|pending)\s+sign|<<.*>>|\{\{.*\}\}|^\W*[\\/]s\d*[\\/]\W*$"
    r"|^\W*(?:draft|specimen|sample|void|tb[ad]|n/?a|pending|blank|form\s+only|for\s+reference\s+only)\W*$"
)
_PAGE_CAPTION = re.compile(r"(?i)[\[(](?:counterpart\s+)?signature\s+pages?\s+(?:to(?!\s+follow)|of|for)\b[^\])]*[\])]")
_NO_NAME = re.compile(r"(?i)[\[(]?\b(?:corporate\s+)?seal\b[\])]?|^\W*x\W*$|\bl\.\s?s\.")
_STAMP_SIGNER = re.compile(
    r"(?i)(?:signed\s+by|electronically\s+signed\s+by|e-?signed\s+by|digitally\s+signed\s+by)\s*:?\s*(?P<name>[A-Z][^<(\d]{3,60}?)\s*(?:[<(]|\d|$)"
)
_INTACT = "An intact digital signature of the file."
_CHANGED = "The digital signature is intact, but the file's content was changed after it was signed."
_BROKEN = "The digital signature is broken: what it covers was changed after signing, or it is damaged."
_UNKNOWN_WRITING = "Something is written by hand where one signs, and it does not look like a signature."
_NAME_BY_HAND = "The name is written by hand where one signs."
_DATED_WRITING = "Writing that nobody can read stands where one signs, with a date by hand."
_TYPED_OVER_NAME = "The name is typed where one signs, which the contract takes for a signature."
_FEWEST_LETTERS, _SPELT = 5, 72
_NOT_A_SIGNER = re.compile(r"(?i)docu|sign|reason|cert|ref\b|date|\d{3,}|\.{3}|@")


class SignatureReading(Frozen):
    """What a place to sign shows. `signer` is who an electronic or conformed signature says signed.

    `possible_days` are the days that an unclear date by hand may mean, where `signed_on` is not known.
    """

    status: SignatureStatus
    method: SignatureMethod
    signed_on: date | None
    reason: str
    confidence: float
    signer: str | None = None
    box: Box | None = None
    possible_days: tuple[date, ...] = ()


def read_signature(
    area: SignatureArea, marks: Sequence[Mark], text_source: TextSource | None, typed_names_sign: bool
) -> SignatureReading:
    """Judges one place to sign. `marks` are those made in it; `typed_names_sign` is true where the contract itself says
    that a typed name counts as a signature.
    """
    written = (area.written or "").strip()
    typed_date = (signing_date(area.date_text) if area.date_text else None) or _date_by_hand(marks)
    digital = [mark for mark in marks if mark.kind is MarkKind.DIGITAL]
    if digital:
        return _digital(digital[0], typed_date)
    if area.stamp_texts:
        return _stamped(area, typed_date)
    if written.startswith("/s/"):
        return _conformed(written, typed_date)
    if _ON_FILE.search(written):
        return _reading(
            SignatureStatus.UNCLEAR, SignatureMethod.NONE, None, f'Only "{written}" stands where one signs.', 0.9
        )
    # What is set in the foot of such pages is no placeholder: "[Signature Page to the Lease]".
    written = _PAGE_CAPTION.sub("", written).strip()
    if _PLACEHOLDER.search(written):
        return _reading(
            SignatureStatus.UNSIGNED,
            SignatureMethod.NONE,
            None,
            f'A placeholder, "{written}", stands where one signs.',
            0.9,
        )
    ink = [mark for mark in marks if mark.kind is MarkKind.INK]
    if ink:
        best = max(ink, key=lambda mark: mark.confidence)
        return SignatureReading(
            status=SignatureStatus.SIGNED,
            method=SignatureMethod.INK,
            signed_on=(signed_on := typed_date or _nearby_date(area)),
            possible_days=() if signed_on else _possible_days(area, marks),
            reason="Handwriting stands where one signs.",
            confidence=best.confidence,
            box=best.box,
        )
    if _LETTERS.search(_NO_NAME.sub("", written)):
        # What a hand wrote is seldom recognised to the letter, and leaves a mark.
        plainly_typed = not marks and area.name is not None and _letters(written) == _letters(area.name)
        scanned = text_source is TextSource.OCR and not plainly_typed
        return _typed_or_read(written, typed_date, scanned, typed_names_sign)
    if typed_names_sign and _is_typed_over_name(area):
        return _reading(SignatureStatus.SIGNED, SignatureMethod.TYPED, typed_date, _TYPED_OVER_NAME, 0.75)
    unknown = [mark for mark in marks if is_unknown_writing(area, mark)]
    if any(_spells_name(mark, area) for mark in unknown):
        return _reading(SignatureStatus.SIGNED, SignatureMethod.INK, typed_date, _NAME_BY_HAND, 0.8)
    if unknown and typed_date is not None and not any(mark.text for mark in unknown):
        return _reading(SignatureStatus.SIGNED, SignatureMethod.INK, typed_date, _DATED_WRITING, 0.65)
    if unknown:
        return _reading(SignatureStatus.UNCLEAR, SignatureMethod.NONE, typed_date, _UNKNOWN_WRITING, 0.6)
    return _reading(SignatureStatus.UNSIGNED, SignatureMethod.NONE, None, "Nothing is written where one signs.", 0.85)


def _is_typed_over_name(area: SignatureArea) -> bool:
    """Whether the name stands once more over its label, below what names the party ("Consultant")."""
    if area.name is None or len(area.headings) < 2:
        return False
    name, typed, party = (_letters(text) for text in (area.name, area.headings[-1], area.headings[0]))
    return bool(typed) and name.startswith(typed) and not party.startswith(typed)


def _spells_name(mark: Mark, area: SignatureArea) -> bool:
    """Whether writing by hand spells the name printed at the place, as far as recognition can tell."""
    written = _letters(mark.text or "")
    names = [_letters(name) for name in (area.name, *area.headings) if name]
    return len(written) >= _FEWEST_LETTERS and any(fuzz.partial_ratio(written, name) >= _SPELT for name in names)


def is_unknown_writing(area: SignatureArea, mark: Mark) -> bool:
    """Whether a mark is writing by hand on the line to sign on, as large as a signature, and no date."""
    slot, box = area.slot, mark.box
    if (
        mark.kind is not MarkKind.HANDWRITING
        or possible_signing_dates(mark.text or "")
        or signing_date(mark.text or "")
    ):
        return False
    large = box.height >= _LEAST_HEIGHT and box.width >= _LEAST_WIDTH
    shared = min(slot.right, box.right) - max(slot.left, box.left)
    return large and shared >= 0.5 * box.width and box.top <= slot.bottom and box.bottom >= slot.top - _GAP


def _date_by_hand(marks: Sequence[Mark]) -> date | None:
    texts = [mark.text for mark in marks if mark.kind is MarkKind.HANDWRITING and mark.text]
    return next((found for text in texts if (found := signing_date(text))), None)


def _possible_days(area: SignatureArea, marks: Sequence[Mark]) -> tuple[date, ...]:
    texts = [mark.text for mark in marks if mark.kind is MarkKind.HANDWRITING and mark.text]
    texts += [area.date_text] if area.date_text else []
    return next((days for text in texts if (days := possible_signing_dates(text))), ())


def _reading(
    status: SignatureStatus, method: SignatureMethod, signed_on: date | None, reason: str, confidence: float
) -> SignatureReading:
    return SignatureReading(status=status, method=method, signed_on=signed_on, reason=reason, confidence=confidence)


def _digital(mark: Mark, typed_date: date | None) -> SignatureReading:
    intact = mark.intact is not False
    holds = intact and not mark.changed_after_signing
    return SignatureReading(
        status=SignatureStatus.SIGNED if holds else SignatureStatus.UNCLEAR,
        method=SignatureMethod.DIGITAL,
        signed_on=mark.signed_on or typed_date,
        reason=_BROKEN if not intact else _CHANGED if mark.changed_after_signing else _INTACT,
        confidence=0.97 if holds else 0.9,
        signer=mark.signer,
        box=mark.box,
    )


def _stamped(area: SignatureArea, typed_date: date | None) -> SignatureReading:
    stamp_date = next((found for text in area.stamp_texts if (found := signing_date(text))), None)
    return SignatureReading(
        status=SignatureStatus.SIGNED,
        method=SignatureMethod.ESIGN,
        signed_on=stamp_date or typed_date,
        reason="The stamp of an electronic signature stands where one signs.",
        confidence=0.93,
        signer=_stamp_signer(area.stamp_texts),
    )


def _stamp_signer(texts: Sequence[str]) -> str | None:
    for text in texts:
        named = _STAMP_SIGNER.search(text)
        if named:
            return named["name"].strip()
        before_time = re.match(r"^(?:By:\s*)?(?P<name>[A-Z][^(]{3,60}?)\s*\([A-Z][a-z]{2}", text)
        if before_time:
            return before_time["name"].strip()
    return next((text for text in texts if not _NOT_A_SIGNER.search(text) and len(text.split()) in (2, 3, 4)), None)


def _conformed(written: str, typed_date: date | None) -> SignatureReading:
    name = written.removeprefix("/s/").strip()
    if not _LETTERS.search(name):
        return _reading(SignatureStatus.UNSIGNED, SignatureMethod.NONE, None, 'No name follows "/s/".', 0.85)
    return SignatureReading(
        status=SignatureStatus.SIGNED,
        method=SignatureMethod.CONFORMED,
        signed_on=typed_date,
        reason='A conformed signature, "/s/", stands where one signs.',
        confidence=0.97,
        signer=name,
    )


def _typed_or_read(written: str, typed_date: date | None, scanned: bool, typed_names_sign: bool) -> SignatureReading:
    if scanned:
        return _reading(SignatureStatus.SIGNED, SignatureMethod.INK, typed_date, "Writing stands where one signs.", 0.7)
    if typed_names_sign:
        return SignatureReading(
            status=SignatureStatus.SIGNED,
            method=SignatureMethod.TYPED,
            signed_on=typed_date,
            reason="A typed name, which the contract counts as a signature.",
            confidence=0.85,
            signer=written,
        )
    return _reading(
        SignatureStatus.UNCLEAR,
        SignatureMethod.TYPED,
        typed_date,
        "Only a typed name stands where one signs, and nothing says that it was meant as a signature.",
        0.85,
    )


def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-z]+", text.lower()))


def _nearby_date(area: SignatureArea) -> date | None:
    """A handwritten date that was read a little above or below its label."""
    for text in (area.title or "", *area.below):
        found = signing_date(text) or signing_date(text.split(" ")[0])
        if found:
            return found
    return None
