"""Whether a place to sign was signed by another person, or names another organization, than the party's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.assembly.signature_matching import calls_party, names_party, plays_role
from extractors.language.names import has_corporate_form, has_degree, normalised, starts_with_given_name
from extractors.language.organization_difference import another_organization
from extractors.language.person_difference import another_person
from models.party import EntityKind, Party
from models.signature import SignatureArea

_LABEL = re.compile(r"^(?:[A-Z][\w’' ]{1,24}:|(?i:for|by|on behalf of)\b:?)\s*")
_ACTS_FOR_IT = re.compile(r"(?i)\b(?:general partner|managing member|sole member|manager|agent|attorney)\b")
_ORGANIZATION = re.compile(
    r"(?:[A-Z][\w.&’'-]*,?\s+){1,7}(?i:hospital|clinic|foundation|partnership|associates|authority|system|center|university)$"
)


def other_signer(area: SignatureArea, signer: str | None, party: Party) -> str | None:
    """The person who signed, or is printed under the line, where another was to sign.

    `signer` is who an electronic, digital or conformed signature says signed. An individual signs in person; for an
    organization it is the person whom the block names.
    """
    if _is_person(party):
        found = (name for name in (signer, area.name) if name and another_person(name, party.name))
        return next(found, None)
    if party.entity_kind is EntityKind.INDIVIDUAL:
        return None
    return signer if signer and area.name and another_person(signer, area.name) else None


def other_entity(area: SignatureArea, party: Party, parties: Sequence[Party]) -> str | None:
    """The organization that the place names instead of the party; None when it names the party in any variant.

    Another party's name is no other entity: then the place, and not the name, was taken for the wrong one.
    """
    pairs = (
        f"{first} {second}"
        for first, second in pairwise(area.headings)
        if not calls_party(first, party) and not plays_role(first, party)
    )
    texts = (*area.headings, *pairs, *area.below)
    if any(names_party(text, party) and not _another(text, party) for text in (*texts, area.title or "")):
        return None
    named = _entity_over(area.headings, party)
    if named is None or not _another(named, party) or not _signs_for(area, named, party):
        return None
    return None if any(names_party(named, other) for other in parties if other is not party) else named


def _is_person(party: Party) -> bool:
    """Whether the party is a human being beyond doubt: organizations without a telling word may be taken for one."""
    return party.entity_kind is EntityKind.INDIVIDUAL and (
        party.is_physician is True or has_degree(party.name) or starts_with_given_name(party.name)
    )


def _signs_for(area: SignatureArea, named: str, party: Party) -> bool:
    """Whether the organization over the line is the one that signs there; a person's own line may stand under any."""
    if party.entity_kind is not EntityKind.INDIVIDUAL:
        return True
    return area.title is not None or normalised(party.name).split()[-1] in normalised(named).split()


def _entity_over(headings: Sequence[str], party: Party) -> str | None:
    """The organization nearest above the line, as far up as what the contract calls the party."""
    for text in reversed(headings):
        bare = _LABEL.sub("", text).strip(" ,;:")
        if _is_entity(bare, party):
            return bare
        if calls_party(text, party) or plays_role(text, party):
            return None
    return None


def _is_entity(text: str, party: Party) -> bool:
    if _ACTS_FOR_IT.search(text) or text.lower() in {term.lower() for term in party.defined_terms}:
        return False
    if len(text) > 90 or plays_role(text, party):
        return False
    whole = party.entity_kind is not EntityKind.INDIVIDUAL and bool(_ORGANIZATION.fullmatch(text))
    return has_corporate_form(text) or whole


def _another(text: str, party: Party) -> bool:
    return another_organization(_LABEL.sub("", text), party.name)
