"""Which contract, and which party, signature or component of it, a correction is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import duckdb

from checks.component_names import in_words, named_components
from models.contract import Contract
from models.correction import (
    ContractReference,
    CorrectedContract,
    Correction,
    CorrectionRefusedError,
    NotStoredError,
    Part,
)
from store.documents_named import StoredFile, files_named

_SINGULAR: Final = {Part.PARTIES: "party", Part.SIGNATURES: "signature", Part.COMPENSATION: "component"}


class Place(NamedTuple):
    """Where a contract stands in its file."""

    contract_id: str
    title: str | None
    first_page: int
    last_page: int


def contract_named(connection: duckdb.DuckDBPyConnection, references: Sequence[ContractReference]) -> str:
    """The id of the contract meant. Raises NotStoredError, and CorrectionRefusedError when several may be meant."""
    found = contracts_named(connection, references)
    if isinstance(found, str):
        return found
    reference, places, wanted = found
    if len(wanted) == 1:
        return wanted[0].contract_id
    what = (
        f"holds {len(places)} contracts" if reference.page is None else f"has no one contract on page {reference.page}"
    )
    raise CorrectionRefusedError(
        f"{reference.name} {what}. Name one by the page it begins on, or by its contract id.",
        [
            f"{reference.name}#{place.first_page}  {place.title or 'without a title'}, pages {place.first_page} to "
            f"{place.last_page} ({place.contract_id})"
            for place in places
        ],
    )


def contracts_named(
    connection: duckdb.DuckDBPyConnection, references: Sequence[ContractReference]
) -> str | tuple[ContractReference, list[Place], list[Place]]:
    """The contract of that id; else the reading of the name that fits a file, its contracts, and those meant of them.

    Raises NotStoredError, and CorrectionRefusedError when several files may be meant, or no contract was read.
    """
    reference = references[0]
    known = connection.execute("select 1 from stored.contracts where contract_id = ?", [reference.name]).fetchone()
    if known is not None:
        return reference.name
    reference, files = _files(connection, references)
    if len(files) > 1:
        raise CorrectionRefusedError(
            f"{len(files)} files are called {reference.name}. Name one by its path.", [file.path for file in files]
        )
    places = _places(connection, files[0])
    if not places:
        raise CorrectionRefusedError(f"No contract was read from {files[0].path}.")
    return reference, places, _on_page(places, reference.page)


def is_meant(
    connection: duckdb.DuckDBPyConnection, corrections: Iterable[Correction], references: Sequence[ContractReference]
) -> list[Correction]:
    """Those corrections that are on the contract meant, be it read still or not. Raises NotStoredError."""
    every = list(corrections)
    by_id = [each for each in every if each.contract_id == references[0].name]
    if by_id:
        return by_id
    reference, files = _files(connection, references)
    documents = {file.document_id for file in files}
    return [each for each in every if each.document_id in documents and reference.page in {None, each.first_page}]


def subjects(contract: Contract, part: Part) -> list[str]:
    """A name for each row of a part, as the reading has it; the same in each reading that finds the same."""
    match part:
        case Part.CONTRACT:
            return []
        case Part.PARTIES:
            names = [party.name for party in contract.parties]
        case Part.SIGNATURES:
            names = [" / ".join(filter(None, (one.party_name, one.signatory_name))) for one in contract.signatures]
        case Part.COMPENSATION:
            return [name for name, _ in named_components(contract)]
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name] += 1
        numbered.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return numbered


def position_of(contract: Contract, part: Part, subject: str | None) -> int | None:
    """The row (from 1) that bears a recorded name in this reading, 0 for the contract's own fields; None if none does.

    Case and punctuation may differ from one reading to the next. A party or person found besides may be new.
    """
    if part is Part.CONTRACT:
        return 0
    names = [_words(name) for name in subjects(contract, part)]
    wanted = _words(subject or "")
    exact = [position for position, name in enumerate(names, start=1) if name == wanted]
    if exact or part is not Part.SIGNATURES:
        return exact[0] if exact else None
    longer = [
        position for position, name in enumerate(names, start=1) if _begins(name, wanted) or _begins(wanted, name)
    ]
    return longer[0] if len(longer) == 1 else None


def position_named(of: CorrectedContract, part: Part, item: str | None) -> int:
    """The row (from 1) that a person means: by its number, by a name in it, or because it is the only one.

    Raises CorrectionRefusedError with the rows there are, when none or several may be meant.
    """
    rows = [_described(of.contract, part, position) for position in range(1, len(subjects(of.read, part)) + 1)]
    one = _SINGULAR[part]
    if not rows:
        raise CorrectionRefusedError(f"No {one} was read in this contract, so there is none to correct.")
    listed = [f"{position}  {row}" for position, row in enumerate(rows, start=1)]
    if item is None:
        if len(rows) == 1:
            return 1
        raise CorrectionRefusedError(f"Say which {one} with --for, by number or by name.", listed)
    if item.strip().isdecimal() and 1 <= int(item) <= len(rows):
        return int(item)
    wanted = _words(item)
    known = [{*_names(of.read, part, number), *_names(of.contract, part, number)} for number in range(1, len(rows) + 1)]
    for fits in (_is_same, _is_within):
        found = [
            number
            for number, names in enumerate(known, start=1)
            if wanted and any(fits(wanted, _words(name)) for name in names)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            break
    how = f"{len(found)} of them are" if found else f"No {one} is"
    raise CorrectionRefusedError(
        f"{how} called {item!r} here. Say which {one} with --for, by number or by name.", listed
    )


def _files(
    connection: duckdb.DuckDBPyConnection, references: Sequence[ContractReference]
) -> tuple[ContractReference, list[StoredFile]]:
    for reference in references:
        files = files_named(connection, reference)
        if files:
            return reference, files
    raise NotStoredError(
        f"{references[0].name} is not in the database. Name a file that was read, by name or path, or a contract id."
    )


def _places(connection: duckdb.DuckDBPyConnection, file: StoredFile) -> list[Place]:
    found = connection.execute(
        "select contract_id, title, first_page, last_page from stored.contracts where document_id = ? order by all",
        [file.document_id],
    )
    places = [Place(*row) for row in found.fetchall()]
    return sorted(places, key=lambda place: (place.first_page, place.contract_id))


def _on_page(places: Sequence[Place], page: int | None) -> list[Place]:
    if page is None:
        return list(places)
    first = [place for place in places if place.first_page == page]
    return first or [place for place in places if place.first_page <= page <= place.last_page]


def _described(contract: Contract, part: Part, position: int) -> str:
    match part:
        case Part.PARTIES:
            party = contract.parties[position - 1]
            return f"{party.name}, {party.role.value}"
        case Part.SIGNATURES:
            block = contract.signatures[position - 1]
            names = " / ".join(filter(None, (block.party_name, block.signatory_name))) or "without a name"
            where = f", page {block.evidence.page}" if block.evidence else ""
            return f"{names}, {block.status.value}{where}"
        case _:
            return in_words(contract.compensation[position - 1])


def _names(contract: Contract, part: Part, position: int) -> list[str]:
    match part:
        case Part.PARTIES:
            return [contract.parties[position - 1].name]
        case Part.SIGNATURES:
            block = contract.signatures[position - 1]
            return [name for name in (block.party_name, block.signatory_name) if name]
        case _:
            return [subjects(contract, part)[position - 1]]


def _words(name: str) -> tuple[str, ...]:
    initials_joined = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", name.casefold())
    return tuple(re.findall(r"\w+", initials_joined))


def _begins(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return bool(shorter) and longer[: len(shorter)] == shorter


def _is_same(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return wanted == name


def _is_within(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return set(wanted) <= set(name)
