"""The half of the store that the checks use: contracts with their relationships out, findings and answers in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

import duckdb

from models.answer import ExceptionAnswer
from models.finding import Finding
from models.relationship import RelationshipDone, RelationshipRequest
from store import arrangement_ids, checked, exceptions, findings, portfolios, relationship_decisions, relationships
from store.checked import Checked
from store.ledgers import LedgerBook
from store.portfolios import Portfolio


class CheckingStore:
    """The base of the store that adds what checking and relationships need; each writing method is one transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """For the store itself."""
        self._connection = connection
        self._stored_elements: set[str] = set()

    def _transaction(self, *, changes: bool = True) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A transaction on the writer's connection; `changes` tells whether it touches what the checks look at."""
        raise NotImplementedError

    def relate(self, run_id: str, document_ids: Collection[str] | None = None) -> int:
        """Work out which contracts are between the same entity and physician, and gather what is to be looked at.

        That is everything, or the documents named with all that belongs to them, and relationships that have changed
        since they were last worked out. Returns the number of portfolios, which `portfolios` then hands out.
        """
        with self._transaction() as connection:
            relationships.relate(connection)
            arrangement_ids.identify(connection)
            findings.resolve_on_lost_relationships(connection, run_id)
            return portfolios.gather(connection, document_ids)

    def portfolios(self, number: int, at_once: int) -> Iterator[list[Portfolio]]:
        """The `number` portfolios that `relate` gathered, `at_once` at a time, in the order of their files' paths.

        The store may be written to while they are being taken.
        """
        book = LedgerBook(self._connection)
        for first, last in portfolios.stretches(self._connection, number):
            found = portfolios.portfolios(self._connection, first, last, book)
            for start in range(0, len(found), at_once):
                yield found[start : start + at_once]

    def record_checked(self, given: Sequence[Checked], run_id: str) -> None:
        """Say what the checks find on these contracts now, and how they stand to the exceptions.

        As record_findings and record_exceptions, for many contracts at once, which have to be stored.
        """
        with self._transaction() as connection:
            needed = checked.record(connection, given, run_id, self._stored_elements)
        self._stored_elements |= needed

    def record_findings(self, contract_id: str, given: Sequence[Finding], run_id: str) -> None:
        """Say what the checks find on a contract now; all they found before is compared with it.

        A finding seen again keeps its `first_seen_run`, one no longer reported becomes resolved, one that is back is
        open again; a disposition that covers one goes on covering it. Two with one id are one finding. Raises
        StoreError when the contract is not stored.
        """
        with self._transaction() as connection:
            findings.record(connection, contract_id, given, run_id)

    def record_exceptions(self, answers: Mapping[str, Sequence[ExceptionAnswer]], run_id: str) -> None:
        """Say how contracts, by their ids, stand to the exceptions now, in place of what was said of them before.

        Raises StoreError, and records nothing, when a contract is not stored.
        """
        with self._transaction() as connection:
            needed = exceptions.record(connection, answers, run_id, self._stored_elements)
        self._stored_elements |= needed

    def decide_on_relationship(self, request: RelationshipRequest, *, take_back: bool = False) -> RelationshipDone:
        """Record that two relationships are one, or that contracts stand apart, or take such a decision back.

        The next `relate` carries it out. Raises CorrectionRefusedError, and records nothing, when it cannot be taken.
        """
        with self._transaction() as connection:
            relationships.relate(connection)  # by now files may have been read that no check has looked at
            if take_back:
                return relationship_decisions.withdraw(connection, request)
            return relationship_decisions.decide(connection, request)
