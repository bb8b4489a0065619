"""Contracts with what a check said of them, stored and published, for tests of arrangements and reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from models.answer import Answer, DecidedBy, ElementAnswer, ExceptionAnswer
from models.arrangement import Compliance
from models.contract import Contract, RenewalKind
from models.disposition import DispositionKind, DispositionRequest
from models.finding import Finding
from reports.arrangement_answer import arrangement_answer
from store.query import query
from store.writer import Store
from tests import factories as make

AS_OF = date(2026, 1, 31)
LEASE = make.contract()
START, END = date(2024, 1, 15), date(2025, 1, 14)
ENDS: dict[str, Any] = {"renewal_kind": make.fact(RenewalKind.NONE)}


element, answer = make.element_answer, make.exception_answer

MET = element()
MISSING = element(answer=Answer.NOT_SATISFIED, checks=("missing-signature",))
PENDING = element(answer=Answer.UNDETERMINED, curable_until=date(2026, 3, 1))
LATE = element(answer=Answer.NOT_SATISFIED, checks=("signed-late",))
LINKED = element(
    "no-volume-or-value",
    answer=Answer.NOT_SATISFIED,
    checks=("dhs-linked-pay",),
    evidence=make.evidence("$45.50 for every scan"),
)
VALUE = element("fair-market-value", answer=Answer.UNDETERMINED, decided_by=DecidedBy.PERSON)


def other(*elements: ElementAnswer, **changes: Any) -> ExceptionAnswer:
    return answer(*elements, **{"exception": "fair_market_value", "citation": "411.357(l)", "is_best": False} | changes)


class Folder:
    """A database that contracts are put into, with what a check said of them."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def put(
        self,
        *said: tuple[Contract, tuple[ExceptionAnswer, ...]],
        findings: tuple[Finding, ...] = (),
        as_of: date = AS_OF,
        decided: DispositionKind | None = None,
    ) -> None:
        with Store.open(self.database) as store:
            run_id = store.begin_run("run", as_of)
            for contract, _ in said:
                source = make.document(contract.document_id, f"/inbox/{contract.file_name}")
                source = source.model_copy(update={"document_id": contract.document_id})
                store.write(make.extraction(source, contract), run_id)
            store.set_amends({one.contract_id: one.amends_contract_id for one, _ in said if one.amends_contract_id})
            store.relate(run_id)
            for contract, answers in said:
                store.record_exceptions({contract.contract_id: answers}, run_id)
                own = [finding for finding in findings if finding.contract_id == contract.contract_id]
                store.record_findings(contract.contract_id, own, run_id)
            if decided:
                for finding in findings:
                    request = DispositionRequest(
                        finding=finding.finding_id, disposition=decided, reason="Looked at.", person="Ada", day=as_of
                    )
                    store.dispose(request)
            store.finish_run(run_id)
            store.publish()

    def ids(self) -> dict[str, str]:
        rows = query(self.database, "select contract_id, arrangement_id from arrangements").rows
        return {str(contract_id): str(arrangement_id) for contract_id, arrangement_id in rows}

    def on(self, day: date, contract: Contract = LEASE) -> Compliance:
        return arrangement_answer(self.database, self.ids()[contract.contract_id], day).status

    def why(self, day: date, contract: Contract = LEASE) -> str:
        return " ".join(arrangement_answer(self.database, self.ids()[contract.contract_id], day).reasons)
