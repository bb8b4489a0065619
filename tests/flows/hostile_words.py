"""Names and texts that try to be more than text wherever they are shown, and what shows that they were not."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from typing import Final
from zipfile import ZipFile

TERMINAL: Final = "\x1b]0;owned\x07\x1b[2J\x9b31m\x08"
TURNED: Final = "\u202e\u2066gpj\u2069"
MARKUP: Final = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> [red]x[/red] [y](javascript:alert(3)) {{7*7}} &amp;"
)
SHELL: Final = "$(touch owned) `touch owned` ; touch owned |& touch owned"
QUERY: Final = "'); drop table stored.contracts; -- \" % ?"
LINES: Final = "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nBcc: evil@evil.test\r\n\r\n- **new**\u2028end"
LINK: Final = '=HYPERLINK("http://evil.test","click")'
CALL: Final = "=cmd|'/C touch owned'!A0"
WORDS: Final = f"{LINK} {MARKUP} {QUERY} {SHELL} {TERMINAL} {TURNED} {LINES}"
SEEN: Final = "alert(1)"
"""What of them has to be there to be read: they are shown as what they are, and not left out."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER: Final = re.compile(r"-?[\d.,]+%?")
_BAD_TAGS: Final = {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg"}


def steers_nothing(content: bytes) -> str:
    """Text for a terminal; returns it. Line ends are the only characters in it that do anything."""
    text = content.decode()
    steering = [each for each in text if unicodedata.category(each) in {"Cc", "Cf", "Zl", "Zp"} and each != "\n"]
    assert not steering, text[max(text.index(steering[0]) - 60, 0) :][:90]
    return text


def is_json(content: bytes) -> str:
    """JSON that steers no terminal; returns all texts in it."""
    return "\n".join(_texts(json.loads(steers_nothing(content))))


def computes_nothing(content: bytes) -> str:
    """CSV of which no cell is a formula or steers a terminal, and every row is as long as the first."""
    text = content.decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell)]
    return steers_nothing(text.encode())


def is_a_plain_workbook(content: bytes) -> str:
    """A workbook with no formula but those of ours, no link, and nothing outside of it."""
    from openpyxl import load_workbook

    _holds_no_way_out(content)
    texts = []
    for sheet in load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                value = str(cell.value or "")
                if cell.data_type == "f":
                    assert not re.search(r"(?i)hyperlink|cmd|evil|\||!A0|webservice|touch", value), value
                elif cell.data_type == "s":
                    assert cell.quotePrefix or not value.startswith(_FORMULA_STARTS[:4]), value
                texts.append(value)
    return steers_nothing("\n".join(texts).encode())


def is_a_page_of_text(content: bytes) -> str:
    """HTML in which nothing is run or fetched."""
    page = _Page()
    page.feed(content.decode())
    page.close()
    assert not page.tags & _BAD_TAGS
    assert not {name for name, _ in page.attributes if name.startswith("on")}
    assert not [
        value for name, value in page.attributes if name in {"href", "src"} and not value.startswith(("#", "data:"))
    ]
    text = "".join(page.texts)
    assert not {
        each for each in text if unicodedata.category(each) in {"Cc", "Cf", "Zl", "Zp"} and each not in "\n\xad"
    }
    return text


def is_a_calendar(content: bytes) -> str:
    """A calendar whose events are those that we made."""
    from icalendar import Calendar

    made = Calendar.from_ical(content)
    events = made.walk("VEVENT")
    assert (
        len({event["uid"] for event in events})
        == len(events)
        == content.count(b"\r\nUID:") - 1 - len(made.walk("VALARM"))
    )
    assert b"\r\nBcc:" not in content
    assert not {name for event in events for name in event} & {"BCC", "ATTACH", "URL", "ATTENDEE"}
    text = "\n".join(str(event[name]) for event in events for name in ("summary", "description"))
    steers_nothing(text.encode())
    return text


def is_a_plain_document(content: bytes) -> str:
    """A Word document without links, fields and anything outside of it."""
    import docx

    for name, part in _holds_no_way_out(content).items():
        if name.endswith(".xml"):
            fields = re.findall(rb"<w:instrText[^>]*>([^<]*)|<w:fldSimple[^>]*w:instr=\"([^\"]*)", part)
            assert {b"".join(field).strip() for field in fields} <= {b"PAGE", b"NUMPAGES"}, fields
            assert b"<w:hyperlink" not in part
    read = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return steers_nothing("\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells]).encode())


def is_a_plain_pdf(content: bytes) -> str:
    """A PDF without links, scripts and actions."""
    from pypdfium2 import PdfDocument

    outside = re.sub(rb"(?s)\bstream\b.*?\bendstream\b", b"", content)
    for word in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/AA", b"/EmbeddedFile"):
        assert not re.search(re.escape(word) + rb"\b", outside), word
    with PdfDocument(content) as read:
        return re.sub(r"\s+", " ", "".join(page.get_textpage().get_text_bounded() for page in read))


def is_plain_mail(content: bytes) -> str:
    """An e-mail of one part, plain, whose heads are those that we wrote."""
    mail = message_from_bytes(content, policy=default)
    assert {name.lower() for name in mail} - {"x-peer", "x-mailfrom", "x-rcptto"} <= {
        *("from", "to", "subject", "date", "message-id", "auto-submitted"),
        *("mime-version", "content-type", "content-transfer-encoding"),
    }
    assert mail.get_content_type() == "text/plain"
    text = mail.get_content()
    return steers_nothing(text.replace("\r\n", "\n").encode())


def calls_nobody(content: bytes) -> str:
    """What a webhook gets: nothing in it is markup, a mention or a link."""
    text = str(json.loads(content)["text"])
    assert not re.search(r"[<>]|(?<!\u2060)://|@(?!\u2060)", text)
    steers_nothing(text.replace("\u2060", "").encode())
    return text


def is_plain_markdown(content: bytes) -> str:
    """Markdown in which nothing from a file is markup."""
    from markdown_it import MarkdownIt

    steers_nothing(content.replace("\u2060".encode(), b""))
    page = MarkdownIt("gfm-like", {"linkify": False}).render(content.decode())
    assert not re.search(r"<(script|img|a|em|table|code)\b", page)
    assert page.count("<h1>") == 1
    return content.decode()


Check = Callable[[bytes], str]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _holds_no_way_out(content: bytes) -> dict[str, bytes]:
    """The parts of an office file, none of which points outside."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        assert b'TargetMode="External"' not in part, name
        assert "vba" not in name.lower()
    return parts


class _Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
