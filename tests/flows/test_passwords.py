"""Encrypted files are kept, flagged, and read once their password is there; passwords show nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from fixtures.broken import LINE, OWNER_PASSWORD, PASSWORD, encrypted
from fixtures.portfolios import sheet
from flows.discovery import MissingInputError
from flows.exit_codes import ExitCode
from flows.passwords import Passwords
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import write

STATUS = "select file_name, status, error_code from documents order by all"


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    path = tmp_path / "passwords.txt"
    path.write_text(f"not this one\n\n{PASSWORD}\n", encoding="utf-8")
    return path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return write(tmp_path / "inbox", locked=encrypted(), plain=b"")


def rows(starkcheck: Starkcheck) -> list[list[object]]:
    return [list(row.values()) for row in json.loads(starkcheck("sql", STATUS, "-f", "json").stdout)]


def encrypted_with_256_bits() -> bytes:
    """The newest way, whose bytes differ each time."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer: Any = copy_into_new_writer(PdfFileReader(BytesIO(sheet(LINE))))
    writer.encrypt(OWNER_PASSWORD, PASSWORD)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "draw",
    [partial(encrypted, 40), partial(encrypted, 128), encrypted_with_256_bits],
    ids=["40 bits", "128 bits", "256 bits"],
)
@pytest.mark.parametrize("password", [PASSWORD, OWNER_PASSWORD])
def test_either_password_opens_every_kind_of_key(draw: Callable[[], bytes], password: str, tmp_path: Path) -> None:
    path = write(tmp_path, locked=draw()) / "locked.pdf"
    listed = tmp_path / "passwords.txt"
    listed.write_text(f"wrong\n{password}\n")
    document = read(path, ReadingOptions(passwords=Passwords.read(listed).fitting(path)))
    assert (document.status, document.error_code) == ("ok", None)
    assert document.pages[0].text == LINE


def test_a_later_run_reads_what_an_earlier_could_not_open(starkcheck: Starkcheck, inbox: Path, secrets: Path) -> None:
    locked, empty = ["locked.pdf", "quarantined", "encrypted"], ["plain.pdf", "quarantined", "empty"]
    result = starkcheck("run", inbox)
    assert "locked.pdf: encrypted: The PDF asks for a password. Write it into a file and name that" in result.stderr
    wrong = secrets.with_name("wrong.txt")
    wrong.write_text("not this one\n")
    result = starkcheck("ingest", inbox, "--password-file", wrong)
    assert "none of those in the password file opens it" in result.stderr
    assert rows(starkcheck) == [locked, empty]
    result = starkcheck("run", inbox, "--password-file", secrets)
    assert "2 documents: 1 ok, 1 known before" in result.stderr
    assert rows(starkcheck) == [["locked.pdf", "ok", None], empty]
    assert "2 documents: 2 known before" in starkcheck("run", inbox, "--password-file", secrets).stderr


def test_inspect_takes_passwords(starkcheck: Starkcheck, inbox: Path, secrets: Path) -> None:
    assert LINE in starkcheck("inspect", inbox / "locked.pdf", "--password-file", secrets).stdout
    assert "--password-file" in starkcheck("inspect", inbox / "locked.pdf").stdout


def test_passwords_are_neither_said_nor_kept(
    starkcheck: Starkcheck, inbox: Path, secrets: Path, tmp_path: Path
) -> None:
    result = starkcheck("run", inbox, "--password-file", secrets)
    assert "1 ok" in result.stderr
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != secrets]
    assert len(kept) > 3
    assert [path for path in kept if PASSWORD.encode() in path.read_bytes()] == []
    assert PASSWORD not in result.output
    assert PASSWORD not in repr(Passwords.read(secrets))
    assert PASSWORD not in repr(ReadingOptions(passwords=Passwords.read(secrets).fitting(inbox)))
    assert PASSWORD not in ReadingOptions(passwords=Passwords.read(secrets).fitting(inbox)).model_dump_json()


def test_a_password_may_be_for_one_name(tmp_path: Path) -> None:
    listed = tmp_path / "passwords.txt"
    listed.write_bytes(
        "\ufefffor all \r\nLease.PDF\tfor the lease\nbinder.pdf\tfor the binder\n#not a comment".encode()
    )
    passwords = Passwords.read(listed)

    def tried(path: str) -> list[str]:
        return [password.get_secret_value() for password in passwords.fitting(Path(path))]

    assert tried("/in/other.pdf") == ["for all ", "#not a comment"]
    assert tried("/in/lease.pdf") == ["for the lease", "for all ", "#not a comment"]
    assert tried("/in/binder.pdf/inner.pdf") == ["for the binder", "for all ", "#not a comment"]


@pytest.mark.parametrize(("content", "message"), [(None, "cannot be read"), (b"\xff\xfe\x00", "not text in UTF-8")])
def test_a_password_file_that_is_none_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    listed = tmp_path / "passwords.txt"
    if content is not None:
        listed.write_bytes(content)
    with pytest.raises(MissingInputError, match=message):
        Passwords.read(listed)


def test_a_run_does_not_begin_without_its_password_file(starkcheck: Starkcheck, inbox: Path, tmp_path: Path) -> None:
    result = starkcheck("run", inbox, "--password-file", tmp_path / "gone.txt")
    assert result.exit_code == ExitCode.INPUT
    assert not (tmp_path / "starkcheck.duckdb").exists()
