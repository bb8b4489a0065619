"""The days on which somebody has to act on a contract, from the views of the store."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from models.base import Frozen
from models.contract import RenewalKind
from models.counting import agreeing, counted
from models.database import Database
from store.query import query

DEFAULT_LEAD_DAYS: Final = 30
"""Days before the last day for a notice at which it is time to decide."""

_TERMS: Final = """
with latest as (
    select contract_id, expiration_date, renewal_kind, renewal_months, termination_notice_days
    from contracts_in_force
    qualify row_number() over (
        partition by contract_id order by until_date desc nulls first, from_date desc nulls last
    ) = 1
),
party as (select contract_id, string_agg(name, ' and ' order by page, name) as names from parties group by contract_id)
select
    contract.contract_id,
    contract.file_name,
    contract.title,
    party.names,
    latest.expiration_date,
    latest.renewal_kind,
    latest.renewal_months,
    latest.termination_notice_days
from contracts as contract
join latest using (contract_id)
left join party using (contract_id)
where contract.superseded_by is null and contract.document_role not in ('other', 'exhibit')
order by contract.file_name, contract.first_page, contract.contract_id
"""
_CURABLE: Final = """
select
    element.contract_id,
    contract.file_name,
    contract.title,
    element.curable_until,
    string_agg(element.reason, ' ' order by element.position) as reasons
from elements as element
join contracts as contract using (contract_id)
where element.is_best and element.status <> 'satisfied' and element.curable_until is not null
group by all
order by contract.file_name, element.contract_id, element.curable_until
"""


class DateKind(StrEnum):
    """What happens on a day."""

    NOTICE_OPENS = "notice_opens"
    NOTICE_LAST_DAY = "notice_last_day"
    RENEWS = "renews"
    EXPIRES = "expires"
    CURABLE_UNTIL = "curable_until"


class ContractDate(Frozen):
    """One day of one contract. `number` counts its terms: 0 is the first, 1 what follows the first renewal.

    `because` says what the day follows from, in sentences.
    """

    contract_id: str
    kind: DateKind
    number: int
    day: date
    file_name: str
    title: str | None
    parties: str | None
    because: str


class _Terms(Frozen):
    contract_id: str
    file_name: str
    title: str | None
    parties: str | None
    expiration_date: date | None
    renewal_kind: RenewalKind | None
    renewal_months: Decimal | None
    termination_notice_days: int | None

    def on(self, kind: DateKind, number: int, day: date, because: str) -> ContractDate:
        return ContractDate(
            contract_id=self.contract_id,
            kind=kind,
            number=number,
            day=day,
            file_name=self.file_name,
            title=self.title,
            parties=self.parties,
            because=because,
        )


def contract_dates(database: Database, as_of: date, lead_days: int = DEFAULT_LEAD_DAYS) -> tuple[ContractDate, ...]:
    """The days from `as_of` on, in their order: of each contract those of the term that runs then, amendments taken in.

    A notice is thought of `lead_days` before its last day. Raises StoreError.
    """
    found: list[ContractDate] = []
    for row in query(database, _TERMS).rows:
        found += _dates_of(_Terms.model_validate(dict(zip(_Terms.model_fields, row, strict=True))), as_of, lead_days)
    for contract_id, file_name, title, until, reasons in query(database, _CURABLE).rows:
        found.append(
            ContractDate.model_validate(
                {
                    "contract_id": contract_id,
                    "kind": DateKind.CURABLE_UNTIL,
                    "number": 0,
                    "day": until,
                    "file_name": file_name,
                    "title": title,
                    "parties": None,
                    "because": f"{reasons} 42 CFR 411.354(e)(4) lets it be made good until this day.",
                }
            )
        )
    return tuple(sorted((each for each in found if each.day >= as_of), key=lambda each: (each.day, each.file_name)))


def _dates_of(terms: _Terms, as_of: date, lead_days: int) -> list[ContractDate]:
    if terms.expiration_date is None:
        return []
    if terms.renewal_kind is not RenewalKind.AUTOMATIC:
        return [terms.on(DateKind.EXPIRES, 0, terms.expiration_date, _after_the_end(terms.renewal_kind))]
    number, end = _running_term(terms.expiration_date, terms.renewal_months, as_of)
    if end < as_of:
        return []
    length = f" for {counted(terms.renewal_months, 'month')}" if terms.renewal_months is not None else ""
    renewal = terms.on(
        DateKind.RENEWS,
        number,
        end + timedelta(days=1),
        f"It renews by itself{length} after {end}, unless somebody gives notice.",
    )
    days = terms.termination_notice_days
    if days is None:
        unread = "How long before that notice has to be given was not read: look at the contract."
        return [renewal.model_copy(update={"because": f"{renewal.because} {unread}"})]
    last = end - timedelta(days=days)
    whose = agreeing(days, "day's", "days'")
    because = (
        f"The term ends on {end}, and the contract asks for {days} {whose} notice to end it without cause. "
        "See whether its clause on renewal has a notice of its own."
    )
    return [
        terms.on(DateKind.NOTICE_OPENS, number, last - timedelta(days=lead_days), because),
        terms.on(DateKind.NOTICE_LAST_DAY, number, last, because),
        renewal,
    ]


def _running_term(first_end: date, months: Decimal | None, as_of: date) -> tuple[int, date]:
    """How often it has renewed by `as_of`, and the last day of the term that runs then, as far as that can be told."""
    if months is None or months <= 0 or months != months.to_integral_value():
        return 0, first_end
    number, end = 0, first_end
    # A term begins on the day after the last one ends: counted from that day, the 28th of February drifts nowhere.
    beginning = first_end + timedelta(days=1)
    while end < as_of:
        number += 1
        end = beginning + relativedelta(months=number * int(months)) - timedelta(days=1)
    return number, end


def _after_the_end(renewal: RenewalKind | None) -> str:
    match renewal:
        case RenewalKind.NONE:
            return "Its last day; it does not renew."
        case RenewalKind.OPTIONAL:
            return "Its last day, unless the option to renew is used. See until when it can be."
        case RenewalKind.MONTH_TO_MONTH:
            return "The last day of its term; from then on it runs from month to month."
        case RenewalKind.INDEFINITE:
            return "The last day that it names; it runs on until somebody ends it."
        case _:
            return "Its last day. What comes after was not read: look at the contract."
