"""The rule on contracts of which no exception is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.law.presumed import presumed_for
from models.contract import Contract
from models.document import DocumentRole
from models.finding import Outcome, Verdict


@check(
    code="REL-04",
    citation="411.357",
    remedy=(
        "Decide what kind of arrangement it is, note the exception that it is to rely on, and correct the kind with "
        "starkcheck correct, so that it is checked against that exception."
    ),
)
def no_exception_presumed(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A contract that pays a physician, or is paid by one, is of no kind that an exception is made for.

    ## What it looks at

    The kind of every agreement with a physician, or with somebody who can refer, that states pay.

    ## Why it matters

    Each arrangement needs an exception, and the kind says which one is presumed. Relying on several is lawful; relying
    on none that anybody has named means that nobody has looked.

    ## When it fires

    - The kind is none of those that an exception is presumed for, a physician or a referring organization is a party,
      and pay is stated: a person must decide which exception it rests on.

    It is a notice: a policy of naming one exception for each contract is good practice, and not the law.

    ## When it does not

    - The kind is known, whichever it is, or the title or the clauses say that software for health records is given, a
      practitioner helped, or a physician paid to stay: the view exceptions shows all that it might rely on.
    - Nobody in it is known to refer, or it states no pay.
    - It amends or renews another contract, or is no contract.

    ## How to put it right

    See the candidates in the view exceptions. For items at fair market value 411.357(l) is often the one.

    ## Flagged

    This check never flags: that no exception is claimed is no fault. An agreement to publish a physician's articles
    for a fee is a notice.

    ## Clear

    An office lease between a hospital and a physician, on which 411.357(a) is presumed.

    ## Limits

    Contracts do not say on which exception they rely; a register that does is not read.
    """
    if contract.document_role is not DocumentRole.AGREEMENT or not contract.compensation:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="It is no agreement that states pay.")
        return
    if not any(party.is_physician or party.can_refer for party in contract.parties):
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="Nobody in it is known to refer.")
        return
    kind = contract.kind
    outcome = Outcome.CLEAR
    message = "What it is says which exception is presumed; the view exceptions shows all that it might rely on."
    if not presumed_for(contract):
        outcome = Outcome.UNDETERMINED
        message = "It is of no kind for which an exception is presumed: which one it rests on, a person must say."
    yield Verdict(
        outcome=outcome,
        message=message,
        subject="exception",
        wanting="an exception to rely on",
        evidence=kind.evidence,
        confidence=kind.confidence,
    )
