"""The words contracts use for the parties: role names, generic stand-ins, what a party is said to be."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import regex

from extractors.module_expressions import compiled
from models.contract import ContractKind
from models.party import PartyRole

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ROLES = {PartyRole(name): compiled(rf"(?i)(?:{'|'.join(patterns)})") for name, patterns in _WORDS["roles"].items()}
ROLE_WORD = "(?:" + "|".join(pattern for patterns in _WORDS["roles"].values() for pattern in patterns) + ")"
SPECIALTY = "(?:" + "|".join(_WORDS["description"]["specialties"]) + ")"
SIDES: dict[ContractKind, tuple[PartyRole, PartyRole]] = {
    ContractKind.OFFICE_LEASE: (PartyRole.LESSOR, PartyRole.LESSEE),
    ContractKind.EQUIPMENT_LEASE: (PartyRole.LESSOR, PartyRole.LESSEE),
    ContractKind.TIMESHARE: (PartyRole.LESSOR, PartyRole.LESSEE),
    ContractKind.EMPLOYMENT: (PartyRole.EMPLOYER, PartyRole.EMPLOYEE),
    ContractKind.GROUP_COMPENSATION_PLAN: (PartyRole.EMPLOYER, PartyRole.EMPLOYEE),
    ContractKind.PERSONAL_SERVICES: (PartyRole.CLIENT, PartyRole.CONTRACTOR),
    ContractKind.VALUE_BASED: (PartyRole.CLIENT, PartyRole.CONTRACTOR),
    ContractKind.PURCHASE_BY_PHYSICIAN: (PartyRole.CLIENT, PartyRole.CONTRACTOR),
}
DESCRIPTION_NOUN = "(?:" + "|".join(_WORDS["description"]["nouns"]) + ")"
_GENERIC = frozenset(_WORDS["generic"]["words"])
_FIRST = compiled(r"(?i)(?:" + "|".join(regex.escape(word) for word in _WORDS["things"]["first"]) + r")(?![\w’'.-])")
_OF_NAMES = compiled(
    r"(?:" + "|".join(regex.escape(word) for word in _WORDS["things"]["of_names"]) + r")\s+(?=\p{Lu}|[a-z]\p{Lu})",
    regex.I,
)
_ANY = compiled(
    r"(?i)(?<![\w’'-])(?:" + "|".join(regex.escape(word) for word in _WORDS["things"]["any"]) + r")(?![\w’'-])"
)
_PLACES = frozenset(_WORDS["things"]["places"])
_PHYSICIAN = compiled(r"(?i)\b(?:" + "|".join(_WORDS["description"]["physicians"]) + r")\b")


@lru_cache(maxsize=2048)
def role_of_word(term: str) -> PartyRole | None:
    """The role that a defined term or label names by itself ("Sublandlord", "the Medical Director")."""
    bare = regex.sub(r"(?i)^(?:the|each|a|an)\s+", "", term.strip(" .:\"“”'")).strip()
    for role, pattern in _ROLES.items():
        if pattern.fullmatch(bare):
            return role
    return None


@lru_cache(maxsize=4096)
def is_generic(name: str) -> bool:
    """Whether a run of words stands for some party without naming it ("the Company", "Landlord")."""
    bare = regex.sub(r"(?i)^(?:the|each|said|such)\s+", "", name.strip(" .,:;\"“”'")).lower()
    if bare in _GENERIC or role_of_word(bare) is not None:
        return True
    words = regex.findall(r"[a-z/]+", bare)
    return not words or (
        regex.fullmatch(r"(?:party|parties) (?:[a-d]|no|of|the|first|second|other|hereto|part| )+", " ".join(words))
        is not None
    )


@lru_cache(maxsize=4096)
def is_thing(name: str) -> bool:
    """Whether a capitalised run names an instrument, a place, a time or a heading rather than a party."""
    bare = name.strip()
    return bool(_FIRST.match(bare)) or bool(_ANY.search(bare)) or bare.rstrip(".").lower() in _PLACES


def begins_like_a_thing(name: str) -> bool:
    """Whether the first word of what may be a company's name is one that sentences and headings begin with too."""
    first = _OF_NAMES.match(name)
    return first is not None and name[:1].isupper() and not is_thing(name[first.end() :])


def tells_physician(description: str) -> bool:
    """Whether the words after a person's name say that the person is a physician."""
    return bool(_PHYSICIAN.search(description))
