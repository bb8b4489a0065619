"""Questions to the published file: read-only, and without any other file or the network."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TypeVar

import duckdb

from models.audit import AuditAction
from models.base import Frozen
from models.confirmation import ConfirmationStatus
from models.contract import ContractKind
from models.correction import CorrectionStatus
from models.database import Database
from models.disposition import DispositionStatus
from models.errors import StoreError
from models.finding import FindingStatus, Severity
from models.ledger import LedgerKind
from models.ledger_import import ImportStatus
from store.arrangement_ids import as_written
from store.opening import reading
from store.snapshot import first_line

_READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}

_FINDINGS = """
select * from findings
where ($check::varchar is null or $check in (check_name, check_code))
    and ($severity::varchar is null or severity = $severity)
    and ($kind::varchar is null or kind = $kind)
    and ($status::varchar is null or status = $status)
order by list_position(['error', 'warning', 'notice'], severity), file_name, contract_id, check_name, finding_id
"""

_CORRECTIONS = """
select * from corrections
where ($status::varchar is null or status = $status)
order by correction_id
"""


_DISPOSITIONS = """
select * from dispositions
where ($status::varchar is null or status = $status)
    and ($finding::varchar is null or starts_with(finding_id, $finding))
order by disposition_id
"""

_CONFIRMATIONS = """
select * from confirmations
where ($arrangement::varchar is null or arrangement_id = $arrangement)
    and ($status::varchar is null or status = $status)
order by confirmation_id
"""

_AUDIT_LOG = """
select * from audit_log where $action::varchar is null or action = $action order by number
"""

_LEDGER_IMPORTS = """
select * from ledger_imports
where ($kind::varchar is null or kind = $kind) and ($status::varchar is null or status = $status)
order by import_id
"""


Row = TypeVar("Row", bound=Frozen)


class Table(Frozen):
    """An answer: the names of its columns, and its rows with as many values each.

    Values are DuckDB's for Python: date, Decimal, str, int, float, bool, list, None, and so on.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def of(self, kind: type[Row]) -> tuple[Row, ...]:
        """The rows as values of a type that has a field for each column. Raises pydantic.ValidationError."""
        return tuple(kind.model_validate(dict(zip(self.columns, row, strict=True))) for row in self.rows)


def query(database: Database, sql: str) -> Table:
    """The answer to one SQL query on the published file.

    Raises StoreError when the file is missing or not ours, when `sql` is anything but one query, and, with DuckDB's
    own words, when DuckDB cannot answer it.
    """
    return _ask(database, sql, {})


class Ask(Protocol):
    """Answers one query; `$name` in it stands for the value given under that name."""

    def __call__(self, sql: str, **values: str | None) -> Table:
        """The answer; raises StoreError."""

    def only(self, contracts: Collection[str]) -> None:
        """Have later queries about the days of arrangements read what was answered for these contracts alone."""


class _Asking:
    """One connection, asked as `Ask` says."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __call__(self, sql: str, **values: str | None) -> Table:
        return _answer(self._connection, sql, values)

    def only(self, contracts: Collection[str]) -> None:
        self._connection.execute("set variable only_contracts = $ids", {"ids": sorted(contracts)})


@contextmanager
def asking(database: Database, *needed: str, only_contracts: Collection[str] | None = None) -> Iterator[Ask]:
    """Many queries on one snapshot, whatever is published meanwhile: what is yielded answers each as `query` does.

    `needed` are the views without which nothing can be said. `only_contracts` are the contracts whose arrangements are
    asked about, where they are few: what was answered for others is then not read. Raises StoreError when the file is
    missing, not ours, or older than one of the views; so does each query that DuckDB cannot answer.
    """

    with reading(database) as connection:
        ask = _Asking(connection)
        if only_contracts is not None:
            ask.only(only_contracts)
        present = {row[0] for row in ask("select view_name from duckdb_views()").rows}
        if not present.issuperset(needed):
            raise StoreError(f"{database} was last written by an older starkcheck. Run `starkcheck check` on it first.")
        yield ask


def findings(
    database: Database,
    check: str | None = None,
    severity: Severity | None = None,
    kind: ContractKind | None = None,
    status: FindingStatus | None = None,
) -> Table:
    """The rows of the findings view that meet every condition given, the gravest first.

    `check` is a check's name or code. Raises StoreError when the file is missing or not ours.
    """
    return _ask(database, _FINDINGS, {"check": check, "severity": severity, "kind": kind, "status": status})


def corrections(database: Database, status: CorrectionStatus | None = None) -> Table:
    """The rows of the corrections view that stand so, or all, in the order in which they were made.

    Raises StoreError when the file is missing, not ours, or older than corrections are.
    """
    _refuse_without(database, "corrections", "are no corrections")
    return _ask(database, _CORRECTIONS, {"status": status})


def dispositions(database: Database, finding: str | None = None, status: DispositionStatus | None = None) -> Table:
    """The rows of the dispositions view that meet both conditions, in the order in which they were made.

    `finding` is how a finding's id begins. Raises StoreError when the file is missing, not ours, or older than
    dispositions are.
    """
    _refuse_without(database, "dispositions", "are no dispositions")
    return _ask(database, _DISPOSITIONS, {"finding": finding and finding.strip().lower(), "status": status})


def confirmations(
    database: Database, arrangement: str | None = None, status: ConfirmationStatus | None = None
) -> Table:
    """The rows of the confirmations view that meet both conditions, in the order in which they were made.

    Raises StoreError when the file is missing, not ours, or older than confirmations are.
    """
    _refuse_without(database, "confirmations", "are no confirmations")
    wanted = arrangement and as_written(arrangement)
    return _ask(database, _CONFIRMATIONS, {"arrangement": wanted, "status": status})


def audit_log(database: Database, action: AuditAction | None = None) -> Table:
    """The entries of the audit log of one action, or all, the oldest first.

    Raises StoreError when the file is missing, not ours, or older than the log is.
    """
    _refuse_without(database, "audit_log", "is no audit log")
    return _ask(database, _AUDIT_LOG, {"action": action})


def ledger_imports(database: Database, kind: LedgerKind | None = None, status: ImportStatus | None = None) -> Table:
    """The rows of the ledger_imports view that meet both conditions, in the order in which they were made.

    Raises StoreError when the file is missing, not ours, or older than ledgers are.
    """
    _refuse_without(database, "ledger_imports", "are no ledgers")
    return _ask(database, _LEDGER_IMPORTS, {"kind": kind, "status": status})


def _refuse_without(database: Database, view: str, there_is: str) -> None:
    if not _ask(database, "select 1 from duckdb_views() where view_name = $view", {"view": view}).rows:
        raise StoreError(f"{database} was last written by an older starkcheck; there {there_is} in it.")


def relationships(database: Database) -> Table:
    """The rows of the relationships view, by entity and physician.

    Raises StoreError when the file is missing, not ours, or older than relationships are.
    """
    _refuse_without(database, "relationships", "are no relationships")
    return _ask(database, "select * from relationships order by entity, physician, relationship_id", {})


def _ask(database: Database, sql: str, parameters: Mapping[str, str | None]) -> Table:
    with reading(database) as connection:
        return _answer(connection, sql, parameters)


def _answer(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, str | None]) -> Table:
    try:
        _refuse_writing(connection, sql)
        answer = connection.execute(sql, dict(parameters))
        columns = tuple(column[0] for column in answer.description or ())
        return Table(columns=columns, rows=tuple(answer.fetchall()))
    except duckdb.Error as error:
        raise StoreError(f"The query cannot be answered: {first_line(error)}") from error


def _refuse_writing(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    statements = connection.extract_statements(sql)
    # DuckDB turns a PIVOT into a query and, before it, the making of an enumeration, which has no text of its own.
    written = [
        statement
        for statement in statements
        if not (statement.type == duckdb.StatementType.CREATE and statement.query == "")
    ]
    if any(statement.type not in _READS for statement in written):
        raise StoreError("Only queries are answered here: SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN.")
    if len(written) != 1:
        raise StoreError(f"Ask one query at a time; there are {len(written)} here.")
