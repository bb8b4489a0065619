"""Corrections: laid over the reading, kept whatever becomes of it, superseded, taken back, and never lost."""

# ruff: noqa: RUF005 (a row of a view is longer than a line of code)
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from models.compensation import DhsCategory, DhsLink
from models.contract import Contract
from models.correction import (
    ContractReference,
    CorrectionDone,
    CorrectionRefusedError,
    CorrectionRequest,
    NotStoredError,
)
from models.document import DocumentRole
from models.evidence import Fact
from models.signature import SignatureStatus
from store.schema_version import migrations
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

LEASE = make.document("lease", "/inbox/lease.pdf")
OTHER_LEASE = make.document("another lease", "/archive/lease.pdf")


def request(field: str, value: str | None = None, file: str = "lease.pdf", **given: Any) -> CorrectionRequest:
    name, _, page = file.partition("#")
    references = (
        ContractReference(name=file, path=f"/folder/{file}"),
        ContractReference(name=name, path=f"/folder/{name}", page=int(page) if page else None),
    )
    asked = {"reason": "The original says so.", "person": "Jane Roe", "references": references}
    return CorrectionRequest(field=field, value=value, **asked | given)


def correct(
    database: Path, field: str, value: str | None = None, file: str = "lease.pdf", **given: Any
) -> CorrectionDone:
    with Store.open(database) as store:
        done = store.correct(request(field, value, file, **given))
        store.publish()
    return done


def withdraw(database: Path, field: str, file: str = "lease.pdf", **given: Any) -> CorrectionDone:
    with Store.open(database) as store:
        done = store.withdraw_correction(request(field, None, file, **given))
        store.publish()
    return done


def contracts_in(database: Path) -> list[Contract]:
    with Store.open(database) as store:
        return list(store.contracts())


def test_a_corrected_fact_is_shown_as_such_and_what_was_read_stays(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, "agreement_date", "2024-02-03", reason="A 1 was read\nfor a 2.")
    (row,) = ask("from corrections")
    key, day = make.contract(LEASE).contract_id, ask("select corrected_at::date::varchar from corrections")[0][0]
    assert row[:12] == (
        (1, key, LEASE.document_id, "lease.pdf", "agreement_date", None, "2024-01-01", "2024-02-03", "2024-01-01", None)
        + ("A 1 was read for a 2.", "Jane Roe")
    )
    assert row[13:] == ("applied", None, None, None, None)
    note = f"Corrected from 2024-01-01 to 2024-02-03 by Jane Roe on {day}: A 1 was read for a 2."
    assert ask("select * exclude (contract_id) from facts where correction_id is not null") == [
        ("agreement_date", "2024-02-03", 1, f"dated January 1, 2024 [agreement_date: {note}]", "72.0,90.5,301.2,102.0")
        + (1.0, "a person's correction", note, 1)
    ]
    assert ask("select agreement_date, corrected_fields from contracts") == [(date(2024, 2, 3), ["agreement_date"])]
    (contract,) = contracts_in(database)
    assert contract.agreement_date.value == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("field", "value", "column", "shown"),
    [
        ("kind", "Office Lease", "kind", "office_lease"),
        ("contracts.kind", "unknown", "kind", None),
        ("title", "MASTER LEASE", "title", "MASTER LEASE"),
        ("document_role", "renewal", "document_role", "renewal"),
        ("effective_date", "2024-02-29", "effective_date", date(2024, 2, 29)),
        ("expiration_date", "", "expiration_date", None),
        ("term_months", "11.97", "term_months", Decimal("11.97")),
        ("renewal_kind", "month-to-month", "renewal_kind", "month_to_month"),
        ("renewal_kind", "none", "renewal_kind", "none"),
        ("renewal_months", "null", "renewal_months", None),
        ("termination_notice_days", "90", "termination_notice_days", 90),
    ],
)
def test_each_field_of_a_contract_takes_its_values(
    field: str, value: str, column: str, shown: object, database: Path, ask: Ask
) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, field, value)
    assert ask(f"select {column}, corrected_fields from contracts") == [(shown, [column])]


@pytest.mark.parametrize(
    ("field", "item", "value", "view", "column", "shown"),
    [
        ("parties.role", "Tamsin Fernquist", "contractor", "parties", "role", "contractor"),
        ("parties.is_physician", "quillmere hospital", "unknown", "parties", "is_physician", None),
        ("parties.npi", "Tamsin Fernquist", "1234567893", "parties", "npi", "1234567893"),
        ("signatures.status", "Idris Hallowby", "unclear", "signatures", "status", "unclear"),
        ("signatures.signed_on", "2", "2024-01-05", "signatures", "signed_on", date(2024, 1, 5)),
        ("signatures.signatory_title", "Fernquist", "Member", "signatures", "signatory_title", "Member"),
        ("compensation.amount", None, "25000", "compensation", "amount", Decimal("25000.00")),
        ("compensation.currency", "1", "cad", "compensation", "currency", "CAD"),
        ("compensation.period", "fixed 2500", "year", "compensation", "period", "year"),
        ("compensation.dhs_linked", None, "true", "compensation", "dhs_linked", True),
        ("compensation.dhs_linked", None, "unknown", "compensation", "dhs_linked", None),
        ("compensation.dhs_link", None, "open", "compensation", "dhs_link", "open"),
        ("compensation.personally_performed", None, "yes", "compensation", "personally_performed", True),
        (
            *("compensation.dhs_categories", None, "radiology imaging, home-health", "compensation", "dhs_categories"),
            ["radiology_imaging", "home_health"],
        ),
    ],
)
def test_parties_signatures_and_pay_are_addressed_by_name_or_number(
    field: str, item: str | None, value: str, view: str, column: str, shown: object, database: Path, ask: Ask
) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, field, value, item=item)
    kept = field.rpartition(".")[2].replace("dhs_linked", "dhs_link")
    rows = ask(f"select {column}, corrected_fields, confidence, quote from {view} where len(corrected_fields) > 0")
    ((found, fields, confidence, quote),) = rows
    assert (found, fields, confidence) == (shown, [kept], 1.0)
    assert f"[{kept}: Corrected from " in str(quote)


LINKED = make.per_click_component()
BLANK = make.signature(signatory_name=None, status=SignatureStatus.UNSIGNED, evidence=None)


@pytest.mark.parametrize(
    ("field", "value", "given", "message"),
    [
        (
            "term",
            "12",
            {},
            "'term' is no field that can be corrected. Did you mean term_months or termination_notice_days",
        ),
        ("status", "signed", {}, "Did you mean signatures.status?"),
        ("contract_id", "x", {}, "is no field that can be corrected"),
        ("kind", "lease", {}, "It takes one of office_lease, equipment_lease, .* or unknown"),
        ("document_role", "unknown", {}, "document_role cannot be unknown. It takes one of agreement"),
        ("effective_date", "March 1, 2024", {}, "It takes a day written as 2024-01-31"),
        ("effective_date", "2024-02-30", {}, "It takes a day"),
        ("effective_date", "20240230", {}, "It takes a day"),
        ("effective_date", "0204-01-01", {}, "from 1900-01-01"),
        ("term_months", "twelve", {}, "It takes months, more than 0"),
        ("term_months", "0", {}, "It takes months"),
        ("term_months", "11.967", {}, "up to two decimals"),
        ("term_months", "NaN", {}, "It takes months"),
        ("term_months", "99999999", {}, "It takes months"),
        ("termination_notice_days", "-1", {}, "It takes whole days"),
        ("termination_notice_days", "1.5", {}, "It takes whole days"),
        ("compensation.amount", "$2,500.00", {"item": "1"}, "a sum without sign or commas"),
        ("compensation.amount", "-5", {"item": "1"}, "a sum"),
        ("compensation.currency", "dollars", {"item": "1"}, "three letters"),
        ("compensation.dhs_linked", "perhaps", {"item": "1"}, "for dhs_linked true, false or unknown"),
        ("compensation.dhs_categories", "imaging", {"item": "1"}, "with commas between them, of clinical_laboratory"),
        ("compensation.personally_performed", "unknown", {"item": "1"}, "cannot be unknown"),
        ("parties.name", " ", {"item": "1"}, "parties.name cannot be unknown"),
        ("parties.npi", "1234567890", {"item": "1"}, "ten digits, .*check digit"),
        ("signatures.status", "signed", {}, "Say which signature with --for"),
        ("signatures.status", "signed", {"item": "Nobody"}, "No signature is called 'Nobody' here"),
        ("signatures.status", "signed", {"item": "3"}, "No signature is called '3' here"),
        ("kind", "other", {"item": "Quillmere"}, "--for has no meaning here"),
        ("kind", "other", {"reason": "\n "}, "Say why with --reason"),
        ("kind", "other", {"person": ""}, "Say who corrects this"),
        ("kind", "other", {"page": 3}, "There is no page 3; the file has 2 pages"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_is_allowed(
    field: str, value: str, given: dict[str, Any], message: str, database: Path, ask: Ask
) -> None:
    store_and_publish(database, make.extraction(LEASE))
    with pytest.raises(CorrectionRefusedError, match=message):
        correct(database, field, value, **given)
    assert ask("from corrections") == []


@pytest.mark.parametrize(
    ("file", "refused", "message", "candidates"),
    [
        ("nowhere.pdf", NotStoredError, "nowhere.pdf is not in the database", 0),
        ("lease.pdf", CorrectionRefusedError, "2 files are called lease.pdf. Name one by its path.", 2),
        ("inbox/lease.pdf", CorrectionRefusedError, "inbox/lease.pdf holds 2 contracts. Name one by the page", 2),
        ("inbox/lease.pdf#7", CorrectionRefusedError, "has no one contract on page 7", 2),
        ("letter.pdf", CorrectionRefusedError, "No contract was read from /inbox/letter.pdf", 0),
    ],
)
def test_a_name_that_may_mean_several_is_refused_with_those_it_may_mean(
    file: str, refused: type[Exception], message: str, candidates: int, database: Path
) -> None:
    letter = make.document("letter", "/inbox/letter.pdf")
    store_and_publish(
        database,
        make.extraction(LEASE, make.contract(LEASE, 1, last_page=1), make.contract(LEASE, 2)),
        make.extraction(OTHER_LEASE),
        make.extraction(letter).model_copy(update={"contracts": ()}),
    )
    with pytest.raises(refused, match=message) as caught:
        correct(database, "kind", "other", file)
    assert isinstance(caught.value, CorrectionRefusedError)
    assert len(caught.value.candidates) == candidates


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("inbox/lease.pdf#2", f"{LEASE.document_id}-2"),
        ("/archive/lease.pdf", f"{OTHER_LEASE.document_id}-1"),
        ("archive/lease.pdf", f"{OTHER_LEASE.document_id}-1"),
        (OTHER_LEASE.document_id[:9], f"{OTHER_LEASE.document_id}-1"),
        (f"{LEASE.document_id}-1", f"{LEASE.document_id}-1"),
    ],
)
def test_a_contract_is_named_by_path_page_digest_or_id(file: str, key: str, database: Path, ask: Ask) -> None:
    store_and_publish(
        database,
        make.extraction(LEASE, make.contract(LEASE, 1, last_page=1), make.contract(LEASE, 2)),
        make.extraction(OTHER_LEASE),
    )
    correct(database, "title", "CORRECTED", file)
    assert ask("select contract_id from contracts where title = 'CORRECTED'") == [(key,)]


def test_a_file_is_known_by_its_bytes_and_one_that_changed_is_refused(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    renamed = ContractReference(name="x.pdf", path="/inbox/x.pdf", document_id=LEASE.document_id)
    correct(database, "kind", "other", references=(renamed,))
    assert ask("select kind from contracts") == [("other",)]
    changed = ContractReference(name="lease.pdf", path="/inbox/lease.pdf", document_id=OTHER_LEASE.document_id)
    with pytest.raises(CorrectionRefusedError, match="has changed since it was read"):
        correct(database, "kind", "other", references=(changed,))


def test_a_correction_outlasts_renaming_and_a_newer_reading(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, "kind", "office_lease")
    correct(database, "signatures.status", "unsigned", item="Hallowby")
    renamed = make.document("lease", "/inbox/2024/signed copy.pdf")
    newer = make.contract(
        renamed,
        kind=make.unknown("The newer pattern sees nothing."),
        signatures=(
            make.signature(make.PHYSICIAN),
            make.signature("QUILLMERE HOSPITAL", signatory_name="Idris Hallowby"),
        ),
    )
    store_and_publish(database, make.extraction(renamed, newer))
    assert ask("select kind, file_name from contracts") == [("office_lease", "signed copy.pdf")]
    assert ask("select party_name, status, method, signed_on from signatures where len(corrected_fields) > 0") == [
        ("QUILLMERE HOSPITAL", "unsigned", "none", None)
    ]
    assert ask("select field, value_before, value_read, status, file_name from corrections order by 1") == [
        ("kind", "equipment_lease", None, "applied", "signed copy.pdf"),
        ("signatures.status", "signed", "signed", "applied", "signed copy.pdf"),
    ]


def test_a_later_correction_supersedes_and_taking_it_back_restores_the_earlier(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, "term_months", "24")
    correct(database, "term_months", "36", person="John Doe")
    states = "select correction_id, value_before, value, status, superseded_by from corrections order by 1"
    assert ask(states) == [(1, "12", "24", "superseded", 2), (2, "24", "36", "applied", None)]
    assert ask("select term_months from contracts") == [(36,)]
    withdraw(database, "term_months", person="Jane Roe", reason="Another lease.")
    assert ask(states) == [(1, "12", "24", "applied", None), (2, "24", "36", "withdrawn", None)]
    assert ask("select withdrawn_by, withdrawal_reason from corrections where withdrawn_at >= corrected_at") == [
        ("Jane Roe", "Another lease.")
    ]
    assert ask("select term_months from contracts") == [(24,)]
    done = withdraw(database, "term_months")
    assert done.after is not None
    assert done.after.effects == ()
    assert contracts_in(database) == [make.contract(LEASE)]
    assert ask("select count(*) from facts where correction_id is not null") == [(0,)]
    with pytest.raises(CorrectionRefusedError, match=r"There is no correction of term_months in lease\.pdf"):
        withdraw(database, "term_months")


def test_it_must_be_plain_which_correction_is_taken_back(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    for party in ("Quillmere", "Fernquist"):
        correct(database, "parties.is_physician", "unknown", item=party)
    with pytest.raises(CorrectionRefusedError, match="Several corrections are meant") as caught:
        withdraw(database, "parties.is_physician")
    assert len(caught.value.candidates) == 2
    withdraw(database, "parties.is_physician", item="Fernquist")
    assert ask("select subject from corrections where status = 'applied'") == [(make.HOSPITAL,)]


def test_a_correction_whose_contract_is_cut_otherwise_is_kept_and_said(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE, make.contract(LEASE, 2)))
    correct(database, "kind", "office_lease")
    correct(database, "signatures.status", "unclear", item="Hallowby")
    statuses = "select field, status, value_read from corrections order by 1"
    store_and_publish(database, make.extraction(LEASE, make.contract(LEASE, 1)))
    assert ask(statuses) == [("kind", "orphaned", None), ("signatures.status", "orphaned", None)]
    with Store.open(database) as store:
        assert store.orphaned_corrections([LEASE.document_id]) == ["lease.pdf"]
        assert store.orphaned_corrections([OTHER_LEASE.document_id]) == []
    # Taken back although its contract is gone; the other is back in effect with its contract, though not its signature.
    assert withdraw(database, "kind", "lease.pdf#2").after is None
    store_and_publish(database, make.extraction(LEASE, make.contract(LEASE, 2, signatures=())))
    assert ask(statuses) == [("kind", "withdrawn", None), ("signatures.status", "orphaned", None)]
    store_and_publish(database, make.extraction(LEASE, make.contract(LEASE, 2)))
    assert ask(statuses) == [("kind", "withdrawn", None), ("signatures.status", "applied", "signed")]


def test_a_changed_file_begins_without_corrections_and_that_is_said(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, "kind", "other")
    changed = make.document("changed", LEASE.path)
    store_and_publish(database, make.extraction(changed))
    assert ask("select kind from contracts where superseded_by is null") == [("equipment_lease",)]
    with Store.open(database) as store:
        assert store.corrections_left_behind([changed.document_id]) == ["lease.pdf"]


RECKONED_END: Fact[date] = Fact(
    value=date(2025, 1, 14),
    evidence=make.evidence("one (1) year"),
    confidence=0.8,
    reason="2024-01-15 + 12 months - 1 day",
)
RECKONED_LENGTH: Fact[Decimal] = Fact(
    value=Decimal("12.00"), evidence=make.evidence("ending"), confidence=0.8, reason="2024-01-15 through 2025-01-14"
)
OWN = make.fact(date(2024, 1, 15), "dated January 15, 2024")


@pytest.mark.parametrize(
    ("read", "corrections", "start", "months", "end"),
    [
        ({}, {"term_months": "24"}, "2024-01-15", "24", "2025-01-14"),
        ({"expiration_date": RECKONED_END}, {"term_months": "24"}, "2024-01-15", "24", "2026-01-14"),
        ({"expiration_date": RECKONED_END}, {"term_months": "11.97"}, "2024-01-15", "11.97", "2025-01-12"),
        ({"expiration_date": RECKONED_END}, {"effective_date": "2024-03-01"}, "2024-03-01", "12", "2025-02-28"),
        ({"expiration_date": RECKONED_END}, {"effective_date": "unknown"}, None, "12", None),
        ({"expiration_date": RECKONED_END}, {"term_months": "unknown"}, "2024-01-15", None, None),
        ({"expiration_date": RECKONED_END}, {"term_months": "9999999"}, "2024-01-15", "9999999", None),
        (
            {"expiration_date": RECKONED_END},
            {"term_months": "24", "expiration_date": "2025-06-30"},
            *("2024-01-15", "24", "2025-06-30"),
        ),
        ({"term_months": RECKONED_LENGTH}, {"expiration_date": "2025-07-14"}, "2024-01-15", "18.00", "2025-07-14"),
        ({"term_months": RECKONED_LENGTH}, {"effective_date": "2024-07-15"}, "2024-07-15", "6.00", "2025-01-14"),
        ({"term_months": RECKONED_LENGTH}, {"expiration_date": "unknown"}, "2024-01-15", None, None),
        (
            {"agreement_date": OWN, "effective_date": OWN, "expiration_date": RECKONED_END},
            {"agreement_date": "2024-02-01"},
            *("2024-02-01", "12", "2025-01-31"),
        ),
    ],
)
def test_what_the_reading_reckoned_follows_and_what_the_contract_states_stays(
    read: dict[str, Any],
    corrections: dict[str, str],
    start: str | None,
    months: str | None,
    end: str | None,
    database: Path,
    ask: Ask,
) -> None:
    store_and_publish(database, make.extraction(LEASE, make.contract(LEASE, **read)))
    for field, value in corrections.items():
        correct(database, field, value)
    values: dict[Any, Any] = dict(ask("select field, value from facts"))  # type: ignore[arg-type]
    assert (values["effective_date"], values["term_months"], values["expiration_date"]) == (start, months, end)
    shown: dict[Any, Any] = dict(ask("select field, quote from facts where correction_id is not null"))  # type: ignore[arg-type]
    assert all("by Jane Roe on" in quote for quote in shown.values())
    for field in corrections:
        withdraw(database, field)
    assert contracts_in(database) == [make.contract(LEASE, **read)]


def test_a_name_corrected_is_that_of_signatures_and_pay_too(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, "parties.name", "Quillmere Memorial Hospital", item="Quillmere")
    assert ask("select party_name, corrected_fields from signatures") == [
        ("Quillmere Memorial Hospital", ["party_name"]),
        (make.PHYSICIAN, []),
    ]
    assert ask("select payer, payee from compensation") == [(make.PHYSICIAN, "Quillmere Memorial Hospital")]
    # The row goes by the name that was read, and by the corrected one.
    correct(database, "signatures.status", "unclear", item="Quillmere Memorial Hospital")
    correct(database, "parties.role", "client", item=make.HOSPITAL)
    assert ask("select distinct status from corrections") == [("applied",)]


def test_pay_that_is_not_linked_has_no_categories_and_a_paper_that_amends_nothing_no_contract(
    database: Path, ask: Ask
) -> None:
    amendment = make.contract(
        LEASE, document_role=DocumentRole.AMENDMENT, amends_contract_id="base", compensation=(LINKED,)
    )
    store_and_publish(database, make.extraction(LEASE, amendment))
    correct(database, "compensation.dhs_linked", "false")
    correct(database, "document_role", "agreement")
    assert ask("select dhs_linked, dhs_categories, corrected_fields from compensation") == [
        (False, [], ["dhs_categories", "dhs_link"])
    ]
    assert ask("select document_role, amends_contract_id from contracts") == [("agreement", None)]
    assert ask("select document_role from documents") == [("agreement",)]
    with Store.open(database) as store:
        store.set_amends({amendment.contract_id: "another"})
        (contract,) = store.contracts()
        store.publish()
    assert contract.amends_contract_id is None
    assert ask("select amends_contract_id from contracts") == [(None,)]
    assert (contract.compensation[0].dhs_link, contract.compensation[0].dhs_categories) == (DhsLink.NOT_LINKED, ())
    assert DhsCategory.RADIOLOGY in LINKED.dhs_categories


@pytest.mark.parametrize(
    ("page", "place", "words"), [(None, (1, None), "[status: "), (2, (2, None), "[status: Corrected from unsigned")]
)
def test_a_correction_of_something_without_a_place_stands_where_the_person_says(
    page: int | None, place: tuple[int, str | None], words: str, database: Path, ask: Ask
) -> None:
    store_and_publish(database, make.extraction(LEASE, make.contract(LEASE, signatures=(BLANK,))))
    correct(database, "signatures.status", "signed", page=page)
    ((number, box, quote, reason),) = ask("select page, bbox, quote, reason from signatures")
    assert (number, box) == place
    assert str(quote).startswith(words)
    assert str(reason).endswith(": The original says so.")


def test_a_page_named_by_the_person_takes_the_place_of_the_words_that_were_read(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(LEASE))
    correct(database, "kind", "other", page=2)
    ((page, box, quote),) = ask("select page, bbox, quote from facts where field = 'kind'")
    assert (page, box) == (2, None)
    assert "leases the scanner" not in str(quote)


def test_a_database_of_the_version_before_takes_corrections(database: Path, ask: Ask) -> None:
    contract = make.contract(LEASE)
    with duckdb.connect(str(database)) as old:
        for version in (1, 2):
            old.execute(migrations()[version].read_text(encoding="utf-8"))
            old.execute("insert into stored.schema_versions values (?, current_timestamp)", [version])
        old.execute(
            "insert into stored.documents values (?, 'lease.pdf', ?, 2, 9, 'native', 'agreement', 'ok', null, null, "
            "current_timestamp, 'run', null)",
            [LEASE.document_id, LEASE.path],
        )
        old.execute("insert into stored.locations values (?, ?, current_timestamp)", [LEASE.path, LEASE.document_id])
        old.execute(
            "insert into stored.contracts (contract_id, document_id, first_page, last_page, document_role, record) "
            "values (?, ?, 1, 2, 'agreement', ?)",
            [contract.contract_id, LEASE.document_id, contract.model_dump_json()],
        )
    with Store.open(database) as store:
        store.begin_run("check", AS_OF)
        store.publish()
    assert ask("select corrected_fields from contracts") == [([],)]
    correct(database, "kind", "other")
    assert ask("select kind, corrected_fields from contracts") == [("other", ["kind"])]


def test_nothing_of_a_refused_correction_is_left_behind(database: Path) -> None:
    store_and_publish(database, make.extraction(LEASE))
    with Store.open(database) as store:
        with pytest.raises(CorrectionRefusedError):
            store.correct(request("kind", "lease"))
        assert store.correct(request("kind", "other")).correction.correction_id == 1
