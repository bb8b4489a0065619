"""The rule on ownership of the entity by those who refer to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checks.check import relationship_check
from checks.counterparts import same_party
from checks.not_imported import not_imported
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Tie
from models.ledger_words import Relation
from models.relationship import Relationship


@relationship_check(
    code="REL-05",
    citation="411.356",
    remedy=(
        "Find out with counsel whether 42 CFR 411.356 covers the interest, and write the basis down with its "
        "figures; if none does, the interest has to go, and the referrals since need a look back."
    ),
)
def ownership_interest(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """The physician, or a member of the family, owns part of the entity.

    ## What it looks at

    The owners of the entity in the ledger ownership_and_family who are the physician, or a member of the physician's
    family by the same ledger, and the basis that the ledger tells.

    ## Why it matters

    An interest in an entity that furnishes designated health services forbids referrals to it, whatever the contracts
    say, unless one of the few exceptions for ownership is met.

    ## When it fires

    - The interest stands on the day of looking, and no basis is told: flagged.
    - A basis is told: a person must confirm it.

    ## When it does not

    - Nobody of the family owns a part of the entity, as far as the ledger says.
    - The interest ended before the day of looking; what was referred before is for a person.

    ## How to put it right

    Shares bought on an exchange, the whole hospital and rural providers have exceptions of their own, each with
    figures of a date. A titular interest, without a right to gain from it, is no ownership since 19 January 2021.

    ## Flagged

    "Odile Brankov, M.D., owner of Duskwater Imaging, LLC, 12.5 %", with no basis.

    ## Clear

    A ledger that names other owners only.

    ## Limits

    Ownership through several companies is not followed. Whether the entity furnishes designated health services is
    for a person.
    """
    missing = not_imported(relationship, LedgerKind.OWNERSHIP_AND_FAMILY)
    if missing:
        yield missing
        return
    ties = [tie for tie in relationship.ledgers.ownership_and_family if tie.holds_on(as_of)]
    if not ties:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no tie of the two.")
        return
    family = _family(relationship.physician, ties)
    found = [
        tie
        for tie in ties
        if tie.relation is Relation.OWNER
        and same_party(tie.other, relationship.entity)
        and any(same_party(tie.person, name) for name in family)
    ]
    for tie in found:
        share = f"{tie.percent.normalize():f} percent of" if tie.percent is not None else "a part of"
        basis = f", by the basis {tie.basis.value.replace('_', ' ')}" if tie.basis else ", and no basis for it is told"
        yield Verdict(
            outcome=Outcome.UNDETERMINED if tie.basis else Outcome.FLAGGED,
            message=f"{tie.person} owns {share} {tie.other}{basis} ({tie.place}).",
            subject=f"{tie.person} | {tie.other}",
            wanting="an exception for an ownership interest",
        )
    if not found:
        yield Verdict(
            outcome=Outcome.CLEAR, message="No interest of the physician or the family in the entity is known."
        )


def _family(physician: str, ties: Sequence[Tie]) -> list[str]:
    kin = [tie for tie in ties if tie.relation is not Relation.OWNER]
    related = [tie.person for tie in kin if same_party(tie.other, physician)]
    return [physician, *related, *(tie.other for tie in kin if same_party(tie.person, physician))]
