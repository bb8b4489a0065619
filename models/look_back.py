"""What a look-back at claims comes to: whose referrals, on which days, how many dollars, what became of the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.noncompliance import Certainty


class ClaimFate(StrEnum):
    """What became of a line of a claim: the first reason that applies, in this order, or AFFECTED."""

    NOT_MEDICARE = "not_medicare"
    NOT_DHS = "not_dhs"
    BILLED_BY_ANOTHER = "billed_by_another"
    NO_REFERRER = "no_referrer"
    REFERRED_BY_ANOTHER = "referred_by_another"
    PERSONALLY_PERFORMED = "personally_performed"
    OUTSIDE_LOOK_BACK = "outside_look_back"
    OUTSIDE_NONCOMPLIANCE = "outside_noncompliance"
    DAYS_OPEN = "days_open"
    CATEGORY_UNKNOWN = "category_unknown"
    AFFECTED = "affected"


class FateTotal(Frozen):
    """How many lines of claims had a fate, and the dollars paid for them."""

    fate: ClaimFate
    lines: int
    dollars: Decimal


class Reason(Frozen):
    """Why referrals were not covered: a finding with its days, and the dollars of the claims in them.

    Days are those of the finding, also before the look-back; `dollars` and `lines` those within it. Several reasons can
    cover one claim.
    """

    finding_id: str
    relationship_id: str
    contract_id: str | None
    check_name: str
    certainty: Certainty
    first_day: date | None
    last_day: date | None
    exception: str | None
    because: str
    message: str
    citation: str
    file_name: str | None
    kind: str | None
    page: int | None
    quote: str | None
    lines: int = 0
    dollars: Decimal = Decimal("0.00")


class Physician(Frozen):
    """A physician whose referrals count, with the relationships they belong to.

    `organization` is the one in whose shoes the physician stands (42 CFR 411.354(c)), None for a party in person.
    """

    name: str
    npi: str | None = None
    organization: str | None = None
    relationship_ids: tuple[str, ...] = ()


class YearTotal(Frozen):
    """Dollars of a calendar year."""

    year: int
    dollars: Decimal
    lines: int


class PhysicianTotal(Frozen):
    """What the claims of one physician's referrals come to, by calendar year of the service.

    `identified_on` is None where no ledger says when; `window_*` are the days looked back to all the same.
    """

    physician: Physician
    identified_on: date | None
    window_first: date
    window_last: date
    years: tuple[YearTotal, ...] = ()
    open_dollars: Decimal = Decimal("0.00")
    open_lines: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def dollars(self) -> Decimal:
        """The dollars of all years."""
        return sum((year.dollars for year in self.years), Decimal("0.00"))

    @property
    def lines(self) -> int:
        """The lines of claims of all years."""
        return sum(year.lines for year in self.years)


class AffectedLine(Frozen):
    """A line of a claim that the look-back counts, and where it was imported from."""

    physician: str
    claim: str
    claim_line: str | None
    service_on: date
    code: str | None
    dhs_category: str | None
    paid: Decimal
    performed_by: str | None
    file_name: str
    line: int


class LookBack(Frozen):
    """A look-back for one entity. `fates` add up to the ledger of claims; `missing` names what was wanting."""

    entity: str
    as_of: date
    physicians: tuple[PhysicianTotal, ...]
    fates: tuple[FateTotal, ...]
    affected: tuple[AffectedLine, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def dollars(self) -> Decimal:
        """The dollars of all physicians."""
        return sum((one.dollars for one in self.physicians), Decimal("0.00"))
