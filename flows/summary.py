"""What a run tells a person when it ends."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from flows.exit_codes import ExitCode, say
from flows.findings_table import findings_of_run
from flows.notifying import NoticeReport
from flows.run_options import CheckReport, IngestReport, RunReport
from flows.tables import print_table
from models.counting import agreeing, counted
from models.database import Database
from models.disposition import DispositionStatus
from models.document import DocumentStatus
from models.finding import FindingStatus, Severity
from store.query import Table

TABLE_COLUMNS = ("severity", "check_name", "file_name", "page", "message", "citation")
TABLE_ROWS = 200
NAMES_SHOWN = 10
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


def tell(report: RunReport, database: Database, quiet: bool) -> None:
    """Counts and troubles on standard error, the run's findings on standard output, and what to ask next."""
    if report.ingest is not None:
        _tell_ingest(report.ingest, quiet)
    for fault in report.faults:
        for line in fault.traceback.splitlines():
            say(line)
        say(f"Fault of the program in {fault.path}: {fault.message}. Please report it, with the lines above.")
    if report.check is not None and not quiet:
        _tell_check(report.check, database)
    if report.notices is not None:
        tell_notices(report.notices, quiet)


def exit_code(report: RunReport, database: Database, fail_on: Severity | None) -> ExitCode:
    """The exit code of a run: bugs of ours first, then files that could not be had, then findings, if asked for."""
    if report.faults:
        return ExitCode.FAULT_OF_THE_PROGRAM
    if report.ingest is not None and report.ingest.unreadable:
        return ExitCode.INPUT
    if fail_on is not None and report.check is not None:
        table = findings_of_run(database, report.check.run_id)
        position = table.columns.index("severity")
        graver = _GRAVITY[: _GRAVITY.index(fail_on) + 1]
        if any(row[position] in graver for row in table.rows):
            return ExitCode.FINDINGS
    if report.notices is not None and report.notices.troubles:
        return ExitCode.NOT_TOLD
    return ExitCode.DONE


def tell_notices(report: NoticeReport, quiet: bool) -> None:
    """What came of telling people, on standard error."""
    for each in report.told:
        if each.trouble is not None:
            say(f"{each.trouble} It is told with the next notice; starkcheck notify tries at once.")
        elif not quiet:
            say(
                f"Told by {each.channel}: {counted(each.findings, 'finding')}."
                if each.findings
                else f"Nothing new by {each.channel}."
            )


def _tell_ingest(done: IngestReport, quiet: bool) -> None:
    for trouble in (*done.troubles, *done.unreadable):
        say(f"{trouble.path}: {trouble.code}: {trouble.message}")
    for name in done.orphaned:
        say(
            f"{name}: corrections find what they are about no more, as it is read otherwise now. They are kept: see "
            "starkcheck corrections --status orphaned."
        )
    for name in done.left_behind:
        say(f"{name}: the file has changed. Corrections of its former content are kept with that, and not taken over.")
    for name in done.undisposed:
        say(
            f"{name}: the file has changed. What was decided on findings, and confirmed, of its former content is kept "
            "with that, and not taken over."
        )
    if quiet:
        return
    if not done.document_ids and not done.unreadable:
        say("There is no PDF here." if not done.skipped else "There is no PDF here, only other files.")
    counts = Counter(done.statuses)
    parts = [f"{counts[status]} {status}" for status in DocumentStatus if counts[status]]
    if done.known:
        parts.append(f"{done.known} known before and not read again")
    say(
        f"{counted(len(done.document_ids), 'document')}: {', '.join(parts) or 'none read'}. "
        f"{counted(done.contracts, 'contract')} read."
    )
    under_way = "passed over as uploads that have not ended; the next run takes what they become"
    _tell_names(done.under_way, under_way)
    _tell_names(done.skipped, "passed over, being no PDF by name")


def _tell_names(paths: tuple[str, ...], what: str) -> None:
    if paths:
        names = ", ".join(Path(path).name for path in paths[:NAMES_SHOWN])
        more = f" and {len(paths) - NAMES_SHOWN} more" if len(paths) > NAMES_SHOWN else ""
        say(f"{counted(len(paths), 'file')} {what}: {names}{more}.")


def _tell_check(done: CheckReport, database: Database) -> None:
    waived = len(findings_of_run(database, done.run_id, FindingStatus.WAIVED).rows)
    of_them = f", {waived} of them waived" if waived else ""
    checked = (
        (
            f"{counted(done.unchanged, 'contract')} unchanged since "
            f"{agreeing(done.unchanged, 'it was', 'they were')} checked"
        )
        if done.unchanged
        else f"{counted(len(done.contract_ids), 'contract')} checked"
    )
    say(f"{checked} as of {done.as_of}: {counted(done.findings, 'finding')}{of_them}.")
    table = findings_of_run(database, done.run_id)
    _tell_dispositions(table)
    if table.rows:
        shown = table.model_copy(update={"rows": table.rows[:TABLE_ROWS]})
        print_table(shown, TABLE_COLUMNS, title="Findings")
    if len(table.rows) > TABLE_ROWS:
        say(f"The first {TABLE_ROWS} are shown; starkcheck findings prints all.")


def _tell_dispositions(table: Table) -> None:
    """How many findings are open in spite of what was decided on them."""
    position = table.columns.index("disposition_status")
    counts = Counter(row[position] for row in table.rows)
    for status, why in (
        (DispositionStatus.EXPIRED, "the last day of what was decided on them is over"),
        (DispositionStatus.OUTDATED, "they are no longer what was decided on"),
    ):
        if counts[status.value]:
            command = f"starkcheck dispositions --status {status.value}"
            say(f"{counts[status.value]} of them open again, for {why}: see {command}.")
