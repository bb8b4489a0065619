"""What only the disclosing party knows: its names and numbers, who speaks for it, and what counsel has to say."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Frozen


class Party(Frozen):
    """The provider or supplier that discloses, as it is enrolled in Medicare."""

    legal_name: str | None = None
    doing_business_as: str | None = None
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip_code: str | None = None
    ccn: str | None = None
    npis: tuple[str, ...] = ()
    tin: str | None = None
    in_network: bool | None = None
    network: str | None = None


class Representative(Frozen):
    """Whom CMS is to write to."""

    name: str | None = None
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip_code: str | None = None
    telephone: str | None = None
    email: str | None = None


class Statement(Frozen):
    """A question of the form that is answered by yes or no, and what is to be said to it."""

    answer: bool | None = None
    explanation: str | None = None


class Certifier(Frozen):
    """Who signs the certification: the party, its chief executive or financial officer, or another it authorized."""

    name: str | None = None
    title: str | None = None


class Organization(Frozen):
    """A physician organization with its numbers; `name` is as contracts write it."""

    name: str
    tin: str | None = None
    npi: str | None = None


class ArrangementNarrative(Frozen):
    """What counsel says of one arrangement; `contract` is the file name. What is left out stays a blank."""

    contract: str
    nature: str | None = None
    cause: str | None = None
    cure: str | None = None


class DisclosingParty(Frozen):
    """The settings of a disclosure; everything may be left out, and is then a blank that is named."""

    party: Party = Party()
    representative: Representative = Representative()
    current_inquiry: Statement = Statement()
    similar_conduct: Statement = Statement()
    prevention: Statement = Statement()
    certifier: Certifier = Certifier()
    organizations: tuple[Organization, ...] = ()
    arrangements: tuple[ArrangementNarrative, ...] = ()
    pervasiveness: str | None = None

    def missing(self) -> Iterator[str]:
        """The settings that the form asks for and that are not there, by their names in the file."""
        for section, optional in (
            ("party", {"doing_business_as", "network"}),
            ("representative", set()),
            ("certifier", set()),
        ):
            given = getattr(self, section)
            yield from (
                f"{section}.{field}"
                for field in type(given).model_fields
                if field not in optional and getattr(given, field) in {None, ()}
            )
        if self.party.in_network and not self.party.network:
            yield "party.network"
        for section in ("current_inquiry", "similar_conduct", "prevention"):
            said: Statement = getattr(self, section)
            if said.answer is None:
                yield f"{section}.answer"
            elif not said.explanation and (said.answer or section == "prevention"):
                yield f"{section}.explanation"
