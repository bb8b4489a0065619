"""The pay formula of a contract, component by component."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence


class CompensationKind(StrEnum):
    """What a component counts; PER_CLICK pays for each unit of service, POOL shares a bonus or profit pool."""

    FIXED = "fixed"
    TIME = "time"
    PER_CLICK = "per_click"
    PRODUCTIVITY = "productivity"
    PERCENTAGE = "percentage"
    POOL = "pool"
    OTHER = "other"


class Period(StrEnum):
    """How often an amount is due."""

    HOUR = "hour"
    DAY = "day"
    SHIFT = "shift"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


class DhsCategory(StrEnum):
    """The ten categories of designated health services (42 CFR 411.351)."""

    CLINICAL_LABORATORY = "clinical_laboratory"
    THERAPY = "physical_occupational_speech_therapy"
    RADIOLOGY = "radiology_imaging"
    RADIATION_THERAPY = "radiation_therapy"
    DURABLE_MEDICAL_EQUIPMENT = "durable_medical_equipment"
    NUTRIENTS = "parenteral_enteral_nutrients"
    PROSTHETICS_ORTHOTICS = "prosthetics_orthotics"
    HOME_HEALTH = "home_health"
    OUTPATIENT_DRUGS = "outpatient_prescription_drugs"
    HOSPITAL = "inpatient_outpatient_hospital"


class DhsLink(StrEnum):
    """Whether referrals of designated health services move the amount; OPEN is for a person to decide."""

    LINKED = "linked"
    NOT_LINKED = "not_linked"
    OPEN = "open"


class DhsSafeguard(StrEnum):
    """What the words of a component rest on to be lawful although designated health services move it.

    The exceptions in checks/law/exceptions say which of these each of them honours, and when. INCIDENT_TO is credit
    for services incident to the physician's own, the shares are those of a group practice (42 CFR 411.352(i)).
    UNIT_RATE is no words of a component but its form: a price by the unit (411.354(d)(2) as it was until 2021).
    """

    PERSONALLY_PERFORMED = "personally_performed"
    INCIDENT_TO = "incident_to"
    PER_CAPITA_SHARE = "per_capita_share"
    PER_CAPITA_SHARE_OF_ONE_SERVICE = "per_capita_share_of_one_service"
    NON_DHS_REVENUE_SHARE = "non_dhs_revenue_share"
    FIVE_PERCENT_RULE = "five_percent_rule"
    VALUE_BASED_PARTICIPATION = "value_based_participation"
    UNIT_RATE = "unit_rate"


class CompensationComponent(Frozen):
    """One component. Amounts are in `currency`; `percent` is 35.0 for thirty-five percent.

    `dhs_reason` says in one plain sentence why the component is linked or not to referrals of designated health
    services (42 CFR 411.354(d)(5) and (6)). `dhs_safeguard` is the method the words name that may save a linked
    component; None when they name none. Work personally performed needs no safeguard beside `personally_performed`.
    """

    kind: CompensationKind
    amount: Decimal | None = None
    currency: str = "USD"
    period: Period | None = None
    unit: str | None = None
    percent: Decimal | None = None
    base: str | None = None
    cap_amount: Decimal | None = None
    cap_period: Period | None = None
    payer: str | None = None
    payee: str | None = None
    personally_performed: bool = False
    dhs_link: DhsLink = DhsLink.NOT_LINKED
    dhs_categories: tuple[DhsCategory, ...] = ()
    dhs_safeguard: DhsSafeguard | None = None
    dhs_reason: str = ""
    evidence: Evidence
    confidence: float
