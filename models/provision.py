"""What a contract's clauses provide beside parties, term and pay, where an exception asks for it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence


class ProvisionKind(StrEnum):
    """What a clause says or leaves open. A kind that is not found says nothing: the clause may have been misread."""

    # Papers. The subject is the exhibit's label ("Exhibit B").
    EXHIBIT_REFERRED_TO = "exhibit_referred_to"
    EXHIBIT_PRESENT = "exhibit_present"
    EXHIBIT_LEFT_BLANK = "exhibit_left_blank"
    EXHIBIT_TO_COME = "exhibit_to_come"

    # Pay. The subject of a definition is the term defined.
    VOLUME_OR_VALUE_EXCLUDED = "volume_or_value_excluded"
    FAIR_MARKET_VALUE_STATED = "fair_market_value_stated"
    BELOW_MARKET_STATED = "below_market_stated"
    COMMERCIALLY_REASONABLE_STATED = "commercially_reasonable_stated"
    BASE_DEFINED = "base_defined"
    PAY_LEFT_OPEN = "pay_left_open"
    PAY_SET_BY_PAST_REFERRALS = "pay_set_by_past_referrals"
    DOWNSTREAM_COUNTED = "downstream_counted"
    PAY_REPLACED = "pay_replaced"

    # Raises of pay while it lasts. The first is exact: by so many percent of what it was, on each anniversary of the
    # start, or each year on the day that the subject names ("January 1", perhaps with the first one's year). The second
    # is upward only, by so many percent a year or fewer; the third any other change, by what no contract tells.
    PAY_RISES_YEARLY = "pay_rises_yearly"
    PAY_MAY_RISE = "pay_may_rise"
    PAY_MAY_CHANGE = "pay_may_change"

    # Where patients are sent (42 CFR 411.354(d)(4)).
    REFERRALS_DIRECTED = "referrals_directed"
    REFERRAL_LAW_NAMED = "referral_law_named"
    REFERRALS_NOT_REQUIRED = "referrals_not_required"
    REFERRALS_REWARDED = "referrals_rewarded"
    PATIENT_MAY_CHOOSE = "patient_may_choose"
    INSURER_MAY_CHOOSE = "insurer_may_choose"
    PHYSICIAN_MAY_JUDGE = "physician_may_judge"

    # Space and equipment. Areas are in square feet, shares and rents in percent.
    PREMISES_DESCRIBED = "premises_described"
    EQUIPMENT_DESCRIBED = "equipment_described"
    THING_LEASED_LEFT_OPEN = "thing_leased_left_open"
    EXCLUSIVE_USE = "exclusive_use"
    LESSOR_MAY_USE = "lessor_may_use"
    PREMISES_AREA = "premises_area"
    BUILDING_AREA = "building_area"
    COMMON_CHARGE_SHARE = "common_charge_share"
    HOLDOVER_SAME_TERMS = "holdover_same_terms"
    HOLDOVER_CHANGED_TERMS = "holdover_changed_terms"
    ADVANCED_EQUIPMENT_USED = "advanced_equipment_used"
    ADVANCED_EQUIPMENT_EXCLUDED = "advanced_equipment_excluded"

    # Services and those who give them.
    SERVICES_DESCRIBED = "services_described"
    SERVICES_LEFT_OPEN = "services_left_open"
    COVERS_ALL_SERVICES = "covers_all_services"
    MASTER_LIST_REFERRED_TO = "master_list_referred_to"
    NO_NEW_AGREEMENT_IN_FIRST_YEAR = "no_new_agreement_in_first_year"
    PHYSICIAN_IS_EMPLOYEE = "physician_is_employee"
    PHYSICIAN_IS_CONTRACTOR = "physician_is_contractor"
    TAXES_WITHHELD = "taxes_withheld"
    TAXES_NOT_WITHHELD = "taxes_not_withheld"

    # Group practices (42 CFR 411.352).
    SERVICES_POOLED_APART = "services_pooled_apart"
    METHOD_SET_AFTERWARDS = "method_set_afterwards"
    MEDICAID_IN_OVERALL_PROFITS = "medicaid_in_overall_profits"

    # Recruitment (42 CFR 411.357(e)). Distances are in miles, shares in percent.
    RELOCATION_DISTANCE = "relocation_distance"
    NEW_PATIENT_SHARE = "new_patient_share"
    STAFF_ELSEWHERE_FREE = "staff_elsewhere_free"
    STAFF_ELSEWHERE_BARRED = "staff_elsewhere_barred"
    ALREADY_ON_STAFF = "already_on_staff"
    INCREMENTAL_COSTS_ONLY = "incremental_costs_only"
    EXISTING_OVERHEAD_CHARGED = "existing_overhead_charged"
    RELOCATION_NOT_ASKED = "relocation_not_asked"

    # Help with a nonphysician practitioner (42 CFR 411.357(x)): the hospital's share in percent, the months of help.
    PRACTITIONER_SUPPORT_SHARE = "practitioner_support_share"
    PRACTITIONER_SUPPORT_MONTHS = "practitioner_support_months"

    # Donated health records software (42 CFR 411.357(w)): the recipient's share in percent, the cost in dollars.
    HEALTH_RECORDS_DONATED = "health_records_donated"
    DONATION_SHARE = "donation_share"
    DONATION_COST = "donation_cost"
    DONATION_ITEMS = "donation_items"
    DONOR_IS_LABORATORY = "donor_is_laboratory"
    DONOR_FINANCES_SHARE = "donor_finances_share"

    # Value-based arrangements (42 CFR 411.357(aa)): risk in percent, monitoring in months, records in years.
    VALUE_BASED_ACTIVITIES = "value_based_activities"
    VALUE_BASED_PURPOSE = "value_based_purpose"
    TARGET_PATIENTS = "target_patients"
    TARGET_PATIENTS_LEFT_OPEN = "target_patients_left_open"
    GOVERNING_DOCUMENT = "governing_document"
    MONITORING_MONTHS = "monitoring_months"
    DOWNSIDE_SHARE = "downside_share"
    RECORDS_KEPT_YEARS = "records_kept_years"


class Provision(Frozen):
    """A clause of one kind, with its words.

    `subject` tells two of one kind apart ("Exhibit B"); `quantity` is the number that the kind turns on, in the unit
    that the kind's own line names (percent, months, miles, dollars), None where it has none.
    """

    kind: ProvisionKind
    subject: str = ""
    quantity: Decimal | None = None
    evidence: Evidence
    confidence: float
    found_by: str
