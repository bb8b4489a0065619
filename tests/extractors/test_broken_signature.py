"""A signed file that was changed is a finding of its own; one that two parties signed in turn is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.evaluation import findings
from extractors.extraction import extract
from extractors.reading.options import ReadingOptions
from models.contract import Contract
from models.finding import Finding, Severity
from tests.extractors.reading.drawn_pages import pdf_of
from tests.extractors.reading.signed_files import signed, with_empty_field, with_page_drawn_over

WORDS = (
    "MEDICAL DIRECTOR AGREEMENT",
    "",
    "This Medical Director Agreement is made as of March 1, 2024 between Duskwater Hospital, Inc.",
    '("Hospital") and Odile Brankov, M.D. ("Physician").',
    "1. Services. Physician serves as medical director of the wound clinic of the Hospital.",
    "2. Term. This Agreement begins on March 1, 2024 and continues for two (2) years.",
    "3. Compensation. Hospital pays Physician $4,000 per month.",
)
BLOCKS = (
    (
        72,
        (
            "HOSPITAL",
            "Duskwater Hospital, Inc.",
            "",
            "",
            "By: ____________________",
            "Name: Lena Aske",
            "Title: President",
        ),
    ),
    (320, ("PHYSICIAN", "", "", "", "________________________", "Odile Brankov, M.D.")),
)
HOSPITAL_PLACE, PHYSICIAN_PLACE = (90, 455, 220, 485), (320, 455, 450, 485)


@pytest.fixture(scope="module")
def both_signed() -> bytes:
    content = with_empty_field(pdf_of(_contract), "Hospital", 0, HOSPITAL_PLACE)
    content = with_empty_field(content, "Physician", 0, PHYSICIAN_PLACE)
    return signed(signed(content, "Lena Aske", "Hospital"), "Odile Brankov", "Physician")


def test_a_file_that_both_signed_in_turn_is_clear(both_signed: bytes, tmp_path: Path) -> None:
    contract = read(both_signed, tmp_path)
    assert [(one.signer, one.intact, one.changed_after_signing) for one in contract.digital_signatures] == [
        ("Lena Aske", True, False),
        ("Odile Brankov", True, False),
    ]
    assert broken(contract) == []


def test_words_added_after_the_last_signature_are_for_a_person(both_signed: bytes, tmp_path: Path) -> None:
    found = broken(read(with_page_drawn_over(both_signed), tmp_path))
    assert [finding.severity for finding in found] == [Severity.WARNING, Severity.WARNING]
    assert "content was added to the file after it" in found[0].message
    assert len({finding.finding_id for finding in found}) == 2


def test_a_changed_sum_breaks_the_signatures_over_it(both_signed: bytes, tmp_path: Path) -> None:
    at = both_signed.index(b"/Contents <") - 400
    while not both_signed[at : at + 1].isdigit():
        at -= 1
    tampered = bytearray(both_signed)
    tampered[at] = ord("1") if tampered[at] != ord("1") else ord("2")
    found = broken(read(bytes(tampered), tmp_path))
    assert found
    assert all(finding.severity is Severity.WARNING for finding in found)
    assert "does not match the file" in found[0].message
    assert found[0].evidence is not None
    assert found[0].evidence.box is not None


def test_the_wrong_certificate_in_the_physicians_block_is_for_a_person(tmp_path: Path) -> None:
    content = with_empty_field(pdf_of(_contract), "Physician", 0, PHYSICIAN_PLACE)
    contract = read(signed(content, "Lazlo Renn", "Physician"), tmp_path)
    (found,) = [one for one in findings(contract, date(2024, 4, 1)) if one.check_name == "signer-not-party"]
    assert found.severity is Severity.WARNING
    assert found.message.startswith("Lazlo Renn signed where Odile Brankov, M.D. was to sign.")


def read(content: bytes, folder: Path) -> Contract:
    file = folder / "director.pdf"
    file.write_bytes(content)
    (contract,) = extract(file, ReadingOptions()).contracts
    return contract


def broken(contract: Contract) -> list[Finding]:
    return [one for one in findings(contract, date(2024, 4, 1)) if one.check_name == "broken-signature"]


def _contract(canvas: Any) -> None:
    canvas.setFont("Times-Roman", 11)
    for row, line in enumerate(WORDS):
        canvas.drawString(72, 720 - row * 20, line)
    for left, lines in BLOCKS:
        for row, line in enumerate(lines):
            canvas.drawString(left, 520 - row * 16, line)
