"""A notice as two files, one for people (Markdown) and one for programs (JSON), open to their owner only."""

from __future__ import annotations

from pathlib import Path

from flows.notices.delivery import Deliver, NotDeliveredError
from flows.notices.wording import as_json, as_markdown
from flows.private_files import write_private
from models.notice import Notice


def to_folder(folder: Path) -> Deliver:
    """Write `DAY-NOTICE.md` and `DAY-NOTICE.json` into the folder, made if it is not there, each whole or not."""

    def deliver(notice: Notice) -> None:
        stem = f"{notice.as_of}-{notice.notice_id}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A program that waits for the JSON finds the Markdown there as well.
            for name, text in ((f"{stem}.md", as_markdown(notice)), (f"{stem}.json", as_json(notice))):
                write_private(folder / name, text.encode())
        except OSError as error:
            raise NotDeliveredError(f"The notice cannot be written to {folder}: {error.strerror or error}.") from None

    return deliver
