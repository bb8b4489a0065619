"""Questions to the published file: answers, refusals, and nothing but reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from models.contract import ContractKind
from models.errors import StoreError
from models.finding import FindingStatus, Severity
from store.query import findings, query
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish


@pytest.fixture
def filled(database: Path) -> Path:
    """A lease with two findings and an employment with one open and one resolved."""
    lease = make.contract()
    work = make.document("work", "/inbox/work.pdf")
    employment = make.contract(work, kind=make.fact(ContractKind.EMPLOYMENT))
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(None, lease), run_id)
        store.write(make.extraction(work, employment), run_id)
        notice = make.finding(employment, "missing-signature", severity=Severity.NOTICE)
        gone = make.finding(employment, "dhs-linked-pay", check_code="SC003")
        store.record_findings(employment.contract_id, [notice, gone], run_id)
        store.record_findings(employment.contract_id, [notice], run_id)
        rent = make.finding(lease, "per-click-rent", severity=Severity.WARNING, check_code="SC004")
        store.record_findings(lease.contract_id, [rent, make.finding(lease)], run_id)
        store.publish()
    return database


@pytest.mark.parametrize(
    ("sql", "columns", "rows"),
    [
        ("select 1 as one, date '2024-01-31' as day;", ("one", "day"), ((1, date(2024, 1, 31)),)),
        ("with rent as (select amount from compensation) from rent limit 1", ("amount",), ((Decimal("2500.00"),),)),
        ("values ('a', [1, 2], null)", ("col0", "col1", "col2"), (("a", [1, 2], None),)),
        ("select kind from contracts where false", ("kind",), ()),
        ("pivot findings on severity using count(*) group by status", None, None),
        ("describe findings", None, None),
        ("summarize contracts", None, None),
        ("show tables", None, None),
        ("explain select 1", None, None),
    ],
)
def test_a_query_is_answered(
    sql: str, columns: tuple[str, ...] | None, rows: tuple[tuple[object, ...], ...] | None, filled: Path
) -> None:
    table = query(filled, sql)
    if columns is None:
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
    else:
        assert (table.columns, table.rows) == (columns, rows)


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("selec 1", r'^The query cannot be answered: Parser Error: syntax error at or near "selec"$'),
        ("select nothing from contracts", "Binder Error: Referenced column"),
        ("select * from contract", "Catalog Error: Table with name contract does not exist"),
        ("select 'x'::integer", "Conversion Error"),
        ("", "Ask one query at a time; there are 0 here"),
        ("-- a remark", "there are 0 here"),
        ("select 1; select 2", "there are 2 here"),
        ("delete from stored.contracts", "Only queries are answered here"),
        ("select 1; delete from stored.contracts", "Only queries"),
        ("create table notes (note varchar)", "Only queries"),
        ("create temp table notes (note varchar)", "Only queries"),
        ("explain analyze delete from stored.contracts", "read-only"),
        ("copy contracts to 'OUT'", "Only queries"),
        ("export database 'OUT'", "Only queries"),
        ("attach 'OUT'", "Only queries"),
        ("install httpfs", "Only queries"),
        ("load httpfs", "Only queries"),
        ("set enable_external_access = true", "Only queries"),
        ("pragma enable_external_access = true", "Only queries|configuration has been locked"),
        ("select * from 'OUT'", "disabled by configuration"),
        ("select * from read_text('OUT')", "disabled by configuration"),
        ("select * from glob('/*')", "disabled by configuration"),
        ("select * from read_csv('https://example.org/a.csv')", "disabled by configuration|httpfs"),
    ],
)
def test_anything_but_a_query_is_refused(sql: str, reason: str, filled: Path, tmp_path: Path) -> None:
    before = filled.read_bytes()
    outside = tmp_path / "outside.csv"
    with pytest.raises(StoreError, match=reason) as refusal:
        query(filled, sql.replace("OUT", str(outside)))
    assert "\n" not in str(refusal.value)
    assert not outside.exists()
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["missing-signature", "dhs-linked-pay", "per-click-rent", "missing-signature"]),
        ({"status": FindingStatus.OPEN}, ["missing-signature", "per-click-rent", "missing-signature"]),
        ({"check": "missing-signature"}, ["missing-signature", "missing-signature"]),
        ({"check": "SC004"}, ["per-click-rent"]),
        ({"severity": Severity.NOTICE}, ["missing-signature"]),
        ({"kind": ContractKind.EQUIPMENT_LEASE}, ["missing-signature", "per-click-rent"]),
        ({"kind": ContractKind.EMPLOYMENT, "status": FindingStatus.RESOLVED}, ["dhs-linked-pay"]),
        ({"check": "x' or true --"}, []),
    ],
)
def test_findings_meet_every_condition_the_gravest_first(
    conditions: dict[str, str], expected: list[str], filled: Path
) -> None:
    table = findings(filled, **conditions)  # type: ignore[arg-type]
    name = table.columns.index("check_name")
    assert [row[name] for row in table.rows] == expected


def test_an_answer_does_not_change(database: Path) -> None:
    store_and_publish(database)
    table = query(database, "select 1 as one")
    with pytest.raises(ValidationError):
        table.rows = ()  # type: ignore[misc]
