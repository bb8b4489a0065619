"""The rule on governance, monitoring and records of a value-based arrangement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Limit, bounded, first, not_concerned, not_read, shown
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_BOUNDED = (
    (ProvisionKind.MONITORING_MONTHS, Limit("value_based_monitoring_months", "Time between reviews", "monitoring")),
    (ProvisionKind.RECORDS_KEPT_YEARS, Limit("value_based_record_years", "Time that records are kept", "records")),
)


@check(
    code="VBA-03",
    citation="411.357(aa)(3)",
    remedy=(
        "Review the activities at least once a year, keep the records for six years, and name the governing "
        "document and the accountable body in writing."
    ),
)
def value_based_governance(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A value-based arrangement is reviewed too seldom, or its records are kept too briefly.

    ## What it looks at

    In value-based arrangements: how often activities are monitored, how long records are kept, and whether a
    governing document or an accountable body is named.

    ## Why it matters

    The parties must look at least once a year whether the activities do what they should, and keep the records of
    method and pay for six years. An enterprise needs a body that answers for it and a document that governs it.

    ## When it fires

    - Monitoring is stated for more than twelve months apart: flagged, for a person to decide, as is the next.
    - Records are kept for less than six years.
    - The arrangement is older than the exception.

    ## When it does not

    - Twelve months or less, six years or more.
    - Nothing was read: the elements stay open.
    - Patient records and books for the government, which other laws want kept for other times, if they alone are
      spoken of: a person must tell.

    ## How to put it right

    Amend the terms for the future, and keep to them.

    ## Flagged

    "Records shall be kept for three years."

    ## Clear

    "The committee monitors the activities every six months; records of payments are kept for six years."

    ## Limits

    Whether anybody monitors in fact is not seen.
    """
    if contract.kind.value is not ContractKind.VALUE_BASED:
        yield not_concerned("It is no value-based arrangement.")
        return
    governed = first(contract, ProvisionKind.GOVERNING_DOCUMENT)
    if governed:
        message = "An enterprise, its body or its document is named."
        yield shown(Outcome.CLEAR, message, governed, subject="governance")
    else:
        yield not_read("No governing document was read of.", subject="governance", wanting="a governing document")
    for kind, limit in _BOUNDED:
        clause = first(contract, kind)
        if clause and clause.quantity is not None:
            yield bounded(contract, as_of, clause, limit, clause.quantity)
        else:
            yield not_read(f"Not read: {limit.what.lower()}.", subject=limit.subject, wanting=limit.what.lower())
