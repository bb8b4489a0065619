"""What holds for the repository as a whole."""

from __future__ import annotations

import re
import subprocess
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


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_everything_asked_for_is_in_the_lock(name: str) -> None:
    wanted = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / name).read_text(), re.MULTILINE)
    assert wanted
    assert {each.lower().replace("_", "-") for each in wanted} <= set(
        re.findall(r"^([a-z0-9.-]+)==", LOCK, re.MULTILINE)
    )


def test_no_file_is_long() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in tracked("*.py")}
    assert {name for name, count in lines.items() if count > LONGEST and not name.startswith("tests/")} == set()


def test_every_module_opens_with_a_sentence_of_purpose() -> None:
    bare = [
        path for path in tracked("*.py") if path.name != "__init__.py" and not path.read_text().startswith(('"', 'r"'))
    ]
    assert bare == []
