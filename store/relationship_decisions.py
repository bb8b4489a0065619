"""What people say of relationships: two are one, or contracts stand apart. The log only grows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

import duckdb

from extractors.assembly.relationship_grouping import Bond
from models.audit import AuditAction
from models.correction import ContractReference, CorrectionRefusedError, NotStoredError
from models.relationship import RelationshipAct, RelationshipDecision, RelationshipDone, RelationshipRequest
from store import audit
from store.clock import utc_now
from store.corrections_addressing import contract_named
from store.numbered_rows import next_number
from store.said import said

_ACTIONS: Final = {
    RelationshipAct.JOIN: AuditAction.RELATIONSHIP_JOINED,
    RelationshipAct.PART: AuditAction.RELATIONSHIP_PARTED,
}
_COLUMNS: Final = "decision_id, decision, relationship_ids, contract_ids, reason, decided_by, decided_at"
_STANDING: Final = f"""
select {_COLUMNS}, bonds from stored.relationship_decisions
where decision_id not in (select decision_id from stored.relationship_withdrawals)
order by decision_id
"""  # noqa: S608


class Decided(NamedTuple):
    """What stands: bonds that are one, and by contract what sets it apart from others of its names."""

    same: tuple[tuple[Bond, Bond], ...]
    apart: dict[str, str]


def standing(connection: duckdb.DuckDBPyConnection) -> Decided:
    """The decisions not taken back; of a contract parted twice the later one holds."""
    same: list[tuple[Bond, Bond]] = []
    apart: dict[str, str] = {}
    for row in connection.execute(_STANDING).fetchall():
        if row[1] == RelationshipAct.JOIN:
            one, other = (Bond(*bond) for bond in json.loads(row[-1]))
            same.append((one, other))
        else:
            apart |= dict.fromkeys(row[3], f"parted {row[0]}")
    return Decided(tuple(same), apart)


def decide(connection: duckdb.DuckDBPyConnection, request: RelationshipRequest) -> RelationshipDone:
    """Record a decision; `relate` then carries it out. Call it inside a transaction.

    Raises CorrectionRefusedError when a name is nobody's, when it would change nothing, or when no reason is given.
    """
    reason, person = _said(request)
    if request.act is RelationshipAct.JOIN:
        relationships, contracts, bonds = _to_join(connection, request)
    else:
        relationships, contracts, bonds = _to_part(connection, request)
    decision = RelationshipDecision(
        decision_id=next_number(connection, "stored.relationship_decisions", "decision_id"),
        act=request.act,
        relationship_ids=tuple(relationships),
        contract_ids=tuple(contracts),
        reason=reason,
        decided_by=person,
        decided_at=utc_now(),
    )
    connection.execute(
        f"insert into stored.relationship_decisions ({_COLUMNS}, bonds) values (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [
            decision.decision_id,
            decision.act.value,
            list(relationships),
            list(contracts),
            reason,
            person,
            decision.decided_at,
            json.dumps(bonds, ensure_ascii=False),
        ],
    )
    _audit(connection, _ACTIONS[request.act], decision, person, reason)
    return RelationshipDone(decision=decision, document_ids=_documents(connection, decision))


def withdraw(connection: duckdb.DuckDBPyConnection, request: RelationshipRequest) -> RelationshipDone:
    """Take back the newest standing decision that names all of these. Call it inside a transaction.

    Raises CorrectionRefusedError when there is none, or no reason is given.
    """
    reason, person = _said(request)
    named = {_id_named(connection, references, request.act) for references in request.references}
    for row in reversed(connection.execute(_STANDING).fetchall()):
        decision = _decision(row)
        if decision.act is request.act and named <= {*decision.relationship_ids, *decision.contract_ids}:
            connection.execute(
                "insert into stored.relationship_withdrawals values (?, ?, ?, ?)",
                [decision.decision_id, reason, person, utc_now()],
            )
            _audit(connection, AuditAction.RELATIONSHIP_WITHDRAWN, decision, person, reason)
            return RelationshipDone(decision=decision, withdrawn=True, document_ids=_documents(connection, decision))
    raise CorrectionRefusedError(
        f"No {request.act.value} of these stands. The view relationship_decisions lists those there are."
    )


def _to_join(
    connection: duckdb.DuckDBPyConnection, request: RelationshipRequest
) -> tuple[list[str], list[str], list[list[object]]]:
    relationships = [_relationship_named(connection, references) for references in request.references]
    if len(relationships) != 2 or relationships[0] == relationships[1]:
        raise CorrectionRefusedError("Name two relationships that are not one already.")
    return relationships, [], [list(_bond_of(connection, key)) for key in relationships]


def _to_part(
    connection: duckdb.DuckDBPyConnection, request: RelationshipRequest
) -> tuple[list[str], list[str], list[list[object]]]:
    contracts = list(dict.fromkeys(contract_named(connection, references) for references in request.references))
    relationships = [key for contract_id in contracts for key in _relationships_of(connection, contract_id)]
    if not relationships:
        raise CorrectionRefusedError("None of these contracts is in a relationship, so there is nothing to part.")
    return list(dict.fromkeys(relationships)), contracts, []


def _bond_of(connection: duckdb.DuckDBPyConnection, relationship_id: str) -> Bond:
    """The names by which a relationship is found again, whatever becomes of its contracts."""
    row = connection.execute(
        "select entity, physician from stored.relationships where relationship_id = ?", [relationship_id]
    ).fetchone()
    entity, physician = row or ("", "")
    person = connection.execute(
        "select 1 from stored.parties where name = ? and entity_kind = 'individual' limit 1", [physician]
    ).fetchone()
    contracts = connection.execute(
        "select contract_id from stored.relationship_contracts where relationship_id = ?", [relationship_id]
    ).fetchall()
    apart = standing(connection).apart
    marks = {apart.get(contract_id, "") for (contract_id,) in contracts}
    return Bond(entity, physician, person is not None, marks.pop() if len(marks) == 1 else "")


def _id_named(
    connection: duckdb.DuckDBPyConnection, references: Sequence[ContractReference], act: RelationshipAct
) -> str:
    """What a decision to be taken back names: a relationship's id, be it gone since, or a contract's."""
    if act is RelationshipAct.JOIN:
        return references[0].name
    return contract_named(connection, references)


def _relationship_named(connection: duckdb.DuckDBPyConnection, references: Sequence[ContractReference]) -> str:
    name = references[0].name
    known = connection.execute("select 1 from stored.relationships where relationship_id = ?", [name]).fetchone()
    if known is not None:
        return name
    try:
        contract_id = contract_named(connection, references)
    except NotStoredError:
        raise NotStoredError(
            f"{name} is neither a relationship nor a contract in the database. Name a relationship by its id, which "
            "starkcheck relationships list prints, or by a file that was read."
        ) from None
    found = _relationships_of(connection, contract_id)
    if len(found) != 1:
        raise CorrectionRefusedError(
            f"{name} is in {len(found)} relationships. Name the one you mean by its id.", found
        )
    return found[0]


def _relationships_of(connection: duckdb.DuckDBPyConnection, contract_id: str) -> list[str]:
    found = connection.execute(
        "select relationship_id from stored.relationship_contracts where contract_id = ? order by all", [contract_id]
    )
    return [row[0] for row in found.fetchall()]


def _documents(connection: duckdb.DuckDBPyConnection, decision: RelationshipDecision) -> frozenset[str]:
    found = connection.execute(
        "select distinct document_id from stored.contracts left join stored.relationship_contracts using (contract_id) "
        "where contract_id in (select unnest(?::varchar[])) or relationship_id in (select unnest(?::varchar[]))",
        [list(decision.contract_ids), list(decision.relationship_ids)],
    )
    return frozenset(row[0] for row in found.fetchall())


def _decision(row: Sequence[object]) -> RelationshipDecision:
    names = ("decision_id", "act", "relationship_ids", "contract_ids", "reason", "decided_by", "decided_at")
    return RelationshipDecision.model_validate(dict(zip(names, row[: len(names)], strict=True)))


def _said(request: RelationshipRequest) -> tuple[str, str]:
    """The reason and the person, each on one line. Raises CorrectionRefusedError when either is empty."""
    return said(
        request.reason,
        request.person,
        refuse=CorrectionRefusedError,
        reader="whoever looks at the relationship",
        act="decides this",
    )


def _audit(
    connection: duckdb.DuckDBPyConnection,
    action: AuditAction,
    decision: RelationshipDecision,
    person: str,
    reason: str,
) -> None:
    details = {"relationships": decision.relationship_ids, "contracts": decision.contract_ids, "reason": reason}
    audit.record(connection, person, action, f"relationship decision {decision.decision_id}", details)
