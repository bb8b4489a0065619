"""Signatures on pages that are no contract's: of letters and forms, which have no parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.assembly.signature_marks import marks_by_area
from extractors.segmenting.running_matter import body_lines
from extractors.segmenting.signature_blocks import signature_areas
from extractors.segmenting.signature_columns import is_person_name
from extractors.terms.signature_status import SignatureReading, read_signature
from models.contract import Contract
from models.document import Document, Line, Mark, MarkKind, Page
from models.evidence import Evidence
from models.signature import SignatureArea, SignatureBlock, SignatureMethod, SignatureStatus

_ASKS_TO_SIGN = re.compile(r"(?i)\bsign(?:ature|ed|\s+here)?\b|\bby\s*[:_]|^by$|/s/|_{8,}")
_CAPTION = re.compile(r"(?i)\bsignature\b|\bsign\s+here\b")
_CAPTION_ALONE = re.compile(
    r"(?i)^\W*(?:(?:authori[sz]ed|applicant|registrant|employee|member)(?:['’]?s)?\s+)?signature(?:\s+of\s+[\w\s]{3,30})?\W*$"
)
_LONGEST_CAPTION = 14
_SUNK, _RAISED, _CAPTION_FAR = 6.0, 9.0, 90.0
_METHODS = {MarkKind.INK: SignatureMethod.INK, MarkKind.DIGITAL: SignatureMethod.DIGITAL}


def loose_signatures(document: Document, contracts: Sequence[Contract]) -> tuple[SignatureBlock, ...]:
    """The places to sign, and the marks of signing outside any, on pages that no contract of the document holds."""
    binding = [one for one in contracts if any(block.evidence is not None for block in one.signatures)]
    held = {number for contract in binding for number in range(contract.first_page, contract.last_page + 1)}
    bodies = zip(document.pages, body_lines(document.pages), strict=True)
    return tuple(block for page, lines in bodies if page.number not in held for block in _blocks_on(page, lines))


def _blocks_on(page: Page, lines: Sequence[Line]) -> list[SignatureBlock]:
    placed = marks_by_area([area for area in signature_areas(page, lines) if not area.is_witness], page.marks)
    read = [(area, marks, read_signature(area, marks, page.text_source, False)) for area, marks in placed]
    blocks = [_block(area, reading) for area, marks, reading in read if _tells(area, marks, reading)]
    taken = [mark for _, marks, _ in read for mark in marks]
    blocks += _unplaced(page, taken)
    settled = _joined([block for block in blocks if block.status is not SignatureStatus.UNSIGNED])
    return settled or list(_typed_on_lines(page, lines)) or blocks or list(_blank_lines(page, lines))


def _joined(blocks: Sequence[SignatureBlock]) -> list[SignatureBlock]:
    """The blocks, with the stamp of an electronic signature and the "/s/" beside it as one."""
    kept = list(blocks)
    for stamp in [block for block in blocks if block.method is SignatureMethod.ESIGN]:
        conformed = [one for one in kept if one.method is SignatureMethod.CONFORMED and _beside(one, stamp)]
        if conformed:
            whole = {"method": SignatureMethod.ESIGN, "reason": stamp.reason}
            kept[kept.index(conformed[0])] = conformed[0].model_copy(update=whole)
            kept.remove(stamp)
    return kept


def _beside(one: SignatureBlock, other: SignatureBlock) -> bool:
    boxes = [block.evidence.box for block in (one, other) if block.evidence is not None and block.evidence.box]
    return len(boxes) == 2 and boxes[0].shares_row_with(boxes[1])


def _typed_on_lines(page: Page, lines: Sequence[Line]) -> Iterator[SignatureBlock]:
    """Names typed on a ruled line, in a column whose caption asks for signatures."""
    captions = [line.box for line in lines if _CAPTION.search(line.text) and len(line.words) <= _LONGEST_CAPTION]
    for line in lines:
        box = line.box
        on_rule = any(
            -_SUNK <= rule.top - box.bottom <= _RAISED
            and rule.left - _SUNK <= box.left
            and box.right <= rule.right + _SUNK
            for rule in page.lines_to_sign_on
        )
        asked = any(
            one.left < box.right and one.right > box.left and abs(one.middle - box.middle) < _CAPTION_FAR
            for one in captions
        )
        if on_rule and asked and is_person_name(line.text):
            yield SignatureBlock(
                party_name=None,
                signatory_name=line.text,
                status=SignatureStatus.UNCLEAR,
                method=SignatureMethod.TYPED,
                reason="Only a typed name stands where one signs, and nothing says that it was meant as a signature.",
                evidence=Evidence(page=page.number, quote=line.text, box=box),
                confidence=0.8,
            )


def _blank_lines(page: Page, lines: Sequence[Line]) -> Iterator[SignatureBlock]:
    """Lines captioned for a signature that hold none."""
    for line in lines:
        over = [rule for rule in page.rules if -_SUNK <= line.box.top - rule.bottom <= _RAISED + line.box.height]
        if _CAPTION_ALONE.match(line.text) and any(
            rule.left < line.box.right and rule.right > line.box.left for rule in over
        ):
            yield SignatureBlock(
                party_name=None,
                status=SignatureStatus.UNSIGNED,
                method=SignatureMethod.NONE,
                reason="Nothing is written on the line.",
                evidence=Evidence(page=page.number, quote=line.text, box=line.box),
                confidence=0.8,
            )


def _tells(area: SignatureArea, marks: Sequence[Mark], reading: SignatureReading) -> bool:
    """Whether a place was signed, or plainly asks for it; lists and tables may look like places to sign."""
    if reading.status is SignatureStatus.SIGNED and reading.method is SignatureMethod.INK:
        return any(mark.kind is MarkKind.INK for mark in marks)
    certain = reading.status is SignatureStatus.SIGNED or reading.method is SignatureMethod.DIGITAL
    return certain or bool(_ASKS_TO_SIGN.search(area.quote))


def _block(area: SignatureArea, reading: SignatureReading) -> SignatureBlock:
    return SignatureBlock(
        party_name=None,
        signatory_name=area.name or reading.signer,
        signatory_title=area.title,
        status=reading.status,
        method=reading.method,
        signed_on=reading.signed_on,
        reason=reading.reason,
        evidence=Evidence(page=area.page, quote=area.quote, box=area.box),
        confidence=reading.confidence,
    )


def _unplaced(page: Page, taken: Sequence[Mark]) -> Iterator[SignatureBlock]:
    for mark in page.marks:
        if mark.kind not in _METHODS or mark in taken:
            continue
        broken = mark.kind is MarkKind.DIGITAL and mark.intact is False
        yield SignatureBlock(
            party_name=None,
            signatory_name=mark.signer,
            status=SignatureStatus.UNCLEAR if broken else SignatureStatus.SIGNED,
            method=_METHODS[mark.kind],
            signed_on=mark.signed_on,
            reason="The digital signature does not match the file: it was changed after signing."
            if broken
            else f"A signature ({mark.kind.value}) stands on the page, beside no words that ask for one.",
            evidence=Evidence(page=page.number, quote=mark.signer or "", box=mark.box),
            confidence=mark.confidence,
        )
