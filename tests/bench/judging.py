"""Contracts checked in a second, against every rule and every exception: `make bench-checks`.

`python -m tests.bench.judging [CONTRACTS]` makes that many invented contracts one after the other, 100,000 if not
told, of every kind and with every sort of fault, judges each, and keeps none: memory must stay flat. Two processes
share the work. The store is not measured.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from multiprocessing import get_context
from typing import Any, NamedTuple

from checks.evaluation import judge
from models.answer import Answer
from models.compensation import CompensationKind, DhsLink, Period
from models.contract import Contract, ContractKind
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from tests import factories as make

AS_OF = date(2026, 1, 31)
_PROCESSES = 2
_BLANK: dict[str, Any] = {"status": SignatureStatus.UNSIGNED, "method": SignatureMethod.NONE, "signed_on": None}
_PAY: tuple[dict[str, Any], ...] = (
    {"payer": make.HOSPITAL, "payee": make.PHYSICIAN},
    {"amount": Decimal(400), "payer": make.HOSPITAL, "payee": make.PHYSICIAN},
    {"kind": CompensationKind.PER_CLICK, "unit": "scan", "period": None, "dhs_link": DhsLink.LINKED},
    {"kind": CompensationKind.PERCENTAGE, "amount": None, "percent": Decimal(8), "base": "collections"},
    {"kind": CompensationKind.TIME, "period": Period.HOUR, "dhs_link": DhsLink.OPEN},
)
_SIGNED: tuple[dict[str, Any], ...] = ({}, {"signed_on": None}, {"signed_on": date(2025, 1, 1)}, _BLANK)


class Share(NamedTuple):
    """What one process did: its seconds of work, its memory in megabytes early and at the end, and what it found."""

    cpu_seconds: float
    early_megabytes: float
    megabytes: float
    findings: int
    answers: Counter[Answer]


def contracts(number: int, first: int = 0) -> Iterator[Contract]:
    """Invented contracts, each with two parties, two signatures and three components of pay."""
    sorts = list(product(ContractKind, _PAY, _SIGNED))
    for index in range(first, first + number):
        kind, pay, signed = sorts[index % len(sorts)]
        start = date(2008, 1, 1) + timedelta(days=index % 6500)
        yield make.contract(
            contract_id=f"contract-{index}",
            kind=make.fact(kind),
            effective_date=make.fact(start),
            expiration_date=make.fact(start + timedelta(days=364 - index % 3)),
            parties=(
                make.party(),
                make.party(make.PHYSICIAN, PartyRole.LESSEE, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
            ),
            signatures=(make.signature(), make.signature(make.PHYSICIAN, **signed)),
            compensation=(make.component(**pay), make.component(**pay), make.component()),
        )


def work(number: int, first: int) -> Share:
    """Judge that many contracts, beginning with that one; making them is not counted."""
    seconds, early, found = 0.0, 0.0, 0
    answers: Counter[Answer] = Counter()
    for index, contract in enumerate(contracts(number, first)):
        begun = time.process_time()
        judgement = judge(contract, AS_OF)
        seconds += time.process_time() - begun
        found += len(judgement.findings)
        answers.update(one.answer for one in judgement.exceptions)
        if index == number // 10:
            early = _megabytes()
    return Share(seconds, early, _megabytes(), found, answers)


def main(number: int) -> int:
    """Measure and print."""
    half = number // _PROCESSES
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        shares = list(pool.map(work, [half] * _PROCESSES, range(0, number, half)))
    seconds = max(share.cpu_seconds for share in shares)
    print(f"{half * _PROCESSES:,} contracts, {sum(share.findings for share in shares):,} findings")
    print(f"{sum((share.answers for share in shares), Counter()).total():,} exceptions answered")
    print(f"{seconds:.1f} CPU-seconds on each of {_PROCESSES} cores, {half / seconds:,.0f} contracts a CPU-second")
    print(
        f"memory {max(share.early_megabytes for share in shares):.0f} MB after a tenth of the work, at the end", end=" "
    )
    print(f"{max(share.megabytes for share in shares):.0f} MB")
    return 0


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
