"""The worksheet of fair market value: pay beside quotes, surveys and opinions, with formulas that compute it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from checks.arrangements import Arrangement, arrangements_of
from checks.component_names import in_words
from checks.law.in_force import start_of
from checks.pay_beside_opinions import InOneUnit, in_one_unit, laid_beside
from models.compensation import CompensationComponent
from models.contract import Contract
from models.counting import counted
from models.database import Database
from models.ledger import LedgerKind
from models.ledger_rows import ValueOpinion
from models.relationship import Relationship
from models.report_rows import Quote
from reports.fmv_formulas import COLUMNS, Line, cells, support_block
from reports.report import Block, Report
from store.query import asking
from store.relationship_reading import LedgerReading, with_rows_in

_HEAD: Final = 5
"""The rows above the first line of the worksheet: its title, three lines, and the headings."""


class _Known(NamedTuple):
    """The arrangements of a database by every name that a quote may call them."""

    contract_of: Mapping[str, str]
    id_of: Mapping[str, str]


def fmv(database: Database, as_of: date, quotes: Sequence[Quote] = ()) -> Report:
    """The worksheet of a database's arrangements, with the opinions of its ledger and the quotes given.

    Raises StoreError.
    """
    with asking(database, "arrangements") as ask:
        rows = ask("select arrangement_id, contract_id, file_name from arrangements").rows
    known = _Known(
        {str(name).casefold(): str(row[1]) for row in rows for name in row},
        {str(row[1]): str(row[0]) for row in rows},
    )
    return made(with_rows_in(database, (LedgerKind.FMV_OPINIONS,), every=True), known, as_of, quotes)


def made(reading: LedgerReading, known: _Known, as_of: date, quotes: Sequence[Quote]) -> Report:
    """The worksheet of these relationships."""
    lost = [quote for quote in quotes if quote.arrangement.casefold() not in known.contract_of]
    opinions = tuple(_as_opinion(quote, known) for quote in quotes if quote not in lost)
    # A contract with several physicians is in several relationships, and its pay is one.
    distinct = {
        (line.arrangement_id, line.file_name, line.component, line.opinion.place if line.opinion else None): line
        for one in reversed(reading.relationships)
        for line in _lines(one, opinions, known)
    }
    lines = sorted(distinct.values(), key=lambda line: (line.entity, line.physician, line.file_name, line.component))
    used = {(line.opinion.file_name, line.opinion.line) for line in lines if line.opinion is not None}
    unused = [each for each in opinions if (each.file_name, each.line) not in used]
    missing = list(_missing(reading, lines))
    missing += [f"{quote.place}: no arrangement is called {quote.arrangement!r}." for quote in lost]
    missing += [f"{each.place}: no pay of that arrangement is a sum in dollars per {each.unit}." for each in unused]
    worksheet = Block(
        "Worksheet",
        "Pay beside what supports it",
        COLUMNS,
        tuple(cells(line, number) for number, line in enumerate(lines, _HEAD + 1)),
        lines=(
            "Pay, range and days may be changed: all to the right of them is computed anew.",
            "Write yes under Scope confirmed where the source covers these very services, space or equipment.",
            "No percentile is safe or suspect in itself. What lies inside a range is supported, not proven.",
        ),
        frozen=3,
        is_form=True,
    )
    return Report(
        name="fmv",
        title="Fair market value worksheet",
        as_of=as_of,
        lines=(
            "Each sum and rate that an arrangement pays, beside each quote, survey or opinion of its unit.",
            "A source is of its time if it was made by the day from which the pay holds, and had not run out then.",
            "42 CFR 411.351: the value in an arm's-length transaction, consistent with the general market value.",
        ),
        missing=tuple(missing),
        blocks=(worksheet, support_block(lines, _HEAD + 1)),
    )


def _lines(one: Relationship, quotes: Sequence[ValueOpinion], known: _Known) -> Iterator[Line]:
    arrangements = arrangements_of(one)
    for arrangement in arrangements:
        own = {arrangement.contract.contract_id, *(change.contract_id for change in arrangement.changes)}
        sources = (*one.ledgers.fmv_opinions, *(quote for quote in quotes if quote.contract in own))
        laid = list(laid_beside(arrangement, arrangements, sources))
        for paper, component in _components(arrangement):
            bare = _bare(one, arrangement, paper, component, known)
            beside = [each for each in laid if each.component is component]
            for each in beside:
                times = in_one_unit(component, each.opinion) or bare.times
                yield bare._replace(opinion=each.opinion, times=times, is_general=not each.is_sure)
            if not beside:
                yield bare


def _bare(
    one: Relationship, arrangement: Arrangement, paper: Contract, component: CompensationComponent, known: _Known
) -> Line:
    """A component of pay beside nothing."""
    return Line(
        arrangement_id=known.id_of.get(arrangement.contract.contract_id, arrangement.contract.contract_id),
        entity=one.entity,
        physician=one.physician,
        file_name=paper.file_name,
        component=in_words(component),
        amount=component.amount,
        period=component.unit or (component.period.value if component.period else None),
        held_from=start_of(paper),
        to_physician=arrangement.to_physician,
        opinion=None,
        times=InOneUnit(1, 1),
        is_general=False,
    )


def _components(arrangement: Arrangement) -> Iterator[tuple[Contract, CompensationComponent]]:
    for paper in (arrangement.contract, *arrangement.changes):
        for component in paper.compensation:
            yield paper, component


def _as_opinion(quote: Quote, known: _Known) -> ValueOpinion:
    return ValueOpinion(
        file_name=quote.file_name,
        line=quote.line,
        entity=quote.source,
        contract=known.contract_of[quote.arrangement.casefold()],
        subject=quote.subject,
        low=quote.low,
        high=quote.high,
        unit=quote.unit,
        opinion_on=quote.dated_on,
        valid_until=quote.valid_until,
        scope=quote.scope,
        appraiser=quote.source,
    )


def _missing(reading: LedgerReading, lines: Iterable[Line]) -> Iterator[str]:
    if LedgerKind.FMV_OPINIONS not in reading.imported:
        yield "The ledger fmv_opinions was not imported."
    bare = sum(line.opinion is None and line.amount is not None for line in lines)
    if bare:
        yield (
            f"{counted(bare, 'sum or rate has', 'sums or rates have')} no quote, survey or "
            "opinion of their unit beside them."
        )
    unfigured = sum(line.amount is None for line in lines)
    if unfigured:
        yield (
            f"{counted(unfigured, 'component of pay states', 'components of pay state')} no "
            "sum, as a percentage; no figure can be laid beside them."
        )
