"""Words in large letters across a page, such as DRAFT: printed under or over the text, and none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.document import Word

_LARGE, _HUGE = 26.0, 48.0
_FEWEST_CROSSED = 2
_SMALLER = 0.6
_WATERMARK = re.compile(
    r"(?i)\W*(?:draft|copy|confidential|sample|specimen|void|duplicate|original|unofficial|cancell?ed|superseded|expired"
    r"|template|preliminary|privileged|uncontrolled|certified|conformed|not|for|do|duplicate|review|only|signature)\W*"
)


def without_watermarks(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without large ones that lie across smaller print, and huge ones that say what watermarks say."""
    large = [word for word in words if word.box.height >= _LARGE]
    if not large:
        return tuple(words)
    dropped = {id(word) for word in large if _is_watermark(word, words)}
    return tuple(word for word in words if id(word) not in dropped)


def _is_watermark(word: Word, words: Sequence[Word]) -> bool:
    if word.box.height >= _HUGE and _WATERMARK.fullmatch(word.text):
        return True
    if len(word.text) < 2:
        # A large first letter of a paragraph stands beside its lines.
        return False
    # Within the middle of its height, for type reserves room above and below its letters.
    spare = 0.2 * word.box.height
    core = word.box.replaced(top=word.box.top + spare, bottom=word.box.bottom - spare)
    crossed = sum(other.box.height < _SMALLER * word.box.height and other.box.overlaps(core) for other in words)
    return crossed >= _FEWEST_CROSSED
