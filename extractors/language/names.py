"""Names of people and organizations: which of the two they are, who is a physician, when two names are one."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

import regex

from extractors.language.name_words import (
    CLOSING_SUFFIX,
    DEGREE,
    GIVEN_NAMES,
    ORGANIZATION_WORD,
    PHYSICIAN_DEGREE,
    TITLE,
    TRADE_NAME,
    WORD_SUFFIX,
)
from extractors.module_expressions import compiled
from models.party import EntityKind

_FORMS = {
    "pllc": ("pllc",),
    "llc": ("llc",),
    "llp": ("llp",),
    "lp": ("lp",),
    "corporation": ("inc", "corp", "incorporated", "corporation"),
}
_WORD_BEGINS = compiled(r"[\s,.]\s*(?=\S)")
_COMPANY_AND_FORM = compiled(r"(?i)co(?:mpany)?\.?,?\s*(?:ltd|limited|inc|llc|l\.?p)\.?")
_NO_LETTER = compiled(r"[^a-z]")
_NUMBER = compiled(r"\b(?:[ivx]+|\d+)\b")
_NAME_WORD = compiled(r"[\p{L}][\p{L}.’'\-]*")
_DOCTOR = compiled(r"(?i)^(?:dr|doctor)\b")


def entity_kind_of(name: str) -> EntityKind:
    """Individual or organization; a name with a degree *and* a corporate form is an organization."""
    bare = legal_name(name)
    if has_corporate_form(bare):
        return EntityKind.ORGANIZATION
    if has_degree(bare) or TITLE.match(bare):
        return EntityKind.INDIVIDUAL
    words = _words(bare)
    if ORGANIZATION_WORD.search(bare) or not 2 <= len(words) <= 5:
        return EntityKind.ORGANIZATION
    if words[0].lower() in GIVEN_NAMES:
        return EntityKind.INDIVIDUAL
    if regex.search(r"(?i)\s(?:of|the|and|for|at|&)\s|[&\d]", bare):
        return EntityKind.ORGANIZATION
    return EntityKind.INDIVIDUAL if all(word[:1].isupper() for word in words) else EntityKind.ORGANIZATION


@lru_cache(maxsize=4096)
def has_corporate_form(name: str) -> bool:
    """Whether a name ends in a corporate form ("P.C.", "LLC", "Company")."""
    for match in _WORD_BEGINS.finditer(name):
        rest = name[match.end() :].strip()
        if CLOSING_SUFFIX.fullmatch(rest) or WORD_SUFFIX.fullmatch(rest) or _COMPANY_AND_FORM.fullmatch(rest):
            return True
    return False


def has_degree(name: str) -> bool:
    """Whether a name ends in a degree or a generation ("M.D.", "Ph.D.", "Jr.")."""
    return _degrees_from(name) is not None


def is_physician_name(name: str) -> bool:
    """Whether a person's name shows a physician (Social Security Act, section 1861(r)), or says "Dr."."""
    start = _degrees_from(name)
    if start is not None and any(PHYSICIAN_DEGREE.match(name, at) for at in _starts(name, start)):
        return True
    return bool(_DOCTOR.match(name)) and not has_corporate_form(name)


def has_organization_word(name: str) -> bool:
    """Whether some word of a name is one that only organizations bear."""
    return bool(ORGANIZATION_WORD.search(name))


def starts_with_given_name(name: str) -> bool:
    """Whether the first word, after a title, is a given name common in the United States."""
    words = _words(TITLE.sub("", name))
    return bool(words) and words[0].lower() in GIVEN_NAMES


def legal_name(name: str) -> str:
    """A name without the trade names and former names that follow it ("d/b/a", "formerly known as")."""
    found = TRADE_NAME.search(name)
    return name[: found.start()].rstrip(" ,(") if found and found.start() else name.strip()


def without_degrees(name: str) -> str:
    """A name without the degrees and generation it ends in."""
    start = _degrees_from(name)
    return name[:start].rstrip(" ,") if start else name


@lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """A name for comparing: lower case, without punctuation, corporate form, degrees, title and trade names."""
    bare = TITLE.sub("", legal_name(name).strip(" ,;"))
    start = _degrees_from(bare)
    bare = bare[:start] if start else bare
    while (cut := without_corporate_form(bare)) != bare:
        bare = cut
    words = regex.findall(r"[\p{L}\p{N}]+", bare.lower().replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in {"and", "the"}]
    return " ".join(kept or words)


def same_name(first: str, second: str) -> bool:
    """Whether two names are the same party's but for punctuation, case, form, degree and a few misread letters."""
    one, other = normalised(first), normalised(second)
    if not one or not other:
        return False
    return _same_sort(first, second) and (one == other or _alike(one, other))


def _alike(one: str, other: str) -> bool:
    """Whether normalised names differ by no more than a few misread letters or a lost space."""
    words, other_words = one.split(), other.split()
    if len(words) != len(other_words):
        return one.replace(" ", "") == other.replace(" ", "")
    if _differ_by_number(one, other) or SequenceMatcher(None, one, other).ratio() < 0.9:
        return False
    pairs = zip(words, other_words, strict=True)
    return all(word == twin or SequenceMatcher(None, word, twin).ratio() >= 0.7 for word, twin in pairs)


def _same_sort(first: str, second: str) -> bool:
    """A physician and the corporation of that name are two, and so are "Tern, LLC" and "Tern, L.P."."""
    if _form_of(first) and _form_of(second) and _form_of(first) != _form_of(second):
        return False
    forms = has_corporate_form(legal_name(first)), has_corporate_form(legal_name(second))
    if forms[0] == forms[1]:
        return True
    bare = second if forms[0] else first
    return not (has_degree(bare) or (TITLE.match(bare) and starts_with_given_name(bare)))


def _form_of(name: str) -> str:
    """The class of corporate form a name ends in ("llc", "lp"), empty when it has none."""
    ends = _NO_LETTER.sub("", legal_name(name).lower()[-9:])
    return next((sort for sort, endings in _FORMS.items() if ends.endswith(endings)), "")


def _differ_by_number(one: str, other: str) -> bool:
    """ "Holdings II" and "Holdings III" are two."""
    return _NUMBER.findall(one) != _NUMBER.findall(other)


def _words(name: str) -> list[str]:
    start = _degrees_from(name)
    return _NAME_WORD.findall(name[:start] if start else name)


def _starts(name: str, start: int) -> list[int]:
    return [match.end() for match in regex.finditer(r"[\s,.]+", name, pos=max(start - 2, 0))]


@lru_cache(maxsize=4096)
def _degrees_from(name: str) -> int | None:
    """Where the degrees at the end of a name begin; None when it ends in none."""
    earliest = None
    for match in reversed(list(regex.finditer(r"(?:\s*[,.]\s*|\s+)(?=\S)", name))):
        rest = name[match.end() :]
        parts = [part for part in regex.split(r"\s*,\s*|\s+(?=\p{Lu})", rest.strip(" ,")) if part]
        if (parts and all(DEGREE.fullmatch(part) for part in parts)) or DEGREE.fullmatch(rest.strip(" ,")):
            earliest = match.start()
        elif len(rest) > 24:
            break
    return earliest or None


def without_corporate_form(name: str) -> str:
    """A name without the one corporate form it ends in; "Vell, M.D., P.C." keeps the degree."""
    for match in regex.finditer(r"[\s,.]\s*(?=\S)", name):
        rest = name[match.end() :].strip(" ,")
        if CLOSING_SUFFIX.fullmatch(rest) or WORD_SUFFIX.fullmatch(rest):
            return name[: match.start()].rstrip(" ,.") or name
    return name
