"""The words that columns of ledgers hold."""

from __future__ import annotations

from enum import StrEnum

from models.compensation import DhsCategory


class GiftForm(StrEnum):
    """What a gift is. CASH_EQUIVALENT is anything spent as cash is: gift cards, vouchers (42 CFR 411.357(k))."""

    IN_KIND = "in_kind"
    CASH = "cash"
    CASH_EQUIVALENT = "cash_equivalent"


class GroupStatus(StrEnum):
    """How a physician belongs to a group. Owners and employees are its members, contractors are not (411.351)."""

    OWNER = "owner"
    EMPLOYEE = "employee"
    CONTRACTOR = "contractor"


class Relation(StrEnum):
    """What ties a person to another, or to an organization; the family are those of 42 CFR 411.351."""

    OWNER = "owner"
    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    STEPPARENT = "stepparent"
    STEPCHILD = "stepchild"
    STEPSIBLING = "stepsibling"
    PARENT_IN_LAW = "parent_in_law"
    CHILD_IN_LAW = "child_in_law"
    SIBLING_IN_LAW = "sibling_in_law"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SPOUSE_OF_GRANDPARENT = "spouse_of_grandparent"
    SPOUSE_OF_GRANDCHILD = "spouse_of_grandchild"


class OwnershipBasis(StrEnum):
    """Why an ownership interest may be lawful (42 CFR 411.356), or is none (411.354(b))."""

    PUBLICLY_TRADED = "publicly_traded"
    MUTUAL_FUND = "mutual_fund"
    RURAL_PROVIDER = "rural_provider"
    WHOLE_HOSPITAL = "whole_hospital"
    TITULAR = "titular"
    EMPLOYEE_STOCK_PLAN = "employee_stock_plan"


class Task(StrEnum):
    """A task of a compliance program that comes round again, as the checklist of `report checklist` has them."""

    DHS_INVENTORY = "dhs_inventory"
    EXCEPTION_FOR_EACH = "exception_for_each"
    GROUP_PRACTICE = "group_practice"
    ANCILLARY_SERVICES = "ancillary_services"
    LEASES_AND_SERVICES = "leases_and_services"
    BONUSES = "bonuses"
    EVIDENCE_PACKS = "evidence_packs"
    EVIDENCE_DRILL = "evidence_drill"
    VALUE_MEMOS = "value_memos"
    ARRANGEMENT_REVIEW = "arrangement_review"
    GIFT_LEDGER = "gift_ledger"
    SCORECARD = "scorecard"


class ClaimPayer(StrEnum):
    """Who paid a claim. MEDICARE is original Medicare alone; Medicare Advantage is apart (411.355(c))."""

    MEDICARE = "medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    OTHER = "other"


class ClaimCategory(StrEnum):
    """What a claim is for: a category of designated health services (42 CFR 411.351), or NONE of them."""

    NONE = "none"
    CLINICAL_LABORATORY = DhsCategory.CLINICAL_LABORATORY.value
    THERAPY = DhsCategory.THERAPY.value
    RADIOLOGY = DhsCategory.RADIOLOGY.value
    RADIATION_THERAPY = DhsCategory.RADIATION_THERAPY.value
    DURABLE_MEDICAL_EQUIPMENT = DhsCategory.DURABLE_MEDICAL_EQUIPMENT.value
    NUTRIENTS = DhsCategory.NUTRIENTS.value
    PROSTHETICS_ORTHOTICS = DhsCategory.PROSTHETICS_ORTHOTICS.value
    HOME_HEALTH = DhsCategory.HOME_HEALTH.value
    OUTPATIENT_DRUGS = DhsCategory.OUTPATIENT_DRUGS.value
    HOSPITAL = DhsCategory.HOSPITAL.value
