"""A name for the rules and the law that this program checks by, so that others are told from them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_ROOMS: Final = ("models", "extractors", "checks", "store", "flows")
_ENDINGS: Final = {".py", ".toml", ".sql"}


@cache
def rules_in_force() -> str:
    """The hexadecimal SHA-256 of the names, sizes and times of all files that the program is made of."""
    found = hashlib.sha256()
    for room in _ROOMS:
        origin = find_spec(room)
        for folder in (origin.submodule_search_locations or ()) if origin is not None else ():
            for path in sorted(Path(folder).rglob("*")):
                if path.suffix in _ENDINGS:
                    status = path.stat()
                    found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return found.hexdigest()
