"""What an evidence pack lacks: files that are gone, papers that nobody supplied, elements that nobody confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from models.counting import agreeing, counted
from models.evidence_pack import Original, OriginalState, SuppliedFile, SuppliedKind
from reports.evidence_index import exhibit_of
from reports.evidence_rows import EvidenceRows
from reports.report import words

_LEASES: Final = frozenset({"office_lease", "equipment_lease", "timeshare"})
_SERVICES: Final = frozenset({"personal_services", "employment", "group_compensation_plan"})
NAMES: Final[Mapping[SuppliedKind, str]] = {
    SuppliedKind.FMV: "Fair market value",
    SuppliedKind.PAYMENTS: "Payment history",
    SuppliedKind.TIME_LOGS: "Time logs",
    SuppliedKind.SUPERVISION_LOGS: "Supervision logs",
    SuppliedKind.LOCATION: "Location evidence",
    SuppliedKind.OTHER: "Other papers",
}
"""What people call each kind of supplied file."""


def missing(
    rows: EvidenceRows,
    originals: Mapping[str, Original],
    supplied: Sequence[SuppliedFile],
    passed_over: Sequence[str],
    as_of: date,
) -> tuple[str, ...]:
    """Every lack in a sentence, the gravest kinds first. `originals` are by document_id."""
    return tuple(
        dict.fromkeys(
            (
                *_of_originals(rows, originals),
                *_of_signatures(rows),
                *_of_elements(rows),
                *_of_kinds(rows, supplied),
                *_of_confirmations(rows, supplied),
                *_of_days(rows, as_of),
                *passed_over,
                *(f"{file.name}: {file.trouble}" for file in supplied if file.trouble),
                *(
                    f"{file.name}: {counted(file.left_out, 'more page or row', 'more pages or rows')} "
                    f"{agreeing(file.left_out, 'is', 'are')} in the file alone."
                    for file in supplied
                    if file.left_out
                ),
            )
        )
    )


def _of_originals(rows: EvidenceRows, originals: Mapping[str, Original]) -> Iterator[str]:
    if not rows.papers:
        yield "No contract in the database stands for this arrangement any more."
    for position, paper in enumerate(rows.papers):
        original = originals[paper.document_id]
        if original.state is not OriginalState.INTACT:
            name = f"Exhibit {exhibit_of(position)}, {paper.file_name}"
            yield f"{name}: the original is {original.state}. {original.trouble}"
        if paper.document_role in {"amendment", "renewal"} and paper.is_root:
            yield f"{paper.file_name} amends or renews a contract that is not in the database."


def _of_signatures(rows: EvidenceRows) -> Iterator[str]:
    exhibit = {paper.contract_id: f"exhibit {exhibit_of(place)}" for place, paper in enumerate(rows.papers)}
    for row in rows.signatures:
        if row.status != "signed":
            who = row.party_name or row.signatory_name or "a party"
            yield f"Signature of {who} in {exhibit[row.contract_id]}: {words(row.status)}. {row.reason}"


def _of_elements(rows: EvidenceRows) -> Iterator[str]:
    exhibit = {paper.contract_id: f"exhibit {exhibit_of(place)}" for place, paper in enumerate(rows.papers)}
    for row in sorted(rows.elements, key=lambda one: one.status != "not_satisfied"):
        name = row.element.replace("-", " ")
        if row.status == "not_satisfied":
            yield f"{row.citation}, {name}, is not met in {exhibit[row.contract_id]}: {row.reason}"
        elif row.status == "undetermined":
            yield f"{row.citation}, {name}, is open in {exhibit[row.contract_id]}: {row.reason}"


def _of_kinds(rows: EvidenceRows, supplied: Sequence[SuppliedFile]) -> Iterator[str]:
    given = {file.kind for file in supplied}
    kind = rows.answer.kind
    if SuppliedKind.FMV not in given:
        kept = "" if rows.opinions else ", and the ledger fmv_opinions has none for it"
        yield f"No memo on fair market value was supplied{kept}."
    if SuppliedKind.PAYMENTS not in given and not rows.payments:
        kept = "has none under it" if "payments" in rows.imported else "was not imported"
        yield f"No payment history: none was supplied, and the ledger payments {kept}."
    wanted = [SuppliedKind.LOCATION] if kind in _LEASES else []
    wanted += [SuppliedKind.TIME_LOGS, SuppliedKind.SUPERVISION_LOGS] if kind in _SERVICES else []
    wanted += [SuppliedKind.TIME_LOGS] if kind == "timeshare" else []
    for each in wanted:
        if each not in given:
            yield f"{NAMES[each]}: none were supplied in the subfolder {each.value}."


def _of_confirmations(rows: EvidenceRows, supplied: Sequence[SuppliedFile]) -> Iterator[str]:
    digests = {file.sha256 for file in supplied}
    names = {file.name.rpartition("/")[2] for file in supplied}
    for act in rows.acts:
        if act.document_name is None or act.status.startswith("withdrawn"):
            continue
        what = f"{act.document_name}, on which {act.subject} rests,"
        if act.document_sha256 is not None and act.document_sha256 not in digests:
            other = " in these bytes; a file of that name has others" if act.document_name in names else ""
            yield f"{what} was not supplied{other}."
        elif act.document_sha256 is None and act.document_name not in names:
            yield f"{what} was not supplied."


def _of_days(rows: EvidenceRows, as_of: date) -> Iterator[str]:
    checked = rows.answer.as_of
    if checked is None:
        yield "No check has looked at this arrangement: run starkcheck check."
    elif checked != as_of:
        yield f"The arrangement was last checked as of {checked}: `starkcheck check --as-of {as_of}` looks at it again."
