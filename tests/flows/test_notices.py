"""Notices over real SMTP, real HTTP and real files: each news once, what can pass again, secrets nowhere."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from flows.notices import by_webhook
from flows.notices.wording import as_chat, as_json, as_markdown, as_text, headline
from flows.secrets_kept import SMTP_PASSWORD, WEBHOOK_URL
from models.finding import Severity
from models.notice import Change, Channel, Notice, NoticeItem
from store.query import query
from store.writer import Store
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, SENTINEL, pdf, write
from tests.flows.listening import HOST, PASSWORD, USER, Mailbox, certificate_for_loopback, mail_server, web_server

QUICK = "tries = 3\nseconds_between = 0\n"


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (SMTP_PASSWORD, WEBHOOK_URL):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the findings on one lease."""
    from typer.testing import CliRunner

    from flows.command_line import app

    folder = tmp_path_factory.mktemp("checked")
    database = folder / "starkcheck.duckdb"
    inbox = write(folder / "inbox", lease=pdf(*LEASE))
    result = CliRunner().invoke(app, ["run", str(inbox), "--db", str(database), "--quiet"])
    assert result.exit_code == ExitCode.DONE
    return database


@pytest.fixture
def database(checked: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may tell of."""
    copy = tmp_path / "starkcheck.duckdb"
    copy.write_bytes(checked.read_bytes())
    return copy


def configured(database: Path, text: str) -> None:
    (database.parent / "starkcheck.toml").write_text(f"[notices]\n{QUICK}{text}")


def graver_than_notices(database: Path) -> set[object]:
    rows = query(database, "select finding_id from findings where status = 'open' and severity <> 'notice'").rows
    return {row[0] for row in rows}


def test_a_notice_is_written_once_and_for_its_owner_alone(starkcheck: Starkcheck, database: Path) -> None:
    configured(database, '[notices.file]\nfolder = "told"\n')
    first = starkcheck("notify")
    assert first.exit_code == ExitCode.DONE
    files = sorted((database.parent / "told").iterdir())
    assert [path.suffix for path in files] == [".json", ".md"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    notice = json.loads(files[0].read_text())
    assert {item["finding_id"] for item in notice["items"]} == graver_than_notices(database)
    assert {item["change"] for item in notice["items"]} == {"new"}
    assert {item["quote"] for item in notice["items"]} == {None}
    again = starkcheck("notify")
    assert again.exit_code == ExitCode.DONE
    assert "Nothing new by file" in again.stderr
    assert sorted((database.parent / "told").iterdir()) == files


def test_a_run_tells_what_it_found_and_the_next_one_only_what_changed(starkcheck: Starkcheck, tmp_path: Path) -> None:
    database = tmp_path / "starkcheck.duckdb"
    configured(database, '[notices.file]\nfolder = "told"\n')
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE))
    assert "Told by file" in starkcheck("run", inbox).stderr
    assert "Nothing new by file" in starkcheck("run", inbox).stderr
    write(tmp_path / "inbox", lease=pdf(*LEASE, "As amended."))
    starkcheck("run", inbox)
    counts = query(database, "select change, count(*) > 0 from notices group by change order by change").rows
    assert counts == (("new", True), ("resolved", True))
    assert len(list((tmp_path / "told").glob("*.json"))) == 2


def test_a_run_of_whose_notices_none_is_to_come_tells_nobody(starkcheck: Starkcheck, tmp_path: Path) -> None:
    configured(tmp_path / "starkcheck.duckdb", 'after_runs = false\n[notices.file]\nfolder = "told"\n')
    result = starkcheck("run", write(tmp_path / "inbox", lease=pdf(*LEASE)))
    assert result.exit_code == ExitCode.DONE
    assert not (tmp_path / "told").exists()
    assert starkcheck("notify").exit_code == ExitCode.DONE
    assert (tmp_path / "told").exists()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_email_goes_out_encrypted_with_the_password_from_a_file(
    security: str, starkcheck: Starkcheck, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_for_loopback(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    kept = tmp_path / "password"
    kept.touch(mode=0o600)
    kept.write_text(f"{PASSWORD}\n")
    mailbox = Mailbox()
    with mail_server(mailbox, certificate, starttls=security == "starttls") as port:
        configured(
            database,
            f'[notices.email]\nhost = "{HOST}"\nport = {port}\nsender = "a@quillmere.test"\n'
            f'recipients = ["b@quillmere.test", "c@quillmere.test"]\nuser = "{USER}"\npassword_file = "password"\n'
            f'security = "{security}"\n',
        )
        result = starkcheck("notify")
        assert result.exit_code == ExitCode.DONE, result.stderr
        assert starkcheck("notify").exit_code == ExitCode.DONE
    (message,) = mailbox.messages
    assert mailbox.recipients == [["b@quillmere.test", "c@quillmere.test"]]
    assert mailbox.logins == [USER]
    text = message.get_content()
    assert "missing-signature" in text
    assert "lease.pdf" in text
    assert SENTINEL not in text
    assert message["Subject"] == headline_of(database)
    assert message["Message-ID"].endswith("@starkcheck.invalid>")
    assert PASSWORD not in result.output + str(message)
    assert PASSWORD.encode() not in database.read_bytes()


def headline_of(database: Path) -> str:
    rows = query(database, "select severity from findings where status = 'open' and severity <> 'notice'").rows
    errors = sum(row == ("error",) for row in rows)
    return f"starkcheck: findings {len(rows)} new ({errors} {'error' if errors == 1 else 'errors'})"


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password(
    starkcheck: Starkcheck, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SMTP_PASSWORD, PASSWORD)
    mailbox = Mailbox()
    with mail_server(mailbox, certificate_for_loopback(tmp_path)) as port:
        configured(
            database,
            f'[notices.email]\nhost = "{HOST}"\nport = {port}\nsender = "a@quillmere.test"\n'
            f'recipients = ["b@quillmere.test"]\nuser = "{USER}"\n',
        )
        result = starkcheck("notify")
    assert result.exit_code == ExitCode.NOT_TOLD
    assert "its certificate is not trusted" in result.stderr
    assert (mailbox.logins, mailbox.messages) == ([], [])


def plain_mail(port: int) -> str:
    return (
        f'[notices.email]\nhost = "{HOST}"\nport = {port}\nsecurity = "none"\nsender = "a@quillmere.test"\n'
        'recipients = ["b@quillmere.test", "gone@quillmere.test"]\n'
    )


@pytest.mark.parametrize(
    ("mailbox", "code", "tries", "taken"),
    [
        (Mailbox(refusals=2), ExitCode.DONE, 3, 1),
        (Mailbox(refusals=9), ExitCode.NOT_TOLD, 3, 0),
        (Mailbox(refusals=9, answer="554 Never"), ExitCode.NOT_TOLD, 1, 0),
    ],
    ids=["passes", "does not pass in time", "cannot pass"],
)
def test_what_can_pass_is_tried_again(
    mailbox: Mailbox, code: ExitCode, tries: int, taken: int, starkcheck: Starkcheck, database: Path
) -> None:
    with mail_server(mailbox) as port:
        configured(database, plain_mail(port))
        assert starkcheck("notify").exit_code == code
    assert (mailbox.tries, len(mailbox.messages)) == (tries, taken)
    recorded = query(database, "select count(*) > 0 from notices").rows
    assert recorded == ((taken == 1,),)


def test_who_has_it_is_not_told_again_for_the_sake_of_one_who_was_refused(
    starkcheck: Starkcheck, database: Path
) -> None:
    mailbox = Mailbox()
    mailbox.unknown = "gone@quillmere.test"
    with mail_server(mailbox) as port:
        configured(database, plain_mail(port))
        first, second = starkcheck("notify"), starkcheck("notify")
    assert (first.exit_code, second.exit_code) == (ExitCode.NOT_TOLD, ExitCode.DONE)
    assert "not for gone@quillmere.test" in first.stderr
    assert len(mailbox.messages) == 1


def test_a_webhook_gets_slacks_json_and_its_address_is_told_nowhere(
    starkcheck: Starkcheck, database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    configured(database, "[notices.webhook]\n")
    with caplog.at_level(logging.DEBUG), web_server([503, 429], {"Retry-After": "0"}) as (address, came):
        monkeypatch.setenv(WEBHOOK_URL, f"{address}/services/T0/B0/hush-hush")
        result = starkcheck("notify")
        assert result.exit_code == ExitCode.DONE
        assert starkcheck("notify").exit_code == ExitCode.DONE
    assert len(came) == 3
    assert len({each.headers["Idempotency-Key"] for each in came}) == 1
    body = json.loads(came[-1].body)
    assert "missing-signature" in body["text"]
    assert body["mrkdwn"] is False
    assert "hush-hush" not in result.output + caplog.text
    assert b"hush-hush" not in database.read_bytes()


@pytest.mark.parametrize(("answer", "times"), [(404, 1), (302, 1), (500, 3)])
def test_a_webhook_that_does_not_take_it_is_named_and_told_next_time(
    answer: int, times: int, starkcheck: Starkcheck, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(database, '[notices.webhook]\n[notices.file]\nfolder = "told"\n')
    with web_server([answer] * times) as (address, came):
        monkeypatch.setenv(WEBHOOK_URL, f"{address}/hush-hush")
        failed = starkcheck("notify")
        assert (failed.exit_code, len(came)) == (ExitCode.NOT_TOLD, times)
        assert f"The webhook at {HOST} did not take the notice: it answered {answer}" in failed.stderr
        assert "Told by file" in failed.stderr
        assert starkcheck("notify").exit_code == ExitCode.DONE
        assert len(came) == times + 1
    assert query(database, "select distinct channel from notices order by 1").rows == (("file",), ("webhook",))


def test_a_run_whose_notice_fails_is_done_all_the_same(
    starkcheck: Starkcheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WEBHOOK_URL, f"http://{HOST}:9/x")
    configured(tmp_path / "starkcheck.duckdb", "[notices.webhook]\n")
    result = starkcheck("run", write(tmp_path / "inbox", lease=pdf(*LEASE)))
    assert result.exit_code == ExitCode.NOT_TOLD
    assert "cannot be reached: ConnectError" in result.stderr
    assert "missing-signature" in result.stdout


def test_a_notice_that_went_out_before_a_crash_is_not_repeated(
    starkcheck: Starkcheck, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(database, '[notices.file]\nfolder = "told"\n')

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "record_told", killed)
        assert starkcheck("notify").exit_code == ExitCode.INTERRUPTED
    assert query(database, "select count(*) from notices").rows == ((0,),)
    assert "Nothing new by file" in starkcheck("notify").stderr
    assert query(database, "select count(*) > 0 from notices").rows == ((True,),)
    assert not list(Store.private_folder(database).glob("told-*"))


def test_what_would_be_told_can_be_seen_first(starkcheck: Starkcheck, database: Path) -> None:
    shown = starkcheck("notify", "--show", "--with-quotes", "--at-least", "error")
    assert shown.exit_code == ExitCode.DONE
    assert "missing-signature" in shown.stdout
    assert "Words:" in shown.stdout
    assert "Words:" not in starkcheck("notify", "--show").stdout
    assert query(database, "select count(*) from notices").rows == ((0,),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "No way of telling people is configured"),
        ('file = "news.txt"', "notices.file: it wants a section of its own, [notices.file]"),
        ("at_leest = 1", "notices.at_leest: Extra inputs are not permitted"),
        ("at_least = 'grave'", "notices.at_least"),
        ("[", "is not TOML"),
        ("[notices.webhook]", "The webhook has no address"),
        ('[notices.webhook]\nurl = "https://x.test/hush-hush"', "notices.webhook.url"),
        ('[notices.webhook]\nurl_file = "open"', "can be read by others than its owner. Close it: chmod 600"),
        ('[notices.webhook]\nurl_file = "empty"', "holds no secret"),
        ('[notices.webhook]\nurl_file = "nowhere"', "cannot be read: No such file"),
        ('[notices.webhook]\nurl_file = "http"', "has to begin with https://"),
        ('[notices.email]\nhost = "x.test"\nsender = "a@x.test"\nrecipients = []', "notices.email.recipients"),
        ('[notices.email]\nhost = "x.test"\nsender = "a\\nBcc: b@x.test"\nrecipients = ["b@x.test"]', "email.sender"),
        (
            '[notices.email]\nhost = "x.test"\nsender = "a@x.test"\nrecipients = ["b@x.test"]\nuser = "u"',
            "names a user, but there is no password",
        ),
        (
            '[notices.email]\nhost = "x.test"\nsender = "a@x.test"\nrecipients = ["b@x.test"]\nuser = "u"\n'
            'security = "none"',
            "does not go over the network unencrypted",
        ),
    ],
)
def test_wrong_settings_are_told_in_words_before_anything_is_done(
    text: str, message: str, starkcheck: Starkcheck, tmp_path: Path
) -> None:
    for name, mode, content in (
        ("open", 0o644, "https://x.test/hush-hush"),
        ("empty", 0o600, "\n"),
        ("http", 0o600, "http://x.test/hush-hush"),
    ):
        path = tmp_path / name
        path.write_text(content)
        path.chmod(mode)
    (tmp_path / "starkcheck.toml").write_text(f"[notices]\n{text}\n")
    result = starkcheck("notify")
    assert result.exit_code == ExitCode.USAGE
    assert message in result.stderr
    assert "hush-hush" not in result.stderr
    if "No way" not in message:
        ran = starkcheck("run", write(tmp_path / "inbox", lease=pdf(*LEASE)))
        assert ran.exit_code == ExitCode.USAGE
        assert not (tmp_path / "starkcheck.duckdb").exists()


EVIL = "<!channel> *b* _i_ `c` [x](https://evil.test) <b>&amp; @here | www.evil.test\n# big\x1b[2J\u202e"


@pytest.fixture
def hostile() -> Notice:
    """A notice every text of which tries to be more than text."""
    item = NoticeItem(
        finding_id="0123456789abcdef",
        change=Change.NEW,
        state="x",
        severity=Severity.ERROR,
        check_name="missing-signature",
        citation="42 CFR 411.357(b)(1)",
        message=EVIL,
        remedy="Sign.",
        file_name=f"{EVIL}.pdf",
        page=1,
        quote=EVIL,
    )
    return Notice(notice_id="n", channel=Channel.FILE, run_id="r", as_of=date(2026, 1, 31), items=(item,))


def test_text_from_files_is_nothing_but_text_in_markdown(hostile: Notice) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("gfm-like", {"linkify": False}).render(as_markdown(hostile))
    for tag in ("<b>", "<a ", "<em>", "<code>", "<table", "<!channel"):
        assert tag not in page
    assert page.count("<h1>") == 1
    assert "*b* _i_ `c` [x](https:" in page
    assert "\x1b" not in as_markdown(hostile)
    assert "\u202e" not in as_markdown(hostile)


def test_text_from_files_is_nothing_but_text_in_a_chat(hostile: Notice) -> None:
    text = json.loads(as_chat(hostile))["text"]
    assert not {"<", ">"} & set(text)
    assert "&lt;!channel&gt;" in text
    for word in ("@here", "https://", "www.evil", "\x1b", "\u202e"):
        assert word not in text


def test_text_from_files_steers_no_terminal_and_no_header(hostile: Notice) -> None:
    assert "\x1b" not in as_text(hostile)
    assert "\x1b" not in as_json(hostile)
    assert json.loads(as_json(hostile))["items"][0]["message"] == EVIL
    assert headline(hostile) == "starkcheck: findings 1 new (1 error)"


def test_long_notices_say_how_much_more_there_is(hostile: Notice) -> None:
    many = hostile.model_copy(update={"items": hostile.items * 60})
    assert "10 more are in the database" in as_text(many)
    assert "40 more are in the database" in json.loads(as_chat(many))["text"]
    assert as_markdown(many).count("\n- ") == 60


@pytest.mark.parametrize("address", ["", "ftp://x.test", "https://", "http://x.test/y", "javascript:alert(1)"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    from pydantic import SecretStr

    from flows.settings import SettingsError

    with pytest.raises(SettingsError):
        by_webhook.to_webhook(SecretStr(address))
