"""Contracts of the store against the checks, and their findings back into the store."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from checks.evaluation import findings
from flows.progress import Progress
from flows.run_options import CheckReport, Trouble, fault_of_ours
from flows.steps import Step, StepRunner
from models.base import Frozen
from models.contract import Contract
from models.finding import Finding
from store.writer import Store


class CheckedContract(Frozen):
    """A contract's identity and all its findings, none when it is clear."""

    contract_id: str
    findings: tuple[Finding, ...]


def checking_step(as_of: date) -> Step[tuple[Contract, ...], tuple[CheckedContract, ...]]:
    """Checks the contracts of one document under the law of `as_of`. It fails only by a bug of ours: no retries."""

    def check(contracts: tuple[Contract, ...]) -> tuple[CheckedContract, ...]:
        return tuple(
            CheckedContract(contract_id=contract.contract_id, findings=findings(contract, as_of))
            for contract in contracts
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
    checked: list[CheckedContract] = []
    faults: list[Trouble] = []
    documents = [tuple(contracts) for contracts in by_document.values()]
    for done in runner.each(checking_step(as_of), documents, width=1):
        if done.error is not None:
            faults.append(fault_of_ours(done.item[0].file_name, done.error))
        for each in done.result or ():
            store.record_findings(each.contract_id, each.findings, run_id)
            checked.append(each)
        progress.advance(done.item[0].file_name)
    return CheckReport(
        run_id=run_id,
        as_of=as_of,
        contract_ids=tuple(contract.contract_id for contract in checked),
        findings=sum(len(contract.findings) for contract in checked),
        faults=tuple(faults),
    )
