"""A database that was written to for half a year: findings that came, went and were decided on, month by month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from typer.testing import CliRunner

from flows.command_line import app
from models.compensation import Period
from models.contract import Contract, ContractKind, RenewalKind
from models.disposition import DispositionKind, DispositionRequest
from models.finding import Finding, Severity
from store.writer import Store
from tests import factories as make
from tests.store import stopped_clock
from tests.store.arranged import LINKED, MET, MISSING, PENDING, VALUE, Folder, answer, other

AS_OF = date(2026, 3, 31)
LEASE = make.contract(renewal_kind=make.fact(RenewalKind.NONE), expiration_date=make.fact(date(2026, 5, 15)))
DIRECTOR = make.contract(
    make.document("director", "/inbox/director.pdf"),
    title="Medical Director Agreement",
    kind=make.fact(ContractKind.PERSONAL_SERVICES),
    effective_date=make.fact(date(2025, 12, 1)),
    expiration_date=make.fact(date(2026, 11, 30)),
    compensation=(
        make.component(amount=Decimal("200.00"), period=Period.HOUR, payer=make.HOSPITAL, payee=make.PHYSICIAN),
    ),
)
ENDED = make.contract(
    make.document("ended", "/inbox/ended.pdf"),
    effective_date=make.fact(date(2024, 2, 1)),
    expiration_date=make.fact(date(2026, 1, 31)),
    renewal_kind=make.fact(RenewalKind.NONE),
)
NEW = make.contract(
    make.document("new", "/inbox/new.pdf"),
    effective_date=make.fact(date(2026, 3, 1)),
    expiration_date=make.fact(date(2027, 2, 28)),
)
SAID = {
    LEASE.contract_id: (answer(MET, VALUE), other(MISSING)),
    DIRECTOR.contract_id: (
        answer(LINKED, MET, exception="personal_services", citation="411.357(d)(1)", title="Services"),
    ),
    ENDED.contract_id: (answer(MISSING),),
    NEW.contract_id: (answer(PENDING),),
}
UNSIGNED = make.finding(ENDED, "missing-signature", severity=Severity.ERROR)
SHORT = make.finding(LEASE, "term-under-one-year", severity=Severity.WARNING)
PAY = make.finding(DIRECTOR, "dhs-linked-pay", severity=Severity.ERROR)
LATE = make.finding(LEASE, "signed-late", severity=Severity.NOTICE)
BASE = make.finding(DIRECTOR, "undefined-base", severity=Severity.WARNING)
WHEN = {
    date(2025, 11, 10): ((LEASE, ENDED), (UNSIGNED, SHORT)),
    date(2025, 12, 20): ((LEASE, ENDED, DIRECTOR), (UNSIGNED, SHORT, PAY, LATE)),
    date(2026, 2, 9): ((LEASE, ENDED, DIRECTOR), (PAY, LATE, BASE)),
    date(2026, 3, 30): ((LEASE, ENDED, DIRECTOR, NEW), (PAY, LATE, BASE)),
}
"""What was in the folder on each day, and what the check of that day found: two findings are gone in February."""
TASKS = """task,done_on,done_by,record,note
DHS inventory,2026-01-20,Perpetua Lindqvist,services.xlsx,Nothing new
evidence packs,2026-01-14,Perpetua Lindqvist,,
scorecard,2026-03-03,Perpetua Lindqvist,,
bonuses,2026-02-09,Aurelio Fant,Memo 7,Imaging left out
evidence drill,2025-07-01,Oona Brightwater,,Complete in 31 hours
"""


def write_months(folder: Path) -> Path:
    """Write the database, and return where it is."""
    kept = Folder(folder / "months.duckdb")
    for day, (contracts, findings) in WHEN.items():
        with stopped_clock.on(day):
            kept.put(*((one, SAID[one.contract_id]) for one in contracts), findings=_as_of(findings, day), as_of=day)
        if day == date(2025, 12, 20):
            _decide(kept.database, PAY.finding_id, DispositionKind.ACCEPTED, date(2026, 1, 5), until=date(2026, 1, 31))
        if day == date(2026, 2, 9):
            _decide(kept.database, BASE.finding_id, DispositionKind.REMEDIED, date(2026, 3, 11))
    tasks = folder / "tasks_done.csv"
    tasks.write_text(TASKS)
    with stopped_clock.on(date(2026, 3, 30)):
        done = CliRunner().invoke(app, ["ledger", "import", "tasks_done", str(tasks), "--db", str(kept.database)])
    assert done.exit_code == 0, done.output
    return kept.database


def _as_of(findings: tuple[Finding, ...], day: date) -> tuple[Finding, ...]:
    return tuple(one.model_copy(update={"as_of": day}) for one in findings)


def _decide(database: Path, finding: str, decided: DispositionKind, day: date, until: date | None = None) -> None:
    with stopped_clock.on(day), Store.open(database) as store:
        store.dispose(
            DispositionRequest(
                finding=finding, disposition=decided, reason="Looked at.", person="Ada", day=day, until=until
            )
        )
        store.publish()


def contracts() -> tuple[Contract, ...]:
    """Every contract of it."""
    return LEASE, DIRECTOR, ENDED, NEW
