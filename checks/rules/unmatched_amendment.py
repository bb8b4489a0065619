"""The rule that the contract which an amendment or renewal changes is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from models.contract import Contract
from models.finding import Outcome, Verdict


@check(
    code="DOC-07",
    citation="411.354(e)(2)",
    remedy=(
        "Find the contract that this paper changes and ingest it, so that both are read together. If it cannot be "
        "found, treat its terms as unwritten until counsel has looked at what other papers there are."
    ),
)
def unmatched_amendment(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """The contract that an amendment or renewal changes is not in the database.

    ## What it looks at

    Every amendment and renewal, and whether an agreement of the same parties, of its kind, title and date, has been
    read: from the same file or from another.

    ## Why it matters

    An amendment holds only the terms that it changes. Whether the arrangement is in writing, signed, and long enough
    follows from both papers together, and what was never read has not been checked.

    ## When it fires

    - It names its contract by a date, and no agreement of that date between these parties has been read: flagged.
    - A person must decide: it does not say of what date its contract is, and none or several of those read would fit.

    It is a notice: a paper that was not dropped into the folder may well lie in a drawer.

    ## When it does not

    - The contract that it changes was found, in the same file or in another.
    - The paper is an agreement of its own.

    ## How to put it right

    Put the contract into the folder. The amendment is linked to it on the next run, and the finding is resolved.

    ## Flagged

    A first amendment to "the Lease dated May 1, 2023", where no lease between its parties was ever ingested.

    ## Clear

    The same, once the lease of May 1, 2023 is in the database.

    ## Limits

    Contracts are compared by parties, kind, title and date. Where two agreements fit equally well, none is taken.
    """
    if not contract.document_role.changes_another:
        yield Verdict(
            outcome=Outcome.NOT_APPLICABLE, message="Only an amendment or a renewal changes another contract."
        )
        return
    named = contract.amended_contract_date
    if contract.amends_contract_id is not None:
        verdict = Outcome.CLEAR, f"It changes {contract.amends_contract_id}, which has been read."
    elif named.value is not None:
        verdict = Outcome.FLAGGED, f"No contract of {named.value} between its parties has been read."
    else:
        verdict = (
            Outcome.UNDETERMINED,
            "Which contract it changes cannot be told: it names no date, and no single one fits.",
        )
    outcome, message = verdict
    yield Verdict(outcome=outcome, message=message, evidence=named.evidence, confidence=named.confidence or 0.7)
