"""The rule on pools of single services in a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, not_read, shown
from checks.law.applicable_exception import ApplicableException
from checks.law.in_force import days_of
from models.compensation import DhsSafeguard
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_SHARED_TOGETHER_SINCE = date(2022, 1, 1)
_OF_ALL = frozenset({DhsSafeguard.PER_CAPITA_SHARE, DhsSafeguard.NON_DHS_REVENUE_SHARE, DhsSafeguard.FIVE_PERCENT_RULE})


def _under(contract: Contract, as_of: date, _exception: ApplicableException) -> Iterator[Verdict]:
    yield from _verdicts(contract, as_of, counts_components=True)


def _verdicts(contract: Contract, as_of: date, *, counts_components: bool) -> Iterator[Verdict]:
    if contract.kind.value is not ContractKind.GROUP_COMPENSATION_PLAN:
        yield not_concerned("It is no compensation plan of a group.")
        return
    if days_of(contract, as_of).last_if_carried_on < _SHARED_TOGETHER_SINCE:
        yield not_concerned("It ended before 2022; until then services might be pooled one by one.")
        return
    wanting = "one pool of all designated health services"
    apart = first(contract, ProvisionKind.SERVICES_POOLED_APART)
    of_one = [one for one in contract.compensation if one.dhs_safeguard is DhsSafeguard.PER_CAPITA_SHARE_OF_ONE_SERVICE]
    of_all = [one for one in contract.compensation if one.dhs_safeguard in _OF_ALL]
    if of_one and counts_components:
        yield Verdict(
            outcome=Outcome.FLAGGED,
            message="A component shares one service alone.",
            wanting=wanting,
            evidence=of_one[0].evidence,
            confidence=of_one[0].confidence,
        )
    elif apart and not of_one:
        outcome = Outcome.UNDETERMINED if of_all else Outcome.FLAGGED
        beside = ", beside a share of all of them" if of_all else ""
        yield shown(outcome, f"Services are pooled one by one{beside}.", apart, wanting=wanting)
    elif of_all and not of_one:
        yield Verdict(
            outcome=Outcome.CLEAR,
            message="Designated health services are shared together.",
            evidence=of_all[0].evidence,
            confidence=of_all[0].confidence,
        )
    else:
        yield not_read("No pool of all designated health services was read.", wanting=wanting)


@check(
    code="GRP-02",
    under=_under,
    citation="411.352(i)(1)",
    remedy=(
        "Share all designated health services together, by the whole group or by parts of five physicians or "
        "more, from the next distribution on; have counsel look back to 1 January 2022."
    ),
)
def services_pooled_apart(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A group's plan pools designated health services one by one.

    ## What it looks at

    In compensation plans of groups: words that make a pool for each service, and components that share one service
    alone.

    ## Why it matters

    Since 1 January 2022 a profit share is a share of all designated health services of the group, or of a part of
    it of five physicians or more. Until then they might be pooled one by one.

    ## When it fires

    - The plan has a pool for each service, or for several of them: flagged.
    - Such words stand beside a share of all services: a person must read which holds.

    ## When it does not

    - The plan ended before 2022.
    - Different parts of the group share all their services by different methods.
    - A component that shares one service alone: dhs-linked-pay makes the finding, and this check only answers for
      the element.

    ## How to put it right

    Form one pool, or pools of five physicians and more, each of all services.

    ## Flagged

    "There shall be a separate pool for each designated health service."

    ## Clear

    "All designated health services form one pool, shared per head."

    ## Limits

    Who shares in a pool, and how many they are, stands in the roster.
    """
    yield from _verdicts(contract, as_of, counts_components=False)
