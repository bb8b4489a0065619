"""Whether an arrangement was compliant on a day, for the systems that know it by its id."""

from __future__ import annotations

from datetime import date
from typing import Final

from models.arrangement import ArrangementAnswer, ArrangementUnknownError, Compliance
from models.database import Database
from store.arrangement_ids import as_written
from store.query import asking

_KNOWN: Final = "select part_of from arrangement_ids where arrangement_id = $id"
_PAPERS: Final = """
with own as (select unnest(contract_ids) as contract_id from arrangement_ids where arrangement_id = $id)
from own
union
select stated_in_contract_id from contracts_in_force join own using (contract_id)
"""
_ANSWER: Final = """
select
    $asked as asked_for, period.arrangement_id, cast($day as date) as "on", period.status, period.from_date,
    period.until_date, period.exception, period.citation, period.reasons, period.as_of,
    named.file_name, named.title, named.kind, named.entity, named.physician, period.confirmed
from arrangement_periods as period
left join (
    select
        contract_id,
        any_value(file_name) as file_name,
        any_value(title) as title,
        any_value(kind) as kind,
        string_agg(distinct entity, '; ' order by entity) as entity,
        string_agg(distinct physician, '; ' order by physician) as physician
    from master_list
    where contract_id in (select unnest(contract_ids) from arrangement_ids where arrangement_id = $id)
    group by contract_id
) as named on true
where period.arrangement_id = $id
    and (period.from_date is null or period.from_date <= cast($day as date))
    and (period.until_date is null or period.until_date >= cast($day as date))
"""
_GONE: Final = (
    "No contract in the folder stands for it any more: its file was replaced by one whose contract is of another kind "
    "or between others. The register lists what there is."
)


def arrangement_answer(database: Database, arrangement_id: str, on: date) -> ArrangementAnswer:
    """How the arrangement of that id stood on that day; blanks, hyphens and capitals in an id make no difference.

    Raises ArrangementUnknownError for an id that was never given, and StoreError.
    """
    asked = as_written(arrangement_id)
    with asking(database, "arrangements", "arrangement_ids", "confirmations") as ask:
        known = ask(_KNOWN, id=asked).rows
        if not known:
            raise ArrangementUnknownError(
                f"No arrangement is known as {arrangement_id!r}. `starkcheck report register` lists them all."
            )
        (part_of,) = known[0]
        papers = [str(row[0]) for row in ask(_PAPERS, id=str(part_of)).rows] if part_of else []
    if papers:
        with asking(database, only_contracts=papers) as ask:
            return ask(_ANSWER, id=str(part_of), asked=asked, day=on.isoformat()).of(ArrangementAnswer)[0]
    return ArrangementAnswer(
        **dict.fromkeys(ArrangementAnswer.model_fields)
        | {
            "asked_for": asked,
            "arrangement_id": asked,
            "on": on,
            "status": Compliance.UNDETERMINED,
            "reasons": (_GONE,),
            "confirmed": (),
        }
    )
