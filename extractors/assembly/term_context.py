"""How much a passage on dates and terms weighs where it stands: more in the term clause than in recitals or exhibits."""

from __future__ import annotations

import regex

from extractors.language.clauses import Clause, Sighting

_TERM_HEADING = regex.compile(
    r"(?i)\b(?:terms?|duration|period|commencement|effective|effectiveness|length|when|how\s+long|start\w*|renewal|extension|dates?|employment|appointment|engagement)\b"
)
_TERM_CLAUSE = regex.compile(
    r"(?i)^\W*(?:(?:article|section)\s+\S+\s*[.:-]*\s*)?(?:initial\s+|lease\s+|the\s+|our\s+|its\s+)?(?:terms?(?!\s+(?:of\s+(?:payment|use)|sheet|and\s+conditions))|duration|period|commencement|length|when|how\s+long|start\w*|begin\w*"
    r"|effective(?:ness)?|calendar|dates?|lifetime|life)\b"
)
_OTHER_HEADING = regex.compile(
    r"(?i)\b(?:confidential\w*|non-?compet\w*|non-?solicit\w*|restrict\w*|covenants?|insurance|indemni\w*|warrant\w*|records?|books|access|audit\w*|notices?|payments?|compensation"
    r"|fees?|rent|security|deposit|default|remed\w+|dispute\w*|arbitration|escalat\w*|price|patent\w*|intellectual|severance|benefits?|leave|vesting|options?\s+to\s+purchase|exclusiv\w+"
    r"|royalt\w+|non-?disclosure|survival|forecast\w*|deliver\w*|inspection|acceptance|support|maintenance|return|guarant\w+|forgiveness|repayment|early\s+entry|holding\s+over)\b"
)
_OTHER_PAPER = regex.compile(
    r"(?i)\b(?:original|master|prime|head|over|prior|previous|existing|old|former|earlier|underlying|superseded|predecessor|ground|expiring|purchase|merger|letter\s+of\s+intent)"
    r"\s+(?:(?:office|equipment|employment|services?|medical|block)\s+)?(?:lease|agreement|contract|licen[cs]e|order|memorandum|arrangement)\b"
    r"|\b(?:not|never|nothing)\b[^.;]{0,30}\b(?:alter|chang|affect)\w*|\bunchanged\b|\bpolic(?:y|ies)\b|\bfiscal\s+year\s+of\b|\bwas\s+(?:entered|made)\b|\b(?:that\s+certain|a\s+certain)\b"
)
_FORM_EXHIBIT = regex.compile(
    r"(?i)\b(?:commencement|certificate|key\s+terms|term\s+sheet|terms|particulars|summary|position|employment)\b"
)
_CONDITION = regex.compile(
    r"(?i)^\W*(?:\(?\w{1,3}[.·)]\)?\s*)?(?:[\w ]{0,40}:\s*)?(?:if|should|in\s+the\s+event|where|provided)\b"
)


def weight(sighting: Sighting, title: str | None) -> float:
    """From 0 to 1, by which the confidence of the pattern is multiplied."""
    clause = sighting.clause
    factor = 0.35 if clause.is_recital else 1.0
    if clause.exhibit is not None and not _FORM_EXHIBIT.search(f"{clause.exhibit} {clause.heading}"):
        factor *= 0.7
    if _OTHER_HEADING.search(clause.heading) and not _TERM_HEADING.search(clause.heading):
        factor *= 0.6
    if speaks_of_another_paper(sighting, title):
        factor *= 0.35
    return factor


def is_term_clause(clause: Clause) -> bool:
    """Whether the clause stands under a heading on the term."""
    return bool(_TERM_HEADING.search(clause.heading))


def is_only_the_term_clause(clause: Clause) -> bool:
    """Whether the heading speaks of the term and of nothing else, so that any day or length in it may be the term's."""
    return bool(_TERM_CLAUSE.match(clause.heading)) and not _OTHER_HEADING.search(clause.heading)


def is_conditional(sighting: Sighting) -> bool:
    """Whether its sentence begins with a condition ("If a change in law …")."""
    return bool(_CONDITION.match(sighting.clause.sentence_at(sighting.match.start())))


def speaks_of_another_paper(sighting: Sighting, title: str | None) -> bool:
    """Whether the words before what was seen, in the same sentence, name a contract that is not this one."""
    text, start = sighting.clause.text, sighting.match.start()
    begin = max(text.rfind(".", 0, start), text.rfind(";", 0, start)) + 1
    named = _OTHER_PAPER.search(text[begin : start + 60])
    return named is not None and named[0].lower() not in (title or "").lower()
