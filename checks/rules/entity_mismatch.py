"""The rule that the party which is named is the party which signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.counterparts import party_of, signed_elsewhere
from checks.signature_blocks import NOT_SIGNED_BY_PARTIES, signed_by_its_parties, verdict_on, who_signs
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.party import EntityKind
from models.signature import SignatureBlock, SignatureStatus


@check(
    code="DOC-05",
    citation="411.354(c)",
    remedy=(
        "Find out from the corporate records which entity furnishes, pays and is paid, and whether one succeeded the "
        "other. Then correct the paper by an amendment that the right entity signs, or sign it in the right name."
    ),
)
def entity_mismatch(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The entity that signs is another than the one the contract names as its party.

    ## What it looks at

    The name of each party as the contract opens with it, and the name of the organization over the line on which it
    signs, in an agreement, an amendment or a renewal.

    ## Why it matters

    The parties to the arrangement are those whose signatures count, whose payments are tested, and whose physicians
    stand in their shoes. Where a holding company signs a lease that its affiliate is to hold, either the affiliate has
    not signed, or the payments go to somebody who has no contract.

    ## When it fires

    - The block names an organization that is plainly another than the party: flagged.
    - The party is a physician and the block is that of a corporation: a person must decide who is bound.

    Both are for a person to decide, and therefore at most a warning, whatever the kind of arrangement.

    ## When it does not

    - The names are variants of one: case, points, a missing "Inc.", abbreviations ("Hosp.", "Med. Ctr."), a trade name
      ("d/b/a"), a former name, a place added or left out, a letter or two misread.
    - An affiliate acts for the party and the block names both, as a general partner does.
    - The block names another party of the contract.
    - The party has not signed, or signed another copy in its own name.

    ## How to put it right

    If the entity that signed is the real party, amend the opening; if not, the party has still to sign, and the days
    since the start count as unsigned. A successor or a change of name is shown by the filing.

    ## Flagged

    An agreement with "Brankov Surgical Specialists, P.C." that is signed by "Brankov Surgical Holdings, LLC".

    ## Clear

    An agreement with "Duskwater Hospital, Inc." that is signed by "DUSKWATER HOSPITAL".

    ## Limits

    Names alone are compared: two entities of nearly one name pass, and a name that was changed by a filing fires.
    Whether the one that signs is also the one that is paid needs the payments.
    """
    if not signed_by_its_parties(contract):
        yield NOT_SIGNED_BY_PARTIES
        return
    for block in contract.signatures:
        yield _verdict(block, contract)


def _verdict(block: SignatureBlock, contract: Contract) -> Verdict:
    who = who_signs(block)
    outcome, message = Outcome.CLEAR, f"The block of {who} names no other entity."
    if block.status is SignatureStatus.UNSIGNED:
        outcome, message = Outcome.NOT_APPLICABLE, f"{who} has not signed."
    elif block.other_entity and signed_elsewhere(block, contract):
        message = f"{who} signed another copy of the block in its own name."
    elif block.other_entity:
        party = party_of(block, contract)
        in_person = party is not None and party.entity_kind is EntityKind.INDIVIDUAL
        outcome = Outcome.UNDETERMINED if in_person else Outcome.FLAGGED
        message = (
            f'The contract is with {block.party_name}, but the block that was signed names "{block.other_entity}".'
        )
    return verdict_on(block, outcome, message)
