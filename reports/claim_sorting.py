"""Every line of the claims ledger sorted by what it is to a look-back, in the database: a million in seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

import duckdb

from models.database import Database
from models.errors import StoreError
from models.look_back import ClaimFate, FateTotal
from reports.referrers import Named
from store.opening import reading
from store.snapshot import first_line

_NAMED: Final = """
select distinct npi, name from (
    select distinct referred_by_npi as npi, referred_by as name from claims
    union all
    select distinct performed_by_npi, performed_by from claims
)
where npi is not null or name is not null
"""
_BILLERS: Final = "select distinct billed_by from claims where billed_by is not null order by billed_by"
_SORTED: Final = """
create or replace temp table sorted as
with named as (
    select row.npi, row.name, row.physician
    from (
        select unnest(from_json($named, '[{"npi": "VARCHAR", "name": "VARCHAR", "physician": "INTEGER"}]')) as row
    )
),
stretch as (
    select row.physician, row.sort, row.first_day, row.last_day
    from (
        select unnest(from_json(
            $stretches,
            '[{"physician": "INTEGER", "sort": "VARCHAR", "first_day": "DATE", "last_day": "DATE"}]'
        )) as row
    )
),
others as (select unnest(from_json($others, '["VARCHAR"]')) as name)
select
    claim.*,
    referrer.physician,
    case
        when claim.payer <> 'medicare' then 'not_medicare'
        when claim.dhs_category = 'none' then 'not_dhs'
        when others.name is not null then 'billed_by_another'
        when claim.referred_by_npi is null and claim.referred_by is null then 'no_referrer'
        when referrer.physician is null then 'referred_by_another'
        when
            claim.dhs_category is distinct from 'inpatient_outpatient_hospital'
            and coalesce(
                performer.physician = referrer.physician, claim.performed_by_npi = claim.referred_by_npi, false
            )
            then 'personally_performed'
        when in_window.physician is null then 'outside_look_back'
        when is_shown.physician is null and is_open.physician is null then 'outside_noncompliance'
        when is_shown.physician is null then 'days_open'
        when claim.dhs_category is null then 'category_unknown'
        else 'affected'
    end as fate
from claims as claim
left join others on others.name = claim.billed_by
left join named as referrer
    on referrer.npi is not distinct from claim.referred_by_npi and referrer.name is not distinct from claim.referred_by
left join named as performer
    on performer.npi is not distinct from claim.performed_by_npi
    and performer.name is not distinct from claim.performed_by
left join stretch as in_window
    on in_window.physician = referrer.physician and in_window.sort = 'window'
    and claim.service_on between in_window.first_day and in_window.last_day
left join stretch as is_shown
    on is_shown.physician = referrer.physician and is_shown.sort = 'shown'
    and claim.service_on between is_shown.first_day and is_shown.last_day
left join stretch as is_open
    on is_open.physician = referrer.physician and is_open.sort = 'open'
    and claim.service_on between is_open.first_day and is_open.last_day
"""
_FATES: Final = "select fate, count(*), cast(sum(paid) as decimal(38, 2)) from sorted group by fate"
_YEARS: Final = """
select physician, fate, cast(year(service_on) as integer), count(*), cast(sum(paid) as decimal(38, 2))
from sorted where fate in ('affected', 'days_open')
group by all order by all
"""
_OF_REASONS: Final = """
with reason as (
    select row.number, row.physician, row.fate, row.first_day, row.last_day
    from (
        select unnest(from_json(
            $reasons,
            '[{"number": "INTEGER", "physician": "INTEGER", "fate": "VARCHAR",
               "first_day": "DATE", "last_day": "DATE"}]'
        )) as row
    )
)
select reason.number, count(*), cast(sum(paid) as decimal(38, 2))
from reason
join sorted on sorted.physician = reason.physician and sorted.fate = reason.fate
    and sorted.service_on between reason.first_day and reason.last_day
group by reason.number
"""
_LINES: Final = """
select
    physician, claim, claim_line, service_on, code, dhs_category, paid, coalesce(performed_by, performed_by_npi),
    file_name, line
from sorted where fate = 'affected'
order by physician, service_on, claim, claim_line, file_name, line
limit $most
"""
_REPEATED: Final = """
select count(*), cast(coalesce(sum(paid), 0) as decimal(38, 2)) from (
    select paid from sorted where fate = 'affected'
    qualify row_number() over (
        partition by claim, claim_line, service_on, code, paid, referred_by_npi, referred_by order by file_name, line
    ) > 1
)
"""


class Stretch(NamedTuple):
    """Days of a physician, both ends counted, of one sort (`window`, `shown`, `open`); those of a sort are apart."""

    physician: int
    sort: str
    first_day: date
    last_day: date


class InYear(NamedTuple):
    """What the lines of one physician and fate come to in a calendar year."""

    physician: int
    fate: ClaimFate
    year: int
    lines: int
    dollars: Decimal


class SortedClaims:
    """The claims of a database, each line with its fate; to be asked while `sorting` holds it open."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """For `sorting`."""
        self._connection = connection

    def named(self) -> list[Named]:
        """Everybody whom claims name as referring or performing, each once."""
        return [Named(*row) for row in self._ask(_NAMED)]

    def billers(self) -> list[str]:
        """The entities that claims name as billing."""
        return [name for (name,) in self._ask(_BILLERS)]

    def sort(self, numbers: dict[Named, int], stretches: Sequence[Stretch], other_billers: Sequence[str]) -> None:
        """Give every line its fate: by whose referral it is, on which days, and who billed."""
        named = [{**each._asdict(), "physician": number} for each, number in numbers.items()]
        self._ask(
            _SORTED,
            named=json.dumps(named),
            stretches=json.dumps([stretch._asdict() for stretch in stretches], default=str),
            others=json.dumps(list(other_billers)),
        )

    def fates(self) -> tuple[FateTotal, ...]:
        """How many lines have each fate, and their dollars, in the order of the fates; none left out."""
        found = {fate: (lines, dollars) for fate, lines, dollars in self._ask(_FATES)}
        nothing = (0, Decimal("0.00"))
        totals = ((fate, *found.get(fate.value, nothing)) for fate in ClaimFate)
        return tuple(FateTotal(fate=fate, lines=lines, dollars=dollars) for fate, lines, dollars in totals)

    def years(self) -> list[InYear]:
        """The lines that are affected, and those on days left open, by physician and year."""
        return [InYear(row[0], ClaimFate(row[1]), *row[2:]) for row in self._ask(_YEARS)]

    def of_reasons(self, reasons: Sequence[tuple[int, ClaimFate, date, date]]) -> dict[int, tuple[int, Decimal]]:
        """The lines and dollars of a physician and fate on some days, by the position of the reason asked for."""
        names = ("physician", "fate", "first_day", "last_day")
        asked = [dict(zip(names, each, strict=True), number=number) for number, each in enumerate(reasons)]
        found = self._ask(_OF_REASONS, reasons=json.dumps(asked, default=str))
        return {number: (lines, dollars) for number, lines, dollars in found}

    def lines(self, most: int) -> list[tuple[Any, ...]]:
        """The first `most` lines that are affected, by physician and day."""
        return self._ask(_LINES, most=most)

    def repeated(self) -> tuple[int, Decimal]:
        """Affected lines that repeat another in every respect, and their dollars."""
        ((lines, dollars),) = self._ask(_REPEATED)
        return int(lines), Decimal(dollars)

    def _ask(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except duckdb.Error as error:
            raise StoreError(f"The claims cannot be sorted: {first_line(error)}") from error


@contextmanager
def sorting(database: Database) -> Iterator[SortedClaims]:
    """The claims of a published file; what is sorted lives in memory alone. Raises StoreError."""
    with reading(database) as connection:
        yield SortedClaims(connection)
