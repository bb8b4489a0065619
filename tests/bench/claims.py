"""Seconds to import and to look back through a million invented claims: python -m tests.bench.claims [NUMBER]."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from typer.testing import CliRunner

from flows.command_line import app
from flows.ledgers import ImportRequest, import_file
from models.ledger import LedgerKind
from reports.look_back import look_back
from reports.look_back_report import look_back_report
from reports.workbook import workbook
from tests.flows.look_back_cases import store_contracts, unsigned_services

PHYSICIANS = 300
DAY = date(2026, 1, 31)
"""The day of looking; agreements ran from 2019 to 2024, and claims are of ten years."""
_CATEGORIES = ("radiology_imaging", "clinical_laboratory", "inpatient_outpatient_hospital", "none", "")


def main() -> None:
    """Invent, import, check, look back, and print how long each took."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, claims = folder / "starkcheck.duckdb", folder / "claims.csv"
        names = [f"Ansel Qu{_letters(number)}, M.D." for number in range(PHYSICIANS)]
        _invent(claims, number, names)
        contracts = (unsigned_services(one, days=(date(2019, 1, 1), date(2024, 12, 31))) for one in names)
        store_contracts(database, *contracts)
        with _timed(f"import of {number:,} lines ({claims.stat().st_size / 1e6:.0f} MB)"):
            import_file(database, ImportRequest(kind=LedgerKind.CLAIMS, file=claims, person="bench"))
        with _timed("check"):
            assert CliRunner().invoke(app, ["check", "--db", str(database), "--as-of", str(DAY), "-q"]).exit_code == 0
        with _timed("look-back"):
            found = look_back(database, DAY)
        with _timed("look-back, with its workbook"):
            workbook(look_back_report(database, DAY))
        affected = found.fates[-1]
        print(f"{affected.lines:,} lines affected, ${affected.dollars:,.2f}")
        assert sum(one.lines for one in found.fates) == number
        assert affected.dollars == found.dollars
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _invent(target: Path, number: int, names: list[str]) -> None:
    chance = random.Random(7)
    with target.open("w", encoding="utf-8") as file:
        file.write("claim,service_on,code,payer,paid,dhs_category,referred_by_npi,referred_by,performed_by_npi\n")
        for line in range(number):
            who = chance.randrange(2 * PHYSICIANS)
            day = date(2016, 1, 1) + timedelta(days=chance.randrange(3650))
            name = names[who] if who < PHYSICIANS else f"Brisa Wy{_letters(who)}, M.D."
            payer = chance.choice(("medicare", "medicare", "medicaid", "other"))
            performer = 1_000_000_000 + (who if chance.random() < 0.1 else who + 1)
            file.write(
                f"C{line},{day},{70000 + chance.randrange(900)},{payer},{chance.randrange(100, 500000) / 100:.2f},"
                f'{chance.choice(_CATEGORIES)},{1_000_000_000 + who},"{name}",{performer}\n'
            )


def _letters(number: int) -> str:
    """A number in letters, as names have no digits."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


@contextmanager
def _timed(what: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{what}: {time.perf_counter() - wall:.1f} s, {time.process_time() - cpu:.1f} CPU-seconds", flush=True)


if __name__ == "__main__":
    main()
