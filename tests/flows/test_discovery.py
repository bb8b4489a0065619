"""Which files a command is about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.discovery import MissingInputError, discover, sha256


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("b.pdf", "A.PDF", "deep/er/c.Pdf", "notes.txt", ".hidden.pdf", ".git/d.pdf", "[odd] name.pdf"):
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7")
    return tmp_path / "inbox"


def test_folders_are_searched_to_their_depths_for_pdfs_of_any_case(inbox: Path) -> None:
    found = discover([inbox])
    names = [str(path.relative_to(inbox)) for path in found.documents]
    assert names == ["A.PDF", "[odd] name.pdf", "b.pdf", "deep/er/c.Pdf"]
    assert [path.name for path in found.skipped] == ["notes.txt"]


def test_a_file_named_by_itself_is_taken_whatever_its_ending_and_only_once(inbox: Path) -> None:
    found = discover([inbox / "notes.txt", inbox, inbox / "b.pdf"])
    assert [path.name for path in found.documents] == ["notes.txt", "A.PDF", "[odd] name.pdf", "b.pdf", "c.Pdf"]
    assert found.skipped == ()


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="contracts is not there"):
        discover([tmp_path / "contracts"])


def test_what_is_no_file_is_passed_over(inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.pdf")
    (inbox / "dangling.pdf").symlink_to(inbox / "nowhere")
    assert {path.name for path in discover([inbox]).skipped} == {"notes.txt", "pipe.pdf", "dangling.pdf"}
    with pytest.raises(MissingInputError, match="neither a file nor a folder"):
        discover([inbox / "pipe.pdf"])


def test_the_identity_of_a_file_is_that_of_its_bytes(inbox: Path) -> None:
    assert sha256(inbox / "b.pdf") == sha256(inbox / "A.PDF")
    (inbox / "b.pdf").write_bytes(b"")
    assert sha256(inbox / "b.pdf") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
