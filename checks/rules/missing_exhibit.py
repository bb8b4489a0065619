"""The rule that what a contract refers to as its exhibits is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import every, not_concerned, shown
from models.contract import Contract
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_WHOLE = frozenset({DocumentRole.AGREEMENT, DocumentRole.RENEWAL})


@check(
    code="DOC-06",
    citation="411.357(d)(1)",
    remedy=(
        "Find the exhibit in the file of its day and keep it with the contract; if there never was one, write "
        "it, have both parties sign it, and have counsel judge the time before."
    ),
)
def missing_exhibit(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """An exhibit that the contract refers to is blank, still to come, or not in the file.

    ## What it looks at

    Each exhibit, schedule, attachment, appendix or annex that the words of an agreement or a renewal refer to as
    its own, and those that the file holds, wherever in the file they stand.

    ## Why it matters

    What is leased, which services are bought and how they are paid often stands in an exhibit alone. Without it the
    writing lacks what an exception wants it to hold.

    ## When it fires

    - An exhibit is marked as still to be attached, completed or agreed upon, or it is left blank while the contract
      refers to it: flagged.
    - The contract refers to an exhibit that the file does not hold: a person must look for it, as it may be kept
      elsewhere.

    ## When it does not

    - The exhibit is of another paper, as of the lease that is amended.
    - An empty exhibit that nothing refers to.
    - In amendments, which may speak of the exhibits of the contract they change.

    ## How to put it right

    Attach the exhibit of the day on which the contract was signed. An exhibit that was never written can only be
    written for the future.

    ## Flagged

    An agreement for "the duties in Exhibit B", whose Exhibit B reads "[to be attached]".

    ## Clear

    An agreement for "the duties in Exhibit B", with an Exhibit B of two pages.

    ## Limits

    An exhibit without words, as a plan that is drawn, counts as there when its page bears the label. A label that
    recognition misread may seem to be missing.
    """
    if contract.document_role not in _WHOLE:
        yield not_concerned("It may speak of exhibits of the contract that it changes.")
        return
    present = {clause.subject for clause in every(contract, ProvisionKind.EXHIBIT_PRESENT)}
    to_come = {clause.subject: clause for clause in every(contract, ProvisionKind.EXHIBIT_TO_COME)}
    blank = {clause.subject: clause for clause in every(contract, ProvisionKind.EXHIBIT_LEFT_BLANK)}
    referred = {clause.subject: clause for clause in every(contract, ProvisionKind.EXHIBIT_REFERRED_TO)}
    if not referred and not to_come:
        yield not_concerned("No exhibit was found that it refers to.")
    for name in dict.fromkeys((*referred, *to_come)):
        if name in to_come:
            yield shown(Outcome.FLAGGED, f"{name} is still to come.", to_come[name], subject=name, wanting=name)
        elif name in blank:
            yield shown(Outcome.FLAGGED, f"{name} is left blank.", blank[name], subject=name, wanting=name)
        elif name in present:
            yield shown(Outcome.CLEAR, f"{name} is in the file.", referred[name], subject=name)
        else:
            message = f"The contract refers to {name}, which the file does not hold."
            yield shown(Outcome.UNDETERMINED, message, referred[name], subject=name, wanting=name)
