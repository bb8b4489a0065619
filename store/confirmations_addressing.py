"""Which element of which exception a confirmation is about."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

import duckdb

from models.confirmation import ConfirmationRefusedError
from store.arrangements_named import StandingArrangement

_ELEMENTS: Final = """
with paper as (
    select $root as contract_id
    union
    select stated_in_contract_id from main.contracts_in_force where contract_id = $root
)
select
    element.contract_id, element.exception, element.element, element.status, element.decided_by, element.reason,
    element.quote, element.citation, element.requirement, element.curable_until, element.as_of, element.file_name,
    answer.is_best, terms.days, terms.pay, terms.parties
from stored.checked_elements as element
join paper using (contract_id)
join main.exceptions as answer on answer.contract_id = $root and answer.exception = element.exception
join stored.confirmed_terms as terms on terms.contract_id = element.contract_id
where answer.candidacy <> 'overlay'
order by answer.is_best desc, element.exception, element.position, element.contract_id <> $root, element.contract_id
"""


class CheckedElement(NamedTuple):
    """An element of one paper as the last check left it, with what that paper states beside it."""

    contract_id: str
    exception: str
    element: str
    status: str
    decided_by: str
    reason: str
    quote: str | None
    citation: str
    requirement: str
    curable_until: date | None
    as_of: date
    file_name: str
    is_best: bool
    days: str
    pay: str
    parties: str

    @property
    def name(self) -> str:
        """What a person calls it: `equipment/fair-market-value`."""
        return f"{self.exception}/{self.element}"


def elements_named(
    connection: duckdb.DuckDBPyConnection, arrangement: StandingArrangement, name: str
) -> list[CheckedElement]:
    """The element meant, of the agreement and of each of its changes that has it; never none.

    Raises ConfirmationRefusedError, with the elements there are, when it is none of an exception that is looked at, or
    several exceptions besides the nearest have it.
    """
    found = connection.execute(_ELEMENTS, {"root": arrangement.contract_id}).fetchall()
    every = [CheckedElement(*row) for row in found]
    if not every:
        raise ConfirmationRefusedError(
            f"No check has looked at {arrangement.file_name}, or no exception is known for it. Run starkcheck check."
        )
    exception, slash, bare = name.strip().casefold().rpartition("/")
    wanted = re.sub(r"[\s_]+", "-", bare.strip())
    of = re.sub(r"[\s-]+", "_", exception.strip())
    meant = [one for one in every if one.element == wanted and (not slash or one.exception == of)]
    nearest = [one for one in meant if one.is_best]
    chosen = nearest or meant
    names = list(dict.fromkeys(one.name for one in chosen))
    if len(names) == 1:
        return chosen
    if names:
        raise ConfirmationRefusedError(f"Several exceptions ask for {wanted}. Say which of them is meant.", names)
    is_open = [one.name for one in every if one.status == "undetermined" and (one.is_best or slash)]
    raise ConfirmationRefusedError(
        f"{name!r} is no element of an exception that {arrangement.file_name} might rely on. Open are:",
        list(dict.fromkeys(is_open)),
    )
