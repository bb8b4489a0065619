"""The cells of the worksheet of fair market value: each formula, and what it comes to now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final, NamedTuple

from checks.pay_beside_opinions import InOneUnit
from models.ledger_rows import ValueOpinion
from reports.report import Block, Cell, Column, ColumnKind, Formula

_DAY, _MONEY, _NUMBER = ColumnKind.DAY, ColumnKind.MONEY, ColumnKind.NUMBER
COLUMNS: Final = (
    Column("Arrangement ID", width=14),  # A
    Column("Entity", width=22),
    Column("Physician", width=22),
    Column("File", width=20),
    Column("Pay", width=30),  # E
    Column("Dollars", _MONEY, 12),
    Column("Per", width=10),
    Column("Times", _NUMBER, 7),
    Column("Pay compared", _MONEY, 13),  # I
    Column("Held from", _DAY, 11),
    Column("The physician", width=11),
    Column("Source", width=22),
    Column("Subject", width=26),  # M
    Column("Scope", width=28),
    Column("Dated", _DAY, 11),
    Column("Valid until", _DAY, 11),
    Column("Low", _MONEY, 11),  # Q
    Column("High", _MONEY, 11),
    Column("Per", width=12),
    Column("Times", _NUMBER, 7),
    Column("Low compared", _MONEY, 13),  # U
    Column("High compared", _MONEY, 13),
    Column("Where the pay lies", width=12),
    Column("Beyond the range by", _MONEY, 13),
    Column("Of its time", width=13),  # Y
    Column("Scope confirmed", width=11),
    Column("Result", width=13),
)
_WHERE: Final = (
    '=IF(OR(F{row}="",R{row}=""),"cannot tell",IF(I{row}>V{row},"above",'
    'IF(AND(Q{row}<>"",I{row}<U{row}),"below","inside")))'
)
_BEYOND: Final = '=IF(W{row}="above",I{row}-V{row},IF(W{row}="below",U{row}-I{row},""))'
_TIME: Final = (
    '=IF(OR(O{row}="",J{row}=""),"cannot tell",IF(O{row}>J{row},"made later",'
    'IF(AND(P{row}<>"",P{row}<J{row}),"stale","of the time")))'
)
_RESULT: Final = (
    '=IF(W{row}="cannot tell","cannot tell",IF(W{row}<>"inside","outside",IF(Y{row}<>"of the time",Y{row},'
    'IF(Z{row}="yes","within",IF(Z{row}="no","other scope","cannot tell")))))'
)


class Line(NamedTuple):
    """A component of pay beside a source, or beside none. `held_from` is the first day of the paper that states it.

    `is_general` marks a source that was made for no contract and no physician.
    """

    arrangement_id: str
    entity: str
    physician: str
    file_name: str
    component: str
    amount: Decimal | None
    period: str | None
    held_from: date | None
    to_physician: bool | None
    opinion: ValueOpinion | None
    times: InOneUnit
    is_general: bool

    @property
    def compared(self) -> Decimal | None:
        """The pay in the unit in which both are compared."""
        return None if self.amount is None else self.amount * self.times.pay_times

    @property
    def low(self) -> Decimal | None:
        """The low end in that unit."""
        bare = self.opinion.low if self.opinion else None
        return None if bare is None else bare * self.times.opinion_times

    @property
    def high(self) -> Decimal | None:
        """The high end in that unit."""
        return None if self.opinion is None else self.opinion.high * self.times.opinion_times

    @property
    def where(self) -> str:
        """Where the pay lies, as its formula says."""
        if self.compared is None or self.high is None:
            return "cannot tell"
        if self.compared > self.high:
            return "above"
        return "below" if self.low is not None and self.compared < self.low else "inside"

    @property
    def of_its_time(self) -> str:
        """Whether the source is of the time of the pay, as its formula says."""
        if self.opinion is None or self.held_from is None:
            return "cannot tell"
        if self.opinion.opinion_on > self.held_from:
            return "made later"
        until = self.opinion.valid_until
        return "stale" if until is not None and until < self.held_from else "of the time"

    @property
    def result(self) -> str:
        """What it comes to while nobody has confirmed the scope, as its formula says."""
        if self.where == "cannot tell":
            return "cannot tell"
        if self.where != "inside":
            return "outside"
        return self.of_its_time if self.of_its_time != "of the time" else "cannot tell"


def cells(line: Line, row: int) -> tuple[Cell, ...]:
    """The cells of a line that stands in that row of its sheet."""
    source = line.opinion
    scope = source.scope if source else None
    if line.is_general:
        scope = f"General, for no physician and no contract. {scope or ''}".strip()
    return (
        line.arrangement_id,
        line.entity,
        line.physician,
        line.file_name,
        line.component,
        line.amount,
        line.period,
        line.times.pay_times,
        _formula('=IF(F{row}="","",F{row}*H{row})', row, line.compared),
        line.held_from,
        {True: "is paid", False: "pays", None: None}[line.to_physician],
        (source.appraiser or source.entity) if source else None,
        source.subject if source else None,
        scope,
        source.opinion_on if source else None,
        source.valid_until if source else None,
        source.low if source else None,
        source.high if source else None,
        source.unit if source else None,
        line.times.opinion_times,
        _formula('=IF(Q{row}="","",Q{row}*T{row})', row, line.low),
        _formula('=IF(R{row}="","",R{row}*T{row})', row, line.high),
        _formula(_WHERE, row, line.where),
        _formula(_BEYOND, row, _beyond(line)),
        _formula(_TIME, row, line.of_its_time),
        None,
        _formula(_RESULT, row, line.result),
    )


def support_block(lines: Sequence[Line], first_row: int) -> Block:
    """For each sum or rate, how many sources there are and between what they lie; `first_row` is that of the lines."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        groups[line.arrangement_id, line.file_name, line.component].append(number)
    columns = (
        Column("Arrangement ID", width=14),
        Column("File", width=24),
        Column("Pay", width=40),
        Column("Sources", _NUMBER, 9),
        Column("Inside", _NUMBER, 9),
        Column("Inside, of the time, of this scope", _NUMBER, 12),
        Column("Pay compared", _MONEY, 13),
        Column("Lowest", _MONEY, 13),
        Column("Median of the high ends", _MONEY, 13),
        Column("Highest", _MONEY, 13),
    )
    rows = []
    for (arrangement_id, file_name, component), numbers in groups.items():
        own = [lines[number] for number in numbers]
        highs = [line.high for line in own if line.high is not None]
        ends = [end for line in own for end in (line.low, line.high) if end is not None]
        at = f"{first_row + numbers[0]}", f"{first_row + numbers[-1]}"
        over = {letter: f"Worksheet!{letter}{at[0]}:{letter}{at[1]}" for letter in "IRUVWZ"} | {
            "AA": f"Worksheet!AA{at[0]}:AA{at[1]}"
        }
        none = f'COUNT({over["V"]})=0,""'
        rows.append(
            (
                arrangement_id,
                file_name,
                component,
                Formula(f"=COUNT({over['V']})", len(highs)),
                Formula(f'=COUNTIF({over["W"]},"inside")', sum(line.where == "inside" for line in own)),
                Formula(f'=COUNTIF({over["AA"]},"within")', 0),
                Formula(f"=Worksheet!I{at[0]}", own[0].compared),
                Formula(f"=IF({none},MIN({over['U']},{over['V']}))", min(ends, default=None)),
                Formula(f"=IF({none},MEDIAN({over['V']}))", median(highs) if highs else None),
                Formula(f"=IF({none},MAX({over['V']}))", max(highs, default=None)),
            )
        )
    return Block("Support", "What supports each sum and rate", columns, tuple(rows), frozen=3)


def _formula(text: str, row: int, value: Decimal | str | None) -> Formula:
    return Formula(text.replace("{row}", str(row)), value)


def _beyond(line: Line) -> Decimal | None:
    if line.where == "above" and line.compared is not None and line.high is not None:
        return line.compared - line.high
    if line.where == "below" and line.compared is not None and line.low is not None:
        return line.low - line.compared
    return None
