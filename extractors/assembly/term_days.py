"""What day it was that a contract only names: "the Commencement Date", "the date hereof", "the last signature"."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date

from extractors.assembly.term_context import Paper, weight
from extractors.assembly.term_reckoning import Told, months_end, reckoned
from extractors.language.dates import date_of
from extractors.language.days import Day, DayKind
from extractors.language.years import calendar_of, year_named
from extractors.terms.defined_days import DefinedDay, defined_days
from models.evidence import Fact
from models.signature import SignatureBlock, SignatureStatus

_BEGINNINGS = ("effective date", "commencement date", "start date")
_SIGNINGS = ("signing date", "signature date", "execution date", "date of execution", "date of signature")


class DaysTold:
    """All that a contract tells of its days: its own date, the days it defines, and its signatures."""

    def __init__(self, paper: Paper, signatures: Sequence[SignatureBlock]) -> None:
        """Definitions that weigh more come first, where a day is defined twice."""
        self.own = Fact[date](reason="Its date has not been looked for yet.")
        self.signatures, self._clauses = signatures, paper.clauses
        self._defined: dict[str, list[DefinedDay]] = {}
        for definition in sorted(
            defined_days(paper.clauses), key=lambda d: -d.sighting.pattern.confidence * weight(d.sighting, paper)
        ):
            self._defined.setdefault(definition.name, []).append(definition)

    def dated(self, own: Fact[date]) -> DaysTold:
        """The same with the date that the contract gives itself."""
        known = copy(self)
        known.own = own
        return known

    @property
    def defined(self) -> list[DefinedDay]:
        """The definitions, the best of each name."""
        return [known[0] for known in self._defined.values()]

    def told(self, day: Day, before: date | None = None) -> Told:
        """The date of a day; `before` is the date spoken of just before it, for "that day"."""
        return self._told(day, before, frozenset())

    def _told(self, day: Day, before: date | None, seen: frozenset[str]) -> Told:
        match day.kind:
            case DayKind.DATE:
                return Told(day.value)
            case DayKind.BLANK:
                return Told(None, "The date is left blank.")
            case DayKind.SAME:
                return Told(before, None if before else "The day it refers to was not found.")
            case DayKind.OWN:
                return Told(
                    self.own.value,
                    self.own.reason and f"It is the date of the contract. {self.own.reason}",
                    self.own.evidence,
                )
            case DayKind.LAST_SIGNATURE:
                return self.last_signature()
            case DayKind.NAMED:
                return self._named(day.name or "", seen)
            case DayKind.YEAR_BEGINS | DayKind.YEAR_ENDS:
                return self._edge(day)
            case DayKind.NEXT_YEAR:
                value = before and date_of(f"{day.name}, {before.year + 1}")
                return Told(value, None if value else "It does not say in which year that day lies.")
            case DayKind.MONTH_ENDS:
                return months_end(day, before)
            case DayKind.EVENT:
                told = self._named(_BEGINNINGS[1], seen)
                return told if told.value else Told(None, f'It begins with "{day.name}", of which no day is told.')
            case DayKind.YEARS_AFTER:
                return self._years_after(day.name or "", before)
            case DayKind.MONTH_AFTER | DayKind.AFTER | DayKind.LATER_OF | DayKind.EARLIER_OF:
                return reckoned(day, [self._told(other, before, seen) for other in day.others])

    def _named(self, name: str, seen: frozenset[str]) -> Told:
        answer = Told(None, f'The contract does not say when "{name}" is.')
        for definition in self._defined.get(name, self._kin(name)):
            if definition.name in seen:
                continue
            told = self._told(definition.day, None, seen | {definition.name})
            if told.value is not None:
                return Told(told.value, told.reason, told.evidence or definition.sighting.found.evidence())
            answer = told
        if answer.value is None and name in _SIGNINGS:
            return self.last_signature()
        return answer

    def _kin(self, name: str) -> list[DefinedDay]:
        """Definitions of the same day under a longer or shorter name ("Lease Commencement Date")."""
        return [
            definition
            for other, known in self._defined.items()
            if other.endswith(name) or name.endswith(other) or (name in _BEGINNINGS and other in _BEGINNINGS)
            for definition in known
        ]

    def _edge(self, day: Day) -> Told:
        year = year_named(day.name or "")
        calendar = year and calendar_of(year.kind, (clause.text for clause in self._clauses))
        if year is None or calendar is None:
            return Told(None, "It does not say when that year begins and ends.")
        value = calendar.first_day(year) if day.kind is DayKind.YEAR_BEGINS else calendar.last_day(year)
        return Told(value, f"{day.name}: {value}")

    def _years_after(self, name: str, first: date | None) -> Told:
        count, kind = name.split()
        calendar = calendar_of(kind, (clause.text for clause in self._clauses))
        if calendar is None or first is None:
            return Told(None, f"It does not say when its {kind} year ends, or when it begins itself.")
        value = calendar.last_day_after(first, int(count))
        return Told(value, f"{first} + rest of the {kind} year + {count} {kind} years")

    def last_signature(self) -> Told:
        """The day the last party signed, when every block is signed and dated."""
        blocks = [block for block in self.signatures if block.evidence is not None]
        days = [block.signed_on for block in blocks if block.signed_on is not None]
        if not blocks or any(block.status is SignatureStatus.UNSIGNED for block in self.signatures):
            return Told(None, "It is the day of the last signature, and not every party has signed.")
        if len(days) < len(blocks):
            return Told(None, "It is the day of the last signature, and not every signature is dated.")
        last = max(blocks, key=lambda block: block.signed_on or date.min)
        return Told(last.signed_on, "the day of the last signature", last.evidence)
