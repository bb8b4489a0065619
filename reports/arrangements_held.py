"""Arrangements with the days on which they are in force, as far as their papers tell."""

from __future__ import annotations

from datetime import date
from typing import Final

from models.base import Frozen
from models.contract import RenewalKind

ARRANGEMENTS_HELD: Final = """
select
    known.arrangement_id, known.contract_id, known.entity, known.physician, known.kind, known.file_name,
    known.first_day, known.last_day, known.renewal_kind, answer.title as exception_title,
    answer.status as exception_status, looked.as_of as last_checked
from stored.listed_arrangements as known
left join (select contract_id, as_of from stored.answers join stored.runs using (run_id)) as looked
    on looked.contract_id = known.contract_id
left join exceptions as answer on answer.contract_id = known.contract_id and answer.is_best
order by known.entity nulls last, known.physician nulls last, known.file_name, known.arrangement_id
"""
_GOES_ON: Final = frozenset({RenewalKind.AUTOMATIC, RenewalKind.MONTH_TO_MONTH, RenewalKind.INDEFINITE})


class HeldArrangement(Frozen):
    """An arrangement with the exception it comes nearest to, None where none is known."""

    arrangement_id: str
    contract_id: str
    entity: str | None
    physician: str | None
    kind: str | None
    file_name: str
    first_day: date | None
    last_day: date | None
    renewal_kind: RenewalKind | None
    exception_title: str | None
    exception_status: str | None
    last_checked: date | None

    @property
    def goes_on(self) -> bool:
        """Whether it runs on past its last day until somebody ends it."""
        return self.renewal_kind in _GOES_ON

    def is_in_force(self, day: date) -> bool:
        """Whether no paper says that it had not begun, or had ended, on that day."""
        has_begun = self.first_day is None or self.first_day <= day
        return has_begun and (self.last_day is None or self.goes_on or day <= self.last_day)
