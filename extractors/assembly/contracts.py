"""The Contract of each instrument, put together from what the terms found in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.assembly.amended_contract import chosen_amended_contract_date
from extractors.assembly.compensation import chosen_compensation
from extractors.assembly.confidence import calibrated
from extractors.assembly.digital_signatures import digital_signatures_of
from extractors.assembly.kind import binds_nobody, chosen_kind, document_role_of
from extractors.assembly.parties import chosen_parties
from extractors.assembly.provider_identifiers import with_provider_identifiers
from extractors.assembly.provisions import chosen_provisions
from extractors.assembly.referral_sources import with_referral_sources
from extractors.assembly.signatures import chosen_signatures
from extractors.assembly.term import chosen_term
from extractors.assembly.term_context import paper_of
from models.contract import Contract
from models.document import Document, DocumentRole
from models.segment import Instrument


def assemble(
    document: Document, instruments: Sequence[Instrument], calibrate: Callable[[Contract], Contract] = calibrated
) -> tuple[Contract, ...]:
    """One contract for each instrument that is one, in page order."""
    contracts = (_assembled(document, instrument, instruments) for instrument in instruments)
    return tuple(calibrate(contract) for contract in contracts if contract is not None)


def contract_id_of(document: Document, instrument: Instrument) -> str:
    """The same for the same bytes and first page, in every run."""
    return f"{document.document_id[:16]}-p{instrument.first_page}"


def _assembled(document: Document, instrument: Instrument, instruments: Sequence[Instrument]) -> Contract | None:
    role = document_role_of(instrument)
    if role is DocumentRole.OTHER:
        return None
    kind = chosen_kind(instrument)
    named = chosen_parties(instrument, kind.value)
    if binds_nobody(instrument, kind.value, named):
        return None
    parties = with_provider_identifiers(instrument, with_referral_sources(instrument, named))
    signatures = chosen_signatures(instrument, parties)
    paper = paper_of(instrument)
    term = chosen_term(paper, signatures)
    own_date = term.agreement_date.value
    return Contract(
        contract_id=contract_id_of(document, instrument),
        document_id=document.document_id,
        file_name=document.file_name,
        title=instrument.title,
        first_page=instrument.first_page,
        last_page=instrument.last_page,
        document_role=role,
        kind=kind,
        agreement_date=term.agreement_date,
        effective_date=term.effective_date,
        expiration_date=term.expiration_date,
        term_months=term.term_months,
        renewal_kind=term.renewal_kind,
        renewal_months=term.renewal_months,
        termination_notice_days=term.termination_notice_days,
        amended_contract_date=chosen_amended_contract_date(paper, role, own_date),
        parties=parties,
        signatures=signatures,
        digital_signatures=digital_signatures_of(document, instrument),
        compensation=chosen_compensation(instrument, kind.value, parties),
        provisions=chosen_provisions(
            paper.clauses, [instrument, *(other for other in instruments if other is not instrument)]
        ),
    )
