"""Reads the text of every PDF of a folder with pdfplumber and nothing more; what `make bench` compares with."""

from __future__ import annotations

import sys
from pathlib import Path

import pdfplumber


def main(folder: Path) -> int:
    """Print the number of pages read; a file that does not open, or a page that does not, counts none."""
    pages = 0
    for path in sorted(folder.rglob("*.pdf")):
        # Damaged files raise whatever the parser below meets first.
        try:
            with pdfplumber.open(path) as document:
                for page in document.pages:
                    page.extract_text()
                    page.close()
                    pages += 1
        except Exception as error:
            print(f"{path.name}: {type(error).__name__}", file=sys.stderr)
    print(pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
