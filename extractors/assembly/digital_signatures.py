"""The cryptographic signatures that a contract's file bears, in a party's block or elsewhere."""

from __future__ import annotations

from models.document import Document, Mark, MarkKind
from models.evidence import Evidence
from models.segment import Instrument
from models.signature import DigitalSignature


def digital_signatures_of(document: Document, instrument: Instrument) -> tuple[DigitalSignature, ...]:
    """Those on the instrument's pages, and those that show on no page: they cover the file, and all it holds."""
    pages = document.pages or instrument.pages
    return tuple(
        _signature(mark)
        for page in pages
        for mark in page.marks
        if mark.kind is MarkKind.DIGITAL
        and mark.intact is not None
        and (instrument.first_page <= mark.page <= instrument.last_page or not _shows(mark))
    )


def _signature(mark: Mark) -> DigitalSignature:
    quote = f"digital signature of {mark.signer}" if mark.signer else "digital signature"
    return DigitalSignature(
        signer=mark.signer,
        signed_on=mark.signed_on,
        intact=mark.intact is True,
        changed_after_signing=mark.changed_after_signing is True,
        trusted=mark.trusted,
        evidence=Evidence(page=mark.page, quote=quote, box=mark.box if _shows(mark) else None),
        confidence=mark.confidence,
    )


def _shows(mark: Mark) -> bool:
    return mark.box.width > 0 and mark.box.height > 0
