"""What kind of arrangement an instrument is, and what it is to other instruments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.candidates import KindCandidate
from extractors.learned.opening import opening_of
from extractors.learned.word_model import word_model
from extractors.terms.document_role import FEWEST_AGREEMENTS, FEWEST_DUTIES, RoleSigns, role_signs
from extractors.terms.kind import is_about_health_care, kind_candidates
from models.contract import ContractKind
from models.document import DocumentRole
from models.evidence import Fact
from models.party import Party
from models.segment import Instrument

_CARE_ONLY = {
    ContractKind.PERSONAL_SERVICES,
    ContractKind.RECRUITMENT,
    ContractKind.PRACTICE_PURCHASE,
    ContractKind.GROUP_COMPENSATION_PLAN,
    ContractKind.VALUE_BASED,
    ContractKind.PURCHASE_BY_PHYSICIAN,
    ContractKind.TIMESHARE,
}
_LEAST = 0.7
_LEAST_ABOUT_CARE = 0.4
_FEWEST_PARTIES = 2
_TITLE = 2.25
_MOST_OF_CLAUSES = 1.6
_MOST_WITHOUT_TITLE = 1.3
_WORDS = 1.75


def chosen_kind(instrument: Instrument) -> Fact[ContractKind]:
    """The kind that titles, operative clauses and the words of the opening speak for most; OTHER where none is."""
    candidates = list(kind_candidates(instrument))
    scores = _scores(candidates)
    about_care = is_about_health_care(instrument)
    if about_care:
        for kind, share in word_model("kind").shares(opening_of(instrument).parts()).items():
            scores[ContractKind(kind)] = scores.get(ContractKind(kind), 0.0) + _WORDS * share
    else:
        scores = {kind: score for kind, score in scores.items() if kind not in _CARE_ONLY}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < (_LEAST_ABOUT_CARE if about_care else _LEAST):
        reason = "No title and no clause names one of the kinds of arrangement."
        return Fact[ContractKind](value=ContractKind.OTHER, confidence=0.6, reason=reason, found_by="no kind named")
    kind, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    confidence = _confidence(score, second)
    own = [one for one in candidates if one.kind is kind]
    if not own:
        evidence = instrument.segments[0].evidence()
        return Fact[ContractKind](value=kind, evidence=evidence, confidence=confidence, found_by="words of the opening")
    telling = max(own, key=lambda one: (one.is_title, one.weight))
    return Fact[ContractKind](value=kind, evidence=telling.evidence, confidence=confidence, found_by=telling.found_by)


def _confidence(score: float, second: float) -> float:
    return round(min(0.5 + 0.2 * min(score / 2, 1.0) + 0.3 * (score - second) / score, 0.97), 2)


def _scores(candidates: Sequence[KindCandidate]) -> dict[ContractKind, float]:
    titles: dict[ContractKind, float] = defaultdict(float)
    clauses: dict[ContractKind, float] = defaultdict(float)
    for one in candidates:
        if one.is_title:
            titles[one.kind] = max(titles[one.kind], one.weight) + (0.1 if titles[one.kind] else 0.0)
        else:
            clauses[one.kind] += one.weight
    return {
        kind: _TITLE * titles[kind] + min(clauses[kind], _MOST_OF_CLAUSES if titles[kind] else _MOST_WITHOUT_TITLE)
        for kind in dict.fromkeys((*titles, *clauses))  # of two spoken for alike, the one that a title names first
    }


def document_role_of(instrument: Instrument) -> DocumentRole:
    """Agreement, amendment, renewal, a lone exhibit, or no contract at all."""
    signs = role_signs(instrument)
    if _is_no_contract(signs):
        return DocumentRole.OTHER
    if "amendment: title" in signs.title:
        return DocumentRole.AMENDMENT
    if "renewal: title" in signs.title or (signs.is_letter and "renewal: body" in signs.opening):
        return DocumentRole.RENEWAL
    if "amendment: body" in signs.opening:
        return DocumentRole.AMENDMENT
    if "exhibit: title" in signs.title and not signs.has_signature:
        return DocumentRole.EXHIBIT
    return DocumentRole.AGREEMENT


def binds_nobody(instrument: Instrument, kind: ContractKind | None, parties: Sequence[Party]) -> bool:
    """Whether it is a form, a notice or a brochure after all: nobody to be bound, no words of agreeing or contract."""
    if len(parties) >= _FEWEST_PARTIES or (kind is not ContractKind.OTHER and parties):
        return False
    signs = role_signs(instrument)
    if signs.binds_at_once or "contract: title" in signs.title:
        return False
    return kind is ContractKind.OTHER or not (signs.agreements or signs.has_signature)


def _is_no_contract(signs: RoleSigns) -> bool:
    """A document that agrees to nothing: its title says so, it gives an opinion, or it binds nobody to anything."""
    if signs.only_intends or (signs.is_minutes and not signs.binds_at_once):
        return True
    agreed = signs.agreements >= FEWEST_AGREEMENTS and (signs.is_accepted or signs.has_signature)
    if "other: title" in signs.title:
        return not agreed
    if (signs.is_letter or signs.is_memo) and not signs.is_accepted:
        return signs.opinions > signs.agreements or signs.agreements < 2
    if signs.agreements or "contract: title" in signs.title:
        return False
    return signs.opinions > 1 or (signs.operative < FEWEST_DUTIES and not (signs.is_accepted and signs.has_signature))
