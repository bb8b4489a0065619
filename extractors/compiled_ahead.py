"""Expressions of pattern files and modules compiled ahead, for installations that those who run them may not write to.

`python -m extractors.compiled_ahead` is part of `make setup` and of the container's build. Without it each process that
reads would compile them anew, for some ten seconds, where it cannot keep what it compiled.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from extractors.compiled_expressions import kept_beside
from extractors.module_expressions import keep_new_expressions
from extractors.patterns import load_patterns

_HERE = Path(__file__).parent
_FOR_ALL_TO_READ = 0o644


def compile_ahead() -> int:
    """Compile what is not compiled yet, let every account read it, and say how many pattern files there are.

    Raises ValueError for a pattern file that is wrong, OSError where nothing can be kept.
    """
    count = 0
    for path in _pattern_files():
        load_patterns(path)
        kept_beside(path).chmod(_FOR_ALL_TO_READ)
        count += 1
    for module in walk_packages([str(_HERE)], "extractors."):
        import_module(module.name)
    keep_new_expressions().chmod(_FOR_ALL_TO_READ)
    return count


def _pattern_files() -> Iterator[Path]:
    for path in sorted(_HERE.rglob("*.toml")):
        if "patterns" in tomllib.loads(path.read_text(encoding="utf-8")):
            yield path


if __name__ == "__main__":
    sys.stdout.write(f"{compile_ahead()} pattern files are compiled.\n")
