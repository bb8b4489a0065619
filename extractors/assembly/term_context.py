"""How much a passage on dates and terms weighs where it stands: more in a term clause than in a recital or exhibit."""

from __future__ import annotations

from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, clauses_of
from extractors.module_expressions import compiled
from models.segment import Instrument, SegmentKind

_TITLE_CLAUSES = 6
_OPENING_CLAUSES = 16
_CHANGES_ANOTHER = compiled(r"(?i)\b(?:amendment|modification|renewal|extension|addendum|supplement|restated?)\b")
_RENEWS_ANOTHER = compiled(
    r"(?i)\b(?:we|this\s+letter|(?:the\s+)?(?:hospital|parties|landlord|tenant|lessor|lessee))\b[^.;]{0,80}?"
    r"\b(?:renews?|extends?)\b(?!\s+automatic)|\bwilling\s+to\s+renew|(?<!non-)\brenewal\s+of\s+(?:\w+\s+){0,4}(?:lease|agreement|contract|licen[cs]e)\b"
)
_TERM_HEADING = compiled(
    r"(?i)\b(?:terms?|duration|period|commencement|effective|effectiveness|length|when|how\s+long|start\w*|renewal"
    r"|extension|dates?|employment|appointment|engagement)\b"
)
_TERM_CLAUSE = compiled(
    r"(?i)^\W*(?:(?:article|section)\s+\S+\s*[.:-]*\s*)?(?:initial\s+|lease\s+|the\s+|our\s+|its\s+)?"
    r"(?:term\b(?!\s+sheet)|terms\s+of\s+(?:employment|engagement|appointment|lease)|duration|period|commencement"
    r"|length|when|how\s+long|start\w*|begin\w*|effective(?:ness)?|calendar|dates?|lifetime|life)\b"
)
_OTHER_HEADING = compiled(
    r"(?i)\b(?:confidential\w*|non-?compet\w*|non-?solicit\w*|restrict\w*|covenants?|insurance|indemni\w*|warrant\w*"
    r"|records?|books|access|audit\w*|notices?|payments?|compensation|fees?|rent|security|deposit|default|remed\w+"
    r"|dispute\w*|arbitration|escalat\w*|price|patent\w*|intellectual|severance|benefits?|leave|vesting|exclusiv\w+"
    r"|options?\s+to\s+purchase|royalt\w+|non-?disclosure|survival|forecast\w*|deliver\w*|inspection|acceptance"
    r"|support|maintenance|return|guarant\w+|forgiveness|repayment|early\s+entry|holding\s+over)\b"
)
_OTHER_PAPER = compiled(
    r"(?i)(?<!\bclosing\s+(?:\w+\s+){1,5})\b(?:original|master|prime|head|over|prior|previous|existing|old|former|earlier|underlying|superseded|ground"
    r"|predecessor|expiring|purchase|merger|letter\s+of\s+intent)\s+(?:(?:office|equipment|employment|services?|medical"
    r"|block)\s+)?(?:lease|agreement|contract|licen[cs]e|order|memorandum|arrangement)\b|\bunchanged\b"
    r"|\b(?:not|never|nothing)\b[^.;]{0,30}\b(?:alter|chang|affect)\w*|\bpolic(?:y|ies)\b|\bfiscal\s+year\s+of\b"
    r"|\bwas\s+(?:entered|made)\b|\b(?:that\s+certain|a\s+certain)\b"
)
_TERM_EXHIBIT = compiled(
    r"(?i)\b(?:commencement|certificate|key\s+terms|term\s+sheet|terms|particulars|summary|position|employment)\b"
)
_CONDITION = compiled(
    r"(?i)^\W*(?:\(?\w{1,3}[.·)]\)?\s*)?(?:[\w ]{0,40}:\s*)?(?:if|should|in\s+the\s+event|where|provided)\b"
)


class Paper(NamedTuple):
    """One instrument as its dates are sought: clauses, title, and whether it changes or renews another contract."""

    clauses: tuple[Clause, ...]
    title: str
    changes_another: bool


def paper_of(instrument: Instrument) -> Paper:
    """The instrument's clauses, and what its title and opening say of it."""
    clauses = clauses_of(instrument.segments)
    headings = [
        clause.segment.text for clause in clauses[:_TITLE_CLAUSES] if clause.segment.kind is SegmentKind.HEADING
    ]
    title = " ".join([instrument.title or "", *headings])
    opening = " ".join(clause.text for clause in clauses[:_OPENING_CLAUSES])
    return Paper(clauses, title, bool(_CHANGES_ANOTHER.search(title) or _RENEWS_ANOTHER.search(opening)))


def weight(sighting: Sighting, paper: Paper) -> float:
    """From 0 to 1, by which the confidence of the pattern is multiplied."""
    clause = sighting.clause
    factor = 0.35 if clause.is_recital else 1.0
    if clause.exhibit is not None and not _TERM_EXHIBIT.search(f"{clause.exhibit} {clause.heading}"):
        factor *= 0.7
    is_titled = clause.heading in paper.title
    if _OTHER_HEADING.search(clause.heading) and not (is_titled or is_term_clause(clause) or paper.changes_another):
        factor *= 0.6
    if speaks_of_another_paper(sighting, paper):
        factor *= 0.35
    return factor


def distance(clause: Clause) -> float:
    """A small amount to take off, so that of two like passages the earlier one wins."""
    return 0.0004 * min(clause.position, 200)


def is_term_clause(clause: Clause) -> bool:
    """Whether the clause stands under a heading on the term."""
    return bool(_TERM_HEADING.search(clause.heading))


def is_only_the_term_clause(clause: Clause) -> bool:
    """Whether the heading speaks of the term and of nothing else, so that any day or length in it may be the term's."""
    return bool(_TERM_CLAUSE.match(clause.heading)) and not _OTHER_HEADING.search(clause.heading)


def is_conditional(sighting: Sighting) -> bool:
    """Whether its sentence begins with a condition ("If a change in law …")."""
    return bool(_CONDITION.match(sighting.clause.sentence_at(sighting.match.start())))


def words_before(sighting: Sighting, beyond: int = 0) -> str:
    """The sentence from its beginning to where the sighting begins, and `beyond` characters more."""
    text, start = sighting.clause.text, sighting.match.start()
    return text[max(text.rfind(".", 0, start), text.rfind(";", 0, start)) + 1 : start + beyond]


def speaks_of_another_paper(sighting: Sighting, paper: Paper) -> bool:
    """Whether the words before what was seen, in the same sentence, name a contract that is not this one."""
    named = _OTHER_PAPER.search(words_before(sighting, 60))
    return named is not None and named[0].split()[0].lower() not in paper.title.lower()
