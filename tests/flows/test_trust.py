"""Certificates that digital signatures are to lead to: from the file the user names to the view."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.discovery import MissingInputError
from flows.exit_codes import ExitCode
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions
from flows.steps import StepRunner
from store.query import query
from tests.extractors.reading.signed_files import signed, signer, with_empty_field
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, pdf


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    path = tmp_path / "lease.pdf"
    path.write_bytes(signed(with_empty_field(pdf(*LEASE), "Lessor", page=0), "Orla Tamsin", "Lessor"))
    return path


@pytest.mark.parametrize(("named", "is_trusted"), [("Orla Tamsin", True), ("Nobody Known", False), (None, None)])
def test_the_view_says_whether_a_signature_is_trusted(
    starkcheck: Starkcheck, lease: Path, tmp_path: Path, named: str | None, is_trusted: bool | None
) -> None:
    given: list[Any] = []
    if named:
        certificate: Any = signer(named).signing_cert
        (tmp_path / "trusted.der").write_bytes(certificate.dump())
        given = ["--trusted-certificates", tmp_path / "trusted.der"]
    (row,) = json.loads(starkcheck("inspect", lease, "--json", *given).stdout)["digital_signatures"]
    assert (row["signer"], row["is_intact"], row["is_trusted"]) == ("Orla Tamsin", True, is_trusted)
    assert starkcheck("ingest", lease, *given).exit_code == ExitCode.DONE
    assert query(tmp_path / "starkcheck.duckdb", "select is_trusted from digital_signatures").rows == ((is_trusted,),)


def test_a_file_without_certificates_is_told_of_before_anything_is_read(
    starkcheck: Starkcheck, lease: Path, tmp_path: Path
) -> None:
    missing = starkcheck("run", lease, "--trusted-certificates", tmp_path / "none.pem")
    wrong = starkcheck("run", lease, "--trusted-certificates", lease)
    for result in (missing, wrong):
        assert result.exit_code == ExitCode.INPUT
        assert "cannot be read" in result.stderr
    assert not (tmp_path / "starkcheck.duckdb").exists()


@pytest.mark.parametrize("command", [Command.INGEST, Command.INGEST_AND_CHECK])
def test_a_flow_is_told_so_too(command: Command, lease: Path, tmp_path: Path) -> None:
    options = RunOptions(database=tmp_path / "starkcheck.duckdb", trusted_certificates=tmp_path / "none.pem")
    with pytest.raises(MissingInputError, match="cannot be read"):
        carry_out(command, [lease], options, StepRunner(), Progress())
    assert not (tmp_path / "starkcheck.duckdb").exists()
