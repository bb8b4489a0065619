"""The package of a self-referral disclosure (CMS-10328): every paper as PDF and as Word document, and the worksheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.base import Frozen
from models.database import Database
from models.disclosing_party import DisclosingParty
from models.errors import RefusedError
from models.look_back import LookBack, PhysicianTotal
from reports.arrangements_counted import pervasiveness_of
from reports.disclosure_facts import DisclosedReason, DisclosureFacts, facts_of
from reports.disclosure_form import certification, checklist, cover_letter, disclosure_form
from reports.financial_worksheet import financial_worksheet, worksheet_rows
from reports.footing import footing
from reports.group_form import group_form, group_spreadsheet
from reports.look_back import look_back
from reports.methodology import methodology
from reports.paper_as_pdf import paper_as_pdf
from reports.paper_as_word import paper_as_word
from reports.papers import blanks_of
from reports.physician_form import physician_form
from reports.plain_text import visible
from reports.workbook import workbook

WORKSHEET = "4-financial-analysis-worksheet.xlsx"


class DisclosurePackage(Frozen):
    """The files of a package by name, the look-back it rests on, and everything that is missing, each in a line."""

    files: dict[str, bytes]
    found: LookBack
    missing: tuple[str, ...]


def disclosure_package(
    database: Database,
    party: DisclosingParty,
    as_of: date,
    *,
    entity: str | None = None,
    identified_on: date | None = None,
) -> DisclosurePackage:
    """Draft the package from the database and the settings; the same of both gives the same bytes.

    Raises RefusedError where nothing was found that could be disclosed, and as `look_back` does.
    """
    found = look_back(database, as_of, entity=entity, identified_on=identified_on)
    facts = facts_of(database)
    reasons = {one.physician.name: facts.reasons_of(one) for one in found.physicians}
    if not any(reasons.values()):
        raise RefusedError(
            f"Nothing is shown to be noncompliant between {found.entity} and any physician: there is nothing to "
            "disclose. "
            "What a person must decide is in `starkcheck report look-back`."
        )
    disclosed = found.model_copy(
        update={"physicians": tuple(one for one in found.physicians if reasons[one.physician.name])}
    )
    group = _group(disclosed.physicians, reasons, facts)
    papers = [disclosure_form(party, pervasiveness_of(database, disclosed))]
    for one in disclosed.physicians:
        own = [each for each in reasons[one.physician.name] if group is None or not each.is_of_group]
        if own:
            papers.append(physician_form(len(papers), one, own, party, disclosed.entity))
    files: dict[str, bytes] = {}
    if group is not None:
        practice, of_group = group
        roster = [row for row in facts.roster if row.group_practice == practice]
        papers.append(group_form(practice, of_group, disclosed.physicians, roster, party))
        files["3-group-practice-physicians.xlsx"] = workbook(group_spreadsheet(practice, of_group, roster, as_of))
    papers += [certification(party), cover_letter(party, disclosed, as_of)]
    open_blanks = [(paper, blank) for paper in papers for blank in blanks_of(paper)]
    papers.append(checklist(papers, WORKSHEET, len(open_blanks), is_group=group is not None))
    rows = worksheet_rows(disclosed)
    files[WORKSHEET] = financial_worksheet(disclosed.entity, rows, methodology(disclosed), as_of)
    for paper in papers:
        files[f"{paper.file_name}.pdf"] = paper_as_pdf(paper, as_of)
        files[f"{paper.file_name}.docx"] = paper_as_word(paper, as_of)
    missing = [f"The settings do not say {name}." for name in party.missing()]
    missing += found.missing
    missing += [f"{paper.file_name}: {blank}" for paper, blank in open_blanks]
    heading = f"What is missing from this disclosure of {disclosed.entity}."
    lines = (heading, "", *missing, "", " ".join(footing(as_of)), "")
    told = "\n".join(map(visible, lines))
    files["missing.txt"] = told.encode()
    return DisclosurePackage(files=dict(sorted(files.items())), found=disclosed, missing=tuple(missing))


def _group(
    totals: Sequence[PhysicianTotal],
    reasons: dict[str, tuple[DisclosedReason, ...]],
    facts: DisclosureFacts,
) -> tuple[str, tuple[DisclosedReason, ...]] | None:
    """The practice that failed the definition of a group and why, where it has at least two physicians."""
    failing: dict[str, DisclosedReason] = {}
    practice = None
    for one in totals:
        for reason in reasons[one.physician.name]:
            if reason.is_of_group:
                failing[reason.faults[0].finding_id] = reason
                practice = practice or one.physician.organization
    names = {row.group_practice for row in facts.roster}
    practice = practice or (next(iter(names)) if len(names) == 1 else None)
    members = {row.physician for row in facts.roster if row.group_practice == practice}
    if not failing or practice is None or len(members) < 2:
        return None
    return practice, tuple(failing.values())
