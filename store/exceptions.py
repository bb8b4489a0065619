"""How contracts stand to exceptions: one record for each contract, and the law's words once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Final, NamedTuple

import duckdb

from models.answer import DecidedBy, ElementAnswer, ExceptionAnswer
from models.errors import StoreError
from store import bulk

_LAW: Final = dict.fromkeys(("law", "exception", "element", "paragraph", "requirement", "look_for", "doubt"), "VARCHAR")
_ANSWER: Final = {"contract_id": "VARCHAR", "run_id": "VARCHAR", "record": "JSON"}

Law = tuple[str, str, str, str, str, str | None]
"""The words of an element: its exception, its own name, paragraph, requirement, what to look for, what is in doubt."""


class Encoded(NamedTuple):
    """The answers of some contracts as rows of `stored.answers` in JSON, and the laws whose words they name."""

    answers: tuple[str, ...]
    laws: frozenset[Law]


def record(
    connection: duckdb.DuckDBPyConnection,
    answers: Mapping[str, Sequence[ExceptionAnswer]],
    run_id: str,
    known: Collection[str],
) -> set[str]:
    """Make `answers`, by contract, all that is said of these contracts. Call it inside a transaction.

    `known` are the ids of the elements whose words are stored already; returns those of all that were needed. Raises
    StoreError when a contract is not stored.
    """
    stored = connection.execute(
        "select contract_id from stored.contracts where contract_id in (select unnest(?::varchar[]))", [list(answers)]
    ).fetchall()
    if missing := set(answers) - {row[0] for row in stored}:
        raise StoreError(f"There is no contract {min(missing)} in the store.")
    return record_rows(connection, encoded(answers, run_id), known)


def encoded(answers: Mapping[str, Sequence[ExceptionAnswer]], run_id: str) -> Encoded:
    """Answers as they go into the tables."""
    laws = {_law(answer, element) for given in answers.values() for answer in given for element in answer.elements}
    rows = tuple(
        f'{{"contract_id":{bulk.as_json(contract_id)},"run_id":{bulk.as_json(run_id)},'
        f'"record":{bulk.as_json([_answer(answer) for answer in given])}}}'
        for contract_id, given in answers.items()
    )
    return Encoded(rows, frozenset(laws))


def record_rows(connection: duckdb.DuckDBPyConnection, given: Encoded, known: Collection[str]) -> set[str]:
    """As `record`, of answers encoded already and of contracts known to be stored. Call it inside a transaction."""
    laws = {element_id(law): law for law in given.laws}
    if new := [[key, *law] for key, law in laws.items() if key not in known]:
        bulk.insert(connection, "stored.law_elements", _LAW, new, conflict="on conflict do nothing")
    if given.answers:
        again = "on conflict (contract_id) do update set run_id = excluded.run_id, record = excluded.record"
        bulk.insert_json(connection, "stored.answers", _ANSWER, given.answers, conflict=again)
    return set(laws)


@cache
def element_id(law: Law) -> str:
    """Twelve hexadecimal digits that name the words of an element, so that they are kept once and never overwritten."""
    return sha256("\x1f".join(map(str, law)).encode()).hexdigest()[:12]


def _law(answer: ExceptionAnswer, element: ElementAnswer) -> Law:
    words = (element.element, element.paragraph, element.requirement, element.look_for, element.doubt)
    return (answer.exception, *words)


def _answer(answer: ExceptionAnswer) -> dict[str, object]:
    return {
        "exception": answer.exception,
        "citation": answer.citation,
        "title": answer.title,
        "candidacy": answer.candidacy,
        "status": answer.answer,
        "as_far_as_tested": answer.as_far_as_tested,
        "is_best": answer.is_best,
        "path": answer.path,
        "curable_until": answer.curable_until and answer.curable_until.isoformat(),
        "elements": [_element(answer, element) for element in answer.elements],
    }


def _element(answer: ExceptionAnswer, element: ElementAnswer) -> dict[str, object]:
    """What the views cannot tell from the law's words: an element left to a person is its name and status alone."""
    shown = {"law": element_id(_law(answer, element)), "status": element.answer, "decided_by": element.decided_by}
    if element.decided_by is DecidedBy.PERSON:
        return dict(shown)
    evidence = element.evidence
    return shown | {
        "checks": element.checks,
        "reason": element.reason,
        "curable_until": element.curable_until and element.curable_until.isoformat(),
        "page": evidence and evidence.page,
        "quote": evidence and evidence.quote,
        "bbox": evidence.box.as_text() if evidence and evidence.box else None,
        "confidence": element.confidence,
    }
