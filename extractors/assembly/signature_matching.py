"""Which party a place to sign belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.language.signing_capacity import both_capacities
from models.party import EntityKind, Party, PartyRole
from models.signature import SignatureArea

_ROLE_WORDS = {
    PartyRole.LESSOR: "lessor landlord sublessor sublandlord licensor owner host",
    PartyRole.LESSEE: "lessee tenant sublessee subtenant licensee user occupant renter",
    PartyRole.EMPLOYER: "employer",
    PartyRole.EMPLOYEE: "employee physician doctor",
    PartyRole.CLIENT: "client hospital customer medical center",
    PartyRole.CONTRACTOR: "contractor consultant director medical director physician provider group",
    PartyRole.GUARANTOR: "guarantor",
    PartyRole.OTHER: "",
}
_WORD = re.compile(r"[a-z0-9&]+")
_SUFFIXES = frozenset(
    "inc llc llp lp pc pa pllc plc pllc corp corporation company co ltd the md do dpm phd sc ps".split()
)
_SIGNS_FOR = re.compile(r"(?i)(?:^|[\s,])(?:for|on behalf of)\s+(?:the\s+)?(?P<whom>\w+(?:\s+\w+)?)\s*$")
_IN_PERSON = re.compile(r"(?i)[\s,(-]+(?:individually|personally|in\s+person|an\s+individual)\b\W*$")
_SIGNING = re.compile(
    r"^(?:\d{1,2}\s+)?(?:(?:(?:accepted|agreed|signed|executed|approved)\s+(?:(?:and|&)\s+\w+\s+)?)?"
    r"(?:for|on behalf of|by)\s+)?"
)
_SAME = 91


def normalised(name: str) -> str:
    """Lower case without points, and "M.D." as "md"."""
    joined = re.sub(r"(?<=\b\w)\.(?=\w\b\.?)", "", name.lower())
    return " ".join(_WORD.findall(joined.replace("'", "").replace("’", "")))


def _bare(name: str) -> str:
    return " ".join(word for word in normalised(name).split() if word not in _SUFFIXES)


def same_name(first: str, second: str) -> bool:
    """Alike but for suffixes, degrees, and a letter or two that character recognition got wrong."""
    a, b = _bare(first), _bare(second)
    return bool(a and b) and (a == b or fuzz.ratio(a, b) >= _SAME)


def names_party(text: str, party: Party) -> bool:
    """Whether a line names the party, alone or among other words."""
    name, line = _bare(party.name), _bare(text)
    if not name or not line:
        return False
    if same_name(text, party.name):
        return True
    return len(name) > 7 and len(line) >= len(name) and fuzz.partial_ratio(name, line) >= _SAME + 3


def calls_party(text: str, party: Party) -> bool:
    """Whether a line is what the contract calls the party ("LESSOR:", "For the Clinic")."""
    line = _SIGNING.sub("", normalised(text))
    line = re.sub(r"^(?:the|a)\s+", "", line)
    own = {normalised(re.sub(r"(?i)^the\s+", "", term)) for term in party.defined_terms}
    return line in own or any(line.startswith(f"{term} ") for term in own if len(term) > 3)


def signs_for(text: str, party: Party) -> bool:
    """Whether a line ends in "for the Clinic", be it the party's defined term or the last word of its name."""
    found = _SIGNS_FOR.search(text)
    if found is None:
        return False
    called = normalised(found["whom"])
    words = _bare(party.name).split()
    return calls_party(found["whom"], party) or (party.entity_kind is EntityKind.ORGANIZATION and called in words[-2:])


def plays_role(text: str, party: Party) -> bool:
    """Whether a line is a word for the party's role, though not its defined term."""
    line = re.sub(r"^(?:\d{1,2}\s+)?(?:for\s+)?(?:the\s+)?", "", normalised(text))
    return line in _ROLE_WORDS[party.role].split() or (line != "" and f" {line} " in f" {_ROLE_WORDS[party.role]} ")


def strength(area: SignatureArea, party: Party) -> float:
    """How strongly a place speaks for a party; zero when it does not."""
    # A name may stand on two lines, with the service's stamp below it.
    headings = (*area.headings, *map(" ".join, pairwise(area.headings)), " ".join(area.headings[-3:]))
    found = 0.0
    if any(normalised(_IN_PERSON.sub("", text)) == normalised(party.name) for text in headings):
        found = max(found, 12.0)
    elif any(names_party(text, party) for text in headings):
        found = max(found, 10.0)
    if any(calls_party(text, party) for text in area.headings):
        found = max(found, 7.0)
    if any(names_party(text, party) for text in area.below) or (area.title and names_party(area.title, party)):
        found = max(found, 8.0)
    if party.entity_kind is EntityKind.INDIVIDUAL and area.name and same_name(area.name, party.name):
        found = max(found, 6.0 if found == 0 else found + 1)
    if any(signs_for(text, party) for text in (area.title or "", *area.below)):
        found = max(found, 7.0)
    if found == 0 and any(plays_role(text, party) for text in area.headings):
        found = 4.0
    if found == 0 and area.written and names_party(area.written, party):
        found = 3.0
    if area.is_witness and found < 6.0:
        return 0.0
    return found


def best_party(area: SignatureArea, parties: Sequence[Party]) -> tuple[int, float] | None:
    """The index of the party the place speaks for most, with its strength; None when it speaks for none."""
    scored = [(strength(area, party), -index) for index, party in enumerate(parties)]
    best = max(scored, default=(0.0, 0))
    return (-best[1], best[0]) if best[0] > 0 else None


def also_signing(area: SignatureArea, parties: Sequence[Party], party: int) -> tuple[int, ...]:
    """The indices of other parties for whom the same signature stands: a person's own company, or the person."""
    lines = (*area.headings, area.name or "", area.title or "", *area.below)
    names = [name for line in lines for name in both_capacities(line) or ()]
    if not any(same_name(name, parties[party].name) for name in names):
        return ()
    return tuple(
        index
        for index, other in enumerate(parties)
        if index != party and any(normalised(name) == normalised(other.name) for name in names)
    )
