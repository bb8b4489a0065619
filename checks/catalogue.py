"""Every rule there is, in the order people read them; a rule that is not listed here does not run."""

from checks.check import Check
from checks.rules.below_market_terms import below_market_terms
from checks.rules.broken_signature import broken_signature
from checks.rules.common_charges_above_share import common_charges_above_share
from checks.rules.dhs_linked_pay import dhs_linked_pay
from checks.rules.directed_referrals_unguarded import directed_referrals_unguarded
from checks.rules.directorships_overlap import directorships_overlap
from checks.rules.donation_share_short import donation_share_short
from checks.rules.donation_share_too_small import donation_share_too_small
from checks.rules.donation_writing import donation_writing
from checks.rules.downside_risk_too_small import downside_risk_too_small
from checks.rules.effective_before_writing import effective_before_writing
from checks.rules.employee_called_contractor import employee_called_contractor
from checks.rules.encounters_by_nonmembers import encounters_by_nonmembers
from checks.rules.entity_mismatch import entity_mismatch
from checks.rules.family_interest import family_interest
from checks.rules.five_percent_test_fails import five_percent_test_fails
from checks.rules.gifts_in_wrong_form import gifts_in_wrong_form
from checks.rules.gifts_over_limit import gifts_over_limit
from checks.rules.holdover_on_changed_terms import holdover_on_changed_terms
from checks.rules.hours_without_log import hours_without_log
from checks.rules.incidental_benefit_over_limit import incidental_benefit_over_limit
from checks.rules.lease_subject_not_described import lease_subject_not_described
from checks.rules.limited_pay_over_limit import limited_pay_over_limit
from checks.rules.method_set_afterwards import method_set_afterwards
from checks.rules.missing_exhibit import missing_exhibit
from checks.rules.missing_signature import missing_signature
from checks.rules.no_exception_presumed import no_exception_presumed
from checks.rules.outdated_plan import outdated_plan
from checks.rules.overpayment_clock import overpayment_clock
from checks.rules.ownership_interest import ownership_interest
from checks.rules.past_services_in_one_sum import past_services_in_one_sum
from checks.rules.pay_above_opinion import pay_above_opinion
from checks.rules.pay_changed_for_the_past import pay_changed_for_the_past
from checks.rules.pay_from_past_referrals import pay_from_past_referrals
from checks.rules.pay_justified_by_referrals import pay_justified_by_referrals
from checks.rules.pay_not_set_in_advance import pay_not_set_in_advance
from checks.rules.payments_after_end import payments_after_end
from checks.rules.payments_differ import payments_differ
from checks.rules.payments_without_writing import payments_without_writing
from checks.rules.per_click_rent import per_click_rent
from checks.rules.percentage_rent import percentage_rent
from checks.rules.pool_under_five import pool_under_five
from checks.rules.practitioner_support_limits import practitioner_support_limits
from checks.rules.recontracted_in_first_year import recontracted_in_first_year
from checks.rules.recruitment_terms import recruitment_terms
from checks.rules.referrals_not_mentioned import referrals_not_mentioned
from checks.rules.rent_not_collected import rent_not_collected
from checks.rules.second_arrangement_in_a_year import second_arrangement_in_a_year
from checks.rules.services_not_all_covered import services_not_all_covered
from checks.rules.services_not_described import services_not_described
from checks.rules.services_outside_group import services_outside_group
from checks.rules.services_pooled_apart import services_pooled_apart
from checks.rules.signed_late import signed_late
from checks.rules.signer_not_party import signer_not_party
from checks.rules.term_under_one_year import term_under_one_year
from checks.rules.timeshare_beyond_visits import timeshare_beyond_visits
from checks.rules.undefined_base import undefined_base
from checks.rules.unmatched_amendment import unmatched_amendment
from checks.rules.use_not_exclusive import use_not_exclusive
from checks.rules.value_based_governance import value_based_governance
from checks.rules.value_based_writing import value_based_writing

CHECKS: tuple[Check, ...] = (
    missing_signature,
    signed_late,
    signer_not_party,
    entity_mismatch,
    broken_signature,
    term_under_one_year,
    dhs_linked_pay,
    per_click_rent,
    percentage_rent,
    missing_exhibit,
    undefined_base,
    pay_not_set_in_advance,
    directed_referrals_unguarded,
    pay_from_past_referrals,
    referrals_not_mentioned,
    below_market_terms,
    pay_justified_by_referrals,
    lease_subject_not_described,
    use_not_exclusive,
    common_charges_above_share,
    timeshare_beyond_visits,
    services_not_described,
    employee_called_contractor,
    services_pooled_apart,
    method_set_afterwards,
    outdated_plan,
    recruitment_terms,
    practitioner_support_limits,
    donation_writing,
    donation_share_too_small,
    value_based_writing,
    downside_risk_too_small,
    value_based_governance,
    unmatched_amendment,
    gifts_over_limit,
    gifts_in_wrong_form,
    payments_differ,
    rent_not_collected,
    payments_after_end,
    recontracted_in_first_year,
    second_arrangement_in_a_year,
    holdover_on_changed_terms,
    effective_before_writing,
    pay_changed_for_the_past,
    services_not_all_covered,
    directorships_overlap,
    no_exception_presumed,
    limited_pay_over_limit,
    payments_without_writing,
    past_services_in_one_sum,
    pay_above_opinion,
    donation_share_short,
    incidental_benefit_over_limit,
    hours_without_log,
    overpayment_clock,
    pool_under_five,
    five_percent_test_fails,
    services_outside_group,
    encounters_by_nonmembers,
    family_interest,
    ownership_interest,
)
