"""Writes docs/checks from the rules and the law: python -m checks.pages."""

from __future__ import annotations

from pathlib import Path

from checks.catalogue import CHECKS
from checks.explanation import check_page, exceptions_page, index_page
from checks.parameter_page import parameters_page

FOLDER = Path(__file__).parents[1] / "docs" / "checks"
_NOTE = "<!-- Written by `python -m checks.pages` from the rules and the law; change those instead. -->\n\n"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    written = {"README.md": index_page(), "exceptions.md": exceptions_page(), "parameters.md": parameters_page()}
    written |= {f"{check.name}.md": check_page(check) for check in CHECKS}
    return {name: _NOTE + text for name, text in written.items()}


def main() -> None:
    """Write all pages and remove those of rules that are gone; raises OSError when the folder cannot be written."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = pages()
    for file in FOLDER.glob("*.md"):
        if file.name not in fresh:
            file.unlink()
    for name, text in fresh.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
