"""What a file looks like from outside, by which one that was stored is known again without being read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

_MOMENT_SECONDS: Final = 3.0
"""File systems note times as coarsely as two seconds: within them a file may change and look the same."""


def look_of(path: Path, now: float | None = None) -> str | None:
    """The file's size, times of change and number, as one text; None when it changed so lately that it may change again
    unnoticed, when its times lie ahead of `now` (seconds since 1970), as after a clock was moved, or it cannot be seen.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    if max(status.st_mtime, status.st_ctime) > (time.time() if now is None else now) - _MOMENT_SECONDS:
        return None
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"
