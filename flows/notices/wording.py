"""A notice in words: as Markdown, as JSON, as plain text, and as a webhook's message, each safe where it is shown."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Final

from models.counting import counted
from models.finding import Severity
from models.notice import Change, Notice, NoticeItem
from reports.plain_text import visible

NOT_ADVICE: Final = "Not legal advice: a finding is a question for a person."
_MOST_IN_TEXT: Final = 50
"""Findings that a message shows; the rest is counted, and all are in the database."""
_MOST_IN_CHAT: Final = 20
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]#|~$]")
_LINK: Final = re.compile(r"(?i)@|:(?=//)|\bwww(?=\.)|\bmailto(?=:)")
_JOINER: Final = "\u2060"
"""Of no width: what it is put behind is no longer taken for a mention or for the beginning of a link."""
_TITLES: Final = {
    Change.NEW: "New",
    Change.RETURNED: "Open again",
    Change.CHANGED: "Changed",
    Change.RESOLVED: "No longer found",
}


def headline(notice: Notice) -> str:
    """What a notice is about, in figures alone, so that it can stand in a subject line or on a lock screen."""
    counts = Counter(item.change for item in notice.items)
    parts = [f"{counts[change]} {_TITLES[change].lower()}" for change in Change if counts[change]]
    errors = sum(item.severity == Severity.ERROR and item.change != Change.RESOLVED for item in notice.items)
    return f"starkcheck: findings {', '.join(parts)} ({counted(errors, 'error')})"


def as_text(notice: Notice) -> str:
    """For an e-mail: one paragraph a finding, characters that steer a terminal written out."""
    lines = [f"{headline(notice)}, as of {notice.as_of}.", ""]
    for change, items in _groups(notice, _MOST_IN_TEXT):
        lines += [_TITLES[change].upper(), ""]
        for item in items:
            lines += [f"{_grade(item)}  {item.check_name}  {_place(item)}", f"  {visible(item.message)}"]
            if item.quote:
                lines.append(f"  > {visible(item.quote)}")
            lines += [f"  {visible(item.remedy)}", f"  {visible(item.citation)}; finding {item.finding_id}", ""]
    return "\n".join([*lines, *_ending(notice, _MOST_IN_TEXT)]) + "\n"


def as_markdown(notice: Notice) -> str:
    """For a file and for Prefect's pages: what comes from files is no Markdown, no HTML and no link in it."""
    lines = [f"# {markdown(headline(notice))}", "", f"As of {notice.as_of}. {NOT_ADVICE}", ""]
    for change, items in _groups(notice, len(notice.items)):
        lines += [f"## {_TITLES[change]}", ""]
        for item in items:
            said = f"{markdown(item.check_name)}, {markdown(_place(item))}: {markdown(item.message)}"
            words = f" Words: “{markdown(item.quote)}”." if item.quote else ""
            about = f"{markdown(item.citation)}; finding {item.finding_id}"
            # On one line, so that nothing from a file begins one.
            lines.append(f"- **{_grade(item)}** {said} {markdown(item.remedy)}{words} ({about})")
        lines.append("")
    return "\n".join(lines)


def as_json(notice: Notice) -> str:
    """For programs: the notice as it is, one object."""
    fields = notice.model_dump(mode="json")
    for item in fields["items"]:
        del item["state"]
    return json.dumps(fields, ensure_ascii=True, indent=2) + "\n"


def as_chat(notice: Notice) -> str:
    """The body of a POST to a webhook that takes Slack's JSON: a text that calls nobody and links nowhere."""
    lines = [f"{headline(notice)}, as of {notice.as_of}."]
    for change, items in _groups(notice, _MOST_IN_CHAT):
        lines.append(f"{_TITLES[change]}:")
        for item in items:
            lines.append(f"• {_grade(item)} {item.check_name}, {_place(item)}: {visible(item.message)}")
            if item.quote:
                lines.append(f"   “{visible(item.quote)}”")
    text = chat("\n".join([*lines, *_ending(notice, _MOST_IN_CHAT)]))
    return json.dumps({"text": text, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False})


def markdown(text: str) -> str:
    """Text on one line in which no character means anything to Markdown or HTML."""
    return _unlinked(_escaped(_MARKDOWN.sub(r"\\\g<0>", visible(text))))


def chat(text: str) -> str:
    """Text in which a chat program finds no link, no mention and no channel; Slack wants these three escaped."""
    return _unlinked(_escaped(text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unlinked(text: str) -> str:
    return _LINK.sub(rf"\g<0>{_JOINER}", text)


def _groups(notice: Notice, most: int) -> list[tuple[Change, list[NoticeItem]]]:
    shown = notice.items[:most]
    groups = [(change, [item for item in shown if item.change == change]) for change in _TITLES]
    return [(change, items) for change, items in groups if items]


def _grade(item: NoticeItem) -> str:
    if item.severity_before in (None, item.severity):
        return item.severity.value
    return f"{item.severity.value} (was {item.severity_before})"


def _place(item: NoticeItem) -> str:
    if item.file_name is None:
        return "a relationship as a whole"
    name = visible(item.file_name)
    return f"{name}, page {item.page}" if item.page is not None else name


def _ending(notice: Notice, most: int) -> list[str]:
    more = len(notice.items) - most
    rest = [f"{more} more are in the database: starkcheck findings prints them.", ""] if more > 0 else []
    return [*rest, NOT_ADVICE]
