"""The Physician Information Form of CMS-10328: one for each physician, its second part once for each reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from models.disclosing_party import ArrangementNarrative, DisclosingParty
from models.look_back import PhysicianTotal
from reports.disclosure_facts import Agreement, DisclosedReason
from reports.papers import Choice, Field, Heading, NewPage, Paper, Part, Text, counsel
from reports.report import words

_LONGEST_NAME: Final = 60
"""Characters of a name in that of its file: a disk takes no more than 255 in all."""
SUBTITLE: Final = "CMS Voluntary Self-Referral Disclosure Protocol, form CMS-10328"
YES_NO: Final = ("Yes", "No")
YES_NO_NONE: Final = ("Yes", "No", "N/A")
_COMMON: Final = (
    ("1", "Compensation set in advance", ("set-in-advance",)),
    (
        "2",
        "Volume or value of referrals and other business",
        ("no-volume-or-value", "no-percentage-rent", "no-per-unit-rent", "no-percentage-fee", "no-per-unit-fee"),
    ),
    ("3", "Fair market value", ("fair-market-value",)),
    ("4", "Commercial reasonableness", ("commercially-reasonable",)),
    ("5", "Reasonable and necessary", ("space-needed", "equipment-needed", "services-needed")),
    ("6", "Federal and State law", ("lawful-activity", "no-kickback")),
)
"""What many exceptions ask for, with the elements here that answer it; an exception that has none does not ask it."""


def physician_form(
    number: int, total: PhysicianTotal, reasons: Sequence[DisclosedReason], party: DisclosingParty, entity: str
) -> Paper:
    """The form of one physician, drafted from what was found; what was not is a blank."""
    person = total.physician
    organization = next((one for one in party.organizations if one.name == person.organization), None)
    paid = [one for one in reasons if not (one.is_ownership or one.is_of_service)]
    owned = [one for one in reasons if one.is_ownership]
    parts: list[Part] = [
        Heading("I. Physician"),
        Field("1.", "Physician name", person.name),
        Field("2.", "Physician NPI", person.npi),
        Field("3.", "Physician organization, if applicable", person.organization or "Not applicable"),
    ]
    if person.organization:
        parts.append(Field("", "TIN of the organization", organization.tin if organization else None))
        parts.append(Field("", "NPI of the organization", organization.npi if organization else None))
    stands = "N/A" if not paid else "Yes" if person.organization else "No"
    parts += [
        Choice("4.", "Noncompliant compensation arrangement with the physician (411.357)", YES_NO, _yes(bool(paid))),
        Field("4.a.", "Number of noncompliant compensation arrangements in the look-back", str(len(paid))),
        Choice(
            "4.b.",
            "Is any of them one in which the physician stands in the shoes of an organization?",
            YES_NO_NONE,
            stands,
        ),
        Choice("5.", "Noncompliant ownership or investment interest (411.356)", YES_NO, _yes(bool(owned))),
        Choice("5.a.", "Direct or indirect", ("Direct", "Indirect", "N/A"), None if owned else "N/A"),
        Choice(
            "6.",
            "Noncompliant services referred by the physician (411.355)",
            YES_NO,
            _yes(any(one.is_of_service for one in reasons)),
        ),
    ]
    for place, reason in enumerate(reasons, 1):
        parts.append(NewPage())
        parts += _section(place, len(reasons), reason, total, party, entity)
    name = "".join(each if each.isalnum() else "-" for each in person.name.lower()).strip("-")
    while "--" in name:
        name = name.replace("--", "-")
    return Paper(
        f"2-physician-{number:02}-{name[:_LONGEST_NAME].rstrip('-')}",
        "Physician Information Form",
        SUBTITLE,
        tuple(parts),
    )


def _section(  # noqa: PLR0913, PLR0917
    place: int, of: int, reason: DisclosedReason, total: PhysicianTotal, party: DisclosingParty, entity: str
) -> Iterator[Part]:
    agreement = reason.agreement
    told = next((one for one in party.arrangements if agreement and one.contract == agreement.file_name), None)
    yield Heading(
        f"II. Reason {place} of {of}: "
        f"{agreement.title or agreement.file_name if agreement else 'dealings without an agreement'}"
    )
    yield Heading("A.1 Nature of the arrangement", 3)
    yield from nature(agreement, told, entity, total.physician.organization or total.physician.name)
    yield Heading("A.2 Nature of the noncompliance", 3)
    yield from noncompliance(reason, told)
    yield Heading("A.3 Cure or termination", 3)
    yield Text(cure(reason, told))
    yield Heading("B. Dates", 3)
    for number, fault in enumerate(reason.faults):
        yield Field(
            "1." if number == 0 else "", "Period of noncompliance, whole", _span(fault.first_day, fault.last_day)
        )
    yield Field("2.", "Date of discovery", total.identified_on.isoformat() if total.identified_on else None)
    if reason.is_ownership or reason.is_of_service:
        return
    yield Heading("C. Compensation arrangements only", 3)
    if agreement is not None and agreement.citation is not None:
        yield Text(
            f"Answered by {agreement.citation} ({agreement.exception_title}), which it comes nearest to.", is_note=True
        )
    for place_on_form, label, elements in _COMMON:
        yield Choice(f"{place_on_form}.", label, YES_NO_NONE, common_answer(agreement, elements))


def nature(
    agreement: Agreement | None, told: ArrangementNarrative | None, entity: str, physician_side: str
) -> Iterator[Part]:
    """What was furnished and what was paid, from the contract; counsel's own words come first."""
    if told and told.nature:
        yield Text(told.nature)
    if agreement is None:
        yield Text(
            f"No writing between {entity} and {physician_side} was found for it. "
            f"{counsel('describe what was furnished and paid')}"
        )
        return
    kind = words(agreement.kind) or "arrangement"
    title = f' titled "{agreement.title}"' if agreement.title else ""
    began = f" It began on {agreement.first_day}" if agreement.first_day else " The day it began was not read"
    ended = _end(agreement)
    yield Text(
        f'The arrangement between {entity} and {physician_side} is one of the kind "{kind}"{title} '
        f"({agreement.file_name}).{began}; {ended}."
    )
    for quote, page in agreement.described:
        yield Text(f'What it is for, in its words (page {page}): "{quote}"')
    if not agreement.described and not (told and told.nature):
        yield Text(counsel("describe the items, space, equipment or services, and of services the duties and hours"))
    yield Text(
        f"Remuneration as agreed: {'; '.join(agreement.pay)}."
        if agreement.pay
        else f"Remuneration: {counsel('rate or amount')}"
    )
    for since, pay in agreement.changes:
        yield Text(f"From {since or 'a day that was not read'}: {pay}. {counsel('why it was changed')}")


def noncompliance(reason: DisclosedReason, told: ArrangementNarrative | None) -> Iterator[Part]:
    """Why no exception is satisfied, fault by fault with the words it rests on, and the statement the form asks for."""
    for fault in reason.faults:
        yield Text(f"{fault.message} ({fault.citation})")
        if fault.quote and fault.page and fault.file_name:
            yield Text(f'Rests on page {fault.page} of {fault.file_name}: "{fault.quote}"', is_note=True)
    cause = told.cause if told and told.cause else counsel("the likely cause")
    yield Text(f"Cause: {cause}")
    yield Text(
        "The disclosing party states that the relationship was noncompliant. "
        + counsel(
            "keep this, or state instead that compliance cannot be confirmed and noncompliance is certified for "
            "that reason"
        )
    )


def cure(reason: DisclosedReason, told: ArrangementNarrative | None) -> str:
    """How it was put right or ended, as far as papers tell."""
    if told and told.cure:
        return told.cure
    ends = [fault.last_day for fault in reason.faults]
    known = [day for day in ends if day is not None]
    if len(known) == len(ends) and known:
        what = counsel(
            "say what ended it: a writing, a signature, or the end of the arrangement, and how it came about"
        )
        return f"By the papers read, the noncompliance ended after {max(known)}. {what}"
    return f"No paper that was read ends it. {counsel('say what was done, and when')}"


def common_answer(agreement: Agreement | None, elements: Sequence[str]) -> str | None:
    """Yes, No or N/A for one of the six common requirements; None where it has not been decided."""
    if agreement is None or not agreement.elements:
        return None
    found = [agreement.elements[one] for one in elements if one in agreement.elements]
    asked = [status for status in found if status != "not_applicable"]
    if not found:
        return "N/A"
    if "not_satisfied" in asked:
        return "No"
    return "Yes" if asked and all(status == "satisfied" for status in asked) else None


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _span(first: date | None, last: date | None) -> str:
    since = first.isoformat() if first else counsel("first day")
    until = last.isoformat() if last else f"not ended by the papers read {counsel('last day')}"
    return f"{since} to {until}"


def _end(agreement: Agreement) -> str:
    if agreement.renewal_kind in {"automatic", "month_to_month", "indefinite"}:
        return f"it renews or goes on ({words(agreement.renewal_kind)})"
    return f"its last day is {agreement.last_day}" if agreement.last_day else "its end was not read"
