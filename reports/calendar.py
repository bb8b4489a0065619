"""The calendar of contracts: all-day events with alarms, in the format that every calendar program reads (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from icalendar import Alarm, Calendar, Event
from icalendar.enums import CLASS, TRANSP

from reports.contract_dates import ContractDate, DateKind
from reports.plain_text import without_unseen

_NAMESPACE: Final = uuid5(NAMESPACE_URL, "https://starkcheck.invalid/calendar")
_WORDS: Final = {
    DateKind.NOTICE_OPENS: "Decide whether it is to renew",
    DateKind.NOTICE_LAST_DAY: "Last day for notice that it is not to renew",
    DateKind.RENEWS: "Renews",
    DateKind.EXPIRES: "Expires",
    DateKind.CURABLE_UNTIL: "Last day to make good what is missing",
}
_DAYS_BEFORE: Final = {
    DateKind.NOTICE_OPENS: (0,),
    DateKind.NOTICE_LAST_DAY: (14, 7, 1),
    DateKind.RENEWS: (7,),
    DateKind.EXPIRES: (90, 30, 7),
    DateKind.CURABLE_UNTIL: (30, 14, 7, 1),
}
"""Days before an event at which a calendar program reminds people of it, at the beginning of the day."""
_NOT_ADVICE: Final = "Worked out by starkcheck from the contract as read; not legal advice."


def calendar(dates: Iterable[ContractDate], as_of: date) -> bytes:
    """The dates as an iCalendar file; the same dates on the same day give the same bytes."""
    stamp = datetime.combine(as_of, time(), UTC)
    made = Calendar.new(
        name="Contracts",
        prodid="-//starkcheck//contracts//EN",
        description=f"Days to act on contracts, as of {as_of}.",
        method="PUBLISH",
        refresh_interval=timedelta(days=1),
        uid=str(uuid5(_NAMESPACE, "contracts")),
        last_modified=stamp,
        subcomponents=[_event(each, stamp) for each in dates],
    )
    return bytes(made.to_ical())


def identity(date_of_contract: ContractDate) -> UUID:
    """What an event is known by: the same when its day moves, so that programs move it and do not add another."""
    return uuid5(_NAMESPACE, f"{date_of_contract.contract_id}/{date_of_contract.kind}/{date_of_contract.number}")


def _event(of: ContractDate, stamp: datetime) -> Event:
    what = _WORDS[of.kind]
    summary = without_unseen(f"{what}: {of.title or 'contract'} ({of.file_name})")
    parties = f"\nParties: {without_unseen(of.parties)}" if of.parties else ""
    return Event.new(
        uid=identity(of),
        stamp=stamp,
        start=of.day,
        end=of.day + timedelta(days=1),
        summary=summary,
        description=f"{without_unseen(of.because)}{parties}\n{_NOT_ADVICE}",
        categories=["contracts", of.kind.replace("_", " ")],
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[_alarm(of, summary, days) for days in _DAYS_BEFORE[of.kind]],
    )


def _alarm(of: ContractDate, summary: str, days: int) -> Alarm:
    alarm = Alarm.new(description=summary, uid=uuid5(identity(of), str(days)))
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    return alarm
