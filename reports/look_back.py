"""The look-back at claims: which referrals no exception covered, in the six years that count, and what was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from checks.law.in_force import days_after
from checks.law.overpayment_days import LookBackWindow, look_back_of
from models.counting import counted
from models.database import Database
from models.errors import RefusedError
from models.look_back import (
    AffectedLine,
    ClaimFate,
    LookBack,
    Physician,
    PhysicianTotal,
    Reason,
    YearTotal,
)
from models.noncompliance import Certainty
from reports.claim_sorting import InYear, SortedClaims, Stretch, sorting
from reports.look_back_rows import Known, known_of
from reports.referrers import Named, matched, words_of

MOST_LINES: Final = 50_000
"""Lines of claims that are listed one by one; the sums have all of them."""
_FATES: Final = {Certainty.SHOWN: ClaimFate.AFFECTED, Certainty.OPEN: ClaimFate.DAYS_OPEN}


class _Case(NamedTuple):
    """A physician with the days looked back to, and why on which of them no exception covered."""

    physician: Physician
    identified_on: date | None
    window: LookBackWindow
    reasons: tuple[Reason, ...]


def look_back(
    database: Database, as_of: date, *, entity: str | None = None, identified_on: date | None = None
) -> LookBack:
    """Look back for one entity, from the days in the ledger of overpayments on which each was identified.

    `identified_on` holds where that ledger names no day; failing both, the day of looking does, which is said. Raises
    StoreError, and RefusedError where several entities may be meant.
    """
    known = known_of(database)
    chosen = _entity(known, entity)
    missing = list(known.missing)
    cases = _cases(known, chosen, as_of, identified_on, missing)
    with sorting(database) as claims:
        others = [name for name in claims.billers() if not known.is_entity(name, chosen)]
        who = matched(claims.named(), [case.physician for case in cases])
        missing += who.doubts
        cases = [_identified(case, number, who.numbers) for number, case in enumerate(cases)]
        missing += [f"The NPI of {one.physician.name}: by name alone." for one in cases if one.physician.npi is None]
        claims.sort(who.numbers, _stretches(cases), others)
        totals = _totals(cases, claims)
        missing += _of_claims(claims, cases, set(who.numbers.values()), has_claims=known.has_claims)
        return LookBack(
            entity=chosen,
            as_of=as_of,
            physicians=totals,
            fates=claims.fates(),
            affected=_lines(claims, cases),
            missing=tuple(dict.fromkeys(missing)),
        )


def _entity(known: Known, asked: str | None) -> str:
    names = known.entities()
    if asked is not None:
        found = [name for name in names if known.is_entity(name, asked)]
        if not found:
            raise RefusedError(f"No relationship in the database has the entity {asked}. These are there:", names)
        return found[0]
    if not names:
        raise RefusedError("The database has no relationship: import contracts, and run `starkcheck check`, first.")
    if len(names) > 1:
        raise RefusedError("Each entity looks back for itself: name one of these with --entity.", names)
    return names[0]


def _cases(known: Known, entity: str, as_of: date, identified_on: date | None, missing: list[str]) -> list[_Case]:
    """A case for each physician who refers for a relationship of the entity in which some finding speaks of days."""
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for reason in known.reasons:
        reasons[reason.relationship_id].append(reason)
    people: dict[object, list[Physician]] = defaultdict(list)
    identified: dict[object, list[date]] = defaultdict(list)
    for relationship in known.relationships:
        if not known.is_entity(relationship.entity, entity) or relationship.relationship_id not in reasons:
            continue
        found = known.physicians(relationship.physician)
        if not found:
            missing.append(
                f"Who owns {relationship.physician}, and so stands in its shoes, no ledger says (ownership_and_family, "
                "group_roster): nobody's referrals are counted for it."
            )
        for one in found:
            key = one.npi or words_of(one.name)
            people[key].append(one.model_copy(update={"relationship_ids": (relationship.relationship_id,)}))
            identified[key] += known.identified(relationship)
    return [
        _case(several, sorted(identified[key]), as_of, identified_on, reasons, missing)
        for key, several in sorted(people.items(), key=lambda pair: pair[1][0].name)
    ]


def _case(  # noqa: PLR0913, PLR0917
    several: Sequence[Physician],
    identified: Sequence[date],
    as_of: date,
    otherwise: date | None,
    reasons: Mapping[str, Sequence[Reason]],
    missing: list[str],
) -> _Case:
    first = several[0]
    ids = tuple(dict.fromkeys(key for one in several for key in one.relationship_ids))
    organization = next((one.organization for one in several if one.organization), None)
    person = first.model_copy(update={"relationship_ids": ids, "organization": organization})
    day = identified[0] if identified else otherwise
    if day is None:
        missing.append(
            f"The day on which the overpayment of {person.name}'s referrals was identified (ledger overpayments, or "
            f"--identified): reckoned as if it were {as_of}."
        )
    if len(set(identified)) > 1:
        missing.append(f"Several days of identification for {person.name}; the earliest, {day}, is taken.")
    window = look_back_of(day or as_of)
    return _Case(person, day, window, tuple(reason for key in ids for reason in reasons[key]))


def _identified(case: _Case, number: int, numbers: Mapping[Named, int]) -> _Case:
    """The case with the NPI that claims give the physician, where none was known: claims of one name have but one."""
    given = {named.npi for named, of in numbers.items() if of == number and named.npi is not None}
    if case.physician.npi is not None or len(given) != 1:
        return case
    return case._replace(physician=case.physician.model_copy(update={"npi": given.pop()}))


def _stretches(cases: Sequence[_Case]) -> list[Stretch]:
    found = []
    for number, case in enumerate(cases):
        found.append(Stretch(number, "window", *case.window))
        for certainty, sort in ((Certainty.SHOWN, "shown"), (Certainty.OPEN, "open")):
            days = [_within(reason, case.window) for reason in case.reasons if reason.certainty is certainty]
            found += [Stretch(number, sort, *each) for each in merged(each for each in days if each is not None)]
    return found


def _within(reason: Reason, window: LookBackWindow) -> LookBackWindow | None:
    """The days of a reason in the look-back; from a start that was not read, none."""
    if reason.first_day is None:
        return None
    first, last = max(reason.first_day, window.first_day), min(reason.last_day or window.last_day, window.last_day)
    return LookBackWindow(first, last) if first <= last else None


def merged(stretches: Iterable[LookBackWindow]) -> list[LookBackWindow]:
    """Stretches of days without overlap, in their order."""
    found: list[LookBackWindow] = []
    for each in sorted(stretches):
        if found and each.first_day <= days_after(found[-1].last_day, 1):
            found[-1] = LookBackWindow(found[-1].first_day, max(found[-1].last_day, each.last_day))
        else:
            found.append(each)
    return found


def _totals(cases: Sequence[_Case], claims: SortedClaims) -> tuple[PhysicianTotal, ...]:
    by_case: dict[int, list[InYear]] = defaultdict(list)
    for row in claims.years():
        by_case[row.physician].append(row)
    asked = [
        (number, position, _FATES[reason.certainty], *days)
        for number, case in enumerate(cases)
        for position, reason in enumerate(case.reasons)
        if reason.certainty in _FATES and (days := _within(reason, case.window)) is not None
    ]
    sums = claims.of_reasons([(number, fate, first, last) for number, _, fate, first, last in asked])
    of_reason = {each[:2]: sums[place] for place, each in enumerate(asked) if place in sums}
    return tuple(_total(number, case, by_case[number], of_reason) for number, case in enumerate(cases))


def _total(
    number: int,
    case: _Case,
    rows: Sequence[InYear],
    of_reason: Mapping[tuple[int, int], tuple[int, Decimal]],
) -> PhysicianTotal:
    affected = [row for row in rows if row.fate is ClaimFate.AFFECTED]
    left_open = [row for row in rows if row.fate is ClaimFate.DAYS_OPEN]
    reasons = []
    for position, reason in enumerate(case.reasons):
        lines, dollars = of_reason.get((number, position), (0, Decimal("0.00")))
        reasons.append(reason.model_copy(update={"lines": lines, "dollars": dollars}))
    return PhysicianTotal(
        physician=case.physician,
        identified_on=case.identified_on,
        window_first=case.window.first_day,
        window_last=case.window.last_day,
        years=tuple(YearTotal(year=row.year, dollars=row.dollars, lines=row.lines) for row in affected),
        open_dollars=sum((row.dollars for row in left_open), Decimal("0.00")),
        open_lines=sum(row.lines for row in left_open),
        reasons=tuple(reasons),
    )


def _of_claims(
    claims: SortedClaims, cases: Sequence[_Case], matched_numbers: set[int], *, has_claims: bool
) -> list[str]:
    """What is wanting of the claims themselves."""
    if not has_claims:
        return ["No ledger of claims was imported: no dollars can be told (`starkcheck ledger import claims FILE`)."]
    found = [
        f"No claim names {case.physician.name}{f' (NPI {case.physician.npi})' if case.physician.npi else ''}."
        for number, case in enumerate(cases)
        if number not in matched_numbers
    ]
    lines, dollars = claims.repeated()
    if lines:
        found.append(f"{lines:,} affected lines for ${dollars:,.2f} repeat another in every respect; see to them.")
    unknown = next(one for one in claims.fates() if one.fate is ClaimFate.CATEGORY_UNKNOWN)
    if unknown.lines:
        found.append(
            f"The category (dhs_category) of {counted(unknown.lines, 'line')} for "
            f"${unknown.dollars:,.2f}: they are not "
            "counted, "
            "and would be if they are designated health services."
        )
    return found


def _lines(claims: SortedClaims, cases: Sequence[_Case]) -> tuple[AffectedLine, ...]:
    names = ("claim", "claim_line", "service_on", "code", "dhs_category", "paid", "performed_by", "file_name", "line")
    return tuple(
        AffectedLine.of_known(physician=cases[row[0]].physician.name, **dict(zip(names, row[1:], strict=True)))
        for row in claims.lines(MOST_LINES)
    )
