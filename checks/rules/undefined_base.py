"""The rule that the base of a percentage is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import every, not_concerned
from checks.component_names import in_words, named_components
from models.compensation import CompensationComponent, CompensationKind
from models.contract import Contract
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_SHARES = frozenset({CompensationKind.PERCENTAGE, CompensationKind.POOL})
_LEFT_TO_ONE = re.compile(r"\bas\s+(?:determined|calculated|defined|reckoned|established)\s+(?:\w+\s+){0,4}?by\b")
_TERM = re.compile(r"(?:[A-Z][\w'’-]*\s+){0,4}[A-Z][\w'’-]*")
_BARE = re.compile(
    r"(?:(?:the|his|her|its|such|all|any|net|gross|total|adjusted|actual|annual|monthly|quarterly|practice|clinic|group)\s+)*"
    r"(?:collections?|receipts?|revenues?|income|profits?|margin|earnings|surplus|proceeds)"
)


@check(
    code="PAY-04",
    citation="411.354(d)(1)",
    remedy=(
        "Have both parties sign a definition of the base for the future: whose services, which payers, what "
        "is taken off; and find out what was in it until now."
    ),
)
def undefined_base(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A percentage is taken of collections, revenue or profit that the contract does not define.

    ## What it looks at

    Each percentage and each share of a pool, the words of its base, and the terms that the contract defines.

    ## Why it matters

    A percentage is set in advance only if everybody knows beforehand of what. The word collections may hold the
    physician's own fees alone, or laboratory tests that the physician orders as well.

    ## When it fires

    - The base is a bare word, such as "net collections", or a term in capitals, and no definition of it was found: a
      person must look for one.
    - The words leave the base to one party, as "net revenue as determined by the Hospital": flagged.

    ## When it does not

    - The base says itself what it is: "professional fees collected for visits of the Physician".
    - The term is defined, in any place of the contract.
    - The pay holds no percentage.
    - Amendments and renewals, where the definition may stand in the contract that they change.

    ## How to put it right

    Write down what the base holds and what not, and that work of others, technical components and tests ordered are
    left out.

    ## Flagged

    Forty percent of "net revenue", a term that stands nowhere else.

    ## Clear

    Forty percent of "Net Collections", which are the sums received for services that the Physician performs in
    person, less refunds.

    ## Limits

    A definition in another paper is not seen. Whether the base holds designated health services is another check's
    matter: dhs-linked-pay.
    """
    shares = [(name, one) for name, one in named_components(contract) if one.kind in _SHARES]
    if not shares:
        yield not_concerned("The pay holds no percentage and no share.")
    defined = [clause.subject.casefold() for clause in every(contract, ProvisionKind.BASE_DEFINED)]
    for name, component in shares:
        outcome, message = _judge(component, defined)
        if outcome is Outcome.UNDETERMINED and contract.document_role is not DocumentRole.AGREEMENT:
            outcome = Outcome.NOT_APPLICABLE
            message += " It may stand in the contract that this one changes."
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=name,
            wanting=f"a definition of the base of {in_words(component)}",
            leaves_open=outcome is Outcome.NOT_APPLICABLE,
            evidence=component.evidence,
            confidence=component.confidence,
        )


def _judge(component: CompensationComponent, defined: list[str]) -> tuple[Outcome, str]:
    words = in_words(component)
    base = (component.base or "").casefold().strip(" \"'“”")
    if not base:
        return Outcome.NOT_APPLICABLE, f"The base was not read: {words}."
    if _LEFT_TO_ONE.search(base):
        return Outcome.FLAGGED, f"What the base holds is left to one party: {words}."
    if any(term in base or base in term for term in defined):
        return Outcome.CLEAR, f"The base is defined: {words}."
    if not (_BARE.fullmatch(base) or _TERM.fullmatch((component.base or "").strip(" \"'“”"))):
        return Outcome.CLEAR, f"The base says what it is: {words}."
    return Outcome.UNDETERMINED, f"No definition of the base was found: {words}."
