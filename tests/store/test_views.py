"""The views are the public interface: their columns, their types, and a contract seen through all of them."""

# ruff: noqa: RUF005 (a row of a view is longer than a line of code)
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.compensation import CompensationKind, DhsLink
from models.contract import Contract
from models.document import DocumentRole, DocumentStatus
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from store.query import query
from store.schema_version import migrations
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

PLACE = "page INTEGER, quote VARCHAR, bbox VARCHAR, confidence DOUBLE"
COLUMNS = {
    "documents": (
        "document_id VARCHAR, file_name VARCHAR, path VARCHAR, page_count INTEGER, byte_count BIGINT, "
        "text_source VARCHAR, document_role VARCHAR, status VARCHAR, error_code VARCHAR, error_message VARCHAR, "
        "ingested_at TIMESTAMP, run_id VARCHAR, superseded_by VARCHAR"
    ),
    "contracts": (
        "contract_id VARCHAR, document_id VARCHAR, file_name VARCHAR, title VARCHAR, first_page INTEGER, "
        "last_page INTEGER, document_role VARCHAR, kind VARCHAR, agreement_date DATE, effective_date DATE, "
        "expiration_date DATE, term_months DECIMAL(9,2), renewal_kind VARCHAR, renewal_months DECIMAL(9,2), "
        f"termination_notice_days INTEGER, amends_contract_id VARCHAR, {PLACE}, superseded_by VARCHAR, "
        "corrected_fields VARCHAR[]"
    ),
    "parties": (
        f"contract_id VARCHAR, name VARCHAR, role VARCHAR, entity_kind VARCHAR, is_physician BOOLEAN, {PLACE}, "
        "corrected_fields VARCHAR[], npi VARCHAR"
    ),
    "signatures": (
        "contract_id VARCHAR, party_name VARCHAR, signatory_name VARCHAR, signatory_title VARCHAR, status VARCHAR, "
        f"method VARCHAR, signed_on DATE, {PLACE}, reason VARCHAR, other_signer VARCHAR, other_entity VARCHAR, "
        "envelope_id VARCHAR, corrected_fields VARCHAR[]"
    ),
    "digital_signatures": (
        "contract_id VARCHAR, signer VARCHAR, signed_on DATE, is_intact BOOLEAN, changed_after_signing BOOLEAN, "
        "is_trusted BOOLEAN, "
        f"{PLACE}"
    ),
    "provisions": (
        f"contract_id VARCHAR, kind VARCHAR, subject VARCHAR, quantity DECIMAL(18,4), {PLACE}, found_by VARCHAR"
    ),
    "contracts_in_force": (
        "contract_id VARCHAR, stated_in_contract_id VARCHAR, from_date DATE, until_date DATE, expiration_date DATE, "
        "term_months DECIMAL(9,2), renewal_kind VARCHAR, renewal_months DECIMAL(9,2), termination_notice_days INTEGER"
    ),
    "compensation_in_force": (
        "contract_id VARCHAR, stated_in_contract_id VARCHAR, component INTEGER, from_date DATE, until_date DATE, "
        "is_replaced BOOLEAN, kind VARCHAR, amount DECIMAL(18,2), currency VARCHAR, period VARCHAR, unit VARCHAR, "
        f"percent DECIMAL(9,4), base VARCHAR, payer VARCHAR, payee VARCHAR, dhs_linked BOOLEAN, {PLACE}"
    ),
    "compensation": (
        "contract_id VARCHAR, component INTEGER, kind VARCHAR, amount DECIMAL(18,2), currency VARCHAR, "
        "period VARCHAR, unit VARCHAR, percent DECIMAL(9,4), base VARCHAR, cap_amount DECIMAL(18,2), "
        "cap_period VARCHAR, payer VARCHAR, payee VARCHAR, personally_performed BOOLEAN, dhs_linked BOOLEAN, "
        f"dhs_categories VARCHAR[], {PLACE}, dhs_link VARCHAR, dhs_reason VARCHAR, "
        "corrected_fields VARCHAR[]"
    ),
    "findings": (
        "finding_id VARCHAR, contract_id VARCHAR, check_code VARCHAR, check_name VARCHAR, severity VARCHAR, "
        "citation VARCHAR, message VARCHAR, remedy VARCHAR, status VARCHAR, as_of DATE, first_seen_run VARCHAR, "
        f"last_seen_run VARCHAR, file_name VARCHAR, kind VARCHAR, {PLACE}, resolved_run VARCHAR, disposition VARCHAR, "
        "disposition_until DATE, disposition_status VARCHAR, relationship_id VARCHAR"
    ),
    "exceptions": (
        "contract_id VARCHAR, exception VARCHAR, title VARCHAR, citation VARCHAR, status VARCHAR, is_best BOOLEAN, "
        "path VARCHAR, candidacy VARCHAR, as_far_as_tested VARCHAR, satisfied_count INTEGER, "
        "not_satisfied_count INTEGER, in_doubt_count INTEGER, untested_count INTEGER, curable_until DATE, as_of DATE, "
        "file_name VARCHAR, kind VARCHAR, confirmed_count INTEGER"
    ),
    "elements": (
        "contract_id VARCHAR, exception VARCHAR, element VARCHAR, status VARCHAR, decided_by VARCHAR, "
        "checks VARCHAR[], requirement VARCHAR, reason VARCHAR, look_for VARCHAR, citation VARCHAR, "
        f"law_doubt VARCHAR, curable_until DATE, position INTEGER, is_best BOOLEAN, {PLACE}, as_of DATE, "
        "file_name VARCHAR, kind VARCHAR, checked_status VARCHAR, confirmation_id INTEGER, confirmed_by VARCHAR, "
        "confirmed_at TIMESTAMP"
    ),
    "facts": (
        "contract_id VARCHAR, field VARCHAR, value VARCHAR, page INTEGER, quote VARCHAR, bbox VARCHAR, "
        "confidence DOUBLE, found_by VARCHAR, reason VARCHAR, correction_id INTEGER"
    ),
    "corrections": (
        "correction_id INTEGER, contract_id VARCHAR, document_id VARCHAR, file_name VARCHAR, field VARCHAR, "
        "subject VARCHAR, value_before VARCHAR, value VARCHAR, value_read VARCHAR, page INTEGER, reason VARCHAR, "
        "corrected_by VARCHAR, corrected_at TIMESTAMP, status VARCHAR, superseded_by INTEGER, withdrawn_by VARCHAR, "
        "withdrawn_at TIMESTAMP, withdrawal_reason VARCHAR"
    ),
    "dispositions": (
        "disposition_id INTEGER, finding_id VARCHAR, contract_id VARCHAR, file_name VARCHAR, check_name VARCHAR, "
        "disposition VARCHAR, reason VARCHAR, decided_by VARCHAR, decided_at TIMESTAMP, until DATE, status VARCHAR, "
        "outdated_because VARCHAR, superseded_by INTEGER, withdrawn_by VARCHAR, withdrawn_at TIMESTAMP, "
        "withdrawal_reason VARCHAR, severity VARCHAR, citation VARCHAR, message VARCHAR, quote VARCHAR, as_of DATE, "
        "relationship_id VARCHAR"
    ),
    "confirmations": (
        "confirmation_id INTEGER, arrangement_id VARCHAR, contract_id VARCHAR, file_name VARCHAR, exception VARCHAR, "
        "element VARCHAR, confirmation VARCHAR, reason VARCHAR, confirmed_by VARCHAR, confirmed_at TIMESTAMP, "
        "from_date DATE, until_date DATE, status VARCHAR, outdated_because VARCHAR, superseded_by INTEGER, "
        "withdrawn_by VARCHAR, withdrawn_at TIMESTAMP, withdrawal_reason VARCHAR, document_name VARCHAR, "
        "document_sha256 VARCHAR, citation VARCHAR, requirement VARCHAR, as_of DATE, contract_ids VARCHAR[], "
        "import_id INTEGER, line INTEGER"
    ),
    "audit_log": (
        "number BIGINT, recorded_at TIMESTAMP, actor VARCHAR, account VARCHAR, action VARCHAR, subject VARCHAR, "
        "details VARCHAR, previous_hash VARCHAR, hash VARCHAR"
    ),
    "relationships": (
        "relationship_id VARCHAR, entity VARCHAR, physician VARCHAR, contract_count INTEGER, agreement_count INTEGER, "
        "first_day DATE, last_day DATE, kinds VARCHAR[]"
    ),
    "relationship_contracts": (
        "relationship_id VARCHAR, contract_id VARCHAR, file_name VARCHAR, title VARCHAR, kind VARCHAR, "
        "document_role VARCHAR"
    ),
    "relationship_decisions": (
        "decision_id INTEGER, decision VARCHAR, relationship_ids VARCHAR[], contract_ids VARCHAR[], reason VARCHAR, "
        "decided_by VARCHAR, decided_at TIMESTAMP, status VARCHAR, withdrawn_by VARCHAR, withdrawn_at TIMESTAMP, "
        "withdrawal_reason VARCHAR"
    ),
    "master_list": (
        "relationship_id VARCHAR, entity VARCHAR, physician VARCHAR, contract_id VARCHAR, file_name VARCHAR, "
        "title VARCHAR, kind VARCHAR, document_role VARCHAR, first_day DATE, last_day DATE, renewal_kind VARCHAR, "
        "pay VARCHAR, amended_by VARCHAR[], in_force_today BOOLEAN"
    ),
    "arrangements": (
        "arrangement_id VARCHAR, contract_id VARCHAR, entity VARCHAR, physician VARCHAR, relationship_ids VARCHAR[], "
        "file_name VARCHAR, title VARCHAR, kind VARCHAR, document_role VARCHAR, first_day DATE, last_day DATE, "
        "renewal_kind VARCHAR, pay VARCHAR, amended_by VARCHAR[], status VARCHAR, exception VARCHAR, citation VARCHAR, "
        "reasons VARCHAR[], as_of DATE, confirmed VARCHAR[]"
    ),
    "arrangement_periods": (
        "arrangement_id VARCHAR, from_date DATE, until_date DATE, status VARCHAR, exception VARCHAR, citation VARCHAR, "
        "reasons VARCHAR[], as_of DATE, confirmed VARCHAR[]"
    ),
    "arrangement_reasons": (
        "arrangement_id VARCHAR, exception VARCHAR, element VARCHAR, effect VARCHAR, from_date DATE, until_date DATE, "
        "citation VARCHAR, reason VARCHAR, contract_id VARCHAR, position INTEGER, is_best_exception BOOLEAN"
    ),
    "arrangement_ids": "arrangement_id VARCHAR, part_of VARCHAR, contract_ids VARCHAR[]",
    "ledger_imports": (
        "import_id INTEGER, kind VARCHAR, file_name VARCHAR, sha256 VARCHAR, row_count INTEGER, imported_by VARCHAR, "
        "imported_at TIMESTAMP, status VARCHAR, replaced_by INTEGER, withdrawn_by VARCHAR, withdrawn_at TIMESTAMP, "
        "withdrawal_reason VARCHAR"
    ),
    "payments": (
        "payer VARCHAR, payee VARCHAR, amount DECIMAL(18,2), paid_on DATE, period_from DATE, period_until DATE, "
        "contract VARCHAR, purpose VARCHAR, hours DECIMAL(18,4), time_log VARCHAR, file_name VARCHAR, "
        "line INTEGER, import_id INTEGER"
    ),
    "nonmonetary_compensation": (
        "entity VARCHAR, physician VARCHAR, given_on DATE, item VARCHAR, value DECIMAL(18,2), form VARCHAR, "
        "solicited BOOLEAN, staff_event BOOLEAN, returned_on DATE, returned_value DECIMAL(18,2), "
        "file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "incidental_benefits": (
        "entity VARCHAR, physician VARCHAR, given_on DATE, benefit VARCHAR, value DECIMAL(18,2), "
        "on_campus BOOLEAN, offered_to_all BOOLEAN, file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "group_collections": (
        "group_practice VARCHAR, physician VARCHAR, received_from DATE, received_until DATE, "
        "dhs_category VARCHAR, amount DECIMAL(18,2), file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "group_pay": (
        "group_practice VARCHAR, physician VARCHAR, year INTEGER, total_pay DECIMAL(18,2), "
        "dhs_profits DECIMAL(18,2), file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "group_services": (
        "group_practice VARCHAR, physician VARCHAR, year INTEGER, status VARCHAR, "
        "hours_through_group DECIMAL(18,4), hours_in_all DECIMAL(18,4), encounters INTEGER, file_name VARCHAR, "
        "line INTEGER, import_id INTEGER"
    ),
    "group_roster": (
        "group_practice VARCHAR, physician VARCHAR, status VARCHAR, first_day DATE, last_day DATE, pod VARCHAR, "
        "file_name VARCHAR, line INTEGER, import_id INTEGER, npi VARCHAR"
    ),
    "ownership_and_family": (
        "person VARCHAR, relation VARCHAR, other VARCHAR, percent DECIMAL(18,4), first_day DATE, last_day DATE, "
        "basis VARCHAR, is_physician BOOLEAN, file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "fmv_opinions": (
        "entity VARCHAR, physician VARCHAR, contract VARCHAR, subject VARCHAR, low DECIMAL(18,4), "
        "high DECIMAL(18,4), unit VARCHAR, opinion_on DATE, valid_until DATE, scope VARCHAR, appraiser VARCHAR, "
        "file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "ehr_donations": (
        "donor VARCHAR, physician VARCHAR, items VARCHAR, cost DECIMAL(18,2), received_on DATE, "
        "share_paid DECIMAL(18,2), paid_on DATE, initial BOOLEAN, financed_by_donor BOOLEAN, contract VARCHAR, "
        "file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "overpayments": (
        "entity VARCHAR, physician VARCHAR, reference VARCHAR, identified_on DATE, amount DECIMAL(18,2), "
        "investigation_from DATE, investigation_until DATE, reported_on DATE, file_name VARCHAR, line INTEGER, "
        "import_id INTEGER"
    ),
    "claims": (
        "claim VARCHAR, service_on DATE, code VARCHAR, payer VARCHAR, paid DECIMAL(18,2), dhs_category VARCHAR, "
        "referred_by_npi VARCHAR, referred_by VARCHAR, performed_by_npi VARCHAR, performed_by VARCHAR, "
        "billed_by VARCHAR, claim_line VARCHAR, file_name VARCHAR, line INTEGER, import_id INTEGER"
    ),
    "tasks_done": (
        "task VARCHAR, done_on DATE, done_by VARCHAR, record VARCHAR, note VARCHAR, file_name VARCHAR, line INTEGER, "
        "import_id INTEGER"
    ),
    "noncompliance": (
        "contract_id VARCHAR, relationship_id VARCHAR, finding_id VARCHAR, check_name VARCHAR, certainty VARCHAR, "
        "first_day DATE, last_day DATE, exception VARCHAR, element VARCHAR, because VARCHAR, severity VARCHAR, "
        f"citation VARCHAR, message VARCHAR, status VARCHAR, disposition VARCHAR, {PLACE}, as_of DATE, "
        "file_name VARCHAR, kind VARCHAR"
    ),
    "notices": (
        "notice_id VARCHAR, channel VARCHAR, finding_id VARCHAR, change VARCHAR, severity VARCHAR, run_id VARCHAR, "
        "told_at TIMESTAMP"
    ),
    "runs": (
        "run_id VARCHAR, command VARCHAR, started_at TIMESTAMP, finished_at TIMESTAMP, as_of DATE, "
        "document_count INTEGER, quarantined_count INTEGER, contract_count INTEGER, open_finding_count INTEGER, "
        "new_finding_count INTEGER, resolved_finding_count INTEGER"
    ),
}
BOX = "72.0,90.5,301.2,102.0"


def test_the_views_are_those_promised(database: Path) -> None:
    store_and_publish(database)
    found = query(database, "select view_name from duckdb_views() where not internal and schema_name = 'main'")
    assert {name for (name,) in found.rows} == set(COLUMNS)
    tables = query(database, "select table_name from duckdb_tables() where schema_name = 'main'")
    assert tables.rows == ()


@pytest.mark.parametrize("view", COLUMNS)
def test_columns_have_the_names_types_and_order_promised(view: str, database: Path) -> None:
    store_and_publish(database)
    described = query(database, f"describe {view}").rows
    assert ", ".join(f"{row[0]} {row[1]}" for row in described) == COLUMNS[view]


def test_a_contract_is_seen_whole_through_the_views(database: Path, ask: Ask) -> None:
    source = make.document()
    full = make.contract(
        source,
        amends_contract_id="another",
        term_months=make.fact(Decimal("11.967"), "364 days"),
        termination_notice_days=make.unknown("No right to end it at will was found."),
        parties=(
            make.party(
                make.PHYSICIAN,
                PartyRole.LESSEE,
                entity_kind=EntityKind.INDIVIDUAL,
                is_physician=True,
                npi="1234567893",
            ),
            make.party(is_physician=None),
        ),
        signatures=(
            make.signature(),
            make.signature(
                make.PHYSICIAN,
                signatory_name=None,
                signatory_title=None,
                status=SignatureStatus.UNSIGNED,
                method=SignatureMethod.NONE,
                signed_on=None,
                reason="There is no block for this party.",
                evidence=None,
            ),
        ),
        compensation=(
            make.component(),
            make.per_click_component(personally_performed=True),
            make.component(
                kind=CompensationKind.PERCENTAGE,
                amount=None,
                period=None,
                percent=Decimal("35.0"),
                base="collections of the suite",
                dhs_link=DhsLink.OPEN,
            ),
        ),
    )
    run_id = store_and_publish(database, make.extraction(source, full))
    key = full.contract_id
    assert ask("select * exclude (ingested_at) from documents") == [
        (source.document_id, "lease.pdf", "/inbox/lease.pdf", 2, 2048, "native", "agreement", "ok", None, None)
        + (run_id, None)
    ]
    assert ask("from contracts") == [
        (key, source.document_id, "lease.pdf", "EQUIPMENT LEASE", 1, 2, "agreement", "equipment_lease")
        + (date(2024, 1, 1), date(2024, 1, 15), date(2025, 1, 14), Decimal("11.97"), "automatic", Decimal("12.00"))
        + (None, "another", 1, "leases the scanner", BOX, 0.9, None, [])
    ]
    assert ask("from parties") == [
        (key, make.PHYSICIAN, "lessee", "individual", True, 1, make.PHYSICIAN, BOX, 0.95, [], "1234567893"),
        (key, make.HOSPITAL, "lessor", "organization", None, 1, make.HOSPITAL, BOX, 0.95, [], None),
    ]
    assert ask("from signatures") == [
        (key, make.HOSPITAL, "Idris Hallowby", "President", "signed", "ink", date(2024, 1, 2))
        + (2, "By: ______", BOX, 0.8, "There is ink on the line.", None, None, None, []),
        (key, make.PHYSICIAN, None, None, "unsigned", "none", None)
        + (None, None, None, 0.8, "There is no block for this party.", None, None, None, []),
    ]
    assert ask("from compensation order by component") == [
        (key, 1, "fixed", Decimal("2500.00"), "USD", "month", None, None, None, None, None)
        + (make.PHYSICIAN, make.HOSPITAL, False, False, [], 1, "$2,500.00 each month", BOX, 0.85)
        + ("not_linked", "The amount is the same every month.", []),
        (key, 2, "per_click", Decimal("45.50"), "USD", None, "scan", None, None, Decimal("9000.00"), "month")
        + (make.PHYSICIAN, make.HOSPITAL, True, True, ["radiology_imaging"], 1, "$45.50 for every scan", BOX, 0.85)
        + ("linked", "Each scan referred adds to the fee.", []),
        (key, 3, "percentage", None, "USD", None, None, Decimal("35.0000"), "collections of the suite", None, None)
        + (make.PHYSICIAN, make.HOSPITAL, False, None, [], 1, "$2,500.00 each month", BOX, 0.85)
        + ("open", "The amount is the same every month.", []),
    ]
    assert ask("from facts") == [
        (key, "kind", "equipment_lease", 1, "leases the scanner", BOX, 0.9, "a pattern", None, None),
        (key, "agreement_date", "2024-01-01", 1, "dated January 1, 2024", BOX, 0.9, "a pattern", None, None),
        (key, "effective_date", "2024-01-15", 1, "commencing January 15, 2024", BOX, 0.9, "a pattern", None, None),
        (key, "expiration_date", "2025-01-14", 1, "ending January 14, 2025", BOX, 0.9, "a pattern", None, None),
        (key, "term_months", "11.967", 1, "364 days", BOX, 0.9, "a pattern", None, None),
        (key, "renewal_kind", "automatic", 1, "renews for successive years", BOX, 0.9, "a pattern", None, None),
        (key, "renewal_months", "12", 1, "successive years", BOX, 0.9, "a pattern", None, None),
        (key, "termination_notice_days", None, None, None, None, 0.0, None)
        + ("No right to end it at will was found.", None),
        (key, "amended_contract_date", None, None, None, None, 0.0, None, "It changes no other contract.", None),
    ]
    with Store.open(database) as store:
        assert list(store.contracts()) == [full]


def test_every_fact_of_a_contract_may_be_unknown(database: Path, ask: Ask) -> None:
    fields = [name for name, field in Contract.model_fields.items() if "Fact" in str(field.annotation)]
    unknown: dict[str, Any] = {field: make.unknown() for field in fields}
    blank = make.contract(title=None, parties=(), signatures=(), compensation=(), **unknown)
    store_and_publish(database, make.extraction(None, blank))
    assert ask("select kind, effective_date, term_months, page, confidence from contracts") == [
        (None, None, None, None, 0.0)
    ]
    assert ask("select list(distinct field order by field) from facts where value is null") == [(sorted(fields),)]


@pytest.mark.parametrize("amount", [Decimal("1E+30"), Decimal("9" * 45), Decimal("1E+17")])
def test_a_figure_beyond_its_column_is_unknown_and_its_words_stay(amount: Decimal, database: Path, ask: Ask) -> None:
    odd = make.contract(
        compensation=(make.component(amount=amount),), termination_notice_days=make.fact(10**15, "a misread figure")
    )
    store_and_publish(database, make.extraction(None, odd))
    assert ask("select amount, quote from compensation") == [(None, "$2,500.00 each month")]
    assert ask("select termination_notice_days from contracts") == [(None,)]
    assert ask("select value from facts where field = 'termination_notice_days'") == [(str(10**15),)]


def test_an_amount_with_a_positive_exponent_is_not_read_as_zero(database: Path, ask: Ask) -> None:
    store_and_publish(
        database, make.extraction(None, make.contract(compensation=(make.component(amount=Decimal("1E+3")),)))
    )
    assert ask("select amount from compensation") == [(Decimal("1000.00"),)]


def test_the_role_of_a_document_is_that_of_its_first_instrument(database: Path, ask: Ask) -> None:
    bundle, letter = make.document("bundle", "/inbox/a.pdf"), make.document("letter", "/inbox/b.pdf")
    broken = make.document(
        "broken",
        "/inbox/c.pdf",
        status=DocumentStatus.QUARANTINED,
        error_code="encrypted",
        error_message="It asks for a password.",
        page_count=0,
        text_source=None,
    )
    store_and_publish(
        database,
        make.extraction(
            bundle,
            make.contract(bundle, 3),
            make.contract(bundle, 1, document_role=DocumentRole.AMENDMENT),
        ),
        make.extraction(letter).model_copy(update={"contracts": ()}),
        make.extraction(broken).model_copy(update={"contracts": ()}),
    )
    assert ask("select file_name, document_role, status, error_code, page_count from documents order by path") == [
        ("a.pdf", "amendment", "ok", None, 2),
        ("b.pdf", "other", "ok", None, 2),
        ("c.pdf", None, "quarantined", "encrypted", None),
    ]


def test_a_run_is_counted_when_it_ends(database: Path, ask: Ask) -> None:
    lease = make.contract()
    broken = make.document("broken", "/inbox/c.pdf", status=DocumentStatus.QUARANTINED, error_code="corrupt")
    with Store.open(database) as store:
        stopped = store.begin_run("run", AS_OF)
        first = store.begin_run("run", AS_OF)
        store.write(make.extraction(None, lease), first)
        store.write(make.extraction(broken).model_copy(update={"contracts": ()}), first)
        store.record_findings(lease.contract_id, [make.finding(lease), make.finding(lease, "per-click-rent")], first)
        store.finish_run(first)
        second = store.begin_run("check", AS_OF)
        store.record_findings(lease.contract_id, [make.finding(lease)], second)
        store.finish_run(second)
        store.publish()
    assert ask("select * exclude (started_at, finished_at) from runs order by run_id") == [
        (stopped, "run", AS_OF, None, None, None, None, None, None),
        (first, "run", AS_OF, 2, 1, 1, 2, 2, 0),
        (second, "check", AS_OF, 0, 0, 0, 1, 0, 1),
    ]
    assert ask("select count(*) from runs where finished_at >= started_at") == [(2,)]


def test_migrations_are_numbered_without_a_gap() -> None:
    assert list(migrations()) == list(range(1, len(migrations()) + 1))
