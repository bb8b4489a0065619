"""Contracts of the store against the checks, and their findings back into the store."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from checks.evaluation import judge
from flows.progress import Progress
from flows.run_options import CheckReport, Trouble, fault_of_ours
from flows.steps import Step, StepRunner
from models.answer import ExceptionAnswer
from models.base import Frozen
from models.contract import Contract
from models.finding import Finding
from store.writer import Store

_AT_ONCE = 50
"""Contracts whose answers are written in one transaction: each has its price, and findings pay it one by one."""


class CheckedContract(Frozen):
    """A contract's identity, all its findings, none when it is clear, and how it stands to each exception."""

    contract_id: str
    findings: tuple[Finding, ...]
    exceptions: tuple[ExceptionAnswer, ...]


def checking_step(as_of: date) -> Step[tuple[Contract, ...], tuple[CheckedContract, ...]]:
    """Checks the contracts of one document under the law of `as_of`. It fails only by a bug of ours: no retries."""

    def check(contracts: tuple[Contract, ...]) -> tuple[CheckedContract, ...]:
        judged = ((contract.contract_id, judge(contract, as_of)) for contract in contracts)
        return tuple(
            CheckedContract.of_known(contract_id=key, findings=one.findings, exceptions=one.exceptions)
            for key, one in judged
        )

    return Step(name="check document", action=check, label=lambda contracts: contracts[0].file_name)


def check_contracts(  # noqa: PLR0913
    store: Store,
    run_id: str,
    as_of: date,
    runner: StepRunner,
    progress: Progress,
    *,
    document_ids: Collection[str] | None = None,
) -> CheckReport:
    """Check the contracts of the documents named, or all; each contract's findings replace those it had."""
    by_document: dict[str, list[Contract]] = {}
    for contract in store.contracts(document_ids):
        by_document.setdefault(contract.document_id, []).append(contract)
    progress.begin("Checking", len(by_document))
    contract_ids: list[str] = []
    found = 0
    faults: list[Trouble] = []
    documents = [tuple(contracts) for contracts in by_document.values()]
    pending: dict[str, tuple[ExceptionAnswer, ...]] = {}
    try:
        for done in runner.each(checking_step(as_of), documents, width=1):
            if done.error is not None:
                faults.append(fault_of_ours(done.item[0].file_name, done.error))
            for each in done.result or ():
                store.record_findings(each.contract_id, each.findings, run_id)
                pending[each.contract_id] = each.exceptions
                contract_ids.append(each.contract_id)
                found += len(each.findings)
            if len(pending) >= _AT_ONCE:
                store.record_exceptions(pending, run_id)
                pending = {}
            progress.advance(done.item[0].file_name)
    finally:
        store.record_exceptions(pending, run_id)
    return CheckReport(
        run_id=run_id,
        as_of=as_of,
        contract_ids=tuple(contract_ids),
        findings=found,
        faults=tuple(faults),
    )
