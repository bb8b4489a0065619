"""What stands in a file's name or a contract is data in every output: nothing of it steers, runs, links or computes."""

from __future__ import annotations

import csv
import io
import logging
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.command_line import app
from flows.exit_codes import ExitCode
from flows.findings_table import artifact_rows
from flows.secrets_kept import WEBHOOK_URL
from models.contract import Contract, ContractKind, RenewalKind
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from store.query import query
from store.writer import Store
from tests import factories as make
from tests.flows import hostile_words as hostile
from tests.flows.drawn import LEASE, pdf
from tests.flows.listening import HOST, Mailbox, mail_server, web_server

DAY = date(2016, 4, 10)
HOSPITAL = f"{hostile.CALL} {make.HOSPITAL} {hostile.WORDS}"
PHYSICIANS = (f"@Ansel {hostile.WORDS} Quarrie, M.D.", f"+Brisa {hostile.WORDS} Lund, M.D.")
PRACTICE = f"-Larkmoor {hostile.WORDS} Physicians, P.C."
NPI = ("1003000126", "1003000134")
NAME = f"=1+1 {hostile.MARKUP} {hostile.QUERY} {hostile.SHELL} {hostile.TERMINAL}{hostile.TURNED}\r\n".replace("/", "|")
FILE = f"{NAME}{'_' * (251 - len(NAME.encode()))}.pdf"
"""As long as a name may be on a disk."""
LEDGERS = {
    "claims": [
        "claim,service_on,payer,paid,dhs_category,referred_by_npi,referred_by,performed_by_npi,performed_by",
        *((hostile.LINK, "2014-07-15", "medicare", "99", "radiology_imaging", npi, "=1+1", "", "") for npi in NPI),
    ],
    "overpayments": [
        "entity,physician,reference,identified_on,investigation_from,investigation_until,reported_on",
        *((HOSPITAL, one, hostile.WORDS, "2016-02-18", "", "", "") for one in PHYSICIANS),
    ],
    "payments": [
        "payer,payee,amount,paid_on,contract,purpose",
        (HOSPITAL, PHYSICIANS[0], "100.00", "2014-02-01", "", hostile.WORDS),
        (HOSPITAL, f"={hostile.WORDS}, M.D.", "-100.00", "2014-02-01", "", hostile.LINK),
    ],
    "group_roster": [
        "group_practice,physician,status,first_day,last_day,pod,npi",
        *(
            (PRACTICE, one, "owner", "2010-07-01", "", hostile.WORDS, npi)
            for one, npi in zip(PHYSICIANS, NPI, strict=True)
        ),
    ],
    "group_pay": [
        "group_practice,physician,year,total_pay,dhs_profits",
        *((PRACTICE, one, "2014", "310,000.00", "15,500.00") for one in PHYSICIANS),
    ],
}
COMMANDS = {
    "findings": ("findings",),
    "findings as JSON": ("findings", "-f", "json"),
    "findings as CSV": ("findings", "-f", "csv"),
    "documents": ("sql", "from documents"),
    "contracts": ("sql", "from contracts"),
    "contracts as JSON": ("sql", "from contracts", "-f", "json"),
    "contracts as CSV": ("sql", "from contracts", "-f", "csv"),
    "facts": ("sql", "from facts"),
    "parties as CSV": ("sql", "from parties", "-f", "csv"),
    "signatures": ("sql", "from signatures"),
    "compensation": ("sql", "from compensation"),
    "payments as CSV": ("sql", "from payments", "-f", "csv"),
    "relationships": ("relationships", "list"),
    "relationships as CSV": ("relationships", "list", "-f", "csv"),
    "corrections": ("corrections",),
    "corrections as CSV": ("corrections", "-f", "csv"),
    "dispositions": ("dispositions",),
    "audit": ("audit", "list"),
    "audit as JSON": ("audit", "list", "-f", "json"),
    "ledgers": ("ledger", "list"),
    "check": ("check", "--as-of", DAY.isoformat()),
    "explain": ("explain", hostile.WORDS),
    "doctor": ("doctor",),
}
REPORTS = {
    f"{name}{ending}": ("report", *words, "--as-of", DAY.isoformat())
    for name, words in {
        "register": ("register", "--by-relationship"),
        "limits": ("limits",),
        "fmv": ("fmv",),
        "group": ("group",),
        "look-back": ("look-back",),
    }.items()
    for ending in (".xlsx", ".html", ".csv")
} | {
    "calendar.ics": ("report", "calendar", "--as-of", DAY.isoformat()),
    "worksheet.xlsx": ("report", "worksheet", "--as-of", DAY.isoformat()),
    "disclosure": ("report", "disclosure", "--as-of", DAY.isoformat()),
}
CHECKS = {
    ".xlsx": hostile.is_a_plain_workbook,
    ".html": hostile.is_a_page_of_text,
    ".csv": hostile.computes_nothing,
    ".ics": hostile.is_a_calendar,
    ".docx": hostile.is_a_plain_document,
    ".pdf": hostile.is_a_plain_pdf,
    ".eml": hostile.is_plain_mail,
    ".hook": hostile.calls_nobody,
    ".md": hostile.is_plain_markdown,
    ".json": hostile.is_json,
    ".txt": hostile.steers_nothing,
}
OF_ONE_CONTRACT = {"arrangement": (), "arrangement as CSV": ("-f", "csv"), "arrangement as JSON": ("-f", "json")}
SAYS_NO_NAMES = {"checklist", "disclosure-form", "certification", "doctor", "explain", "as told", "notify"}


def lease(physician: str, number: int) -> Contract:
    """A contract every text of which is hostile, that the physician never signed, and that renews."""
    source = make.document(f"lease {number}", f"/inbox/{hostile.SHELL.replace('/', '|')}{number}/{FILE}")
    words = make.evidence(hostile.WORDS)
    parties = (
        make.party(HOSPITAL, PartyRole.CLIENT, evidence=words),
        make.party(
            physician, PartyRole.CONTRACTOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=True, evidence=words
        ),
    )
    blank = make.signature(
        physician,
        signatory_name=hostile.WORDS,
        signatory_title=hostile.LINK,
        status=SignatureStatus.UNSIGNED,
        method=SignatureMethod.NONE,
        signed_on=None,
        reason=hostile.WORDS,
        evidence=words,
    )
    return make.contract(
        source,
        title=f"@SUM(1+1) {hostile.WORDS}",
        kind=make.fact(ContractKind.PERSONAL_SERVICES, hostile.WORDS),
        parties=parties,
        agreement_date=make.fact(date(2012, 5, 1), hostile.WORDS),
        effective_date=make.fact(date(2012, 5, 1), hostile.WORDS),
        expiration_date=make.fact(date(2016, 10, 31), hostile.WORDS),
        term_months=make.unknown(hostile.WORDS),
        renewal_kind=make.fact(RenewalKind.AUTOMATIC, hostile.WORDS),
        signatures=(make.signature(HOSPITAL, signed_on=date(2012, 5, 1)), blank),
        compensation=(
            make.component(payer=HOSPITAL, payee=physician, unit=hostile.LINK, base=hostile.WORDS, evidence=words),
        ),
    )


def run(*words: str | Path) -> Result:
    """A command line, in the working folder."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """All that is shown, printed, written and sent of two hostile contracts, by name."""
    folder = tmp_path_factory.mktemp("hostile")
    made: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch, ExitStack() as opened:
        patch.chdir(folder)
        database = folder / "starkcheck.duckdb"
        mailbox = Mailbox()
        port = opened.enter_context(mail_server(mailbox))
        address, came = opened.enter_context(web_server([]))
        patch.setenv(WEBHOOK_URL, f"{address}/hook")
        _store(database)
        assert run("check", "--as-of", DAY.isoformat()).exit_code == ExitCode.DONE
        ((finding,),) = query(database, "select min(finding_id) from findings where status = 'open'").rows
        ((contract,),) = query(database, "select min(contract_id) from contracts").rows
        ((arrangement,),) = query(database, "select min(arrangement_id) from arrangement_ids").rows
        _say("dispose", str(finding), "--as", "accepted", "--reason", hostile.WORDS, "--by", hostile.WORDS)
        _say(
            "correct", str(contract), "title", f"=1+1 {hostile.WORDS}", "--reason", hostile.WORDS, "--by", hostile.LINK
        )
        for name, words in COMMANDS.items():
            made[name] = run(*words).output.encode()
        for name, words in OF_ONE_CONTRACT.items():
            made[name] = run("arrangement", str(arrangement), *words).output.encode()
        for name, words in REPORTS.items():
            done = run(*words, "-o", folder / name)
            assert done.exit_code == ExitCode.DONE, done.output
            made[f"{name}, as told"] = done.output.encode()
        (folder / "starkcheck.toml").write_text(
            f'[notices]\nwith_quotes = true\n[notices.file]\nfolder = "told"\n[notices.webhook]\n'
            f'[notices.email]\nhost = "{HOST}"\nport = {port}\nsecurity = "none"\n'
            'sender = "a@x.test"\nrecipients = ["b@x.test"]\n'
        )
        told = run("notify")
        assert told.exit_code == ExitCode.DONE, told.output
        made |= {"notify": told.output.encode(), "mail.eml": mailbox.messages[0].as_bytes(), "chat.hook": came[0].body}
        _read(folder, made)
        ((run_id,),) = query(database, "select max(last_seen_run) from findings").rows
        rows = artifact_rows(database, str(run_id))
        made["artifact.txt"] = "\n".join(value for row in rows for value in row.values()).encode()
        for path in sorted(folder.rglob("*")):
            if path.suffix in CHECKS and path.parent.name in {folder.name, "disclosure", "told"}:
                made[path.name] = path.read_bytes()
                assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert not list(folder.rglob("owned*"))
        assert query(database, "select count(*) from contracts").rows == ((2,),)
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "told", folder / "disclosure")} == {0o700}
        yield made


def test_no_output_is_more_than_text(outputs: dict[str, bytes]) -> None:
    faults = {}
    for name, content in outputs.items():
        check = CHECKS.get(Path(name).suffix) or (
            hostile.is_json if "JSON" in name else hostile.computes_nothing if "CSV" in name else hostile.steers_nothing
        )
        try:
            text = check(content)
            # A table on a terminal breaks words to fit its columns.
            if "┃" not in text and not any(each in name for each in SAYS_NO_NAMES):
                assert hostile.SEEN in text.replace("\n", "").replace(" ", ""), "the words are not there"
        except (AssertionError, ValueError) as error:
            faults[name] = str(error)[:600]
    assert not faults, "\n".join(f"{name}: {fault}" for name, fault in faults.items())
    assert len(outputs) > 60


def test_prefect_is_told_no_more_than_text(
    prefect_server: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.client.orchestration import get_client

    from flows.prefect_flows import ingest

    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / FILE).write_bytes(b"")
    told = logging.getLogger("prefect.flow_runs")
    monkeypatch.setattr(told, "handlers", [*told.handlers, caplog.handler])
    with caplog.at_level(logging.INFO, told.name):
        ingest([inbox], tmp_path / "starkcheck.duckdb", workers=1)
    with get_client(sync_client=True) as client:
        names = [run.name for run in client.read_task_runs() if hostile.SEEN in run.name]
    said = [record.getMessage() for record in caplog.records]
    assert names
    assert [line for line in said if hostile.SEEN in line and "empty" in line]
    for text in (*names, *said):
        hostile.steers_nothing(text.encode())


def _store(database: Path) -> None:
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", DAY)
        for number, physician in enumerate(PHYSICIANS):
            one = lease(physician, number)
            source = make.document(f"lease {number}", f"/inbox/{hostile.SHELL.replace('/', '|')}{number}/{FILE}")
            store.write(make.extraction(source, one), run_id)
        store.finish_run(run_id)
        store.publish()
    for kind, rows in LEDGERS.items():
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerows(row.split(",") if isinstance(row, str) else row for row in rows)
        file = Path("ledgers", f"{kind}.csv")
        file.parent.mkdir(exist_ok=True)
        file.write_text(out.getvalue(), newline="")
        _say("ledger", "import", kind, str(file))


def _say(*words: str) -> None:
    done = run(*words)
    assert done.exit_code == ExitCode.DONE, done.output


def _read(folder: Path, made: dict[str, bytes]) -> None:
    """Real files with such names: what a run and a look at one say of them."""
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / FILE).write_bytes(pdf(*LEASE, hostile.MARKUP, hostile.QUERY))
    (inbox / f"={hostile.MARKUP.replace('/', '|')}{hostile.TERMINAL}.pdf").write_bytes(b"")
    (inbox / f"-{hostile.MARKUP.replace('/', '|')}{hostile.TERMINAL}.docx").write_bytes(b"")
    other = ("--db", folder / "read.duckdb")
    made["run"] = run("run", inbox, *other, "--workers", "1").output.encode()
    made["inspect"] = run("inspect", inbox / FILE).output.encode()
    made["inspect as JSON"] = run("inspect", inbox / FILE, "--json").output.encode()
    made["doctor on it"] = run("doctor", *other).output.encode()
    assert stat.S_IMODE((folder / "read.duckdb").stat().st_mode) == 0o600
