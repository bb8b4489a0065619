"""Payments line by line beside the terms of contracts: what was paid, what was agreed, and what the contract says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from checks.arrangements import Arrangement, arrangements_of
from checks.pay_due import fixed_pay
from checks.payments_under import payments_under
from models.base import Frozen
from models.compensation import CompensationComponent
from models.counting import counted
from models.database import Database
from models.ledger import LedgerKind
from models.relationship import Relationship
from reports.payment_verdicts import CANNOT_TELL, VERDICTS, Judged, judged
from reports.report import Block, Cell, Column, ColumnKind, Report
from store.query import asking
from store.relationship_reading import with_rows_in

_DAY, _MONEY, _NUMBER = ColumnKind.DAY, ColumnKind.MONEY, ColumnKind.NUMBER
_LEDGER: Final = """
select payer, payee, amount, paid_on, period_from, period_until, contract, purpose, file_name, line from payments
where paid_on <= cast($day as date)
order by paid_on, file_name, line, import_id
"""
_COLUMNS: Final = (
    Column("Verdict", width=14),
    Column("Payer", width=22),
    Column("Payee", width=22),
    Column("Amount", _MONEY, 12),
    Column("Paid on", _DAY, 11),
    Column("For days from", _DAY, 11),
    Column("Until", _DAY, 11),
    Column("Paid for these days", _MONEY, 12),
    Column("Agreed, at least", _MONEY, 11),
    Column("Agreed, at most", _MONEY, 11),
    Column("Beyond or short", _MONEY, 11),
    Column("Why", width=38),
    Column("Contract", width=20),
    Column("What the contract says of pay", width=40),
    Column("Page", _NUMBER, 6),
    Column("Purpose", width=16),
    Column("File", width=15),
    Column("Line", _NUMBER, 6),
)
_SUMS: Final = (Column("Verdict", width=18), Column("Payments", _NUMBER, 11), Column("Dollars", _MONEY, 16))
_UNPAID: Final = (
    Column("Entity", width=28),
    Column("Physician", width=28),
    Column("Contract", width=26),
    Column("From", _DAY, 11),
    Column("Until", _DAY, 11),
    Column("What the contract says of pay", width=50),
)


class LedgerPayment(Frozen):
    """A row of the ledger, whomever it names."""

    payer: str
    payee: str
    amount: Decimal
    paid_on: date
    period_from: date | None
    period_until: date | None
    contract: str | None
    purpose: str | None
    file_name: str
    line: int


def payments(database: Database, as_of: date) -> Report:
    """The payments of a database up to a day, beside the terms of its contracts. Raises StoreError."""
    reading = with_rows_in(database, (LedgerKind.PAYMENTS,))
    with asking(database, "payments") as ask:
        ledger = ask(_LEDGER, day=as_of.isoformat()).of(LedgerPayment)
    known = [_until(one, as_of) for one in reading.relationships]
    found = list(_every(ledger, _laid(known)))
    return Report(
        name="payments",
        title="Payments beside the terms of contracts",
        as_of=as_of,
        lines=(
            f"{counted(len(found), 'payment')}, each under the agreement it names, or else "
            "the only one it can belong to.",
            "What is reckoned: a fixed sum by month, quarter or year, an hourly rate, and a cap, by the amendment in "
            "force on the first day paid for, with raises by a stated percentage on stated days. Everything else, a "
            "person lays beside the contract.",
        ),
        missing=tuple(_missing(LedgerKind.PAYMENTS in reading.imported, found)),
        blocks=(
            Block("Payments", "Each payment", _COLUMNS, tuple(_row(one) for one in found), frozen=3),
            _summed(found),
            Block(
                "Unpaid days",
                "Days of fixed pay that no payment is for",
                _UNPAID,
                tuple(row for one in known for row in _unpaid(one)),
                ("Between the first day of an agreement and the last day that any payment under it is for.",),
            ),
        ),
    )


def _until(one: Relationship, as_of: date) -> Relationship:
    rows = tuple(row for row in one.ledgers.payments if row.paid_on <= as_of)
    return one.model_copy(update={"ledgers": one.ledgers.model_copy(update={"payments": rows})})


def _laid(known: Sequence[Relationship]) -> dict[tuple[str, int, str], list[Judged]]:
    """What each relationship makes of each row; of a contract of several physicians, each makes something of it."""
    found: dict[tuple[str, int, str], list[Judged]] = {}
    for one in known:
        for each in judged(one):
            found.setdefault(_key(each.payment.file_name, each.payment.line, each.payment.payee), []).append(each)
    return found


def _every(
    ledger: Sequence[LedgerPayment], laid: dict[tuple[str, int, str], list[Judged]]
) -> Iterator[tuple[LedgerPayment, Judged | None]]:
    """Every row of the ledger, in its order, with what is to be said of it; None where it names no relationship."""
    for row in ledger:
        key = _key(row.file_name, row.line, row.payee)
        same = [each for each in laid.get(key, ()) if each.payment.amount == row.amount]
        # The relationship whose two sides the row names knows better than one that shares the contract.
        same.sort(key=lambda each: (each.payment.to_physician is None, each.arrangement is None))
        yield row, same[0] if same else None


def _key(file_name: str, line: int, payee: str) -> tuple[str, int, str]:
    return file_name, line, payee


def _row(one: tuple[LedgerPayment, Judged | None]) -> tuple[Cell, ...]:
    row, found = one
    arrangement = found.arrangement if found else None
    said = found.component.evidence if found and found.component else None
    return (
        found.verdict if found else CANNOT_TELL,
        *(row.payer, row.payee, row.amount, row.paid_on, row.period_from, row.period_until),
        found.paid if found else None,
        found.agreed.least if found and found.agreed else None,
        found.agreed.most if found and found.agreed else None,
        _beyond(found),
        found.why if found else "It names no entity and physician that have a contract or dealings in the database.",
        _paper(arrangement, found.component) if found and arrangement else row.contract,
        said.quote if said else None,
        said.page if said else None,
        *(row.purpose, row.file_name, row.line),
    )


def _paper(arrangement: Arrangement, component: CompensationComponent | None) -> str:
    """The file of the agreement, and that of the change which says what the page is quoted for."""
    name = arrangement.contract.file_name
    papers = (one for one in arrangement.changes if component is not None and component in one.compensation)
    change = None if component in arrangement.contract.compensation else next(papers, None)
    return name if change is None else f"{name}, changed by {change.file_name} (whose page this is)"


def _beyond(found: Judged | None) -> Decimal | None:
    if found is None or found.paid is None or found.agreed is None:
        return None
    beyond = Decimal(0) if found.agreed.most is None else max(found.paid - found.agreed.most, Decimal(0))
    return beyond or min(found.paid - found.agreed.least, Decimal(0)) or None


def _summed(found: Sequence[tuple[LedgerPayment, Judged | None]]) -> Block:
    counts: Counter[str] = Counter()
    dollars = dict.fromkeys(VERDICTS, Decimal("0.00"))
    for row, one in found:
        verdict = one.verdict if one else CANNOT_TELL
        counts[verdict] += 1
        dollars[verdict] += row.amount
    rows = tuple((verdict, counts[verdict], dollars[verdict]) for verdict in VERDICTS)
    total = ("All", len(found), sum(dollars.values(), Decimal("0.00")))
    return Block("Sums", "Payments by verdict", _SUMS, rows, total=total)


def _unpaid(one: Relationship) -> Iterator[tuple[Cell, ...]]:
    arrangements = arrangements_of(one)
    under = payments_under(one, arrangements).under
    for arrangement in arrangements:
        days = sorted(
            (row.first_day, row.last_day)
            for row in under.get(arrangement.contract.contract_id, ())
            if row.period_from is not None and row.amount > 0
        )
        for first, last in _gaps(arrangement, days):
            fixed = fixed_pay(arrangement.pay_on(first))
            if fixed is not None:
                quote = fixed.evidence.quote if fixed.evidence else None
                yield one.entity, one.physician, arrangement.contract.file_name, first, last, quote


def _gaps(arrangement: Arrangement, days: Sequence[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    if arrangement.first is None or not days:
        return
    next_day = arrangement.first
    for first, last in days:
        if first > next_day and (arrangement.last is None or next_day <= arrangement.last):
            yield next_day, first - timedelta(days=1)
        next_day = max(next_day, last + timedelta(days=1))


def _missing(imported: bool, found: Sequence[tuple[LedgerPayment, Judged | None]]) -> Iterable[str]:
    if not imported:
        yield "The ledger payments was not imported: nothing is said of payments, and not that all is well."
    nobody = sum(one is None for _, one in found)
    if nobody:
        yield (
            f"{counted(nobody, 'payment names', 'payments name')} no entity and physician "
            "that have a contract or dealings in the database. See "
            "the names in them, if a physician is among them."
        )
