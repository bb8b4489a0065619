"""Every rule there is, in the order people read them; a rule that is not listed here does not run."""

from checks.check import Check
from checks.rules.broken_signature import broken_signature
from checks.rules.dhs_linked_pay import dhs_linked_pay
from checks.rules.directorships_overlap import directorships_overlap
from checks.rules.effective_before_writing import effective_before_writing
from checks.rules.entity_mismatch import entity_mismatch
from checks.rules.gifts_in_wrong_form import gifts_in_wrong_form
from checks.rules.gifts_over_limit import gifts_over_limit
from checks.rules.holdover_on_changed_terms import holdover_on_changed_terms
from checks.rules.missing_signature import missing_signature
from checks.rules.no_exception_presumed import no_exception_presumed
from checks.rules.pay_changed_for_the_past import pay_changed_for_the_past
from checks.rules.payments_after_end import payments_after_end
from checks.rules.payments_differ import payments_differ
from checks.rules.per_click_rent import per_click_rent
from checks.rules.percentage_rent import percentage_rent
from checks.rules.recontracted_in_first_year import recontracted_in_first_year
from checks.rules.second_arrangement_in_a_year import second_arrangement_in_a_year
from checks.rules.services_not_all_covered import services_not_all_covered
from checks.rules.signed_late import signed_late
from checks.rules.signer_not_party import signer_not_party
from checks.rules.term_under_one_year import term_under_one_year
from checks.rules.unmatched_amendment import unmatched_amendment

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
    unmatched_amendment,
    gifts_over_limit,
    gifts_in_wrong_form,
    payments_differ,
    payments_after_end,
    recontracted_in_first_year,
    second_arrangement_in_a_year,
    directorships_overlap,
    services_not_all_covered,
    pay_changed_for_the_past,
    effective_before_writing,
    holdover_on_changed_terms,
    no_exception_presumed,
)
