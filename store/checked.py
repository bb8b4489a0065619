"""What the checks say of a portfolio, as rows for the tables: the process that judges makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import duckdb

from checks.evaluation import Judgement
from models.contract import Contract
from models.finding import Finding
from store import bulk, exceptions, findings, rows


class Checked(NamedTuple):
    """The contracts and relationships looked at, their findings as JSON rows by id, and their answers."""

    contract_ids: tuple[str, ...]
    relationship_ids: tuple[str, ...]
    findings: dict[str, str]
    answers: exceptions.Encoded


def encoded(
    judged: Iterable[tuple[Contract, Judgement]],
    relationship_ids: Iterable[str],
    on_relationships: Iterable[Finding],
    run_id: str,
) -> Checked:
    """The judgements of some contracts, and the findings on relationships that name no contract, as rows."""
    known = tuple(judged)
    made: list[tuple[Finding, str | None, str | None]] = [
        (finding, contract.document_id, contract.kind.value)
        for contract, judgement in known
        for finding in judgement.findings
    ]
    made += [(finding, None, None) for finding in on_relationships]
    return Checked(
        tuple(contract.contract_id for contract, _ in known),
        tuple(relationship_ids),
        {one.finding_id: bulk.as_json(rows.finding_row(one, document, kind, run_id)) for one, document, kind in made},
        exceptions.encoded({contract.contract_id: judgement.exceptions for contract, judgement in known}),
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
    answers = exceptions.Encoded(
        {key: record for each in given for key, record in each.answers.answers.items()},
        frozenset(law for each in given for law in each.answers.laws),
    )
    return exceptions.record_rows(connection, answers, run_id, known_laws)
