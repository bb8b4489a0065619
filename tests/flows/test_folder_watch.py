"""The watch takes each file once, when it is wholly written. The clock is the test's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from flows.file_names import NameKind, kind_of
from flows.folder_watch import FolderWatch
from tests.flows.drawn import LEASE, pdf

WHOLE = pdf(*LEASE)
QUIET, PATIENCE = 5.0, 60.0


@pytest.fixture
def watch(tmp_path: Path) -> FolderWatch:
    return FolderWatch(tmp_path, QUIET, PATIENCE)


def put(path: Path, content: bytes, changed: float) -> Path:
    """Write a file whose time of change is the test's."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed, changed))
    return path


def test_a_file_is_taken_once_when_it_has_been_quiet(watch: FolderWatch, tmp_path: Path) -> None:
    lease = put(tmp_path / "deep" / "lease.pdf", WHOLE, 100)
    assert [watch.poll(now) for now in (0, 4, 5, 9, 500)] == [(), (), (lease,), (), ()]


def test_a_file_being_written_is_left_until_it_is_whole(watch: FolderWatch, tmp_path: Path) -> None:
    lease = tmp_path / "lease.pdf"
    for second in range(0, 40, 4):
        put(lease, WHOLE[: 100 + 10 * second], changed=second)
        assert watch.poll(second) == ()
    put(lease, WHOLE, changed=40)
    assert [watch.poll(now) for now in (40, 44, 45)] == [(), (), (lease,)]


def test_an_upload_that_pauses_is_not_taken_for_a_whole_file(watch: FolderWatch, tmp_path: Path) -> None:
    lease = put(tmp_path / "lease.pdf", WHOLE[:200], changed=1)
    assert [watch.poll(now) for now in (0, 10, 50)] == [(), (), ()]
    put(lease, WHOLE, changed=55)
    assert [watch.poll(now) for now in (55, 60)] == [(), (lease,)]


@pytest.mark.parametrize("content", [b"", WHOLE[:200], b"not a PDF at all"])
def test_a_file_that_never_gets_whole_is_taken_in_the_end(watch: FolderWatch, tmp_path: Path, content: bytes) -> None:
    lease = put(tmp_path / "lease.pdf", content, changed=1)
    assert [watch.poll(now) for now in (0, 59, 60, 61)] == [(), (), (lease,), ()]


def test_a_file_that_changes_is_taken_again(watch: FolderWatch, tmp_path: Path) -> None:
    lease = put(tmp_path / "lease.pdf", WHOLE, changed=1)
    assert [watch.poll(now) for now in (0, 5)] == [(), (lease,)]
    put(lease, WHOLE + b"\n", changed=20)
    assert [watch.poll(now) for now in (20, 25)] == [(), (lease,)]


def test_two_hundred_files_copied_at_once_are_all_taken_once(watch: FolderWatch, tmp_path: Path) -> None:
    files = [put(tmp_path / f"{number}.pdf", WHOLE, changed=number) for number in range(200)]
    taken = [path for now in (0, 3, 6, 9, 12) for path in watch.poll(now)]
    assert sorted(taken) == sorted(files)


def test_what_could_not_be_stored_is_taken_again(watch: FolderWatch, tmp_path: Path) -> None:
    put(tmp_path / "lease.pdf", WHOLE, changed=1)
    watch.poll(0)
    ready = watch.poll(5)
    watch.release(ready)
    assert watch.poll(6) == ready


def test_a_folder_that_is_gone_says_so_and_may_come_back(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    lease = put(inbox / "lease.pdf", WHOLE, changed=1)
    watch = FolderWatch(inbox, QUIET, PATIENCE)
    assert [watch.poll(now) for now in (0, 5)] == [(), (lease,)]
    shutil.move(inbox, tmp_path / "elsewhere")
    with pytest.raises(OSError, match="inbox"):
        watch.poll(10)
    shutil.move(tmp_path / "elsewhere", inbox)
    assert [watch.poll(now) for now in (15, 20)] == [(), ()]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lease.pdf", NameKind.WANTED),
        ("LEASE.PDF", NameKind.WANTED),
        ("lease.v1.tmp.pdf", NameKind.WANTED),
        ("lease.pdf.part", NameKind.UPLOAD),
        ("Unconfirmed 48123.crdownload", NameKind.UPLOAD),
        ("lease.pdf.tmp", NameKind.UPLOAD),
        ("lease.pdf.filepart", NameKind.UPLOAD),
        (".lease.pdf.Xy12Zq", NameKind.UPLOAD),
        (".lease.pdf.part", NameKind.UPLOAD),
        (".~lease.pdf", NameKind.UPLOAD),
        ("~$lease.pdf", NameKind.OFFICE_LOCK),
        (".lease.pdf", NameKind.HIDDEN),
        ("._lease.pdf", NameKind.HIDDEN),
        (".DS_Store", NameKind.HIDDEN),
        ("lease.docx", NameKind.OTHER),
        ("lease", NameKind.OTHER),
    ],
)
def test_the_name_says_what_is_not_to_be_taken(name: str, kind: NameKind) -> None:
    assert kind_of(Path(name)) is kind


def test_what_is_not_taken_is_told_once_when_it_stays(watch: FolderWatch, tmp_path: Path) -> None:
    for name in ("lease.pdf.part", "soon.pdf.part", "notes.docx", "~$lease.docx", ".DS_Store"):
        put(tmp_path / name, WHOLE, changed=1)
    watch.poll(0)
    assert watch.passed_over(0) == ()
    (tmp_path / "soon.pdf.part").rename(tmp_path / "soon.pdf")
    watch.poll(PATIENCE)
    assert {(each.path.name, each.reason) for each in watch.passed_over(PATIENCE)} == {
        ("lease.pdf.part", NameKind.UPLOAD),
        ("notes.docx", NameKind.OTHER),
        ("~$lease.docx", NameKind.OFFICE_LOCK),
    }
    watch.poll(2 * PATIENCE)
    assert watch.passed_over(2 * PATIENCE) == ()


def test_what_could_not_be_read_is_tried_again_after_ever_longer_pauses(watch: FolderWatch, tmp_path: Path) -> None:
    lease = put(tmp_path / "lease.pdf", WHOLE, changed=1)
    watch.poll(0)
    tried = []
    for now in range(5, 1000, 5):
        for path in watch.poll(now):
            assert path == lease
            tried.append(now)
            watch.retry_later((path,), now)
    assert tried == [5, 65, 185, 425, 905]
