"""Pages of a PDF as pictures, with the words of their own text; nothing of the file itself goes on, or is run."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from extractors.reading.native_text import words_of
from extractors.reading.opening import is_pdf, open_pdf
from extractors.reading.options import ReadingOptions
from extractors.reading.page_space import space_of
from models.evidence_pack import PagePicture, PageWord

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

DOTS: Final = 150
"""Dots an inch: what is printed stays sharp, and a page stays below a quarter of a megabyte."""
_MOST_PIXELS: Final = 12_000_000
_POINTS: Final = 72.0
_QUALITY: Final = 82
_COLOURED: Final = 25
"""Channels of a pixel lie so far apart where there is colour, and not the noise of a scan."""


def page_count(content: bytes, options: ReadingOptions) -> int:
    """How many pages a PDF has. Raises DocumentError."""
    opened = open_pdf(content, options)
    try:
        return len(opened.pdf)
    finally:
        opened.pdf.close()


def pictures_of(content: bytes, numbers: Collection[int], options: ReadingOptions) -> tuple[PagePicture, ...]:
    """The pages of these numbers (1-based) that the PDF has, as a reader shows them, filled fields and stamps included.

    The same bytes give the same pictures. Raises DocumentError.
    """
    opened = open_pdf(content, options)
    try:
        return tuple(
            _picture(opened.pdf[number - 1], number) for number in sorted(set(numbers)) if 0 < number <= len(opened.pdf)
        )
    finally:
        opened.pdf.close()


def picture_of_image(content: bytes) -> PagePicture:
    """An image file as a page of its own. Raises ValueError for what is no image that is known here."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            shown = ImageOps.exif_transpose(opened)
            shown.thumbnail((2400, 2400))
            image = shown.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValueError(f"It cannot be opened as an image: {error}.") from error
    scale = _POINTS / DOTS
    return PagePicture(number=1, width=image.width * scale, height=image.height * scale, picture=_encoded(image, True))


def attached_file(content: bytes, document_id: str, options: ReadingOptions, depth: int = 2) -> bytes | None:
    """The bytes of that SHA-256 inside a PDF, or inside a PDF in it; None if it holds none. Raises DocumentError."""
    import pypdfium2

    if not is_pdf(content):
        return None
    opened = open_pdf(content, options)
    try:
        inside = []
        for index in range(min(max(opened.pdf.count_attachments(), 0), options.maximum_attachments)):
            try:
                data = bytes(opened.pdf.get_attachment(index).get_data())
            except pypdfium2.PdfiumError:
                continue  # an entry without a file
            if hashlib.sha256(data).hexdigest() == document_id:
                return data
            inside.append(data)
    finally:
        opened.pdf.close()
    for data in inside if depth > 1 else ():
        found = attached_file(data, document_id, options, depth - 1)
        if found is not None:
            return found
    return None


def _picture(page: pypdfium2.PdfPage, number: int) -> PagePicture:
    space = space_of(page)
    area = space.width * space.height * (DOTS / _POINTS) ** 2
    scale = DOTS / _POINTS * min(1.0, (_MOST_PIXELS / max(area, 1.0)) ** 0.5)
    image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    words = tuple(PageWord(text=word.text, box=word.box) for word in words_of(page, space))
    return PagePicture(
        number=number,
        width=space.width,
        height=space.height,
        picture=_encoded(image, is_photograph=not words),
        words=words,
    )


def _encoded(image: Image, is_photograph: bool) -> bytes:
    """Print as PNG, which keeps letters sharp, and in grey where there is no colour; photographs and scans as JPEG."""
    from PIL import ImageChops

    red, green, blue = image.split()
    apart = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    has_colour = any(apart.histogram()[_COLOURED:])
    shown = image if has_colour else image.convert("L")
    content = io.BytesIO()
    if is_photograph:
        shown.save(content, "JPEG", quality=_QUALITY)
    else:
        shown.save(content, "PNG", optimize=False, compress_level=6)
    return content.getvalue()
