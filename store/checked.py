"""What the checks say of a portfolio, as rows for the tables: the process that judges makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import duckdb

from checks.evaluation import Judgement, RelationshipJudgement
from models.contract import Contract
from models.finding import Finding
from store import bulk, exceptions, findings, noncompliance, rows


class Checked(NamedTuple):
    """The contracts and relationships looked at; their findings by id, answers and days without, as JSON rows."""

    contract_ids: tuple[str, ...]
    relationship_ids: tuple[str, ...]
    findings: dict[str, str]
    answers: exceptions.Encoded
    noncompliance: tuple[str, ...] = ()


def encoded(
    judged: Iterable[tuple[Contract, Judgement]],
    relationship_ids: Iterable[str],
    on_relationships: Iterable[RelationshipJudgement],
    run_id: str,
) -> Checked:
    """The judgements of some contracts, and the findings on relationships that name no contract, as rows."""
    known = tuple(judged)
    made: list[tuple[Finding, str | None, str | None]] = [
        (finding, contract.document_id, contract.kind.value)
        for contract, judgement in known
        for finding in judgement.findings
    ]
    among = tuple(on_relationships)
    made += [(finding, None, None) for each in among for finding in each.findings]
    periods = [period for _, judgement in known for period in judgement.noncompliance]
    periods += [period for each in among for period in each.noncompliance]
    return Checked(
        tuple(contract.contract_id for contract, _ in known),
        tuple(relationship_ids),
        {one.finding_id: bulk.as_json(rows.finding_row(one, document, kind, run_id)) for one, document, kind in made},
        exceptions.encoded({contract.contract_id: judgement.exceptions for contract, judgement in known}),
        tuple(bulk.as_json(period.model_dump(mode="json")) for period in periods),
    )


def record(
    connection: duckdb.DuckDBPyConnection, given: Sequence[Checked], run_id: str, known_laws: Collection[str]
) -> set[str]:
    """Make this all that is said of these contracts and relationships. Call it inside a transaction.

    `known_laws` and what is returned are as in exceptions.record_rows.
    """
    by_id = {key: row for each in given for key, row in each.findings.items()}
    findings.record_rows(
        connection,
        [key for each in given for key in each.contract_ids],
        [key for each in given for key in each.relationship_ids],
        by_id,
        by_id.values(),
        run_id,
    )
    noncompliance.record(
        connection,
        [key for each in given for key in each.contract_ids],
        [key for each in given for key in each.relationship_ids],
        [row for each in given for row in each.noncompliance],
    )
    answers = exceptions.Encoded(
        {key: record for each in given for key, record in each.answers.answers.items()},
        frozenset(law for each in given for law in each.answers.laws),
    )
    return exceptions.record_rows(connection, answers, run_id, known_laws)
