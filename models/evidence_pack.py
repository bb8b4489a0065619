"""What an evidence pack is made of besides the database: original files, files people supply, pictures of pages."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.geometry import Box


class OriginalState(StrEnum):
    """INTACT: the bytes that were read; MISSING: no file is there; CHANGED: other bytes lie there now.

    LOCKED: the bytes that were read, which ask for a password that was not given; UNREADABLE: they cannot be opened.
    """

    INTACT = "intact"
    MISSING = "missing"
    CHANGED = "changed"
    LOCKED = "locked"
    UNREADABLE = "unreadable"


class PageWord(Frozen):
    """A word of a page, in points from the top left corner of the page as it is shown."""

    text: str
    box: Box


class PagePicture(Frozen):
    """A page as it is shown: its number in the file (1-based), its size in points, its picture as PNG or JPEG.

    `words` are those of the page's own text; of a scan there are none.
    """

    number: int
    width: float
    height: float
    picture: bytes
    words: tuple[PageWord, ...] = ()


class Original(Frozen):
    """The file that a contract was read from, as it lies at its path now.

    `content` is None where there are no such bytes any more: what lies there instead is never taken for it. `pages` are
    the pictures of the pages that were asked for.
    """

    document_id: str
    file_name: str
    state: OriginalState
    content: bytes | None = None
    trouble: str | None = None
    pages: tuple[PagePicture, ...] = ()


class SuppliedKind(StrEnum):
    """What a supplied file is evidence of, by the subfolder that it lies in."""

    FMV = "fmv"
    PAYMENTS = "payments"
    TIME_LOGS = "time-logs"
    SUPERVISION_LOGS = "supervision-logs"
    LOCATION = "location"
    OTHER = "other"


class SuppliedFile(Frozen):
    """A file that people supply: its path within the folder with "/" between, its bytes and their SHA-256.

    `pages` are pictures of a PDF or an image, `rows` the cells of a CSV file, `paragraphs` the text of a Word document;
    all are empty where the pack cannot show it, which `trouble` says. `left_out` pages or rows are in the file alone.
    """

    name: str
    kind: SuppliedKind
    content: bytes
    sha256: str
    pages: tuple[PagePicture, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    paragraphs: tuple[str, ...] = ()
    left_out: int = 0
    trouble: str | None = None
