"""The rule that each block is signed by the one it is for."""

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
    code="DOC-04",
    citation="411.354(e)",
    remedy=(
        "Look for a power of attorney, a resolution or a delegation of that day by which the signer could bind the "
        "party. Without one, have the party sign, within 90 days of the start if it still can."
    ),
)
def signer_not_party(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A block is signed by somebody else than the one it is for.

    ## What it looks at

    Every signed block of an agreement, an amendment or a renewal that says who signed: the name after "/s/", in the
    stamp of a signing service or in a certificate, and the name printed under the line. For an individual it is
    compared with the party, for an organization with the officer whom the block names.

    ## Why it matters

    The exceptions want the signature of the parties. A spouse, an assistant or a colleague who signs for a physician
    binds the physician only with authority to do so; an officer other than the one named may or may not have it.

    ## When it fires

    - An individual's block is signed by a person of another name, or bears another's name: flagged.
    - An organization's block names one person and is signed by another: a person must decide.

    Both are for a person to decide, and therefore at most a warning; a notice where no signature is wanted.

    ## When it does not

    - The names differ by degree, title, initials, middle name, a short form ("Bob"), a second surname, or a letter or
      two that were misread.
    - The mark says no name: nobody can tell from ink whose hand it is.
    - The party signed another copy of the block.

    ## How to put it right

    Authority that existed on the day of signing is enough, if it can be shown. Failing that, the party signs now:
    in time up to the ninetieth day after the start, and late after it.

    ## Flagged

    A physician's block that bears the stamp "Signed by Lazlo Renn".

    ## Clear

    A block for "Robert A. Renn, M.D." that is signed "/s/ Bob Renn".

    ## Limits

    Whether the person named has authority is not tested, and whether handwriting is the party's own is not either.
    Two people of one name are taken for one.
    """
    if not signed_by_its_parties(contract):
        yield NOT_SIGNED_BY_PARTIES
        return
    for block in contract.signatures:
        yield _verdict(block, contract)


def _verdict(block: SignatureBlock, contract: Contract) -> Verdict:
    who = who_signs(block)
    outcome, message = Outcome.CLEAR, f"Nothing says that another signed for {who}."
    if block.status is SignatureStatus.UNSIGNED:
        outcome, message = Outcome.NOT_APPLICABLE, f"{who} has not signed."
    elif block.other_signer and signed_elsewhere(block, contract):
        message = f"{block.other_signer} signed a copy of the block of {who}, who signed another."
    elif block.other_signer:
        party = party_of(block, contract)
        in_person = party is not None and party.entity_kind is EntityKind.INDIVIDUAL
        outcome = Outcome.FLAGGED if in_person else Outcome.UNDETERMINED
        expected = block.party_name if in_person else block.signatory_name
        message = f"{block.other_signer} signed where {expected} was to sign" + (
            "." if in_person else f" for {block.party_name}."
        )
    return verdict_on(block, outcome, message)
