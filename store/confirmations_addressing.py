"""Which arrangement, and which element of which exception, a confirmation is about."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

import duckdb

from models.confirmation import ArrangementNotStoredError, ConfirmationRefusedError, ConfirmationRequest
from store.arrangement_ids import as_written
from store.corrections_addressing import contract_named

_BY_ID: Final = """
select root.arrangement_id, contract.contract_id, contract.document_id, document.file_name
from main.arrangement_ids as known
join stored.arrangement_ids as root on root.arrangement_id = known.part_of
join stored.contracts as contract on contract.contract_id = root.contract_id and contract.amends_contract_id is null
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
where known.arrangement_id = ?
"""
_OF_CONTRACT: Final = "select arrangement_id from stored.arrangement_ids where contract_id = ?"
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


class StandingArrangement(NamedTuple):
    """An arrangement and the agreement that stands for it."""

    arrangement_id: str
    contract_id: str
    document_id: str
    file_name: str


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


def arrangement_named(connection: duckdb.DuckDBPyConnection, request: ConfirmationRequest) -> StandingArrangement:
    """The arrangement of that id, or that a contract so named is part of.

    Raises ArrangementNotStoredError, and CorrectionRefusedError when several contracts may be meant.
    """
    found = connection.execute(_BY_ID, [as_written(request.arrangement)]).fetchone()
    if found is None and request.references and not _is_id(request.arrangement):
        contract_id = contract_named(connection, request.references)
        known = connection.execute(_OF_CONTRACT, [contract_id]).fetchone()
        found = connection.execute(_BY_ID, [known[0]]).fetchone() if known else None
    if found is None:
        raise ArrangementNotStoredError(
            f"No contract in the database stands for an arrangement {request.arrangement!r}. `starkcheck report "
            "register` lists the ids of all; a new contract has one after the first `starkcheck check`."
        )
    return StandingArrangement(*found)


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


def _is_id(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z]{5}[- ][0-9A-Za-z]{5}", text.strip()) is not None
