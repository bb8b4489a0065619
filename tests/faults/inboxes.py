"""Small inboxes for runs that get killed: what can be half done with each kind of file is in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from fixtures.contracts import office_lease_family_practice, office_lease_first_amendment, scanned_office_lease
from fixtures.portfolios import portfolio, sheet
from tests.flows.drawn import LEASE, LETTER, pdf, write

CONTRACTS = (office_lease_family_practice.FIXTURE, office_lease_first_amendment.FIXTURE)


def first_drop(folder: Path) -> Path:
    """A lease twice, its amendment apart from it, a portfolio, a letter, and a file without a byte."""
    inner = {"inner.pdf": pdf(*LEASE, "Counterpart."), "letter.pdf": sheet("A letter.")}
    write(folder, lease=pdf(*LEASE), copy=pdf(*LEASE), letter=pdf(*LETTER), empty=b"", binder=portfolio(inner))
    for contract in CONTRACTS:
        (folder / contract.file_name).write_bytes(contract.draw())
    return folder


def second_drop(folder: Path) -> Path:
    """The same a day later: a lease and a portfolio replaced, one file gone, one under another name, one new."""
    inner = {"inner.pdf": pdf(*LEASE, "Counterpart."), "new.pdf": sheet("Another letter.")}
    write(folder, lease=pdf(*LEASE, "Restated."), binder=portfolio(inner), new=pdf(*LETTER, "It is open again."))
    (folder / "letter.pdf").unlink()
    (folder / CONTRACTS[0].file_name).rename(folder / "renamed.pdf")
    return folder


def scan(folder: Path) -> Path:
    """A scanned lease beside the others."""
    (folder / "scan.pdf").write_bytes(scanned_office_lease.FIXTURE.draw())
    return folder


def few(folder: Path) -> Path:
    """One lease, and another in a portfolio."""
    return write(folder, lease=pdf(*LEASE), binder=portfolio({"inner.pdf": pdf(*LEASE, "Counterpart.")}))


def emptied(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
