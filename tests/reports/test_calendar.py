"""The calendar: the right days from real contracts in a real database, parsed back by a calendar library."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from models.contract import Contract, RenewalKind
from models.document import DocumentRole
from reports.calendar import calendar, identity
from reports.contract_dates import ContractDate, DateKind, contract_dates
from store.writer import Store
from tests import factories as make
from tests.flows.conftest import Starkcheck, starkcheck  # noqa: F401 - a fixture
from tests.store.conftest import store_and_publish

AS_OF = date(2024, 6, 1)
NONE = make.fact(RenewalKind.NONE)
FIRST_TERM = [("notice_opens", "2024-10-16"), ("notice_last_day", "2024-11-15"), ("renews", "2025-01-15")]


def days_of(database: Path, contract: Contract, as_of: date = AS_OF, lead: int = 30) -> list[tuple[str, str]]:
    store_and_publish(database, make.extraction(None, contract))
    return [(each.kind.value, str(each.day)) for each in contract_dates(database, as_of, lead)]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "starkcheck.duckdb"


# The lease of the factory: 15 January 2024 to 14 January 2025, renews by itself for a year, sixty days' notice.
@pytest.mark.parametrize(
    ("changes", "as_of", "expected"),
    [
        ({}, AS_OF, FIRST_TERM),
        ({}, date(2024, 11, 15), [("notice_last_day", "2024-11-15"), ("renews", "2025-01-15")]),
        ({}, date(2024, 11, 16), [("renews", "2025-01-15")]),
        (
            {},
            date(2025, 1, 15),
            [("notice_opens", "2025-10-16"), ("notice_last_day", "2025-11-15"), ("renews", "2026-01-15")],
        ),
        ({"termination_notice_days": make.unknown()}, AS_OF, [("renews", "2025-01-15")]),
        ({"renewal_months": make.unknown()}, date(2025, 1, 15), []),
        ({"renewal_months": make.unknown()}, AS_OF, FIRST_TERM),
        ({"renewal_months": make.fact(Decimal("11.97"))}, date(2025, 1, 15), []),
        ({"renewal_kind": NONE}, AS_OF, [("expires", "2025-01-14")]),
        ({"renewal_kind": NONE}, date(2025, 1, 14), [("expires", "2025-01-14")]),
        ({"renewal_kind": NONE}, date(2025, 1, 15), []),
        ({"renewal_kind": make.unknown()}, AS_OF, [("expires", "2025-01-14")]),
        ({"renewal_kind": make.fact(RenewalKind.OPTIONAL)}, AS_OF, [("expires", "2025-01-14")]),
        ({"expiration_date": make.unknown()}, AS_OF, []),
        ({"document_role": DocumentRole.OTHER}, AS_OF, []),
    ],
)  # fmt: skip
def test_a_contract_has_the_days_of_the_term_that_runs(
    changes: dict[str, Any], as_of: date, expected: list[tuple[str, str]], database: Path
) -> None:
    assert days_of(database, make.contract(**changes), as_of) == expected


def test_a_term_that_ends_with_february_keeps_ending_with_it(database: Path) -> None:
    lease = make.contract(expiration_date=make.fact(date(2023, 2, 28)), termination_notice_days=make.unknown())
    assert days_of(database, lease, date(2024, 2, 29)) == [("renews", "2024-03-01")]


def test_an_amendment_moves_the_end(database: Path) -> None:
    source, paper = make.document(), make.document("amendment", "/inbox/amendment.pdf")
    lease = make.contract(source, renewal_kind=NONE)
    amendment = make.contract(
        paper,
        document_role=DocumentRole.AMENDMENT,
        effective_date=make.fact(date(2024, 3, 1)),
        expiration_date=make.fact(date(2026, 1, 14)),
        renewal_kind=make.unknown(),
        renewal_months=make.unknown(),
    )
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(source, lease), run_id)
        store.write(make.extraction(paper, amendment), run_id)
        store.set_amends({amendment.contract_id: lease.contract_id})
        store.publish()
    (end,) = contract_dates(database, AS_OF)
    assert (end.kind, end.day, end.file_name) == (DateKind.EXPIRES, date(2026, 1, 14), "lease.pdf")


def test_what_is_missing_has_its_last_day(starkcheck: Starkcheck, tmp_path: Path) -> None:  # noqa: F811
    from tests.flows.drawn import LEASE, pdf, write

    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE))
    assert starkcheck("run", inbox, "--as-of", "2024-03-10", "--quiet").exit_code == 0
    result = starkcheck("report", "calendar", "--output", "contracts.ics", "--as-of", "2024-03-10")
    assert result.exit_code == 0, result.output
    path = tmp_path / "contracts.ics"
    assert path.stat().st_mode & 0o777 == 0o600
    events = {str(event["SUMMARY"]): event for event in Calendar.from_ical(path.read_bytes()).events}
    curable = next(event for name, event in events.items() if name.startswith("Last day to make good"))
    # day 0 is 1 March, and the ninetieth day after it the last
    assert curable.start == date(2024, 3, 1) + timedelta(days=90)
    assert "411.354(e)(4)" in str(curable["DESCRIPTION"])


def a_date(**changes: Any) -> ContractDate:
    given: dict[str, Any] = {
        "contract_id": "c",
        "kind": DateKind.EXPIRES,
        "number": 0,
        "day": date(2025, 1, 14),
        "file_name": "lease.pdf",
        "title": "LEASE; Suite 4, North\\South",
        "parties": "Quillmere Hospital, Inc. and Tamsin Fernquist, M.D.",
        "because": "Its last day; it does not renew.",
    }
    return ContractDate(**given | changes)


def test_an_event_lasts_a_day_and_has_its_alarms() -> None:
    (event,) = Calendar.from_ical(calendar([a_date()], AS_OF)).events
    assert (event.start, event.end) == (date(2025, 1, 14), date(2025, 1, 15))
    assert event["SUMMARY"] == "Expires: LEASE; Suite 4, North\\South (lease.pdf)"
    assert event["TRANSP"] == "TRANSPARENT"
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [
        timedelta(days=-days) for days in (90, 30, 7)
    ]
    assert "not legal advice" in str(event["DESCRIPTION"])


def test_the_same_dates_give_the_same_bytes_and_a_moved_day_the_same_event() -> None:
    dates = [a_date(), a_date(kind=DateKind.RENEWS)]
    assert calendar(dates, AS_OF) == calendar(dates, AS_OF)
    moved = a_date(day=date(2025, 2, 1), file_name="renamed.pdf")
    assert identity(moved) == identity(a_date())
    others = [a_date(number=1), a_date(kind=DateKind.RENEWS), a_date(contract_id="d")]
    assert len({identity(each) for each in (a_date(), *others)}) == 4


def test_text_from_files_adds_nothing_to_the_calendar() -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:https://evil.test\x00\x1b"
    content = calendar([a_date(title=evil, file_name=evil, parties=evil, because=evil)], AS_OF)
    (event,) = Calendar.from_ical(content).events
    assert "ATTACH" not in event
    assert b"\x1b" not in content


def test_no_dates_are_an_empty_calendar() -> None:
    assert Calendar.from_ical(calendar([], AS_OF)).events == []
