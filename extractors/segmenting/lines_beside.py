"""What a line of a signature page is by the lines next to it: a heading, or the name over a stamp of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.language.names import has_corporate_form, has_degree
from extractors.language.signing_date import signing_date
from extractors.segmenting.signature_items import SignatureItem
from extractors.segmenting.signature_lines import LineKind, SignatureLine

PARTY_HEADING = re.compile(
    r"^(?:THE\s+)?(?:LESSOR|LESSEE|SUBLESSOR|SUBLESSEE|LANDLORD|TENANT|SUBTENANT|LICENSOR|LICENSEE|OWNER|USER|EMPLOYER"
    r"|EMPLOYEE|PHYSICIAN|DOCTOR|SURGEON|HOSPITAL|CLINIC|PRACTICE|GROUP|COMPANY|CONTRACTOR|CONSULTANT|CLIENT|CUSTOMER"
    r"|GUARANTOR|BUYER|SELLER|PURCHASER|PROVIDER|MEDICAL CENTER|CENTER|HEALTH SYSTEM|MEDICAL DIRECTOR"
    r"|PARTICIPANT|MEMBER|PARTNER|[A-Z]{3,}OLOGIST|HOSPITALIST|INTENSIVIST|PEDIATRICIAN|PSYCHIATRIST)S?\s*:?$"
)
_ORGANIZATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|L\.?L\.?C|L\.?L\.?P|L\.?P|P\.?L\.?L\.?C|P\.?C|P\.?A|P\.?L\.?C|S\.?C|P\.?S)\.?"
    r"|\b(?i:Hospital|Clinic|University|Foundation|Partnership|Associates|Group|Authority|District|Institute"
    r"|Health System|Medical Center))$"
)
_ACTS_FOR = re.compile(
    r"(?i)\bits\s+(?:(?:sole|managing|general|corporate|authori[sz]ed)\s+){0,2}(?:members?|managers?|partners?|agent|trustee)\W*$"
)
_SIGNED_ALONE = re.compile(r"(?i)^(?:signed|signatures?|executed)\s*:?$")
_SORT = re.compile(r"^an?\s+[A-Za-z]")
_CAPITALS = re.compile(r"^(?:[A-Z&][A-Z’'&.,-]*\s+){2,}[A-Z][A-Z.]+$")


def is_organization(text: str) -> bool:
    """Whether a line ends as names of organizations do."""
    return bool(_ORGANIZATION.search(text)) or has_corporate_form(text)


def as_heading(item: SignatureItem) -> SignatureItem:
    """The line without what it was taken for."""
    return item._replace(line=SignatureLine(LineKind.OTHER))


def is_heading(items: Sequence[SignatureItem], index: int) -> bool:
    """Whether a line that looks like one to sign on only heads the next."""
    return _heads_blocks(items, index) or _acts_through(items[index])


def _acts_through(item: SignatureItem) -> bool:
    """Whether "By: Acme Corporation, its general partner" says who acts for the party; that one's own "By:" follows."""
    who = _ACTS_FOR.search(item.line.rest) if item.line.kind is LineKind.SIGN else None
    return who is not None and is_organization(item.line.rest[: who.start()].rstrip(" ,"))


def is_stamped_next(items: Sequence[SignatureItem], index: int) -> bool:
    """Whether a line without a label is the name over a stamp of its own."""
    stamped = index + 1 < len(items) and items[index + 1].line.kind is LineKind.STAMP
    return stamped and items[index].line.kind is LineKind.OTHER


def is_day_of_stamp(text: str, stamps: Sequence[str]) -> bool:
    """Whether a line dates a stamp that has no day: "Date: 5/24/2024 | 9:02 AM EDT" under the name."""
    return bool(stamps) and text.lower().startswith("date") and not any(map(signing_date, stamps))


def names_who_signs(text: str) -> bool:
    """Whether a line over one to sign on is a party's name, or the word for one."""
    return bool(PARTY_HEADING.match(text)) or is_organization(text) or has_degree(text)


def signs_next(items: Sequence[SignatureItem], index: int) -> bool:
    """Whether a line is an organization's name with a line to sign on right below it, or below what sort it is of."""
    if items[index].line.kind is not LineKind.OTHER or not is_organization(items[index].text):
        return False
    below = [item for item in items[index + 1 : index + 3] if not _SORT.match(item.text)]
    return bool(below) and below[0].line.kind in {LineKind.SIGN, LineKind.CONFORMED}


def _heads_blocks(items: Sequence[SignatureItem], index: int) -> bool:
    """Whether "Signed:" alone stands over blocks that have a heading and a line of their own."""
    if not _SIGNED_ALONE.match(items[index].text) or index + 1 >= len(items):
        return False
    heading = items[index + 1].text
    headed = PARTY_HEADING.match(heading) or is_organization(heading) or _CAPITALS.match(heading)
    later = {item.line.kind for item in items[index + 2 : index + 5]}
    return bool(headed) and bool(later & {LineKind.SIGN, LineKind.STAMP, LineKind.CONFORMED})
