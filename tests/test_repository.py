"""What holds for the repository as a whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 300
LOCK = (ROOT / "requirements.lock").read_text()


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository that match; of an unpacked archive, which knows no git, all that lie there."""
    listed = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [path for path in map(ROOT.joinpath, listed.stdout.splitlines()) if path.is_file()]
    return [path for pattern in patterns for path in ROOT.rglob(pattern) if ".venv" not in path.parts]


def test_every_locked_package_is_pinned_and_hashed_and_no_registry_is_named() -> None:
    assert "://" not in LOCK
    entries = re.split(r"\n(?=[a-z])", LOCK)
    assert len(entries) > 100
    assert [entry for entry in entries if not re.match(r"[a-z0-9.-]+==\S+.*\n\s+--hash=sha256:", entry)] == []


def asked_for(name: str) -> set[str]:
    """The packages that one of the .in files names, spelt as the lock spells them."""
    named = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / name).read_text(), re.MULTILINE)
    return {re.sub(r"[_.]", "-", each.lower()) for each in named}


def imported(path: Path) -> set[str]:
    """The top-level names of the modules that a file imports, in functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_every_library_that_is_imported_is_asked_for_by_name() -> None:
    packages = packages_distributions()
    ours = {path.name for path in ROOT.iterdir() if path.is_dir()}
    modules = set[str]().union(*map(imported, tracked("*.py"))) - ours - set(sys.stdlib_module_names)
    named = asked_for("requirements.in") | asked_for("requirements-dev.in")
    unnamed = {
        module for module in modules if not {re.sub(r"[_.]", "-", each.lower()) for each in packages[module]} & named
    }
    assert len(modules) > 10
    assert unnamed == set()


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_everything_asked_for_is_in_the_lock(name: str) -> None:
    assert asked_for(name)
    assert asked_for(name) <= set(re.findall(r"^([a-z0-9.-]+)==", LOCK, re.MULTILINE))


def test_no_file_is_long() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in tracked("*.py")}
    assert {name for name, count in lines.items() if count > LONGEST and not name.startswith("tests/")} == set()


def test_every_module_opens_with_a_sentence_of_purpose() -> None:
    bare = [
        path for path in tracked("*.py") if path.name != "__init__.py" and not path.read_text().startswith(('"', 'r"'))
    ]
    assert bare == []
