"""PDFs signed for tests with throwaway certificates, made when they are needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from tests.extractors.reading.drawn_pages import pdf_of

PLACE = (100, 300, 260, 340)
"""Left, bottom, right and top of the signature field, in points from the bottom left."""


def text_page(words: str) -> Any:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, words)

    return draw


def two_pages() -> bytes:
    return pdf_of(text_page("The monthly stipend is 4,000 dollars."), text_page("Signature page"))


@lru_cache
def signer(name: str) -> signers.SimpleSigner:
    """A signer with a self-signed certificate that nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"signer", key, certificate, None, serialization.BestAvailableEncryption(b"secret")
    )
    loaded: Any = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[], passphrase=b"secret")
    assert isinstance(loaded, signers.SimpleSigner)
    return loaded


def with_form_of_no_fields(content: bytes) -> bytes:
    """As some programs that make PDFs leave every file."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(content))
    dictionary: Any = generic.DictionaryObject
    form = dictionary({generic.pdf_name("/Fields"): generic.ArrayObject()})
    writer.root[generic.pdf_name("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def with_empty_field(content: bytes, name: str, page: int, place: tuple[int, int, int, int] = PLACE) -> bytes:
    """`page` is 0-based, as pyHanko counts."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(content))
    fields.append_signature_field(writer, fields.SigFieldSpec(name, on_page=page, box=place))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def signed(content: bytes, name: str, field: str) -> bytes:
    """Fills the field `field`, which must be there, with a signature by `name`."""
    output = BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(content)),
        signers.PdfSignatureMetadata(field_name=field),
        signer=signer(name),
        output=output,
        existing_fields_only=True,
    )
    return output.getvalue()


def with_page_drawn_over(content: bytes) -> bytes:
    """Adds other words to the first page in an update of its own, as someone does who alters a signed file."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(content))
    addition = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 650 Td (The stipend is 9,000 dollars.) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(addition))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
