"""Every rule there is, in the order people read them; a rule that is not listed here does not run."""

from checks.check import Check
from checks.rules.broken_signature import broken_signature
from checks.rules.dhs_linked_pay import dhs_linked_pay
from checks.rules.entity_mismatch import entity_mismatch
from checks.rules.missing_signature import missing_signature
from checks.rules.per_click_rent import per_click_rent
from checks.rules.percentage_rent import percentage_rent
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
)
