"""The Disclosure Form of CMS-10328 with the certification, the checklist and a cover letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from models.counting import counted
from models.disclosing_party import DisclosingParty, Statement
from models.look_back import LookBack
from reports.papers import Choice, Field, Heading, Paper, Part, Rows, SignatureLines, Text, counsel
from reports.pervasiveness import Pervasiveness
from reports.physician_form import SUBTITLE, YES_NO

_PROTOCOL_ADDRESS: Final = "1877SRDP@cms.hhs.gov"


def disclosure_form(party: DisclosingParty, count: Pervasiveness) -> Paper:
    """The form on the disclosing party itself; parts I and II come from its settings."""
    who, agent = party.party, party.representative
    network = None if who.in_network is None else "Yes" if who.in_network else "No"
    parts: list[Part] = [
        Heading("I. Disclosing party"),
        Field("1.", "Legal business name", who.legal_name),
        Field("2.", "Doing business as", who.doing_business_as or "Not applicable"),
        Field("3.", "Mailing address", who.address),
        Field("", "City, state, ZIP code", _place(who.city, who.state, who.zip_code)),
        Field("4.", "CMS Certification Number (CCN)", who.ccn),
        Field("5.", "National Provider Identifiers (NPI)", ", ".join(who.npis) or None),
        Field("6.", "Tax Identification Number (TIN)", who.tin),
        Choice("7.", "Affiliated with a network or system?", YES_NO, network),
        Field("", "Its name", who.network or ("Not applicable" if who.in_network is False else None)),
        Heading("II. Designated representative"),
        Field("1.", "Name", agent.name),
        Field("2.", "Address", agent.address),
        Field("", "City, state, ZIP code", _place(agent.city, agent.state, agent.zip_code)),
        Field("3.", "Telephone", agent.telephone),
        Field("4.", "E-mail", agent.email),
        Heading("III. Pervasiveness of noncompliance"),
        *_pervasiveness(party, count),
        Heading("IV. Other compliance issues and activities"),
        *_statement(
            "1.",
            "Current government inquiry",
            party.current_inquiry,
            also="other matters of a Federal health care program included",
        ),
        *_statement("2.", "History of similar conduct, or of enforcement", party.similar_conduct),
        *_statement("3.", "Steps taken to prevent future noncompliance", party.prevention, always=True),
    ]
    return Paper("1-disclosure-form", "SRDP Disclosure Form", SUBTITLE, tuple(parts))


def _place(city: str | None, state: str | None, code: str | None) -> str | None:
    return f"{city}, {state} {code}" if city and state and code else None


def _pervasiveness(party: DisclosingParty, count: Pervasiveness) -> list[Part]:
    parts: list[Part] = [Text(party.pervasiveness)] if party.pervasiveness else []
    total = count.arrangements + count.others
    parts.append(
        Text(
            f"The disclosed noncompliance relates to {count.arrangements} compensation arrangements, counted once for "
            "each physician who is a party or stands in the shoes of one. They were noncompliant for "
            f"{count.noncompliant_months} of {count.potential_months} potential months of the look-back"
            f"{_percent(count.percent)}. Of the arrangements with physicians that were read and that lasted into the "
            f"look-back, these are {count.arrangements} of {total}{_percent(count.percent_of_all)}. "
            + counsel("confirm how many similar arrangements there were in all, those included that were not read")
        )
    )
    rows = tuple(
        (one.name, one.physician_side, str(one.physicians), f"{one.noncompliant_months} of {one.potential_months}")
        for one in count.disclosed
    )
    if rows:
        parts.append(Rows(("Arrangement", "With", "Counts for", "Noncompliant months"), rows))
    parts += [
        Text(counsel(f"who stands in the shoes of {one.physician_side}; it is counted once"))
        for one in count.disclosed
        if not one.physicians_known
    ]
    return parts


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f" ({value} percent)"


def _statement(number: str, label: str, said: Statement, *, also: str = "", always: bool = False) -> list[Part]:
    chosen = None if said.answer is None else "Yes" if said.answer else "No"
    question = f"{label} ({also})" if also else label
    parts: list[Part] = [Choice(number, question, YES_NO, chosen)]
    if said.explanation:
        parts.append(Text(said.explanation))
    elif said.answer or always or said.answer is None:
        parts.append(Text(counsel(f"explain: {label.lower()}")))
    return parts


def certification(party: DisclosingParty) -> Paper:
    """The certification, to be signed; its words are for counsel to lay beside the current form."""
    who = party.party.legal_name or counsel("legal business name")
    parts = (
        Text(
            f"On behalf of {who} I certify that, to the best of my knowledge, the information in this disclosure "
            "is truthful, "
            "and that it is submitted in a good faith effort to bring the matter to the attention of CMS so that the "
            "potential liabilities it discloses under the physician self-referral law can be resolved."
        ),
        Text(
            "To be signed by the disclosing party or, for an entity, by its chief executive officer, chief "
            "financial officer, "
            "or another individual whom it has authorized to disclose and to certify. "
            + counsel("compare with the wording of the current form"),
        ),
        SignatureLines(
            (("Signature", None), ("Name", party.certifier.name), ("Title", party.certifier.title), ("Date", None))
        ),
    )
    return Paper("5-certification", "Certification", SUBTITLE, parts)


def checklist(papers: Sequence[Paper], worksheet: str, open_blanks: int, *, is_group: bool) -> Paper:
    """What a whole submission consists of, which of it is in the package, and how to send it."""
    forms = sum(paper.file_name.startswith("2-physician") for paper in papers)
    rows = [
        ("[X]", "SRDP Disclosure Form", "1-disclosure-form"),
        ("[X]" if forms else "[ ]", f"Physician Information Forms ({forms})", "2-physician-..."),
        *((("[X]", "Group Practice Information Form with its spreadsheet", "3-group-practice"),) if is_group else ()),
        ("[X]", "Financial Analysis Worksheet, in a format that Excel opens", worksheet),
        ("[ ]", "Certification, signed", "5-certification"),
        ("[ ]", "Cover letter (optional)", "0-cover-letter"),
    ]
    parts = (
        Rows(("", "Item", "File"), tuple(rows)),
        Text(
            f"{counted(open_blanks, 'blank for counsel is', 'blanks for counsel are')} open in these papers; "
            "missing.txt lists them."
        ),
        Text(
            f"All of it is sent electronically to {_PROTOCOL_ADDRESS}. The acknowledgement by e-mail suspends the days "
            "within which overpayments are reported and returned, until a settlement, a withdrawal or a removal. "
            "Nothing is "
            "paid to Medicare on the matter meanwhile without CMS's consent; an escrow account is allowed."
        ),
        Text(
            "A bankruptcy, a change of ownership or another representative is told within 30 days, by e-mail "
            "with UPDATE in "
            "the subject."
        ),
        Text(counsel("check addresses and items against the current edition of the protocol")),
    )
    return Paper("6-checklist", "Checklist of a complete submission", SUBTITLE, parts)


def cover_letter(party: DisclosingParty, found: LookBack, as_of: date) -> Paper:
    """A draft of the letter that may go with it."""
    physicians = sum(bool(one.years) for one in found.physicians)
    who = party.party.legal_name or found.entity
    parts = (
        Text(f"{as_of:%B} {as_of.day}, {as_of.year}"),
        Text("Centers for Medicare & Medicaid Services, Voluntary Self-Referral Disclosure Protocol"),
        Text(f"Re: Disclosure by {who}"),
        Text(
            f"{who} discloses under the protocol actual or potential violations of section 1877 of the Social "
            "Security Act. The "
            f"enclosed papers concern the referrals of {counted(physicians, 'physician')}. The Financial Analysis "
            "Worksheet shows "
            f"${found.dollars:,.2f} for the years of the look-back."
        ),
        Text(counsel("what CMS should know for its evaluation: nature and extent, timeliness, cooperation")),
        Text(
            f"Please write to {party.representative.name or counsel('name of the representative')}, "
            f"{party.representative.email or counsel('e-mail')}, "
            f"{party.representative.telephone or counsel('telephone')}."
        ),
        SignatureLines(((party.certifier.name or "Name", party.certifier.title),)),
    )
    return Paper("0-cover-letter", "Cover letter (optional)", SUBTITLE, parts)
