"""Recording a correction and taking one back, with what the database shows afterwards."""

from __future__ import annotations

from contextlib import suppress

import duckdb

from models.audit import AuditAction
from models.correction import (
    CorrectedContract,
    Correction,
    CorrectionDone,
    CorrectionRefusedError,
    CorrectionRequest,
    Part,
)
from models.counting import counted
from store import contracts, corrections, documents
from store.audit_subjects import record_row
from store.clock import utc_now
from store.corrections_addressing import contract_named, is_meant, position_named, position_of, subjects
from store.corrections_applied import value_at
from store.corrections_fields import field_named, shown
from store.encodable_text import encodable
from store.said import said


def correct(connection: duckdb.DuckDBPyConnection, request: CorrectionRequest) -> CorrectionDone:
    """Record a correction and show it in the contract's rows. Call it inside a transaction.

    Raises CorrectionRefusedError when contract, field, row or value cannot be taken, or nobody and nothing is named.
    """
    field = field_named(request.field)
    value = field.value_of(_plain(request.value))
    reason, person = _said(request)
    before = contracts.corrected_of(connection, contract_named(connection, request.references))
    if field.part is Part.CONTRACT:
        if request.item is not None:
            raise CorrectionRefusedError(f"{field.name} is the contract's own, so --for has no meaning here.")
        position, subject = 0, None
    else:
        position = position_named(before, field.part, _plain(request.item))
        subject = subjects(before.read, field.part)[position - 1]
    read = before.read
    _refuse_missing_page(connection, read.document_id, request.page)
    correction = corrections.add(
        connection,
        Correction(
            correction_id=0,
            document_id=read.document_id,
            contract_id=read.contract_id,
            first_page=read.first_page,
            field=field.name,
            subject=subject,
            value_before=value_at(before.contract, field, position),
            value=shown(value),
            page=request.page,
            reason=reason,
            corrected_by=person,
            corrected_at=utc_now(),
        ),
    )
    record_row(connection, AuditAction.CORRECTION, correction.correction_id)
    return _shown_again(connection, correction, before)


def withdraw(connection: duckdb.DuckDBPyConnection, request: CorrectionRequest) -> CorrectionDone:
    """Take back the newest correction of a field; the one before it holds again, or else what was read.

    Call it inside a transaction. Raises CorrectionRefusedError when there is none, or several may be meant.
    """
    field = field_named(request.field)
    reason, person = _said(request)
    every = [each for some in corrections.standing(connection).values() for each in some]
    meant = is_meant(connection, [each for each in every if each.field == field.name], request.references)
    name = request.references[0].name
    if not meant:
        raise CorrectionRefusedError(
            f"There is no correction of {field.name} in {name}. starkcheck corrections lists those there are."
        )
    wanted = [each for each in meant if request.item is None or _bears(connection, each, request.item)]
    if len(wanted) != 1:
        how = "Several corrections are" if wanted else "No correction is"
        raise CorrectionRefusedError(
            f"{how} meant by this in {name}. Name the contract by its id, and the row with --for.",
            [
                f"{each.contract_id}  {each.field}" + (f" --for {each.subject!r}" if each.subject else "")
                for each in meant
            ],
        )
    correction = wanted[0]
    before = contracts.corrected_of(connection, correction.contract_id, missing_ok=True)
    corrections.withdraw(connection, correction.correction_id, reason, person)
    record_row(connection, AuditAction.CORRECTION_WITHDRAWN, correction.correction_id)
    return _shown_again(connection, correction, before, withdrawn=True)


def _shown_again(
    connection: duckdb.DuckDBPyConnection,
    correction: Correction,
    before: CorrectedContract | None,
    withdrawn: bool = False,
) -> CorrectionDone:
    after = None
    if before is not None:
        after = contracts.rewrite(connection, correction.contract_id)
        documents.follow_first_contract(connection, correction.document_id)
    row = connection.execute(
        "select file_name from stored.documents where document_id = ?", [correction.document_id]
    ).fetchone()
    return CorrectionDone(
        correction=correction, withdrawn=withdrawn, file_name=str(row[0]) if row else "", before=before, after=after
    )


def _said(request: CorrectionRequest) -> tuple[str, str]:
    """The reason and the person, each on one line. Raises CorrectionRefusedError when either is empty."""
    return said(
        request.reason,
        request.person,
        refuse=CorrectionRefusedError,
        reader="whoever reads the finding",
        act="corrects this",
    )


def _plain(text: str | None) -> str | None:
    return None if text is None else encodable(text)


def _bears(connection: duckdb.DuckDBPyConnection, correction: Correction, item: str) -> bool:
    """Whether a correction is of the row that a person names, in the present reading or in that of its day."""
    part = field_named(correction.field).part
    of = contracts.corrected_of(connection, correction.contract_id, missing_ok=True)
    if of is not None and part is not Part.CONTRACT:
        with suppress(CorrectionRefusedError):
            return position_of(of.read, part, correction.subject) == position_named(of, part, item)
    return item.casefold() in (correction.subject or "").casefold()


def _refuse_missing_page(connection: duckdb.DuckDBPyConnection, document_id: str, page: int | None) -> None:
    row = connection.execute("select page_count from stored.documents where document_id = ?", [document_id]).fetchone()
    pages = int(row[0]) if row else 0
    if page is not None and not 1 <= page <= max(pages, 1):
        raise CorrectionRefusedError(f"There is no page {page}; the file has {counted(pages, 'page')}.")
