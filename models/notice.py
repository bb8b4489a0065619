"""Notices: what people are told of findings that are new or stand otherwise than they were told before."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.finding import Severity


class Channel(StrEnum):
    """A way of telling people. Each keeps its own account of what was told there."""

    FILE = "file"
    EMAIL = "email"
    WEBHOOK = "webhook"
    ARTIFACT = "artifact"


class Change(StrEnum):
    """Why a finding is told: it is NEW, CHANGED in substance, RETURNED after it was gone or waived, or RESOLVED."""

    NEW = "new"
    CHANGED = "changed"
    RETURNED = "returned"
    RESOLVED = "resolved"


class NoticeItem(Frozen):
    """One finding of a notice. `state` stands for all of the finding that is compared when it is next looked at.

    `severity_before` is what was last told there. `quote` holds a contract's words, and is None unless asked for.
    `file_name` is None where a relationship shows the finding and no one contract.
    """

    finding_id: str
    change: Change
    state: str
    severity: Severity
    severity_before: Severity | None = None
    check_name: str
    citation: str
    message: str
    remedy: str
    file_name: str | None = None
    page: int | None = None
    quote: str | None = None


class Notice(Frozen):
    """What is told in one go, the gravest first. `notice_id` follows from the items: the same news has the same id.

    `run_id` is the newest run of the database, and `as_of` the day it looked at the contracts on.
    """

    notice_id: str
    channel: Channel
    run_id: str
    as_of: date
    items: tuple[NoticeItem, ...]
