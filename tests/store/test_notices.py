"""What is due to be told: once for each way, again only when it is another, and never more than was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from models.disposition import DispositionKind, DispositionRequest
from models.errors import StoreBusyError, StoreError
from models.finding import Finding, Severity
from models.notice import Change, Channel, Notice
from store.notices import untold
from store.told_journal import ToldJournal
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

LEASE = make.contract()
SIGNATURE = make.finding(LEASE, "missing-signature")
RENT = make.finding(LEASE, "per-click-rent", severity=Severity.WARNING, message="Rent of $75.00 for each scan.")
TITLE = make.finding(LEASE, "outdated-plan", severity=Severity.NOTICE)


@pytest.fixture
def checked(database: Path) -> Callable[..., None]:
    """Makes a run that finds just these."""
    store_and_publish(database, make.extraction(None, LEASE))

    def run(*found: Finding, as_of: date = AS_OF) -> None:
        with Store.open(database) as store:
            run_id = store.begin_run("check", as_of)
            store.record_findings(
                LEASE.contract_id, [each.model_copy(update={"as_of": as_of}) for each in found], run_id
            )
            store.finish_run(run_id)
            store.publish()

    return run


def told(database: Path, channel: Channel = Channel.FILE, at_least: Severity = Severity.WARNING) -> Notice | None:
    """What is told now, and recorded as told."""
    notice = untold(database, channel, at_least)
    if notice is not None:
        with Store.open(database) as store:
            store.record_told(notice)
            store.publish()
    return notice


def changes(notice: Notice | None) -> list[tuple[str, str]]:
    return [(item.check_name, item.change.value) for item in notice.items] if notice else []


Step = tuple[Sequence[Finding], list[tuple[str, str]]]
HISTORIES: dict[str, list[Step]] = {
    "told once": [
        ([SIGNATURE, RENT], [("missing-signature", "new"), ("per-click-rent", "new")]),
        ([SIGNATURE, RENT], []),
    ],
    "a notice is no news": [([TITLE], []), ([TITLE], [])],
    "gone and back": [
        ([RENT], [("per-click-rent", "new")]),
        ([], [("per-click-rent", "resolved")]),
        ([], []),
        ([RENT], [("per-click-rent", "returned")]),
        ([], [("per-click-rent", "resolved")]),
    ],
    "gone before it was told": [([TITLE], []), ([], [])],
    "graver": [
        ([RENT], [("per-click-rent", "new")]),
        ([RENT.model_copy(update={"severity": Severity.ERROR})], [("per-click-rent", "changed")]),
    ],
    "milder than what is told": [
        ([RENT], [("per-click-rent", "new")]),
        ([RENT.model_copy(update={"severity": Severity.NOTICE})], [("per-click-rent", "changed")]),
    ],
    "other figures": [
        ([RENT], [("per-click-rent", "new")]),
        ([RENT.model_copy(update={"message": "Rent of $80.00 for each scan."})], [("per-click-rent", "changed")]),
    ],
    "other wording alone": [
        ([RENT], [("per-click-rent", "new")]),
        ([RENT.model_copy(update={"message": "For every scan, rent of $75.00 is due."})], []),
    ],
    "a scan read better": [
        ([RENT], [("per-click-rent", "new")]),
        ([RENT.model_copy(update={"evidence": make.evidence("By : ___", page=2)})], []),
    ],
    "another paragraph": [
        ([RENT], [("per-click-rent", "new")]),
        ([RENT.model_copy(update={"citation": "42 CFR 411.357(l)(1)"})], [("per-click-rent", "changed")]),
    ],
}


@pytest.mark.parametrize("name", HISTORIES)
def test_news_is_told_once(name: str, database: Path, checked: Callable[..., None]) -> None:
    for found, expected in HISTORIES[name]:
        checked(*found)
        assert changes(told(database)) == expected
        assert told(database) is None


def test_the_day_of_looking_is_no_news(database: Path, checked: Callable[..., None]) -> None:
    days = (date(2026, 1, 31), date(2026, 2, 1))
    checked(RENT.model_copy(update={"message": f"As of {days[0]}, rent of $75.00."}), as_of=days[0])
    assert told(database) is not None
    checked(RENT.model_copy(update={"message": f"As of {days[1]}, rent of $75.00."}), as_of=days[1])
    assert told(database) is None


def test_each_way_has_its_own_account(database: Path, checked: Callable[..., None], ask: Ask) -> None:
    checked(SIGNATURE)
    for channel in Channel:
        assert changes(told(database, channel)) == [("missing-signature", "new")]
    assert ask("select channel, change, severity, count(*) from notices group by all order by all") == [
        (channel, "new", "error", 1) for channel in sorted(Channel)
    ]


def test_a_way_that_failed_tells_it_next_time_with_what_came_since(
    database: Path, checked: Callable[..., None]
) -> None:
    checked(SIGNATURE)
    first = untold(database, Channel.EMAIL, Severity.WARNING)
    again = untold(database, Channel.EMAIL, Severity.WARNING)
    assert first == again
    checked(SIGNATURE, RENT)
    assert changes(told(database, Channel.EMAIL)) == [("missing-signature", "new"), ("per-click-rent", "new")]


def test_the_same_news_at_another_time_is_another_notice(database: Path, checked: Callable[..., None]) -> None:
    ids = []
    for found in ([RENT], [], [RENT], [], [RENT], []):
        checked(*found)
        notice = told(database)
        assert notice is not None
        ids.append(notice.notice_id)
    assert len(set(ids)) == len(ids)


def test_what_a_person_waived_is_told_when_it_is_open_again(database: Path, checked: Callable[..., None]) -> None:
    checked(RENT)
    told(database)
    with Store.open(database) as store:
        store.dispose(
            DispositionRequest(
                finding=RENT.finding_id,
                disposition=DispositionKind.ACCEPTED,
                reason="Counsel is on it.",
                person="Jane Roe",
                until=date(2026, 3, 1),
                day=AS_OF,
            )
        )
        store.publish()
    checked(RENT, as_of=date(2026, 3, 1))
    assert told(database) is None
    checked(RENT, as_of=date(2026, 3, 2))
    assert changes(told(database)) == [("per-click-rent", "returned")]
    assert told(database) is None


@pytest.mark.parametrize(
    ("at_least", "expected"),
    [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.NOTICE, 3)],
)
def test_the_gravest_come_first_and_the_mild_are_left_out(
    at_least: Severity, expected: int, database: Path, checked: Callable[..., None]
) -> None:
    checked(TITLE, RENT, SIGNATURE)
    notice = told(database, at_least=at_least)
    assert notice is not None
    assert [item.severity for item in notice.items] == list(Severity)[:expected]
    assert {item.change for item in notice.items} == {Change.NEW}


@pytest.mark.parametrize(("asked", "quote"), [(True, "By: ______"), (False, None)])
def test_a_contracts_words_are_told_only_when_asked_for(
    asked: bool, quote: str | None, database: Path, checked: Callable[..., None]
) -> None:
    checked(SIGNATURE)
    notice = untold(database, Channel.FILE, Severity.ERROR, with_quotes=asked)
    assert notice is not None
    assert notice.items[0].quote == quote
    assert ("By: ___" in notice.model_dump_json()) is asked


def test_recording_twice_makes_no_difference(database: Path, checked: Callable[..., None], ask: Ask) -> None:
    checked(SIGNATURE)
    notice = told(database)
    assert notice is not None
    with Store.open(database) as store:
        store.record_told(notice)
        store.publish()
    assert ask("select count(*) from notices") == [(1,)]


def test_a_notice_that_went_out_is_kept_until_it_is_recorded(database: Path, checked: Callable[..., None]) -> None:
    checked(SIGNATURE)
    notice = untold(database, Channel.WEBHOOK, Severity.ERROR, with_quotes=True)
    assert notice is not None
    with ToldJournal(database) as journal:
        journal.note(notice)
        with pytest.raises(StoreBusyError, match="is being told about by process"):
            ToldJournal(database).__enter__()
    (kept,) = ToldJournal(database).noted()
    assert (kept.notice_id, kept.items[0].state) == (notice.notice_id, notice.items[0].state)
    (path,) = Store.private_folder(database).glob("told-*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "By: ___" not in path.read_text()
    journal.forget(kept)
    assert journal.noted() == ()


def test_a_database_without_findings_has_nothing_to_tell(database: Path) -> None:
    store_and_publish(database, make.extraction())
    assert untold(database, Channel.FILE, Severity.NOTICE) is None
    with pytest.raises(StoreError, match="There is no database"):
        untold(database.with_name("other.duckdb"), Channel.FILE, Severity.NOTICE)
