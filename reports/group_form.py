"""The Group Practice Information Form of CMS-10328, for a practice that was no group practice (42 CFR 411.352)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.disclosing_party import DisclosingParty
from models.look_back import PhysicianTotal
from reports.disclosure_facts import DisclosedReason, RosterRow
from reports.papers import Field, Heading, Paper, Part, Rows, Text, counsel
from reports.physician_form import SUBTITLE, cure, noncompliance
from reports.report import Block, Column, ColumnKind, Report, words


def group_form(
    practice: str,
    reasons: Sequence[DisclosedReason],
    totals: Sequence[PhysicianTotal],
    roster: Sequence[RosterRow],
    party: DisclosingParty,
) -> Paper:
    """The form in place of those of the single physicians, for the reasons that fail the definition of a group."""
    numbers = next((one for one in party.organizations if one.name == practice), None)
    identified = sorted({one.identified_on for one in totals if one.identified_on is not None})
    parts: list[Part] = [
        Heading("I. Group practice"),
        Field("1.", "Name", practice),
        Field("2.", "TIN", numbers.tin if numbers else party.party.tin),
        Field("3.", "NPI", numbers.npi if numbers else ", ".join(party.party.npis) or None),
        Heading("II. Noncompliance"),
    ]
    for reason in reasons:
        told = next(
            (one for one in party.arrangements if reason.agreement and one.contract == reason.agreement.file_name), None
        )
        parts += noncompliance(reason, told)
        parts += [Heading("Cure or termination", 3), Text(cure(reason, told)), Heading("Periods", 3)]
        for fault in reason.faults:
            first = fault.first_day.isoformat() if fault.first_day else counsel("first day")
            last = (
                fault.last_day.isoformat() if fault.last_day else f"not ended by the papers read {counsel('last day')}"
            )
            parts.append(Field("", "Period of noncompliance, whole", f"{first} to {last}"))
    parts.append(Field("", "Date of discovery", ", ".join(day.isoformat() for day in identified) or None))
    parts.append(Heading("III. Physicians of the practice"))
    if roster:
        rows = tuple((one.physician, one.npi or counsel("NPI"), one.status) for one in roster)
        parts.append(Rows(("Physician", "NPI", "Owner, employee or contractor"), rows))
    else:
        parts.append(Text(counsel("the physicians of the practice; the ledger group_roster names none")))
    parts.append(Text("The spreadsheet beside this form has them with their referral periods.", is_note=True))
    return Paper("3-group-practice", "Group Practice Information Form", SUBTITLE, tuple(parts))


def group_spreadsheet(
    practice: str, reasons: Sequence[DisclosedReason], roster: Sequence[RosterRow], as_of: date
) -> Report:
    """The spreadsheet of the form: each physician, how they belong, and the days in which they referred."""
    faults = [fault for reason in reasons for fault in reason.faults]
    linked = any(
        "volume" in (fault.check_name + fault.message) or fault.check_name == "dhs-linked-pay" for fault in faults
    )
    firsts = [fault.first_day for fault in faults if fault.first_day is not None]
    lasts = [fault.last_day for fault in faults]
    last = None if None in lasts else max((day for day in lasts if day is not None), default=None)
    rows = tuple(
        (
            *(one.physician, one.npi, words(one.status), True if linked else None),
            max(one.first_day, min(firsts)) if firsts else None,
            min(day for day in (one.last_day, last) if day is not None) if one.last_day or last else None,
        )
        for one in roster
    )
    heads = (
        *(
            Column("Physician name", width=30),
            Column("NPI", width=14),
            Column("Owner, employee or contractor", width=18),
        ),
        Column("Paid by volume or value of referrals", width=18),
        *(Column("Referral period from", ColumnKind.DAY, 14), Column("Until", ColumnKind.DAY, 14)),
    )
    block = Block(
        name="Physicians",
        title=f"Physicians of {practice}",
        columns=heads,
        rows=rows,
        is_form=True,
        lines=("An empty cell is for counsel to fill in.",),
    )
    return Report(
        name="group-practice", title="Group Practice Information Form: spreadsheet", as_of=as_of, blocks=(block,)
    )
