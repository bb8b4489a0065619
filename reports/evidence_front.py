"""The front of an evidence pack: the answer, what is missing, the index of words, the checklist, the findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import PageBreak, Paragraph, Spacer

from reports.evidence import EvidencePack
from reports.evidence_flowables import Bookmark
from reports.evidence_index import Entry, exhibit_of
from reports.evidence_style import TONE_COLOURS, items, linked, markup, paragraph, style, table, toned
from reports.footing import footing
from reports.report import TONES, words

Pages = dict[str, int]
_MANY = 6
_DENIED = " not met, confirmed by "


def cover(pack: EvidencePack, contents: Sequence[tuple[str, str]], pages: Pages, before: Pages) -> list[Any]:
    """The first page: what it is about, the answer as of the day and why, and what is in the pack.

    `contents` are keys and titles; `before` tells their pages as they came out the time before.
    """
    answer = pack.rows.answer
    word = words(answer.status) or ""
    colour = TONE_COLOURS[TONES[word]]
    story: list[Any] = [
        Bookmark("cover", "Answer", 0, pages),
        paragraph(f"Evidence pack, arrangement {answer.arrangement_id}", "title"),
        paragraph(
            " and ".join(side for side in (answer.entity, answer.physician) if side) or "Parties not told", "subtitle"
        ),
        table(
            ("Agreement", "Kind", "Exception relied on", "As of"),
            [
                (
                    answer.title or answer.file_name,
                    words(answer.kind),
                    _exception(pack),
                    f"{answer.on}; last checked as of {answer.as_of or 'never'}",
                )
            ],
            (3, 2, 3, 2),
        ),
        Paragraph(
            f'<font size="15" color="{colour}"><b>{markup(word).upper()}</b></font> on {answer.on}', style("subtitle")
        ),
    ]
    if answer.from_date or answer.until_date:
        since = f" from {answer.from_date}" if answer.from_date else ""
        until = f" until {answer.until_date}" if answer.until_date else ""
        story.append(paragraph(f"So it is{since}{until}. Undetermined is doubt, and never counts as compliant."))
    failing = [row for row in pack.rows.periods if row.status == "not_compliant"]
    if failing:
        days = "; ".join(f"{row.from_date or 'the beginning'} until {row.until_date or 'on'}" for row in failing)
        story.append(paragraph(f"Not compliant on these days: {days}."))
    story += items(answer.reasons[:_MANY])
    if len(answer.reasons) > _MANY:
        story.append(paragraph(f"and {len(answer.reasons) - _MANY} more; see the checklist.", "note"))
    if answer.confirmed:
        story += [paragraph("Confirmed by people", "part"), *items(answer.confirmed)]
    story.append(paragraph(f"Missing from this pack, or not shown in it: {len(pack.missing)}", "part"))
    story += items(pack.missing[:_MANY]) if pack.missing else [paragraph("Nothing.")]
    if len(pack.missing) > _MANY:
        story.append(paragraph(f"and {len(pack.missing) - _MANY} more; see the list.", "note"))
    story.append(paragraph("In this pack", "part"))
    rows = [(linked(title, key), str(before.get(key, ""))) for key, title in contents]
    story.append(table(("Part", "Page"), rows, (8, 1)))
    story += [paragraph(" ".join(footing(pack.as_of)), "note")]
    return story


def lacks(pack: EvidencePack, pages: Pages) -> list[Any]:
    """What is missing, all of it."""
    return [
        PageBreak(),
        Bookmark("missing", "What is missing", 0, pages),
        paragraph("What is missing", "heading"),
        *(items(pack.missing) or [paragraph("Nothing that this program looks for.")]),
    ]


def index(pack: EvidencePack, pages: Pages, before: Pages) -> list[Any]:
    """Each place that is marked, with what it proves."""
    letters = {paper.contract_id: exhibit_of(number) for number, paper in enumerate(pack.rows.papers)}
    rows = []
    for entry in pack.entries:
        where = f"{letters[entry.contract_id]}, p. {entry.page}"
        at = before.get(f"mark-{entry.number}")
        place: Any = linked(f"{where} (pack {at})", f"mark-{entry.number}") if at else f"{where} (not marked)"
        number = Paragraph(f'<a name="entry-{entry.number}"/><b>{entry.number}</b>', style("cell"))
        rows.append((number, place, _proved(entry), entry.quote))
    return [
        PageBreak(),
        Bookmark("index", "Index of words relied on", 0, pages),
        paragraph("Index of words relied on", "heading"),
        paragraph(
            "Each number stands in the margin of its page beside the words, and small where they begin. Letters are "
            "exhibits; pages are those of the file, then of this pack.",
            "note",
        ),
        table(("No.", "Place", "What the words prove", "The words"), rows, (0.7, 1.7, 4.2, 4.6)),
    ]


def checklist(pack: EvidencePack, pages: Pages) -> list[Any]:
    """Each element of the exception relied on, for the agreement and each of its changes."""
    story: list[Any] = [
        PageBreak(),
        Bookmark("checklist", "Exception checklist", 0, pages),
        paragraph("Exception checklist", "heading"),
    ]
    for number, paper in enumerate(pack.rows.papers):
        elements = [row for row in pack.rows.elements if row.contract_id == paper.contract_id]
        if not elements:
            continue
        story.append(
            paragraph(f"Exhibit {exhibit_of(number)}: {elements[0].exception_title} ({paper.file_name})", "part")
        )
        rows = []
        for row in elements:
            numbers = [
                entry.number
                for entry in pack.entries
                if entry.contract_id == row.contract_id and (entry.page, entry.quote) == (row.page, row.quote)
            ]
            rows.append(
                (
                    Paragraph(f"{markup(row.element.replace('-', ' '))}<br/>{markup(row.citation)}", style("cell")),
                    Paragraph(f"{toned(words(row.status) or '')}<br/>by {row.decided_by}", style("cell")),
                    row.requirement,
                    row.reason,
                    linked(", ".join(map(str, numbers)), f"entry-{numbers[0]}") if numbers else "",
                )
            )
        story.append(table(("Element", "Status", "What the law asks", "Why", "No."), rows, (2.2, 1.5, 3.2, 4.2, 0.7)))
    others = [row for row in pack.rows.exceptions if not row.is_best]
    if others:
        story.append(paragraph("Other exceptions it might rely on; one alone is enough", "part"))
        cells = [
            (f"{row.title} ({row.citation})", Paragraph(toned(words(row.status) or ""), style("cell")), row.path)
            for row in others
        ]
        story.append(table(("Exception", "Status", "What stands between"), cells, (3, 1.5, 5)))
    return story


def findings(pack: EvidencePack, pages: Pages) -> list[Any]:
    """What checks found, and the days of the arrangement."""
    story: list[Any] = [
        PageBreak(),
        Bookmark("findings", "Findings and days", 0, pages),
        paragraph("Findings, open and waived", "heading"),
    ]
    rows = [
        (
            Paragraph(f"{toned(row.severity)}<br/>{row.status}", style("cell")),
            Paragraph(f"{markup(row.check_name)}<br/>{markup(row.citation)}", style("cell")),
            row.message,
            row.decision or f"To do: {row.remedy}",
        )
        for row in pack.rows.findings
    ]
    story.append(
        table(("Severity", "Check", "What is wrong", "Decided, or what to do"), rows, (1.2, 2.4, 4, 3.6))
        if rows
        else paragraph("None.")
    )
    story.append(paragraph("On which days it was compliant, was not, or cannot be told", "part"))
    days = [
        (
            str(row.from_date or "before"),
            str(row.until_date or "on"),
            Paragraph(toned(words(row.status) or ""), style("cell")),
            "; ".join([*(one for one in row.confirmed if _DENIED in one), *row.reasons[:3]])
            + (" ..." if len(row.reasons) > 3 else ""),
        )
        for row in pack.rows.periods
    ]
    story += [table(("From", "Until", "Compliant", "Why"), days, (1.2, 1.2, 1.7, 6)), Spacer(1, 4)]
    return story


def _exception(pack: EvidencePack) -> str:
    best = next((row for row in pack.rows.exceptions if row.is_best), None)
    return f"{best.title} ({best.citation}): {words(best.status)}" if best else "none known"


def _proved(entry: Entry) -> Any:
    lines = [
        f"<b>{markup(proof.source)}</b> {markup(proof.name)}{': ' + markup(proof.value) if proof.value else ''}"
        for proof in entry.proofs
    ]
    return Paragraph("<br/>".join(lines), style("cell"))
