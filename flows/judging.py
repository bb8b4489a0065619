"""Judging portfolios: in this process, or in others once there are many."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, NamedTuple

from flows.run_options import Trouble, fault_of_ours

if TYPE_CHECKING:
    from models.contract import Contract
    from models.relationship import Relationship
    from store.checked import Checked
    from store.portfolios import Portfolio, StoredRelationship

MANY: Final = 1500
"""From so many portfolios on, starting further processes is worth their while."""


class Outcome(NamedTuple):
    """What came of some portfolios: rows for the store, and our own bugs, each with the file it was met in."""

    checked: tuple[Checked, ...]
    faults: tuple[Trouble, ...]


Judge = Callable[[Sequence["Portfolio"], date, str], Outcome]


def judge_portfolios(portfolios: Sequence[Portfolio], as_of: date, run_id: str) -> Outcome:
    """Every rule over every contract and relationship of these; a bug of ours costs only the portfolio it is met in."""
    done: list[Checked] = []
    faults: list[Trouble] = []
    for portfolio in portfolios:
        try:
            done.append(_judged(portfolio, as_of, run_id))
        except Exception as error:
            name = portfolio.contracts[0].file_name if portfolio.contracts else portfolio.relationships[0].physician
            faults.append(fault_of_ours(name, error))
    return Outcome(tuple(done), tuple(faults))


@contextmanager
def judges(number: int, processes: int) -> Iterator[Judge]:
    """What judges `number` portfolios: `processes` of their own where there are many, and this one otherwise."""
    if number < MANY or processes < 2:
        yield judge_portfolios
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_undisturbed) as pool:
        yield lambda portfolios, as_of, run_id: pool.submit(judge_portfolios, portfolios, as_of, run_id).result()


def _undisturbed() -> None:
    """Ctrl-C is for the process that asks; it ends the others. Garbage in rings is rare here, and looked for rarely."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000)


def _judged(portfolio: Portfolio, as_of: date, run_id: str) -> Checked:
    from checks.evaluation import heard, judge, judgement_of_relationship
    from models.contract import Contract
    from store.checked import encoded

    contracts = {
        one.contract_id: Contract.model_validate_json(one.record).model_copy(update={"file_name": one.file_name})
        for one in portfolio.contracts
    }
    relationships = [_relationship(one, contracts) for one in portfolio.relationships]
    said = heard(relationships, as_of)
    of: dict[str, list[Relationship]] = {contract_id: [] for contract_id in contracts}
    for relationship in relationships:
        for contract in relationship.contracts:
            of[contract.contract_id].append(relationship)
    return encoded(
        ((contract, judge(contract, as_of, of[key], said)) for key, contract in contracts.items()),
        (relationship.relationship_id for relationship in relationships),
        [judgement_of_relationship(one, as_of, said) for one in relationships],
        run_id,
    )


def _relationship(stored: StoredRelationship, contracts: Mapping[str, Contract]) -> Relationship:
    from models.relationship import Relationship

    own = (contracts[key] for key in stored.contract_ids)
    return Relationship.of_known(
        relationship_id=stored.relationship_id,
        entity=stored.entity,
        physician=stored.physician,
        contracts=tuple(sorted(own, key=lambda one: (one.effective_date.value or date.max, one.contract_id))),
        ledgers=stored.ledgers,
    )
