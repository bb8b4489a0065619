"""How a file is to be read: limits, passwords, and where results of character recognition are kept."""

from pathlib import Path

from pydantic import Field, SecretStr

from models.base import Frozen

DEFAULT_BYTES = 200 * 1024 * 1024
DEFAULT_PAGES = 2000


class ReadingOptions(Frozen):
    """Limits in bytes, pages and pixels; `ocr_cache_folder` None means that recognised pages are not kept.

    `passwords` are tried in turn on encrypted files. `recognise_scans` False leaves pages without text unread.
    Handwriting is looked for on pages that speak of signing, or with `marks_on_all_pages` on every page. Pages that
    would have more than `maximum_pixels` when drawn for recognition are not drawn. PDFs attached to the file are
    written to `attachments_folder`, each named by its SHA-256; None leaves them where they are. Digital
    signatures are to lead to one of the `trusted_certificates`, a file in PEM or DER.
    """

    maximum_bytes: int = Field(default=DEFAULT_BYTES, gt=0)
    maximum_pages: int = Field(default=DEFAULT_PAGES, gt=0)
    maximum_pixels: int = Field(default=60_000_000, gt=0)
    maximum_attachments: int = Field(default=200, ge=0)
    ocr_cache_folder: Path | None = None
    attachments_folder: Path | None = None
    passwords: tuple[SecretStr, ...] = ()
    trusted_certificates: Path | None = None
    recognise_scans: bool = True
    marks_on_all_pages: bool = False
