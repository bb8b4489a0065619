"""What kind of arrangement an instrument is, and what it is to other instruments."""

from __future__ import annotations

from models.contract import ContractKind
from models.document import DocumentRole
from models.evidence import Fact
from models.segment import Instrument


def chosen_kind(instrument: Instrument) -> Fact[ContractKind]:
    """The kind that title, roles and pay clauses speak for most."""
    return Fact[ContractKind](reason="Nothing says what kind of arrangement this is.")


def document_role_of(instrument: Instrument) -> DocumentRole:
    """Agreement, amendment, renewal, a lone exhibit, or no contract at all."""
    return DocumentRole.AGREEMENT
