"""What the database knows of the arrangements that a disclosure tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from pydantic import Field

from models.base import Frozen
from models.database import Database
from models.look_back import PhysicianTotal, Reason
from models.noncompliance import Certainty
from store.query import asking

_AGREEMENTS: Final = """
select distinct contract_id, file_name, title, kind, first_day, last_day, renewal_kind from master_list
"""
_AMENDED: Final = "select contract_id, amends_contract_id from contracts where amends_contract_id is not null"
_DESCRIBED: Final = """
select distinct contract_id, quote, page from provisions
where kind in ('services_described', 'premises_described', 'equipment_described') and quote is not null
order by contract_id, page, quote
"""
_PAY: Final = """
select contract_id, amount, percent, base, unit, period, kind from compensation order by contract_id, component
"""
_CHANGES: Final = """
select contract_id, from_date, amount, percent, base, unit, period, kind
from compensation_in_force
where stated_in_contract_id <> contract_id
order by contract_id, from_date, component
"""
_ELEMENTS: Final = """
select element.contract_id, element.element, element.status, answer.title, answer.citation
from elements as element
join exceptions as answer using (contract_id, exception)
where answer.is_best
order by element.contract_id, element.position
"""
_ROSTER: Final = """
select group_practice, physician, status, first_day, last_day, npi from group_roster
order by group_practice, physician, first_day
"""


class Agreement(Frozen):
    """An agreement with what was read of it; quotes are the contract's own words with their pages."""

    contract_id: str
    file_name: str
    title: str | None
    kind: str | None
    first_day: date | None
    last_day: date | None
    renewal_kind: str | None
    pay: tuple[str, ...] = ()
    described: tuple[tuple[str, int], ...] = ()
    changes: tuple[tuple[date | None, str], ...] = ()
    exception_title: str | None = None
    citation: str | None = None
    elements: dict[str, str] = Field(default_factory=dict)


class DisclosedReason(Frozen):
    """Why referrals of a physician were not covered: an arrangement (None: dealings without one) and its faults."""

    agreement: Agreement | None
    faults: tuple[Reason, ...]

    @property
    def is_ownership(self) -> bool:
        """Whether it is an interest in the entity, and no pay."""
        return all(fault.check_name == "ownership-interest" for fault in self.faults)

    @property
    def is_of_group(self) -> bool:
        """Whether it fails the definition of a group practice (42 CFR 411.352)."""
        return all(fault.exception == "group_practice" for fault in self.faults)

    @property
    def is_of_service(self) -> bool:
        """Whether an exception for services fails, as in-office ancillary services (42 CFR 411.355)."""
        return all(fault.exception == "in_office_ancillary" for fault in self.faults)


class RosterRow(Frozen):
    """A physician of a group practice."""

    group_practice: str
    physician: str
    status: str
    first_day: date
    last_day: date | None
    npi: str | None


class DisclosureFacts(Frozen):
    """All agreements by contract, which amends which, and the rosters."""

    agreements: dict[str, Agreement]
    amends: dict[str, str]
    roster: tuple[RosterRow, ...]

    def reasons_of(self, physician: PhysicianTotal) -> tuple[DisclosedReason, ...]:
        """The reasons of a physician, the faults of one arrangement and its changes together; only what is shown."""
        by_root: dict[str | None, list[Reason]] = defaultdict(list)
        for reason in physician.reasons:
            if reason.certainty is Certainty.SHOWN:
                by_root[self._root(reason.contract_id)].append(reason)
        return tuple(
            DisclosedReason(agreement=self.agreements.get(root or ""), faults=tuple(faults))
            for root, faults in sorted(by_root.items(), key=lambda pair: (pair[0] is None, str(pair[0])))
        )

    def _root(self, contract_id: str | None) -> str | None:
        seen: set[str] = set()
        while contract_id is not None and contract_id in self.amends and contract_id not in seen:
            seen.add(contract_id)
            contract_id = self.amends[contract_id]
        return contract_id


def facts_of(database: Database) -> DisclosureFacts:
    """Read them. Raises StoreError."""
    with asking(database, "noncompliance", "claims") as ask:
        described = _by_contract(ask(_DESCRIBED).rows)
        pay = _by_contract((key, in_words(*rest)) for key, *rest in ask(_PAY).rows)
        changes = _by_contract((key, since, in_words(*rest)) for key, since, *rest in ask(_CHANGES).rows)
        elements: dict[str, dict[str, str]] = defaultdict(dict)
        best: dict[str, tuple[str, str]] = {}
        for contract_id, element, status, title, citation in ask(_ELEMENTS).rows:
            known = elements[str(contract_id)].get(str(element))
            elements[str(contract_id)][str(element)] = _worse(known, str(status))
            best[str(contract_id)] = (str(title), str(citation))
        agreements = {}
        for row in ask(_AGREEMENTS).of(Agreement):
            title, citation = best.get(row.contract_id, (None, None))
            agreements[row.contract_id] = row.model_copy(
                update={
                    "described": tuple(described.get(row.contract_id, ())),
                    "pay": tuple(words for (words,) in pay.get(row.contract_id, ())),
                    "changes": tuple(changes.get(row.contract_id, ())),
                    "exception_title": title,
                    "citation": citation,
                    "elements": dict(elements.get(row.contract_id, {})),
                }
            )
        amends = {str(one): str(other) for one, other in ask(_AMENDED).rows}
        return DisclosureFacts(agreements=agreements, amends=amends, roster=ask(_ROSTER).of(RosterRow))


def in_words(  # noqa: PLR0913, PLR0917
    amount: Any, percent: Any, base: Any, unit: Any, period: Any, kind: Any
) -> str:
    """A component of pay as people write it: "$2,500.00 per month", "35 % of net collections"."""
    said = [f"${amount:,.2f}" if amount is not None else ""]
    said.append(f"{percent.normalize():f} % of {base or 'a base that was not read'}" if percent is not None else "")
    said += [f"per {str(one).replace('_', ' ')}" for one in (unit, period) if one is not None and one != "once"]
    words = " ".join(one for one in said if one)
    return words if amount is not None or percent is not None else f"{str(kind).replace('_', ' ')} {words}".strip()


def _by_contract(rows: Iterable[Sequence[object]]) -> Mapping[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for contract_id, *rest in rows:
        found[str(contract_id)].append(tuple(rest))
    return found


_ORDER: Final = ("not_satisfied", "undetermined", "satisfied", "not_applicable")


def _worse(one: str | None, other: str) -> str:
    return other if one is None else min(one, other, key=_ORDER.index)
