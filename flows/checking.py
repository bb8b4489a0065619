"""Contracts of the store against the checks, and their findings back into the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from flows.judging import Judge, Outcome, judges
from flows.progress import Progress
from flows.rules_in_force import rules_in_force
from flows.run_options import CheckReport, Trouble, fault_of_ours, processors
from flows.steps import Step, StepRunner
from store.settled import Settled
from store.unfinished import Work
from store.writer import Store

if TYPE_CHECKING:
    from store.checked import Checked
    from store.portfolios import Portfolio

_AT_ONCE: Final = 2000
"""Contracts whose findings and answers are written in one transaction: each has its price, and rows pay it alone."""
_STEPS: Final = 400
"""A check has about so many steps at most: beyond that many portfolios, several share one."""


class BugMetError(Exception):
    """A step of a single portfolio met a bug of ours, which `trouble` tells; so that the step shows as failed."""

    def __init__(self, trouble: Trouble) -> None:
        """Say which."""
        super().__init__(trouble.message)
        self.trouble = trouble


def checking_step(as_of: date, run_id: str, judge: Judge) -> Step[Sequence[Portfolio], Outcome]:
    """Checks some portfolios under the law of `as_of`. It fails only by a bug of ours: no retries."""

    def check(portfolios: Sequence[Portfolio]) -> Outcome:
        outcome = judge(portfolios, as_of, run_id)
        if outcome.faults and not outcome.checked:
            raise BugMetError(outcome.faults[0])
        return outcome

    return Step(name="check document", action=check, label=_label)


def check_contracts(  # noqa: PLR0913
    store: Store,
    run_id: str,
    as_of: date,
    runner: StepRunner,
    progress: Progress,
    *,
    document_ids: Collection[str] | None = None,
) -> CheckReport:
    """Check all contracts, or those of the documents named with all that they belong together with.

    What is found replaces what was found on these contracts before.
    """
    number = store.relate(run_id, document_ids)
    progress.begin("Checking", number)
    written = _Written(store, run_id)
    faults: list[Trouble] = []
    processes = processors()
    with judges(number, processes) as judge:
        step = checking_step(as_of, run_id, judge)
        batches = store.portfolios(number, max(1, number // _STEPS))
        try:
            for done in runner.each(step, batches, width=processes if number > _STEPS else 1):
                if isinstance(done.error, BugMetError):
                    faults.append(done.error.trouble)
                elif done.error is not None:
                    faults.append(fault_of_ours(_label(done.item), done.error))
                if done.result is not None:
                    faults += done.result.faults
                    written.add(done.result.checked)
                for portfolio in done.item:
                    progress.advance(_label([portfolio]))
        finally:
            written.flush()
    left = store.unfinished(Work.CHECKING)
    store.finish_work(Work.CHECKING, left if document_ids is None else left.intersection(document_ids))
    if not faults:
        made = Settled(run_id=run_id, contracts=len(written.contract_ids), findings=written.findings)
        store.note_checked(made, as_of, rules_in_force(), document_ids)
    return CheckReport(
        run_id=run_id,
        as_of=as_of,
        contract_ids=tuple(written.contract_ids),
        findings=written.findings,
        faults=tuple(faults),
    )


def as_checked_before(store: Store, as_of: date, document_ids: Collection[str] | None) -> CheckReport | None:
    """What these documents' check would say, if they were checked for that day and nothing has changed since."""
    made = store.checked_before(as_of, rules_in_force(), document_ids)
    if made is None:
        return None
    return CheckReport(run_id=made.run_id, as_of=as_of, findings=made.findings, unchanged=made.contracts)


class _Written:
    """What goes into the store, so many contracts at a time."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id
        self._pending: list[Checked] = []
        self._contracts = 0
        self.contract_ids: list[str] = []
        self.findings = 0

    def add(self, checked: Sequence[Checked]) -> None:
        for each in checked:
            self._pending.append(each)
            self._contracts += len(each.contract_ids)
            self.contract_ids += each.contract_ids
            self.findings += len(each.findings)
        if self._contracts >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self._pending:
            self._store.record_checked(self._pending, self._run_id)
        self._pending, self._contracts = [], 0


def _label(portfolios: Sequence[Portfolio]) -> str:
    """The files of the first portfolio, or the two sides of a relationship that no contract is in."""
    first = portfolios[0]
    names = list(dict.fromkeys(contract.file_name for contract in first.contracts))
    if not names:
        return "a relationship without a contract"
    more = len(names) - 1 + len(portfolios) - 1
    return f"{names[0]} and {more} more" if more else names[0]
