"""Ledgers in the store: whole or not at all, the same bytes once, nothing deleted, found by the names in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.ledgers.reading import read
from models.ledger import LAID_BESIDE_CONTRACTS, LedgerKind, Ledgers
from models.ledger_import import ImportDone, ImportNotStoredError, LedgerImportRefusedError, LedgerSource
from store.ledgers import Pair, pairs
from store.writer import Store

FOLDER = Path(__file__).parents[2] / "fixtures" / "ledgers"
HOSPITAL = "Quillmere Hospital"
PHYSICIAN = "Tamsin Fernquist, M.D."
HEADER = "payer,payee,amount,paid_on,contract\n"

Ask = Callable[[str], list[tuple[object, ...]]]


def put(store: Store, kind: LedgerKind, data: bytes, name: str, *, replace: bool = False) -> ImportDone:
    source = LedgerSource(file_name=name, sha256=hashlib.sha256(data).hexdigest(), person="Jane Roe")
    return store.import_ledger(kind, read(kind, data, name).rows, source, replace=replace)


def put_payments(store: Store, *rows: str, name: str = "book.csv", replace: bool = False) -> ImportDone:
    data = (HEADER + "\n".join(rows)).encode()
    return put(store, LedgerKind.PAYMENTS, data, name, replace=replace)


def sums(ledgers: Ledgers) -> list[tuple[str, bool | None]]:
    return [(str(row.amount), row.to_physician) for row in ledgers.payments]


BOOKS = [kind for kind in LedgerKind if kind is not LedgerKind.CONFIRMATIONS]  # these need contracts


@pytest.fixture
def everything(database: Path) -> Store:
    """A store with the example of every ledger."""
    store = Store.open(database)
    for kind in BOOKS:
        file = FOLDER / f"{kind.value}.csv"
        put(store, kind, file.read_bytes(), file.name)
    return store


def test_every_ledger_is_seen_through_its_view(everything: Store, ask: Ask) -> None:
    with everything as store:
        store.publish()
    for number, kind in enumerate(BOOKS, start=1):
        file = FOLDER / f"{kind.value}.csv"
        lines = [row.line for row in read(kind, file.read_bytes(), file.name).rows]
        rows = ask(f"select line, file_name, import_id from {kind.value} order by line")
        assert rows == [(line, file.name, number) for line in lines]
        (nulls,) = ask(f"select count(*) from (select unnest([columns(*)::varchar]) as cell from {kind.value})")
        assert nulls != (0,)


def test_every_ledger_gives_the_rows_of_a_relationship(everything: Store) -> None:
    with everything as store:
        found = store.ledgers().of([HOSPITAL], [PHYSICIAN])
        of_the_group = store.ledgers().of(["Larkmoor Physicians, P.C."], [PHYSICIAN])
    counts = {kind.value: len(getattr(found, kind.value)) for kind in LedgerKind if kind in LAID_BESIDE_CONTRACTS}
    assert counts == {
        "payments": 4,
        "nonmonetary_compensation": 3,
        "incidental_benefits": 1,
        "group_collections": 0,
        "group_pay": 0,
        "group_services": 0,
        "group_roster": 0,
        "ownership_and_family": 3,
        "fmv_opinions": 2,
        "ehr_donations": 2,
        "overpayments": 1,
    }
    assert found.imported == frozenset(BOOKS)
    assert [row.to_physician for row in found.payments] == [True, True, False, True]
    # Of a group practice the rows of all its physicians count: its shares are reckoned from the whole.
    assert len(of_the_group.group_collections) == 3
    assert len(of_the_group.group_roster) == 3
    assert of_the_group.payments == ()


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        (PHYSICIAN, True),
        ("TAMSIN  FERNQUIST MD", True),
        ("Tamsin Fernquist", False),
        ("Tamsin Fernquist, M.D., P.C.", False),
        ("Tamsin Fernquest, M.D.", False),
    ],
)
def test_names_are_compared_letter_by_letter(written: str, is_found: bool, database: Path) -> None:
    with Store.open(database) as store:
        put_payments(store, f'{HOSPITAL},"{written}",10,2024-01-31,')
        assert sums(store.ledgers().of([HOSPITAL], [PHYSICIAN])) == ([("10.00", True)] if is_found else [])
        assert sums(store.ledgers().of([HOSPITAL], [PHYSICIAN, written])) == [("10.00", True)]
        assert store.ledgers().of(["Another Hospital"], [PHYSICIAN, written]).payments == ()


def test_a_payment_under_a_contract_counts_whoever_is_named(database: Path) -> None:
    with Store.open(database) as store:
        put_payments(store, "A,B,10,2024-01-31,lease.pdf", "A,B,20,2024-01-31,other.pdf", "A,B,30,2024-01-31,")
        assert sums(store.ledgers().of([HOSPITAL], [PHYSICIAN], ["Lease.PDF", "0123-1"])) == [("10.00", None)]


def test_the_same_bytes_are_taken_once_and_another_file_of_the_name_beside_or_instead(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        first = put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",10,2024-01-31,')
        again = put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",10,2024-01-31,', name="copy.csv", replace=True)
        assert (first.is_new, again.is_new, again.import_id, again.file_name) == (True, False, 1, "book.csv")
        beside = put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",20,2024-01-31,')
        assert (beside.beside, beside.replaced) == ((1,), ())
        assert sums(store.ledgers().of([HOSPITAL], [PHYSICIAN])) == [("10.00", True), ("20.00", True)]
        instead = put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",30,2024-01-31,', replace=True)
        assert (instead.beside, instead.replaced) == ((), (1, 2))
        assert sums(store.ledgers().of([HOSPITAL], [PHYSICIAN])) == [("30.00", True)]
        # What was replaced may come back: its bytes stand no more.
        assert put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",10,2024-01-31,').import_id == 4
        store.publish()
    assert ask("select import_id, status, replaced_by, row_count from ledger_imports order by import_id") == [
        (1, "replaced", 3, 1),
        (2, "replaced", 3, 1),
        (3, "standing", None, 1),
        (4, "standing", None, 1),
    ]
    assert ask("select amount::varchar, import_id from payments order by import_id") == [("30.00", 3), ("10.00", 4)]


def test_a_ledger_of_another_kind_is_never_replaced(database: Path) -> None:
    with Store.open(database) as store:
        put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",10,2024-01-31,')
        data = (FOLDER / "group_pay.csv").read_bytes()
        assert put(store, LedgerKind.GROUP_PAY, data, "book.csv", replace=True).replaced == ()
        assert store.ledgers().of([HOSPITAL], [PHYSICIAN]).imported == {LedgerKind.PAYMENTS, LedgerKind.GROUP_PAY}


def test_what_is_withdrawn_counts_no_more_and_is_kept_with_the_reason(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        put_payments(store, f'{HOSPITAL},"{PHYSICIAN}",10,2024-01-31,')
        for number, reason, kind in ((1, " ", LedgerImportRefusedError), (2, "Gone.", ImportNotStoredError)):
            with pytest.raises(kind):
                store.withdraw_ledger(number, reason, "Jane Roe")
        store.withdraw_ledger(1, "The wrong quarter.", "Jane Roe")
        with pytest.raises(LedgerImportRefusedError, match="is withdrawn already"):
            store.withdraw_ledger(1, "Again.", "Jane Roe")
        assert store.ledgers().of([HOSPITAL], [PHYSICIAN]) == Ledgers()
        store.publish()
    assert ask("from payments") == []
    assert ask("select status, withdrawn_by, withdrawal_reason from ledger_imports") == [
        ("withdrawn", "Jane Roe", "The wrong quarter.")
    ]
    assert ask("select action, actor, subject from audit_log order by number") == [
        ("ledger_imported", "Jane Roe", "ledger import 1"),
        ("ledger_withdrawn", "Jane Roe", "ledger import 1"),
    ]


def test_ties_are_followed_from_a_physician_to_what_the_family_owns(database: Path) -> None:
    book = (
        "person,relation,other\n"
        f'Piers,spouse,"{PHYSICIAN}"\n'
        "Piers,owner,Supply LLC\n"
        "Supply LLC,owner,Depot LLC\n"
        "Depot LLC,owner,Yard LLC\n"
        "Somebody,owner,Elsewhere LLC\n"
    )
    with Store.open(database) as store:
        put(store, LedgerKind.OWNERSHIP_AND_FAMILY, book.encode(), "ties.csv")
        found = store.ledgers().of([HOSPITAL], [PHYSICIAN]).ownership_and_family
    assert [tie.other for tie in found] == [PHYSICIAN, "Supply LLC", "Depot LLC"]


def test_pairs_are_those_that_rows_name_together(database: Path) -> None:
    with Store.open(database) as store:
        put_payments(store, "A,B,10,2024-01-31,", "A,B,20,2024-02-29,", "B,A,5,2024-02-29,")
        put(store, LedgerKind.GROUP_PAY, (FOLDER / "group_pay.csv").read_bytes(), "pay.csv")
        data = (FOLDER / "overpayments.csv").read_bytes()
        put(store, LedgerKind.OVERPAYMENTS, data, "over.csv")
        assert pairs(store._connection) == [Pair("A", "B"), Pair("B", "A"), Pair(HOSPITAL, "Odo Brankov, D.O.")]


def test_a_store_without_ledgers_gives_none(database: Path) -> None:
    with Store.open(database) as store:
        assert store.ledgers().of([HOSPITAL], [PHYSICIAN]) == Ledgers()
