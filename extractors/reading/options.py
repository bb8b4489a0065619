"""How a file is to be read: limits, and where results of character recognition are kept."""

from pathlib import Path

from pydantic import Field

from models.base import Frozen


class ReadingOptions(Frozen):
    """Limits in bytes and pages; `ocr_cache_folder` None means that recognised pages are not kept.

    `password` opens encrypted files. `recognise_scans` False leaves pages without text unread.
    Handwriting is looked for on pages that speak of signing, or with `marks_on_all_pages` on every page.
    """

    maximum_bytes: int = Field(default=200 * 1024 * 1024, gt=0)
    maximum_pages: int = Field(default=2000, gt=0)
    ocr_cache_folder: Path | None = None
    password: str | None = None
    recognise_scans: bool = True
    marks_on_all_pages: bool = False
