"""The rule that digital signatures hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.signature_blocks import signed_by_its_parties
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.signature import DigitalSignature


@check(
    code="DOC-08",
    citation="411.354(e)(3)",
    remedy=(
        "Obtain the file as it was signed, from the signing service or from the other party, and compare the two page "
        "by page. If none is to be had, have the parties confirm the text in a new writing that all of them sign."
    ),
)
def broken_signature(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A digital signature of the file does not hold, or the file was changed after it.

    ## What it looks at

    Every cryptographic signature of the file, in a party's block, elsewhere on a page or on none: whether the bytes
    it covers are unchanged and its cryptography is sound, and whether content was added after it.

    ## Why it matters

    An electronic signature counts where it is valid under federal or state law. One that does not match the file
    proves neither who signed nor what was signed: a rate may have been altered after the other side agreed to it,
    and then no pay was set in advance.

    ## When it fires

    - The bytes that were signed have changed, or the signature itself is damaged: flagged.
    - Content was added after the signature: a person must decide whether the signer knew of it.

    Either is a warning, whatever the kind of arrangement, since an intact copy may lie elsewhere.

    ## When it does not

    - Nobody vouches for the certificate, or it has expired: who issued it is not asked, and nothing is fetched.
    - Further signatures, time stamps or filled form fields were added, as in every file that two parties sign.
    - The signature field is empty: that is an unsigned block, see missing-signature.
    - The signature is no digital one, but ink, "/s/" or the stamp of a service.

    ## How to put it right

    Signing services keep the file as it was signed: obtain it, and put it in place of this one. The file here is
    never altered. If the text was changed on purpose, the change is an amendment that the parties have to sign.

    ## Flagged

    A services agreement signed by both sides, in which the monthly fee was edited a week later.

    ## Clear

    A lease signed by the landlord and then by the tenant, each with a certificate of their own making.

    ## Limits

    Whether the signer is who the certificate says is not tested. A paper that was printed and scanned again, or saved
    anew by a program that drops signatures, has none left to test.
    """
    if not signed_by_its_parties(contract) or not contract.digital_signatures:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The paper bears no digital signature.")
        return
    seen: Counter[str] = Counter()
    for signature in contract.digital_signatures:
        name = signature.signer or "no name"
        seen[name] += 1
        yield _verdict(signature, name if seen[name] == 1 else f"{name} #{seen[name]}")


def _verdict(signature: DigitalSignature, subject: str) -> Verdict:
    whose = f"The digital signature of {signature.signer}" if signature.signer else "A digital signature"
    dated = f", dated {signature.signed_on}," if signature.signed_on else ""
    outcome, message = Outcome.CLEAR, f"{whose} holds."
    if not signature.intact:
        outcome = Outcome.FLAGGED
        message = f"{whose}{dated} does not match the file: what was signed has changed, or the signature is damaged."
    elif signature.changed_after_signing:
        outcome = Outcome.UNDETERMINED
        message = f"{whose}{dated} is intact, but content was added to the file after it."
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject,
        wanting=whose[0].lower() + whose[1:],
        evidence=signature.evidence,
        confidence=signature.confidence,
    )
