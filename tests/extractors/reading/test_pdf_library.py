"""What a file says does not depend on what was read before it in the same process."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pypdfium2

from extractors.extraction import inspect
from extractors.reading.options import ReadingOptions
from fixtures.catalogue import draw_into
from fixtures.raw_pdf import assemble, stream

_READ = (
    "import sys; from pathlib import Path; from extractors.extraction import inspect; "
    "from extractors.reading.options import ReadingOptions; "
    "sys.stdout.write(inspect(Path(sys.argv[1]), ReadingOptions()).model_dump_json())"
)
_CONTRACTS = 6


def _in_a_font_left_out(words: str, flags: int, weight: int) -> bytes:
    """A page in a font that is named, not held, and whose letters' widths are not told."""
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> >> >>",
            stream(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % words.encode()),
            b"<< /Type /Font /Subtype /TrueType /BaseFont /Quillmark /Encoding /WinAnsiEncoding "
            b"/FirstChar 65 /LastChar 66 /Widths [900 900] /FontDescriptor 6 0 R >>",
            b"<< /Type /FontDescriptor /FontName /Quillmark /Flags %d /ItalicAngle 0 /Ascent 900 /Descent -200 "
            b"/CapHeight 700 /StemV %d /FontBBox [0 -200 1000 900] >>" % (flags, weight),
        ]
    )


def test_words_stand_where_they_stood_whatever_was_drawn_before(tmp_path: Path) -> None:
    path = tmp_path / "named font.pdf"
    path.write_bytes(_in_a_font_left_out("The Lessor leases the scanner to the Lessee.", flags=32, weight=80))
    first = inspect(path, ReadingOptions())
    for flags, weight in ((32, 200), (34, 40)):
        drawn = pypdfium2.PdfDocument(_in_a_font_left_out("AABB wide letters drawn", flags, weight))
        drawn[0].render(scale=1).close()
        drawn.close()
        assert inspect(path, ReadingOptions()) == first


def test_contracts_say_the_same_alone_in_any_order_and_after_others(tmp_path: Path) -> None:
    paths = sorted(draw_into(tmp_path, with_facts=False))
    chosen = random.Random(7).sample([path for path in paths if path.stat().st_size < 100_000], _CONTRACTS)
    forth = [inspect(path, ReadingOptions()) for path in chosen]
    back = [inspect(path, ReadingOptions()) for path in reversed(chosen)]
    assert forth == back[::-1]
    for path, read, seed in zip(chosen, forth, ("0", "1", "random"), strict=False):
        alone = subprocess.run(
            [sys.executable, "-c", _READ, str(path)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        assert alone.stdout == read.model_dump_json()
