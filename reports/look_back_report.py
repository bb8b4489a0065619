"""The look-back as a report of rows: dollars by year, the days behind them, and how every claim was accounted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from models.counting import counted
from models.database import Database
from models.look_back import ClaimFate, LookBack
from models.noncompliance import Certainty
from reports.arrangements_counted import pervasiveness_of
from reports.look_back import MOST_LINES, look_back
from reports.look_back_ledgers import clock_block, payments_block
from reports.look_back_rows import known_of
from reports.pervasiveness import Pervasiveness
from reports.report import Block, Cell, Column, ColumnKind, Report, words

_MONEY, _DAY, _NUMBER = ColumnKind.MONEY, ColumnKind.DAY, ColumnKind.NUMBER
_FATES: Final = {
    ClaimFate.NOT_MEDICARE: "Not paid by original Medicare.",
    ClaimFate.NOT_DHS: "No designated health service.",
    ClaimFate.BILLED_BY_ANOTHER: "Billed by another entity.",
    ClaimFate.NO_REFERRER: "Names nobody who referred.",
    ClaimFate.REFERRED_BY_ANOTHER: "Referred by somebody of whom no noncompliance is known.",
    ClaimFate.PERSONALLY_PERFORMED: "Performed by the referring physician in person: no referral (42 CFR 411.351).",
    ClaimFate.OUTSIDE_LOOK_BACK: "Before or after the six years that count.",
    ClaimFate.OUTSIDE_NONCOMPLIANCE: "On days of which no noncompliance is known.",
    ClaimFate.DAYS_OPEN: "On days of which a person must decide; they are not in the sums.",
    ClaimFate.CATEGORY_UNKNOWN: "On noncompliant days, its category blank; not in the sums.",
    ClaimFate.AFFECTED: "Affected: referred on noncompliant days within the look-back.",
}
_CERTAINTIES: Final = {
    Certainty.SHOWN: "shown",
    Certainty.OPEN: "a person must decide",
    Certainty.PENDING: "may be made good yet",
}


def look_back_report(
    database: Database, as_of: date, *, entity: str | None = None, identified_on: date | None = None
) -> Report:
    """The report of a look-back for one entity. Raises StoreError and RefusedError as `look_back` does."""
    found = look_back(database, as_of, entity=entity, identified_on=identified_on)
    known = known_of(database)
    count = pervasiveness_of(database, found)
    clocks = [row for row in known.overpayments if known.is_entity(row.entity, found.entity)]
    blocks = (
        _dollars(found),
        _days(found),
        _reconciliation(found),
        clock_block(clocks, as_of),
        payments_block(database, found),
        _counts(count),
        _lines(found),
    )
    total = next(fate for fate in found.fates if fate.fate is ClaimFate.AFFECTED)
    lines = (
        f"Entity: {found.entity}.",
        f"Affected: {counted(total.lines, 'line')} of claims, ${total.dollars:,.2f}.",
        "Counted are designated health services that original Medicare paid, referred by the physician on days without "
        "an exception, by the day of the service. What the physician performed in person is no referral; services of a "
        "hospital are, whoever performed the procedure.",
        "Days on which only a person can decide are listed, and are in no sum.",
    )
    return Report(
        name="look-back",
        title=f"Look-back at claims: {found.entity}",
        as_of=as_of,
        lines=lines,
        missing=found.missing,
        blocks=blocks,
    )


def years_of(found: LookBack) -> range:
    """Every calendar year that any physician's look-back touches."""
    if not found.physicians:
        return range(0)
    firsts, lasts = ([getattr(one, name).year for one in found.physicians] for name in ("window_first", "window_last"))
    return range(min(firsts), max(lasts) + 1)


def _dollars(found: LookBack) -> Block:
    years = years_of(found)
    heads = (
        *(Column("Physician", width=28), Column("NPI", width=12), Column("Through", width=24)),
        *(Column("Identified", _DAY, 12), Column("Looked back from", _DAY, 12), Column("To", _DAY, 12)),
        *(Column(f"CY {year}", _MONEY, 14) for year in years),
        *(Column("Total", _MONEY, 16), Column("Lines", _NUMBER, 9), Column("On days left open", _MONEY, 16)),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in found.physicians:
        by_year = {year.year: year.dollars for year in one.years}
        rows.append(
            (
                *(one.physician.name, one.physician.npi, one.physician.organization),
                *(one.identified_on, one.window_first, one.window_last),
                *(by_year.get(year) for year in years),
                *(one.dollars, one.lines, one.open_dollars),
            )
        )
    sums = [
        sum((year.dollars for one in found.physicians for year in one.years if year.year == wanted), Decimal("0.00"))
        for wanted in years
    ]
    total = (
        *("Total", None, None, None, None, None),
        *sums,
        *(found.dollars, sum(one.lines for one in found.physicians)),
        sum((one.open_dollars for one in found.physicians), Decimal("0.00")),
    )
    title = "Affected claims by physician and calendar year"
    return Block(name="Dollars", title=title, columns=heads, rows=tuple(rows), total=total)


def _days(found: LookBack) -> Block:
    heads = (
        *(Column("Physician", width=26), Column("Contract", width=26), Column("Why", width=24)),
        *(Column("From", _DAY, 12), Column("Until", _DAY, 12), Column("How sure", width=16)),
        *(Column("Lines", _NUMBER, 9), Column("Dollars in the look-back", _MONEY, 16)),
        *(Column("What was found", width=60), Column("The days", width=44), Column("Law", width=20)),
        *(Column("Page", _NUMBER, 7), Column("Words", width=40), Column("Finding", width=18)),
    )
    rows = tuple(
        (
            *(one.physician.name, reason.file_name, words(reason.check_name.replace("-", "_"))),
            *(reason.first_day, reason.last_day, _CERTAINTIES[reason.certainty]),
            *(reason.lines, reason.dollars, reason.message, reason.because, reason.citation),
            *(reason.page, reason.quote, reason.finding_id),
        )
        for one in found.physicians
        for reason in one.reasons
    )
    return Block(
        name="Noncompliant days",
        title="The days without an exception, and why",
        columns=heads,
        rows=rows,
        lines=("Several reasons can cover one claim, so that these dollars do not add up to the total.",),
    )


def _reconciliation(found: LookBack) -> Block:
    heads = (Column("What became of it", width=24), Column("Which is", width=74), Column("Lines", _NUMBER, 12))
    rows = tuple((words(one.fate), _FATES[one.fate], one.lines, one.dollars) for one in found.fates)
    total = (
        *("All", "Every line of the claims ledger.", sum(one.lines for one in found.fates)),
        sum((one.dollars for one in found.fates), Decimal("0.00")),
    )
    return Block(
        name="Reconciliation",
        title="Every line of the claims ledger, by the first reason that applies",
        columns=(*heads, Column("Dollars", _MONEY, 18)),
        rows=rows,
        total=total,
    )


def _counts(count: Pervasiveness) -> Block:
    heads = (
        *(Column("Arrangement", width=34), Column("Contract", width=26), Column("Physician side", width=30)),
        *(Column("Counts for", _NUMBER, 10), Column("Potential months", _NUMBER, 12)),
        *(Column("Noncompliant months", _NUMBER, 14), Column("Note", width=44)),
    )
    rows = tuple(
        (
            *(one.name, one.file_name, one.physician_side, one.physicians),
            *(one.potential_months, one.noncompliant_months),
            None if one.physicians_known else "Who stands in its shoes no ledger says; counted once.",
        )
        for one in count.disclosed
    )
    total = ("Total", None, None, count.arrangements, count.potential_months, count.noncompliant_months, None)
    share = f" ({count.percent} %)" if count.percent is not None else ""
    of_all = f" ({count.percent_of_all} %)" if count.percent_of_all is not None else ""
    return Block(
        name="Pervasiveness",
        title="How common it was",
        columns=heads,
        rows=rows,
        total=total,
        lines=(
            f"{count.noncompliant_months} of {count.potential_months} potential months of the look-back{share}; "
            f"{count.arrangements} of {count.arrangements + count.others} arrangements{of_all}. An organization's "
            "counts once for each physician who stands in its shoes.",
        ),
    )


def _lines(found: LookBack) -> Block:
    heads = (
        *(Column("Physician", width=26), Column("Claim", width=18), Column("Line", width=7)),
        *(Column("Service", _DAY, 12), Column("Code", width=9), Column("Category", width=28)),
        *(Column("Paid", _MONEY, 13), Column("Performed by", width=26), Column("File", width=24)),
        Column("Row", _NUMBER, 8),
    )
    rows = tuple(
        (
            *(one.physician, one.claim, one.claim_line, one.service_on, one.code, words(one.dhs_category)),
            *(one.paid, one.performed_by, one.file_name, one.line),
        )
        for one in found.affected
    )
    affected = next(one for one in found.fates if one.fate is ClaimFate.AFFECTED)
    cut = affected.lines > len(found.affected)
    note = f"The first {MOST_LINES:,} of {affected.lines:,}; the sums have all of them." if cut else ""
    return Block(
        name="Claims",
        title="The claims that are affected",
        columns=heads,
        rows=rows,
        lines=(note,) if note else (),
        total=None
        if cut
        else ("Total", *(None,) * 5, sum((one.paid for one in found.affected), Decimal("0.00")), None, None, None),
    )
