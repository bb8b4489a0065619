"""Regular expressions of a pattern file, kept compiled beside it as Python keeps modules: compiling takes seconds."""

from __future__ import annotations

import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

import regex
from regex import Pattern as CompiledPattern

from extractors import expression_needs, expression_trees, loosened_expressions, loosened_letters
from extractors.expression_needs import Need, needs_of
from extractors.loosened_expressions import loosened


class Expression(NamedTuple):
    """A regular expression and its flags."""

    text: str
    flags: int


class Compiled(NamedTuple):
    """An expression compiled, what a text must hold for it to match, and the expression loosened for RE2."""

    pattern: CompiledPattern[str]
    needs: tuple[Need, ...]
    loosened: str

    @classmethod
    def of(cls, expression: str, flags: int) -> Compiled:
        """All that is made of an expression. Raises regex.error."""
        return cls(regex.compile(expression, flags), needs_of(expression, flags), loosened(expression, flags))


def compiled_for(source: Path, expressions: Sequence[Expression]) -> list[Compiled]:
    """The expressions of the file `source`, compiled, in the same order. Raises regex.error.

    What is kept is taken only if it was made of these very expressions by this regex module and this Python. Where it
    cannot be written, as in a folder that is read-only, nothing is kept.
    """
    kept, key = kept_beside(source), made_alike(expressions)
    known: list[Compiled] | None = read_kept(kept, key)
    if known is None:
        known = [Compiled.of(*expression) for expression in expressions]
        keep(kept, key, known)
    return known


def kept_beside(source: Path) -> Path:
    """Where the compiled expressions of a file are kept: in `__pycache__`, or where Python was told to keep such."""
    return Path(cache_from_source(str(source.with_name(f"{source.name}.py")))).with_suffix(".expressions")


def made_alike(expressions: Sequence[Expression]) -> bytes:
    """What all that is made of these expressions has in common: the regex module, Python, and how they are read."""
    return sha256(repr((tuple(expressions), regex.__version__, sys.version, _manner())).encode()).digest()


@cache
def _manner() -> str:
    """How expressions are read: what was told otherwise of them, by an earlier version, is of no use."""
    readers = (expression_needs, expression_trees, loosened_expressions, loosened_letters)
    return sha256(b"".join(Path(str(one.__file__)).read_bytes() for one in readers)).hexdigest()


def read_kept(kept: Path, key: bytes) -> Any:
    """What was kept in a file, with `key`; None where it was made otherwise, or is damaged or gone."""
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    seal, pickled = content[: len(key)], content[len(key) :]
    if seal != _sealed(key, pickled):
        return None
    # It is trusted as far as the modules that Python keeps in the same folder, and no further.
    return pickle.loads(pickled)  # noqa: S301


def keep(kept: Path, key: bytes, known: Any) -> None:
    """Keep what was made, with `key`; where a file cannot be written, nothing is kept."""
    pickled = pickle.dumps(known)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        # For its owner alone, and in whole or not at all: other processes may read or write it now.
        handle, name = tempfile.mkstemp(prefix=kept.name, dir=kept.parent)
        with suppress(FileNotFoundError):
            # Whoever could read what was kept before still can: it was compiled ahead, for every account.
            Path(name).chmod(stat.S_IMODE(kept.stat().st_mode))
        with os.fdopen(handle, "wb") as file:
            file.write(_sealed(key, pickled) + pickled)
        Path(name).replace(kept)
    except OSError:
        return


def _sealed(key: bytes, pickled: bytes) -> bytes:
    """What a kept file begins with: it tells what was compiled, by what, and that nothing of it was lost."""
    return sha256(key + pickled).digest()
