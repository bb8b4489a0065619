"""Reads the text of every PDF of a folder with pypdfium2 and nothing more; what `make bench` compares with."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2


def main(folder: Path) -> int:
    """Print the number of pages read; a file that does not open counts none."""
    pages = 0
    for path in sorted(folder.rglob("*.pdf")):
        try:
            with pypdfium2.PdfDocument(path) as document:
                for page in document:
                    page.get_textpage().get_text_bounded()
                    pages += 1
        except pypdfium2.PdfiumError:
            continue
    print(pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
