"""Recording a confirmation and taking one back, each with its entry in the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import duckdb

from models.audit import AuditAction
from models.confirmation import (
    Confirmation,
    ConfirmationDone,
    ConfirmationRefusedError,
    ConfirmationRequest,
    ConfirmedPaper,
)
from store import confirmations
from store.arrangements_named import StandingArrangement, arrangement_named
from store.audit import canonical
from store.audit_subjects import record_row
from store.clock import utc_now
from store.confirmations_addressing import CheckedElement, elements_named
from store.encodable_text import encodable
from store.said import said

DAYS_AHEAD: Final = 365
"""A confirmation that names no last day holds for so many days after it was made. Our choice, no rule of law."""

_MAY_BE_MET: Final = frozenset({"undetermined"})
_MAY_BE_DENIED: Final = frozenset({"undetermined", "satisfied"})


def confirm(
    connection: duckdb.DuckDBPyConnection,
    request: ConfirmationRequest,
    *,
    import_id: int | None = None,
    line: int | None = None,
) -> ConfirmationDone:
    """Record what a person confirms of an element; `import_id` and `line` tell of which ledger. In a transaction.

    Raises ConfirmationRefusedError when it is not plain what is meant, when nobody or nothing is named, when the papers
    show the element as failing, and when its days are none.
    """
    if request.is_met is None:
        raise ConfirmationRefusedError("Say whether the element is met or not-met.")
    reason, person = _said(request)
    arrangement = arrangement_named(connection, request.arrangement, request.references)
    elements = elements_named(connection, arrangement, request.element)
    covered = _coverable(elements, request.is_met)
    looked_at = max(element.as_of for element in covered)
    last_day = request.last_day or max(request.day, looked_at) + timedelta(days=DAYS_AHEAD)
    _refuse_no_days(request.first_day, last_day)
    first = covered[0]
    confirmation = confirmations.add(
        connection,
        Confirmation(
            confirmation_id=0,
            arrangement_id=arrangement.arrangement_id,
            contract_id=arrangement.contract_id,
            document_id=arrangement.document_id,
            exception=first.exception,
            element=first.element,
            is_met=request.is_met,
            reason=reason,
            confirmed_by=person,
            confirmed_at=utc_now(),
            from_date=request.first_day,
            until_date=last_day,
            document_name=request.document_name and encodable(request.document_name),
            document_sha256=request.document_sha256,
            citation=first.citation,
            requirement=first.requirement,
            as_of=looked_at,
            papers=_as_json(covered),
            import_id=import_id,
            line=line,
        ),
    )
    entry = record_row(connection, AuditAction.CONFIRMATION, confirmation.confirmation_id)
    failing = tuple(element.file_name for element in elements if element.status == "not_satisfied")
    return _done(
        connection, confirmation, arrangement, entry, left_out=failing if request.is_met else (), covered=covered
    )


def withdraw(connection: duckdb.DuckDBPyConnection, request: ConfirmationRequest) -> ConfirmationDone:
    """Take back the newest confirmation of an element; the one before it counts again, if there is one.

    Call it inside a transaction. Raises ConfirmationRefusedError when there is none, or several elements may be meant.
    """
    reason, person = _said(request)
    arrangement = arrangement_named(connection, request.arrangement, request.references)
    meant = elements_named(connection, arrangement, request.element)[0]
    confirmation = confirmations.latest(connection, arrangement.contract_id, meant.exception, meant.element)
    if confirmation is None:
        raise ConfirmationRefusedError(
            f"Nobody confirmed {meant.name} of {arrangement.file_name}. starkcheck confirmations lists what there is."
        )
    confirmations.withdraw(connection, confirmation.confirmation_id, reason, person)
    entry = record_row(connection, AuditAction.CONFIRMATION_WITHDRAWN, confirmation.confirmation_id)
    return _done(connection, confirmation, arrangement, entry, withdrawn=True)


def _coverable(elements: Sequence[CheckedElement], is_met: bool) -> list[CheckedElement]:
    """The papers whose element may be confirmed so. Raises ConfirmationRefusedError when there is none."""
    may = _MAY_BE_MET if is_met else _MAY_BE_DENIED
    # What is missing and curable is no doubt: the paper lacks it until it is there.
    found = [one for one in elements if one.status in may and not (is_met and one.curable_until)]
    if found:
        return found
    one = elements[0]
    pending = next((each for each in elements if each.curable_until is not None), None)
    failing = next((each for each in elements if each.status == "not_satisfied"), None)
    if pending is not None:
        raise ConfirmationRefusedError(
            f"{one.name} is not in doubt but missing: {pending.reason} Make it good by {pending.curable_until}, and "
            "put the paper in."
        )
    if failing is not None:
        raise ConfirmationRefusedError(
            f"{one.name} fails by {failing.file_name}, and no confirmation lifts what a paper shows: {failing.reason} "
            "If it was misread, starkcheck correct; if the finding is wrong or was put right, starkcheck dispose."
        )
    stands = {"satisfied": "is found met by the check", "not_applicable": "does not arise in this contract"}
    raise ConfirmationRefusedError(
        f"{one.name} {stands.get(one.status, 'is open')} already. There is no doubt to lift."
    )


def _refuse_no_days(first_day: date | None, last_day: date) -> None:
    if first_day is not None and last_day < first_day:
        raise ConfirmationRefusedError(f"The last day {last_day} lies before the first, {first_day}: it has no days.")


def _as_json(covered: Sequence[CheckedElement]) -> str:
    papers = [
        ConfirmedPaper(**{name: getattr(one, name) for name in ConfirmedPaper.model_fields}).model_dump()
        for one in covered
    ]
    return canonical({"papers": papers}).removeprefix('{"papers":').removesuffix("}")


def _done(  # noqa: PLR0913
    connection: duckdb.DuckDBPyConnection,
    confirmation: Confirmation,
    arrangement: StandingArrangement,
    entry: int,
    *,
    withdrawn: bool = False,
    left_out: tuple[str, ...] = (),
    covered: Sequence[CheckedElement] = (),
) -> ConfirmationDone:
    # Of changes alone, where the agreement's own element was in no doubt.
    of = next((one for one in covered if one.contract_id == arrangement.contract_id), next(iter(covered), None))
    row = connection.execute(
        "select status from main.elements where contract_id = ? and exception = ? and element = ?",
        [of.contract_id if of else arrangement.contract_id, confirmation.exception, confirmation.element],
    ).fetchone()
    return ConfirmationDone(
        confirmation=confirmation,
        withdrawn=withdrawn,
        file_name=arrangement.file_name,
        element_status=row[0] if row else "undetermined",
        left_out=left_out,
        of_agreement=of is None or of.contract_id == arrangement.contract_id,
        changes=tuple(dict.fromkeys(one.file_name for one in covered if one.contract_id != arrangement.contract_id)),
        entry=entry,
    )


def _said(request: ConfirmationRequest) -> tuple[str, str]:
    """The reason and the person, each on one line. Raises ConfirmationRefusedError when either is empty."""
    return said(
        request.reason,
        request.person,
        refuse=ConfirmationRefusedError,
        reader="whoever relies on it",
        act="confirms this",
    )
