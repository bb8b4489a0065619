"""Whether each party signed: places to sign matched with parties, and parties without any place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.assembly.letter_writer import letter_writer
from extractors.assembly.missing_pages import why_no_place
from extractors.assembly.signature_marks import marks_by_area
from extractors.assembly.signature_matching import also_signing, best_party, same_name
from extractors.assembly.signature_names import other_entity, other_signer
from extractors.assembly.signing_days import days_in, likeliest_day
from extractors.language.envelopes import envelope_id
from extractors.quick_expressions import QuickExpression
from extractors.segmenting.signing_places import signing_pages
from extractors.terms.signature_status import SignatureReading, read_signature
from models.evidence import Evidence
from models.party import EntityKind, Party, PartyRole
from models.segment import Instrument
from models.signature import SignatureArea, SignatureBlock, SignatureMethod, SignatureStatus

_TYPED_NAMES_SIGN = QuickExpression.of(
    r"(?i)\btyp(?:ed|ing)\b[^.]{0,120}\b(?:signature|signs?|signed|bind|force|effect)\b|\bsignature[^.]{0,60}\btyp(?:ed|ing)\b"
)
_ORGANIZATION = re.compile(
    r"(?i)\b(?:inc|corp|corporation|company|ltd|l\.?l\.?c|l\.?l\.?p|l\.?p|p\.?l\.?l\.?c|p\.?c|p\.?a|s\.?c|hospital|clinic"
    r"|foundation|partnership|associates|authority|system|center)\b\.?,?$"
)
_BY_ELIMINATION = 0.6
_BY_LETTERHEAD = 1.0
_BY_ITS_PHYSICIANS = "No place to sign names it, and every physician signed, perhaps for it too."


class _Match(NamedTuple):
    area: SignatureArea
    reading: SignatureReading
    party: int
    strength: float


def chosen_signatures(instrument: Instrument, parties: Sequence[Party]) -> tuple[SignatureBlock, ...]:
    """The blocks of every party that ought to sign, also of one that has no block on any page."""
    matches = _dated(_matches(instrument, parties), instrument)
    envelopes = {page.number: found for page in instrument.pages if (found := envelope_id(page.text))}
    blocks: list[SignatureBlock] = []
    for index, party in enumerate(parties):
        mine = _settled([match for match in matches if match.party == index])
        blocks += [_in_envelope(_block(match, party, parties), envelopes) for match in mine]
        if not mine:
            blocks.append(_absent(party, why_no_place(instrument)))
    return tuple(_for_their_practice(blocks, parties))


def _for_their_practice(blocks: Sequence[SignatureBlock], parties: Sequence[Party]) -> list[SignatureBlock]:
    """The blocks; a practice without any place may be signed for by its own physicians, if all of them signed."""
    members = {party.name for party in parties if party.role is PartyRole.EMPLOYEE}
    signed = [block for block in blocks if block.party_name in members]
    together = len(members) > 1 and all(block.status is SignatureStatus.SIGNED for block in signed)
    practices = {party.name for party in parties if party.role is PartyRole.EMPLOYER}
    return [
        block.model_copy(update={"status": SignatureStatus.UNCLEAR, "reason": _BY_ITS_PHYSICIANS})
        if together and block.evidence is None and block.party_name in practices
        else block
        for block in blocks
    ]


def _matches(instrument: Instrument, parties: Sequence[Party]) -> list[_Match]:
    typed_names_sign = bool(_TYPED_NAMES_SIGN.search(instrument.text))
    found: list[_Match] = []
    strangers: list[tuple[SignatureArea, SignatureReading]] = []
    for page, areas in signing_pages(instrument):
        for area, marks in marks_by_area(areas, page.marks):
            reading = read_signature(area, marks, page.text_source, typed_names_sign)
            # A stamp alone, beside what is printed of the party, tells by itself who signed.
            place = area if area.name or area.headings else area.model_copy(update={"name": reading.signer})
            best = best_party(place, parties)
            if best is not None:
                found.append(_Match(place, reading, *best))
                found += [_Match(place, reading, other, best[1]) for other in also_signing(place, parties, best[0])]
            elif not area.is_witness and (place.name or area.headings):
                strangers.append((place, reading))
    writer = letter_writer(instrument, parties)
    if writer is not None and all(match.party != writer for match in found):
        own = next(((area, reading) for area, reading in strangers if area.title and not area.headings), None)
        if own is not None:
            strangers.remove(own)
            found.append(_Match(*own, writer, _BY_LETTERHEAD))
    unmatched = [index for index in range(len(parties)) if all(match.party != index for match in found)]
    all_signed = all(reading.status is SignatureStatus.SIGNED for _, reading in strangers)
    if len(unmatched) == len(strangers) and (len(strangers) == 1 or all_signed):
        # Whose each of them is may be open; where all are signed, nobody's is missing.
        found += [_Match(*stranger, party, 0.0) for stranger, party in zip(strangers, unmatched, strict=True)]
    return found


def _dated(matches: Sequence[_Match], instrument: Instrument) -> list[_Match]:
    """The matches, those with a date by hand that may be read in several ways dated by the days around it."""
    if not any(match.reading.possible_days for match in matches):
        return list(matches)
    known = {match.reading.signed_on for match in matches if match.reading.signed_on is not None}
    known |= set(days_in(instrument.text))
    return [
        match._replace(reading=match.reading.model_copy(update={"signed_on": likeliest_day(days, known)}))
        if (days := match.reading.possible_days)
        else match
        for match in matches
    ]


def _settled(matches: Sequence[_Match]) -> list[_Match]:
    """One match for each signatory: counterparts hold blank copies of what is signed elsewhere, and a place that only
    shares the party's role gives way to one that names it.
    """
    strongest = max((match.strength for match in matches), default=0.0)
    kept: list[_Match] = []
    for match in matches:
        if match.strength < 6.0 and strongest >= 6.0:
            continue
        twin = next((other for other in kept if _same_signatory(other.area, match.area)), None)
        if twin is None:
            kept.append(match)
        elif _rank(match) > _rank(twin):
            kept[kept.index(twin)] = match
    return kept


def _same_signatory(first: SignatureArea, second: SignatureArea) -> bool:
    return first.name is None or second.name is None or same_name(first.name, second.name)


def _rank(match: _Match) -> tuple[int, float]:
    order = {SignatureStatus.SIGNED: 2, SignatureStatus.UNCLEAR: 1, SignatureStatus.UNSIGNED: 0}
    return order[match.reading.status], match.strength


def _block(match: _Match, party: Party, parties: Sequence[Party]) -> SignatureBlock:
    area, reading = match.area, match.reading
    status, reason, confidence = reading.status, reading.reason, reading.confidence
    name = area.name or reading.signer
    if name is None and party.entity_kind is EntityKind.INDIVIDUAL:
        name = party.name
    stranger = next((text for text in (*area.headings, *area.below) if _ORGANIZATION.search(text)), None)
    signer, entity = other_signer(area, reading.signer, party), other_entity(area, party, parties)
    if match.strength == 0.0:
        confidence = _BY_ELIMINATION
    named = entity or (stranger if match.strength == 0.0 else None)
    if status is SignatureStatus.SIGNED and named is not None:
        status = SignatureStatus.UNCLEAR
        reason = f'Signed, but the block names "{named}" and not the party.'
    if status is SignatureStatus.SIGNED and signer is not None:
        expected = party.name if party.entity_kind is EntityKind.INDIVIDUAL else area.name
        status, confidence = SignatureStatus.UNCLEAR, 0.8
        reason = f"Signed by {signer}, but the block is for {expected}."
    return SignatureBlock(
        party_name=party.name,
        signatory_name=name,
        signatory_title=area.title,
        status=status,
        method=reading.method,
        signed_on=reading.signed_on,
        other_signer=signer,
        other_entity=entity,
        reason=reason,
        evidence=Evidence(page=area.page, quote=area.quote, box=area.box),
        confidence=confidence,
    )


def _in_envelope(block: SignatureBlock, envelopes: Mapping[int, str]) -> SignatureBlock:
    """The block with the envelope named on its page, or on the first page that names one."""
    if block.method is not SignatureMethod.ESIGN or block.evidence is None:
        return block
    named = envelopes.get(block.evidence.page) or next(iter(envelopes.values()), None)
    return block.model_copy(update={"envelope_id": named})


def _absent(party: Party, reason: str) -> SignatureBlock:
    return SignatureBlock(
        party_name=party.name,
        status=SignatureStatus.UNSIGNED,
        method=SignatureMethod.NONE,
        reason=reason,
        confidence=0.7,
    )
