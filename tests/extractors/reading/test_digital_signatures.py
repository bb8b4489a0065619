"""Cryptographic signatures are checked offline; a tampered file never passes, and a broken one never raises."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from asn1crypto import pem

from extractors.reading.certificates import certificates_in
from extractors.reading.digital_signatures import DigitalSignatures, signatures_of
from models.document import MarkKind
from models.geometry import Box
from tests.extractors.reading.signed_files import (
    signed,
    signer,
    two_pages,
    with_empty_field,
    with_form_of_no_fields,
    with_page_drawn_over,
)

SIGNER = "Perpetua Oakhollow"
PLACE = Box(left=100, top=452, right=260, bottom=492)


def read(content: bytes, trusted: Path | None = None) -> DigitalSignatures:
    pdf = pypdfium2.PdfDocument(content)
    pdf.init_forms()
    try:
        return signatures_of(content, pdf, trusted=trusted)
    finally:
        pdf.close()


@pytest.fixture(scope="module")
def signed_once() -> bytes:
    return signed(with_empty_field(two_pages(), "Lessor", page=1), SIGNER, "Lessor")


def test_a_signature_says_who_when_and_where(signed_once: bytes) -> None:
    found = read(signed_once)
    (mark,) = found.marks
    assert (mark.kind, mark.page, mark.box, mark.signer) == (MarkKind.DIGITAL, 2, PLACE, SIGNER)
    assert (mark.intact, mark.changed_after_signing) == (True, False)
    assert mark.signed_on is not None
    assert abs(mark.signed_on - datetime.now(UTC).date()) <= timedelta(days=1)
    assert found.empty_fields == ()
    assert (found.marks_on(1), found.marks_on(2)) == ((), (mark,))


@pytest.mark.parametrize(
    ("named", "armored", "is_trusted"),
    [
        ((SIGNER,), True, True),
        ((SIGNER,), False, True),
        (("Someone Else",), True, False),
        (("Someone Else", SIGNER), True, True),
    ],
)
def test_it_is_trusted_when_it_leads_to_a_certificate_that_the_user_names(
    signed_once: bytes, named: tuple[str, ...], armored: bool, is_trusted: bool, tmp_path: Path
) -> None:
    trusted = tmp_path / "trusted"
    certificates: list[Any] = [signer(name).signing_cert for name in named]
    ders = [certificate.dump() for certificate in certificates]
    trusted.write_bytes(b"".join(pem.armor("CERTIFICATE", der) if armored else der for der in ders))
    (mark,) = read(signed_once, trusted).marks
    assert (mark.intact, mark.trusted) == (True, is_trusted)
    (unasked,) = read(signed_once).marks
    assert unasked.trusted is None


@pytest.mark.parametrize(
    "content", [b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.pem"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="holds no certificate"):
        certificates_in(path)


def test_a_missing_file_of_certificates_hides_no_signature(signed_once: bytes, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(signed_once, tmp_path / "gone.pem")


def test_a_changed_byte_breaks_it(signed_once: bytes) -> None:
    at = signed_once.index(b"/Contents <") - 400
    while not signed_once[at : at + 1].isdigit():
        at -= 1
    tampered = bytearray(signed_once)
    tampered[at] = ord("1") if tampered[at] != ord("1") else ord("2")
    (mark,) = read(bytes(tampered)).marks
    assert mark.intact is False
    assert mark.signer == SIGNER


def test_words_added_afterwards_are_told_apart_from_a_second_signature(signed_once: bytes) -> None:
    (altered,) = read(with_page_drawn_over(signed_once)).marks
    assert (altered.intact, altered.changed_after_signing) == (True, True)
    fields = with_empty_field(with_empty_field(two_pages(), "Lessor", 1), "Lessee", 1, (300, 300, 460, 340))
    both = read(signed(signed(fields, SIGNER, "Lessor"), "Osbert Thistlewick", "Lessee"))
    assert [(mark.signer, mark.intact, mark.changed_after_signing) for mark in both.marks] == [
        (SIGNER, True, False),
        ("Osbert Thistlewick", True, False),
    ]


def test_an_empty_field_is_a_place_and_no_mark() -> None:
    fields = with_empty_field(with_empty_field(two_pages(), "Lessor", 1), "Lessee", 0, (300, 300, 460, 340))
    found = read(signed(fields, SIGNER, "Lessor"))
    assert [mark.page for mark in found.marks] == [2]
    assert found.empty_fields_on(1) == (Box(left=300, top=452, right=460, bottom=492),)
    assert found.empty_fields_on(2) == ()


DAMAGES = [(b"/Type /Sig\n", b"/Tipe /Sig\n"), (b"/ByteRange", b"/BiteRange"), (b"<308203", b"<008203")]


@pytest.mark.parametrize("cut", DAMAGES)
def test_damaged_signatures_never_raise(signed_once: bytes, cut: tuple[bytes, bytes]) -> None:
    assert cut[0] in signed_once
    found = read(signed_once.replace(*cut))
    assert all(mark.intact is False for mark in found.marks)


def test_a_truncated_file_never_raises(signed_once: bytes) -> None:
    pdf = pypdfium2.PdfDocument(signed_once)
    pdf.init_forms()
    for length in (0, 100, len(signed_once) // 2, len(signed_once) - 40):
        found = signatures_of(signed_once[:length], pdf)
        assert not any(mark.intact for mark in found.marks)
    pdf.close()


@pytest.mark.parametrize("content", [two_pages(), with_form_of_no_fields(two_pages())], ids=["no form", "no fields"])
def test_files_without_fields_do_not_load_pyhanko(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    file.write_bytes(content)
    program = (
        "import sys, pathlib, pypdfium2\n"
        "from extractors.reading.digital_signatures import signatures_of\n"
        "content = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "pdf = pypdfium2.PdfDocument(content)\n"
        "pdf.init_forms()\n"
        "found = signatures_of(content, pdf)\n"
        "assert found == ((), ()), found\n"
        "assert 'pyhanko' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program, str(file)], check=True, cwd=Path(__file__).parents[3])


def test_a_form_whose_fields_were_added_later_is_read() -> None:
    found = read(signed(with_empty_field(with_form_of_no_fields(two_pages()), "Lessor", page=1), SIGNER, "Lessor"))
    assert [mark.intact for mark in found.marks] == [True]


def test_nothing_is_said_on_standard_error(signed_once: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    read(signed_once)
    assert capfd.readouterr().err == ""
