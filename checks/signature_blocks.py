"""What the rules on signatures have in common: which papers are signed, and what a block is called."""

from __future__ import annotations

from models.contract import Contract
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.signature import SignatureBlock

_SIGNED_BY_ITS_PARTIES = frozenset({DocumentRole.AGREEMENT, DocumentRole.AMENDMENT, DocumentRole.RENEWAL})


NOT_SIGNED_BY_PARTIES = Verdict(
    outcome=Outcome.NOT_APPLICABLE,
    message="Only an agreement, an amendment or a renewal is signed.",
    leaves_open=True,
)
"""What a rule on signatures says of any other paper."""


def signed_by_its_parties(contract: Contract) -> bool:
    """Whether the paper is one that its parties sign; a lone exhibit is signed with its agreement."""
    return contract.document_role in _SIGNED_BY_ITS_PARTIES


def who_signs(block: SignatureBlock) -> str:
    """The party as a reader would name it, with its signatory where that is another: "Clinic, Inc. (by Ada Tovey)"."""
    if block.signatory_name and block.party_name and block.signatory_name != block.party_name:
        return f"{block.party_name} (by {block.signatory_name})"
    return block.party_name or block.signatory_name or "A party without a name"


def subject_of(block: SignatureBlock) -> str:
    """What a finding on the block is known by in every run."""
    return f"{block.party_name or ''}|{block.signatory_name or ''}"


def verdict_on(block: SignatureBlock, outcome: Outcome, message: str) -> Verdict:
    """A verdict that rests on the block alone: its subject, its words and how sure they are."""
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject_of(block),
        wanting=f"who signed for {block.party_name or block.signatory_name or 'a party without a name'}",
        evidence=block.evidence,
        confidence=block.confidence,
    )
