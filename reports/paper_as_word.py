"""A paper as a .docx that counsel goes on writing in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.footing import footing
from reports.papers import BLANK, Choice, Field, Heading, NewPage, Paper, Part, Rows, SignatureLines, Text
from reports.plain_text import without_unseen

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_GREY: Final = "5A6270"


def paper_as_word(paper: Paper, as_of: date) -> bytes:
    """The paper as a Word document, blanks highlighted; the same paper gives the same bytes."""
    import docx
    from docx.shared import Inches, Pt

    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = Inches(0.8)
        section.top_margin = section.bottom_margin = Inches(0.8)
        _write(section.footer.paragraphs[0], " ".join(footing(as_of)), size=6.5, italic=True, color=_GREY)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(9.5)
    normal.paragraph_format.space_after = Pt(5)
    _write(document.add_paragraph(), paper.subtitle, size=8, italic=True, color=_GREY)
    document.add_heading(without_unseen(paper.title), 0)
    for part in paper.parts:
        _add(document, part)
    about = document.core_properties
    about.title, about.author, about.comments = without_unseen(paper.title), "", f"As of {as_of}"
    about.last_modified_by, about.revision = "", 1
    about.created = about.modified = datetime.combine(as_of, time(), UTC)
    content = BytesIO()
    document.save(content)
    return _with_fixed_days(content.getvalue())


def _add(document: Document, part: Part) -> None:
    match part:
        case Heading(text=text, level=level):
            document.add_heading(without_unseen(text), level)
        case Text(text=text, is_note=True):
            _write(document.add_paragraph(), text, size=8, italic=True, color=_GREY)
        case Text(text=text):
            _write(document.add_paragraph(), text)
        case Field(number=number, label=label, value=value):
            shown = value if value is not None else "[COUNSEL: to be filled in]"
            _row(document, f"{number} {label}".strip(), shown)
        case Choice(number=number, label=label, options=options, chosen=chosen):
            boxes = "   ".join(f"{'☒' if one == chosen else '☐'} {one}" for one in options)
            shown = boxes if chosen is not None else f"{boxes}   [COUNSEL: choose]"
            _row(document, f"{number} {label}".strip(), shown)
        case Rows(headings=headings, rows=rows):
            table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
            for cell, heading in zip(table.rows[0].cells, headings, strict=True):
                _write(_first(cell), heading, size=8.5, bold=True)
            for row in rows:
                for cell, shown in zip(table.add_row().cells, row, strict=True):
                    _write(_first(cell), shown, size=8.5)
            document.add_paragraph()
        case SignatureLines(lines=lines):
            for label, known in lines:
                document.add_paragraph()
                _write(document.add_paragraph(), "_" * 46)
                _write(document.add_paragraph(), f"{label}: {known}" if known else label, size=8, color=_GREY)
        case NewPage():
            _break_page(document)


def _break_page(document: Document) -> None:
    from docx.enum.text import WD_BREAK

    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _row(document: Document, label: str, value: str) -> None:
    from docx.shared import Inches

    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (2.4, 4.5), strict=True):
        cell.width = Inches(width)
    left, right = table.rows[0].cells
    _write(_first(left), label, size=8, color=_GREY)
    _write(_first(right), value)


def _first(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    return paragraph


def _write(  # noqa: PLR0913
    paragraph: Paragraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    color: str | None = None,
) -> None:
    """Write text into a paragraph, its blanks highlighted."""
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Pt, RGBColor

    for number, piece in enumerate(BLANK.split(without_unseen(text))):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        run.bold, run.italic = bold or None, italic or None
        if size is not None:
            run.font.size = Pt(size)
        if color is not None:
            run.font.color.rgb = RGBColor.from_string(color)
        if number % 2:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            run.bold = True


def _with_fixed_days(content: bytes) -> bytes:
    """The same archive with one day on all its files, in place of that of the moment."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = ZipInfo(entry.filename, _WHEN)
            fixed.compress_type = ZIP_DEFLATED
            target.writestr(fixed, source.read(entry))
    return made.getvalue()
