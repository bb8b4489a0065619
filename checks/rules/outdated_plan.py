"""The rule on plans of groups with outdated words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, shown
from checks.law.in_force import days_of
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_NEW_WORDS_SINCE = date(2022, 1, 1)


@check(
    code="GRP-09",
    citation="411.352(i)(1)",
    remedy=(
        "Bring the plan's definition of overall profits up to date and sign it before the next period, and "
        "reckon what the old words changed since 2022."
    ),
)
def outdated_plan(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A group's plan of 2022 or later still shares profits from services payable by Medicaid.

    ## What it looks at

    In compensation plans of groups: the definition of overall profits, and the plan's days.

    ## Why it matters

    Since 1 January 2022 overall profits are those from designated health services payable by Medicare. A plan that
    still speaks of Medicaid was not looked at since, and its other words may be as old.

    ## When it fires

    - The plan began in 2022 or later and has the old words: flagged, for a person to decide.
    - It began before, and runs on.

    ## When it does not

    - The plan ended before 2022, when the words were right.
    - It speaks of Medicaid elsewhere.

    ## How to put it right

    Take the new words over, and look at the rest of the plan.

    ## Flagged

    A plan of 2024 for "profits from designated health services payable by Medicare or Medicaid".

    ## Clear

    A plan of 2019 and 2020 with the same words.

    ## Limits

    Work papers, which the same element asks for, are kept apart from the plan.
    """
    found = first(contract, ProvisionKind.MEDICAID_IN_OVERALL_PROFITS)
    if contract.kind.value is not ContractKind.GROUP_COMPENSATION_PLAN or found is None:
        yield not_concerned("It is no compensation plan of a group that speaks of Medicaid in its profits.")
        return
    days = days_of(contract, as_of)
    if days.last_if_carried_on < _NEW_WORDS_SINCE:
        yield shown(Outcome.CLEAR, "The words were those of its time.", found)
        return
    is_new = days.first is not None and days.first >= _NEW_WORDS_SINCE
    yield shown(
        Outcome.FLAGGED if is_new else Outcome.UNDETERMINED,
        "Overall profits are defined in the words of the time before 2022.",
        found,
        wanting="a definition of overall profits of the time since 2022",
    )
