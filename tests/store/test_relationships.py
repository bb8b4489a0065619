"""Relationships in the store: their ids last, people join and part them, and changes reach the siblings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checks.evaluation import Judgement, RelationshipJudgement
from models.contract import Contract
from models.correction import ContractReference, CorrectionRefusedError
from models.party import EntityKind, PartyRole
from models.relationship import RelationshipAct, RelationshipRequest
from store.checked import encoded
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF

Ask = Callable[[str], list[tuple[object, ...]]]
OTHER = "Odile Brandvold, M.D."


def contract(number: int, physician: str = make.PHYSICIAN, hospital: str = make.HOSPITAL) -> Contract:
    parties = (
        make.party(hospital),
        make.party(physician, PartyRole.LESSEE, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
    )
    source = make.document(f"contract {number}", f"/inbox/{number}.pdf")
    return make.contract(source, parties=parties, effective_date=make.fact(date(2020 + number, 1, 1)))


def stored(store: Store, *contracts: Contract) -> str:
    run_id = store.begin_run("run", AS_OF)
    for number, each in enumerate(contracts, start=1):
        source = make.document(f"contract {number}", f"/inbox/{number}.pdf")
        store.write(make.extraction(source, each), run_id)
    return run_id


def request(act: RelationshipAct, *names: str) -> RelationshipRequest:
    references = tuple((ContractReference(name=name, path=f"/inbox/{name}"),) for name in names)
    return RelationshipRequest(act=act, references=references, reason="Seen in the file.", person="Jane Roe")


def groups(store: Store, run_id: str) -> list[tuple[str, ...]]:
    number = store.relate(run_id)
    found = [
        one for portfolios in store.portfolios(number, 2) for portfolio in portfolios for one in portfolio.relationships
    ]
    return sorted(one.contract_ids for one in found)


def test_contracts_of_the_same_two_are_one_relationship_that_keeps_its_id(database: Path, ask: Ask) -> None:
    one, two, three = contract(1), contract(2, hospital="QUILLMERE HOSPITAL, INC."), contract(3, OTHER)
    with Store.open(database) as store:
        run_id = stored(store, one)
        assert store.relate(run_id) == 1
        store.publish()
        before = ask("select relationship_id from relationships")
        stored(store, one, two, three)
        assert store.relate(run_id) == 2
        store.publish()
    assert ask("select relationship_id, contract_count, entity from relationships order by contract_count desc")[0] == (
        *before[0],
        2,
        make.HOSPITAL,
    )
    listed = ask("select physician, file_name, first_day, in_force_today from master_list order by file_name")
    assert [row[:3] for row in listed] == [
        (make.PHYSICIAN, "1.pdf", date(2021, 1, 1)),
        (make.PHYSICIAN, "2.pdf", date(2022, 1, 1)),
        (OTHER, "3.pdf", date(2023, 1, 1)),
    ]


def test_a_changed_contract_brings_its_siblings_and_nobody_else(database: Path) -> None:
    one, two, three = contract(1), contract(2), contract(3, OTHER)
    with Store.open(database) as store:
        run_id = stored(store, one, two, three)
        store.relate(run_id)

        def looked_at(*documents: str) -> list[str]:
            number = store.relate(run_id, documents)
            return [each.file_name for some in store.portfolios(number, 9) for one in some for each in one.contracts]

        assert looked_at() == []
        assert looked_at(one.document_id) == ["1.pdf", "2.pdf"]
        assert looked_at(three.document_id) == ["3.pdf"]
        store.write(make.extraction(make.document("new", "/inbox/2.pdf")), run_id)  # two is superseded, by a sibling
        assert looked_at() == ["1.pdf", "2.pdf"]


def test_what_a_person_joins_or_parts_lasts_and_can_be_taken_back(database: Path, ask: Ask) -> None:
    one, two, three = contract(1), contract(2), contract(3, OTHER)
    ids = [each.contract_id for each in (one, two, three)]
    with Store.open(database) as store:
        run_id = stored(store, one, two, three)
        apart = [(ids[2],), tuple(sorted(ids[:2]))]
        assert groups(store, run_id) == sorted(apart)
        joined = store.decide_on_relationship(request(RelationshipAct.JOIN, ids[0], ids[2]))
        assert joined.document_ids == {one.document_id, two.document_id, three.document_id}
        assert groups(store, run_id) == [tuple(sorted(ids))]
        stored(store, one, two, three)  # read again
        assert groups(store, run_id) == [tuple(sorted(ids))]
        named = request(RelationshipAct.JOIN, *joined.decision.relationship_ids)
        store.decide_on_relationship(named, take_back=True)
        assert groups(store, run_id) == sorted(apart)
        store.decide_on_relationship(request(RelationshipAct.PART, ids[1]))
        assert groups(store, run_id) == sorted([(each,) for each in ids])
        store.decide_on_relationship(request(RelationshipAct.PART, ids[1]), take_back=True)
        assert groups(store, run_id) == sorted(apart)
        store.publish()
    assert ask("select decision, status, decided_by from relationship_decisions order by decision_id") == [
        ("join", "withdrawn", "Jane Roe"),
        ("part", "withdrawn", "Jane Roe"),
    ]
    assert len(ask("from audit_log where action like 'relationship%'")) == 4


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (request(RelationshipAct.JOIN, "1.pdf", "2.pdf"), "not one already"),
        (request(RelationshipAct.JOIN, "1.pdf", "nobody.pdf"), "nobody.pdf"),
        (request(RelationshipAct.PART, "1.pdf").model_copy(update={"reason": " "}), "--reason"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused(asked: RelationshipRequest, complaint: str, database: Path) -> None:
    with Store.open(database) as store:
        stored(store, contract(1), contract(2))
        with pytest.raises(CorrectionRefusedError, match=complaint):
            store.decide_on_relationship(asked)


def test_a_finding_on_a_relationship_alone_is_stored_and_resolved(database: Path, ask: Ask) -> None:
    one = contract(1)
    on_it = make.finding(one, subject="a gift").model_copy(update={"contract_id": None, "relationship_id": "r"})
    with Store.open(database) as store:
        run_id = stored(store, one)
        store.relate(run_id)
        judged = [(one, Judgement(findings=(make.finding(one),), exceptions=()))]
        among = [RelationshipJudgement(findings=(on_it,), noncompliance=())]
        store.record_checked([encoded(judged, ["r"], among, run_id)], run_id)
        store.publish()
        assert ask("select contract_id, relationship_id, file_name, status from findings order by all nulls last") == [
            (one.contract_id, None, "1.pdf", "open"),
            (None, "r", None, "open"),
        ]
        store.record_checked([encoded(judged, ["r"], [], run_id)], run_id)
        store.publish()
    assert ask("select status from findings where contract_id is null") == [("resolved",)]
