"""The arrangements of an entity that pervasiveness is counted over, from the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from checks.law.overpayment_days import LookBackWindow, look_back_of
from models.base import Frozen
from models.database import Database
from models.look_back import LookBack, Reason
from models.noncompliance import Certainty
from reports.look_back_rows import known_of
from reports.pervasiveness import CountedArrangement, Pervasiveness, counted
from store.query import asking

_AGREEMENTS: Final = """
select relationship_id, entity, physician, contract_id, file_name, coalesce(title, kind) as title, first_day, last_day,
    renewal_kind
from master_list
where relationship_id is not null
order by entity, physician, file_name, contract_id
"""
_AMENDED: Final = "select contract_id, amends_contract_id from contracts where amends_contract_id is not null"
_GOES_ON: Final = frozenset({"automatic", "month_to_month", "indefinite"})


class _Agreement(Frozen):
    relationship_id: str
    entity: str
    physician: str
    contract_id: str
    file_name: str
    title: str | None
    first_day: date | None
    last_day: date | None
    renewal_kind: str | None


def pervasiveness_of(database: Database, found: LookBack) -> Pervasiveness:
    """Count the arrangements of the look-back's entity that lasted into the six years. Raises StoreError.

    Gifts and incidental benefits are arrangements here only where they are what was found.
    """
    with asking(database, "noncompliance", "claims") as ask:
        agreements = ask(_AGREEMENTS).of(_Agreement)
        amends = {str(one): str(other) for one, other in ask(_AMENDED).rows}
    known = known_of(database)
    shown: dict[tuple[str, str | None], dict[str, Reason]] = defaultdict(dict)
    windows = {}
    for total in found.physicians:
        for key in total.physician.relationship_ids:
            windows[key] = LookBackWindow(total.window_first, total.window_last)
        for reason in total.reasons:
            if reason.certainty is Certainty.SHOWN:
                shown[reason.relationship_id, _root(reason.contract_id, amends)][reason.finding_id] = reason
    otherwise = look_back_of(found.as_of)
    rows: list[tuple[str, str | None, str, LookBackWindow, dict[str, Reason]]] = []
    sides = {one.relationship_id: one for one in known.relationships}
    for one in agreements:
        window = windows.get(one.relationship_id, otherwise)
        reasons = shown.pop((one.relationship_id, one.contract_id), {})
        if known.is_entity(one.entity, found.entity) and (reasons or _lasts_into(one, window)):
            rows.append((one.title or "Agreement", one.file_name, one.physician, window, reasons))
    for (relationship_id, contract_id), reasons in sorted(shown.items(), key=str):
        side = sides[relationship_id]
        name = "Dealings without an agreement" if contract_id is None else "A change of an agreement that was not read"
        rows.append((name, None, side.physician, windows[relationship_id], reasons))
    made = []
    for name, file_name, side_name, window, reasons in rows:
        people = known.physicians(side_name)
        made.append(
            CountedArrangement(
                name=name,
                file_name=file_name,
                physician_side=side_name,
                physicians=max(len(people), 1),
                physicians_known=bool(people),
                window=window,
                noncompliant=tuple((one.first_day, one.last_day) for one in reasons.values()),
            )
        )
    return counted(made)


def _root(contract_id: str | None, amends: dict[str, str]) -> str | None:
    seen = set()
    while contract_id in amends and contract_id not in seen:
        seen.add(contract_id)
        contract_id = amends[contract_id or ""]
    return contract_id


def _lasts_into(one: _Agreement, window: LookBackWindow) -> bool:
    begun = one.first_day is None or one.first_day <= window.last_day
    lasts = one.last_day is None or one.renewal_kind in _GOES_ON or one.last_day >= window.first_day
    return begun and lasts
