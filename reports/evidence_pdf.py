"""An evidence pack as one PDF, bookmarked: the same pack gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph

from models.evidence_pack import SuppliedKind
from reports.evidence import EvidencePack
from reports.evidence_exhibits import exhibits, signatures, supplied, titles
from reports.evidence_flowables import BOTTOM, PAGE, SIDE, TOP, Bookmark
from reports.evidence_front import checklist, cover, findings, index, lacks
from reports.evidence_missing import NAMES
from reports.evidence_style import WIDTH, markup, paragraph, style, table
from reports.footing import footing
from reports.paper_as_pdf import embed_fonts
from reports.plain_text import without_unseen

_EDGE: Final = 54.0
_MOST_TIMES: Final = 4


class EvidencePdf:
    """The bytes of a pack's PDF, and how many pages it has."""

    def __init__(self, pack: EvidencePack) -> None:
        """Drawn until the page numbers that it names are those that came out."""
        embed_fonts()
        pages: dict[str, int] = {}
        self.page_count = 0
        for _ in range(_MOST_TIMES):
            before, total = pages, self.page_count
            pages = {}
            self.content = self._drawn(pack, pages, before, total)
            if pages == before and self.page_count == total:
                return

    def _drawn(self, pack: EvidencePack, pages: dict[str, int], before: dict[str, int], total: int) -> bytes:
        content = BytesIO()
        document = BaseDocTemplate(
            content,
            pagesize=PAGE,
            title=without_unseen(f"Evidence pack, arrangement {pack.arrangement_id}"),
            author="",
            subject=f"As of {pack.as_of}",
            invariant=1,
            pageTemplates=_templates(pack, total),
        )
        document.build(_story(pack, pages, before))
        self.page_count = document.page
        return content.getvalue()


def _story(pack: EvidencePack, pages: dict[str, int], before: dict[str, int]) -> list[Any]:
    contents = [
        ("missing", "What is missing"),
        ("index", "Index of words relied on"),
        ("checklist", "Exception checklist"),
        ("findings", "Findings and days"),
        *titles(pack.rows.papers),
        ("signatures", "Signatures"),
        *((kind.value, NAMES[kind]) for kind in SuppliedKind),
        ("trail", "Audit trail"),
    ]
    return [
        *cover(pack, contents, pages, before),
        *lacks(pack, pages),
        *index(pack, pages, before),
        *checklist(pack, pages),
        *findings(pack, pages),
        *exhibits(pack, pages),
        *signatures(pack, pages),
        *supplied(pack, pages),
        *_trail(pack, pages),
    ]


def _trail(pack: EvidencePack, pages: dict[str, int]) -> list[Any]:
    rows = pack.rows
    acts = [
        (act.subject, f"{act.done_at:%Y-%m-%d %H:%M}", act.person, f"{act.what}. {act.why}", act.status)
        for act in rows.acts
    ]
    log = [
        (
            str(row.number),
            f"{row.recorded_at:%Y-%m-%d %H:%M}",
            row.actor,
            row.action.replace("_", " "),
            row.subject,
            row.hash[:16],
        )
        for row in rows.audit
    ]
    story: list[Any] = [
        NextPageTemplate("text"),
        PageBreak(),
        Bookmark("trail", "Audit trail", 0, pages),
        paragraph("Audit trail", "heading"),
        paragraph("What people corrected, decided and confirmed", "part"),
        table(("What", "When (UTC)", "Who", "Said, and why", "It is"), acts, (1.7, 1.6, 1.5, 5, 1.6))
        if acts
        else paragraph("Nothing."),
        paragraph("Entries of the audit log on this arrangement: readings, checks, acts and ledgers", "part"),
        table(("No.", "When (UTC)", "Who", "Action", "Subject", "Hash"), log, (0.6, 1.6, 1.3, 1.8, 3.2, 1.8))
        if log
        else paragraph("None."),
    ]
    if rows.head is not None:
        said = f"The newest entry of the whole log is {rows.head.number}, with the hash {rows.head.hash}. "
        story.append(paragraph(f"{said}`starkcheck audit verify --head` proves the log from it.", "note"))
    return story


def _templates(pack: EvidencePack, total: int) -> list[PageTemplate]:
    foot = " ".join(footing(pack.as_of))

    def drawn(canvas: Any, document: Any) -> None:
        width, _ = canvas._pagesize
        line = Paragraph(markup(foot), style("foot"))
        _, height = line.wrap(width - 2 * SIDE - 130, 40)
        line.drawOn(canvas, SIDE, 46 - height)
        canvas.setFont("Vera", 7)
        of = f" of {total}" if total else ""
        canvas.drawRightString(width - SIDE, 38, f"{pack.arrangement_id} · page {document.page}{of}")

    wide, high = PAGE
    bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}

    def framed(name: str, size: tuple[float, float], side: float) -> PageTemplate:
        frame = Frame(side, BOTTOM, size[0] - 2 * side, size[1] - TOP - BOTTOM, id=name, **bare)
        return PageTemplate(name, [frame], onPage=drawn, pagesize=size)

    assert wide - 2 * _EDGE == WIDTH
    return [framed("text", PAGE, _EDGE), framed("paper", PAGE, SIDE), framed("wide", (high, wide), SIDE)]
