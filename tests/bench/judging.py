"""Contracts checked against every rule and exception, and stored: `make bench-checks`.

`python -m tests.bench.judging [CONTRACTS...]` fills a database with that many invented contracts, 1,000, 10,000 and
100,000 if not told, of every kind and with every sort of fault, between hospitals and physicians who have five with
each other. Then it does what `starkcheck check` does: works out the relationships, judges each contract in two
processes, and writes findings and answers. Filling the database is not counted. Each number has a process of its own,
so that its memory is its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb

from flows.checking import check_contracts
from flows.progress import Progress
from flows.steps import StepRunner
from models.compensation import CompensationKind, DhsLink, Period
from models.contract import Contract, ContractKind
from models.correction import CorrectedContract
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from store import bulk, rows
from store.query import query
from store.writer import Store
from tests import factories as make

AS_OF = date(2026, 1, 31)
SIZES: Final = (1_000, 10_000, 100_000)
_WITH_EACH_OTHER: Final = 5
_PHYSICIANS: Final = 100
_BLANK: dict[str, Any] = {"status": SignatureStatus.UNSIGNED, "method": SignatureMethod.NONE, "signed_on": None}
_PAY: tuple[dict[str, Any], ...] = (
    {},
    {"amount": Decimal(400)},
    {"kind": CompensationKind.PER_CLICK, "unit": "scan", "period": None, "dhs_link": DhsLink.LINKED},
    {"kind": CompensationKind.PERCENTAGE, "amount": None, "percent": Decimal(8), "base": "collections"},
    {"kind": CompensationKind.TIME, "period": Period.HOUR, "dhs_link": DhsLink.OPEN},
)
_SIGNED: tuple[dict[str, Any], ...] = ({}, {"signed_on": None}, {"signed_on": date(2025, 1, 1)}, _BLANK)


class Measured(NamedTuple):
    """What checking a number of contracts took, in seconds and megabytes, and what it came to."""

    contracts: int
    wall_seconds: float
    cpu_seconds: float
    megabytes: float
    file_megabytes: float
    findings: int
    answers: int
    relationships: int


def contracts(number: int) -> Iterator[Contract]:
    """Invented contracts, each with two parties, two signatures and three components of pay."""
    sorts = list(product(ContractKind, _PAY, _SIGNED))
    for index in range(number):
        kind, pay, signed = sorts[index % len(sorts)]
        start = date(2008, 1, 1) + timedelta(days=index % 6500)
        pair = index // _WITH_EACH_OTHER
        hospital = f"{make.HOSPITAL} {pair // _PHYSICIANS}"
        physician = f"Tamsin {chr(97 + pair % 26)}{chr(97 + pair // 26 % 26)}elquist, M.D."
        paid = {"payer": hospital, "payee": physician, **pay}
        yield make.contract(
            contract_id=f"contract-{index}",
            document_id=f"document-{index}",
            kind=make.fact(kind),
            effective_date=make.fact(start),
            expiration_date=make.fact(start + timedelta(days=364 - index % 3)),
            parties=(
                make.party(hospital),
                make.party(physician, PartyRole.LESSEE, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
            ),
            signatures=(make.signature(hospital), make.signature(physician, **signed)),
            compensation=(make.component(**paid), make.component(**paid), make.component(payer=hospital)),
        )


def fill(database: Path, number: int) -> None:
    """Write that many contracts as a run would have, in bulk: only what checking looks at."""
    with Store.open(database):
        pass
    private = Store.private_folder(database)
    (file,) = (path for path in private.iterdir() if path.suffix == ".duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.begin()
        made: list[CorrectedContract] = []
        for contract in contracts(number):
            made.append(CorrectedContract(read=contract, contract=contract))
            if len(made) == 5000:
                _write(connection, made)
                made = []
        _write(connection, made)
        connection.commit()


def _write(connection: duckdb.DuckDBPyConnection, made: list[CorrectedContract]) -> None:
    for table, encoded in (
        ("contracts", [_row(rows.contract_row(of)) for of in made]),
        ("parties", [_row(row) for of in made for row in rows.party_rows(of)]),
        ("documents", [_row(_document(of.contract)) for of in made]),
    ):
        described = connection.execute(f"describe stored.{table}").fetchall()
        columns = {name: str(kind) for name, kind, *_ in described if name != "fact_count"}
        names = list(columns)[: len(encoded[0])] if encoded else []
        if table == "contracts":
            names = _CONTRACT_COLUMNS
        kept = {name: columns[name] for name in names}
        bulk.insert(connection, f"stored.{table}", kept, encoded)


_CONTRACT_COLUMNS: Final = [
    *("contract_id", "document_id", "title", "first_page", "last_page", "document_role", "kind", "agreement_date"),
    *("effective_date", "expiration_date", "term_months", "renewal_kind", "renewal_months", "termination_notice_days"),
    *("amends_contract_id", "record", "corrected_fields"),
]


def _row(values: Any) -> list[object]:
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _document(contract: Contract) -> list[object]:
    path = f"/inbox/{contract.document_id}.pdf"
    told = [contract.document_id, f"{contract.document_id}.pdf", path, 2, 2048, "native", "agreement", "ok", None, None]
    return [*told, "2026-01-31 00:00:00", "run", None]


def measure(number: int) -> Measured:
    """Check that many contracts in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="starkcheck-bench-") as folder:
        database = Path(folder) / "contracts.duckdb"
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(fill, database, number).result()
        with Store.open(database) as store:
            run_id = store.begin_run("check", AS_OF)
            begun, before = time.monotonic(), _cpu()  # the child that filled it has ended, and is not counted
            report = check_contracts(store, run_id, AS_OF, StepRunner(), Progress())
            wall, used = time.monotonic() - begun, _cpu() - before
            store.finish_run(run_id)
            store.publish()
        answers, relationships = (
            int(str(query(database, f"select count(*) from {view}").rows[0][0]))
            for view in ("exceptions", "relationships")
        )
        assert len(report.contract_ids) == number, report.faults
        return Measured(
            number,
            wall,
            used,
            _megabytes(resource.RUSAGE_SELF),
            database.stat().st_size / 1e6,
            report.findings,
            answers,
            relationships,
        )


def main(sizes: list[int]) -> int:
    """Measure and print."""
    print("contracts  seconds  CPU-seconds  MB writer  MB file  findings  exceptions  relationships")
    for number in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            done = pool.submit(measure, number).result()
        print(
            f"{done.contracts:9,} {done.wall_seconds:8.1f} {done.cpu_seconds:12.1f} {done.megabytes:10.0f} "
            f"{done.file_megabytes:8.1f} {done.findings:9,} {done.answers:11,} "
            f"{done.relationships:14,}",
            flush=True,
        )
    return 0


def _cpu() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main([int(number) for number in sys.argv[1:]] or list(SIZES)))
