"""docs/output.md says what the database holds: every view, column, type and word, and queries that run."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from models.answer import Answer, Candidacy, DecidedBy
from models.arrangement import Compliance
from models.audit import AuditAction
from models.compensation import CompensationKind, DhsCategory, DhsLink, Period
from models.confirmation import ConfirmationStatus
from models.contract import FACT_FIELDS, ContractKind, RenewalKind
from models.disposition import DispositionKind, DispositionStatus
from models.document import DocumentRole, DocumentStatus, TextSource
from models.errors import DocumentError
from models.finding import FindingStatus, Severity
from models.ledger import LedgerKind
from models.ledger_import import ImportStatus
from models.ledger_words import ClaimCategory, ClaimPayer, GiftForm, GroupStatus, OwnershipBasis, Relation, Task
from models.noncompliance import Certainty
from models.notice import Change, Channel
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from store.query import query
from tests import factories as make
from tests.store.conftest import store_and_publish
from tests.store.test_views import COLUMNS, PLACE

PAGE = (Path(__file__).parents[2] / "docs" / "output.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")}
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL)
WORDS: list[tuple[str, type[StrEnum]]] = [
    ("findings", Severity),
    ("findings", FindingStatus),
    ("dispositions", DispositionKind),
    ("dispositions", DispositionStatus),
    ("confirmations", ConfirmationStatus),
    ("audit_log", AuditAction),
    ("notices", Channel),
    ("notices", Change),
    ("elements", Answer),
    ("elements", DecidedBy),
    ("exceptions", Candidacy),
    ("contracts", DocumentRole),
    ("contracts", ContractKind),
    ("contracts", RenewalKind),
    ("parties", PartyRole),
    ("parties", EntityKind),
    ("signatures", SignatureStatus),
    ("signatures", SignatureMethod),
    ("compensation", CompensationKind),
    ("compensation", Period),
    ("compensation", DhsCategory),
    ("compensation", DhsLink),
    ("ledger_imports", LedgerKind),
    ("ledger_imports", ImportStatus),
    ("nonmonetary_compensation", GiftForm),
    ("group_roster", GroupStatus),
    ("ownership_and_family", Relation),
    ("ownership_and_family", OwnershipBasis),
    ("arrangement_periods", Compliance),
    ("claims", ClaimPayer),
    ("claims", ClaimCategory),
    ("tasks_done", Task),
    ("noncompliance", Certainty),
    ("documents", TextSource),
    ("documents", DocumentStatus),
]


@pytest.mark.parametrize("view", COLUMNS)
def test_every_column_is_described_with_its_type(view: str) -> None:
    described: list[str] = []
    for names, types in re.findall(r"^\| (.*?) \| (.*?) \|", SECTIONS[view], flags=re.MULTILINE):
        columns, kinds = re.findall(r"`(\w+)`", names), types.replace("DECIMAL(18,2)", "MONEY").split(", ")
        for number, column in enumerate(columns):
            described.append(f"{column} {kinds[min(number, len(kinds) - 1)]}".replace("MONEY", "DECIMAL(18,2)"))
        if names == "evidence":
            described.append(PLACE)
    assert ", ".join(described) == COLUMNS[view]


@pytest.mark.parametrize(("view", "words"), WORDS)
def test_every_word_of_an_enumeration_is_listed(view: str, words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in SECTIONS[view]] == []


def test_every_error_code_and_field_is_listed() -> None:
    codes = [cause.code for cause in DocumentError.__subclasses__()]
    assert [code for code in codes if f"`{code}`" not in SECTIONS["documents"]] == []
    assert [field for field in FACT_FIELDS if f"`{field}`" not in SECTIONS["facts"]] == []


def test_there_are_eight_queries() -> None:
    assert len(QUERIES) == 8


@pytest.mark.parametrize("sql", QUERIES)
def test_every_query_runs(sql: str, database: Path) -> None:
    store_and_publish(database, make.extraction())
    assert query(database, sql).columns
