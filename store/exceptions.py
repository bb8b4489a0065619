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
_ANSWER: Final = ("contract_id", "run_id", "record")
_ANSWERS: Final = """
select contract_id, ? as run_id, record
from (select unnest(from_json(?, '["VARCHAR"]')) as contract_id, unnest(string_split(?, chr(10))) as record)
"""
_AGAIN: Final = "run_id = given.run_id, record = given.record"

Law = tuple[str, str, str, str, str, str | None]
"""The words of an element: its exception, its own name, paragraph, requirement, what to look for, what is in doubt."""


class Encoded(NamedTuple):
    """The answers of some contracts, each contract's as JSON by its id, and the laws whose words they name."""

    answers: dict[str, str]
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
    return record_rows(connection, encoded(answers), run_id, known)


def encoded(answers: Mapping[str, Sequence[ExceptionAnswer]]) -> Encoded:
    """Answers as they go into the tables."""
    laws: set[Law] = set()
    records = {key: bulk.as_json([_answer(answer, laws) for answer in given]) for key, given in answers.items()}
    return Encoded(records, frozenset(laws))


def record_rows(connection: duckdb.DuckDBPyConnection, given: Encoded, run_id: str, known: Collection[str]) -> set[str]:
    """As `record`, of answers encoded already and of contracts known to be stored. Call it inside a transaction."""
    laws = {element_id(law): law for law in given.laws}
    if new := [[key, *law] for key, law in laws.items() if key not in known]:
        there = connection.execute(
            f"select law from stored.law_elements where law in ({bulk.LISTED})",  # noqa: S608
            [bulk.listed([str(key) for key, *_ in new])],
        ).fetchall()
        missing = [row for row in new if (row[0],) not in there]
        bulk.insert(connection, "stored.law_elements", _LAW, missing)
    if given.answers:
        # JSON has no line breaks of its own, so that DuckDB need not look into the records.
        parameters = [run_id, bulk.listed(given.answers), "\n".join(given.answers.values())]
        bulk.upsert(connection, "stored.answers", _ANSWER, _ANSWERS, parameters, again=_AGAIN)
    return set(laws)


@cache
def element_id(law: Law) -> str:
    """Twelve hexadecimal digits that name the words of an element, so that they are kept once and never overwritten."""
    return sha256("\x1f".join(map(str, law)).encode()).hexdigest()[:12]


def _answer(answer: ExceptionAnswer, laws: set[Law]) -> dict[str, object]:
    return {
        "exception": answer.exception,
        "citation": answer.citation,
        "title": answer.title,
        "candidacy": answer.candidacy,
        "status": answer.answer,
        "as_far_as_tested": answer.as_far_as_tested,
        "is_best": answer.is_best,
        "path": answer.path,
        "curable_until": answer.curable_until,
        "elements": [_element(answer.exception, element, laws) for element in answer.elements],
    }


def _element(exception: str, element: ElementAnswer, laws: set[Law]) -> dict[str, object]:
    """What the views cannot tell from the law's words: an element left to a person is its name and status alone.

    What is not there the views show as null.
    """
    law = (exception, element.element, element.paragraph, element.requirement, element.look_for, element.doubt)
    laws.add(law)
    if element.decided_by is DecidedBy.PERSON:
        return {"law": element_id(law), "status": element.answer, "decided_by": element.decided_by}
    shown: dict[str, object] = {
        "law": element_id(law),
        "status": element.answer,
        "decided_by": element.decided_by,
        "checks": element.checks,
        "reason": element.reason,
        "confidence": element.confidence,
    }
    if element.curable_until is not None:
        shown["curable_until"] = element.curable_until
    if evidence := element.evidence:
        shown |= {"page": evidence.page, "quote": evidence.quote}
        if evidence.box:
            shown["bbox"] = evidence.box.as_text()
    return shown
