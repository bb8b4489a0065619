"""A contract as its amendments and renewals leave it: how long it runs, and until when each part of its pay held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from checks.component_names import named_components
from checks.law.applicable_exception import Element
from checks.law.in_force import days_after, start_of
from checks.successions import name_of
from models.base import Frozen
from models.compensation import CompensationComponent
from models.contract import Contract, RenewalKind
from models.evidence import Fact
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind
from models.relationship import Relationship

_SAID = ("expiration_date", "renewal_kind")


class Stretch(Frozen):
    """Until when a component of pay held, None where that is open; `note` says by which paper, as a sentence."""

    name: str
    until: date | None
    note: str


class AmendedContract(Contract):
    """A contract with the end and the renewal that its changes gave it, and what they did to its components of pay."""

    stretches: tuple[Stretch, ...]


def as_amended(contract: Contract, relationships: Sequence[Relationship], as_of: date) -> Contract:
    """The contract with the changes that had begun by `as_of` taken in; itself, where there are none.

    What a change leaves unsaid stays as it was, so that an amendment runs as long as what it amends. Pay that a later
    paper states anew, by kind and unit or by words that replace the former, held until the day before.
    """
    papers = _papers(contract, relationships, as_of)
    if len(papers) < 2 or all(one.contract.contract_id != contract.contract_id for one in papers):
        return contract
    values = {name: getattr(contract, name) for name in Contract.model_fields} | dict(_ends(contract, papers))
    return AmendedContract.of_known(**values, stretches=tuple(_stretches(contract, papers)))


def heard_as_amended(
    verdicts: Sequence[Verdict], contract: Contract, ask: Callable[[Contract], Iterable[Verdict]]
) -> Sequence[Verdict]:
    """What a rule says, its verdicts on components of pay being asked for anew: by the days in which each held."""
    if not isinstance(contract, AmendedContract):
        return verdicts
    return tuple(_again(verdict, contract, ask) for verdict in verdicts)


def in_its_days(contract: Contract, verdict: Verdict) -> Contract:
    """The contract with the days of what the verdict is about: those of a component that was replaced end before."""
    stretch = _stretch(contract, verdict)
    return contract if stretch is None or stretch.until is None else _until(contract, stretch.until)


def bearing_on(verdicts: Sequence[Verdict], contract: Contract, element: Element) -> Sequence[Verdict]:
    """The verdicts as they bear on an element: a fault of days in which nothing asked for it is none there."""
    if not isinstance(contract, AmendedContract):
        return verdicts
    return tuple(_bearing(verdict, contract, element) for verdict in verdicts)


class _Paper(NamedTuple):
    contract: Contract
    first: date


def _papers(contract: Contract, relationships: Sequence[Relationship], as_of: date) -> list[_Paper]:
    """The agreement and its changes that had begun, by their days; undated ones and later ones are left out."""
    known = {one.contract_id: one for relationship in relationships for one in relationship.contracts}
    if not any(one.amends_contract_id in known for one in known.values()):
        return []
    root, seen = contract, {contract.contract_id}
    while (before := known.get(root.amends_contract_id or "")) is not None and before.contract_id not in seen:
        root = before
        seen.add(before.contract_id)
    changes = _changes(root.contract_id, known)
    dated = [_Paper(one, first) for one in changes if (first := start_of(one)) is not None and first <= as_of]
    dated.sort(key=lambda one: (one.first, one.contract.contract_id))
    return [_Paper(root, start_of(root) or date.min), *dated]


def _changes(contract_id: str, known: dict[str, Contract]) -> list[Contract]:
    found: dict[str, Contract] = {}
    pending = [contract_id]
    while pending:
        of = pending.pop()
        new = [one for one in known.values() if one.amends_contract_id == of and one.contract_id not in found]
        found |= {one.contract_id: one for one in new if one.contract_id != contract_id}
        pending += [one.contract_id for one in new if one.contract_id != contract_id]
    return list(found.values())


def _ends(contract: Contract, papers: Sequence[_Paper]) -> Iterator[tuple[str, Fact[date] | Fact[RenewalKind]]]:
    """The end and the renewal that were said last; an end before the paper itself began is not its own."""
    for field in _SAID:
        said = [fact for paper in papers if (fact := getattr(paper.contract, field)).is_known]
        if said and not (field == "expiration_date" and said[-1].value < (start_of(contract) or date.min)):
            yield field, said[-1]


def _stretches(contract: Contract, papers: Sequence[_Paper]) -> Iterator[Stretch]:
    position = [paper.contract.contract_id for paper in papers].index(contract.contract_id)
    first = start_of(contract) or date.min
    later = [one for one in papers[position + 1 :] if one.contract.compensation and one.first > first]
    for name, component in named_components(contract):
        replacing = next((one for one in later if _replaces(one.contract, component)), None)
        if replacing is not None:
            until = days_after(replacing.first, -1)
            note = f"It held until {until}: {name_of(replacing.contract)} states other pay from {replacing.first} on."
            yield Stretch(name=name, until=until, note=note)
        elif later:
            beside = later[0]
            note = (
                f"{name_of(beside.contract)} states pay of another kind from {beside.first} on; whether this went on "
                "beside it is open."
            )
            yield Stretch(name=name, until=None, note=note)


def _replaces(change: Contract, component: CompensationComponent) -> bool:
    if any(one.kind is ProvisionKind.PAY_REPLACED for one in change.provisions):
        return True
    return any((one.kind, one.unit) == (component.kind, component.unit) for one in change.compensation)


def _stretch(contract: Contract, verdict: Verdict) -> Stretch | None:
    """What became of the component that a verdict is on, by its name and its evidence; None for any other verdict."""
    if not isinstance(contract, AmendedContract) or not verdict.subject:
        return None
    on_pay = any(
        name == verdict.subject and component.evidence == verdict.evidence
        for name, component in named_components(contract)
    )
    return next((one for one in contract.stretches if on_pay and one.name == verdict.subject), None)


def _again(verdict: Verdict, contract: AmendedContract, ask: Callable[[Contract], Iterable[Verdict]]) -> Verdict:
    stretch = _stretch(contract, verdict)
    if stretch is None:
        on_pay = any(
            name == verdict.subject and component.evidence == verdict.evidence
            for name, component in named_components(contract)
        )
        return _same(verdict, ask(contract)) if on_pay else verdict
    said = _same(verdict, ask(in_its_days(contract, verdict)))
    if said.outcome not in {Outcome.FLAGGED, Outcome.UNDETERMINED}:
        return said
    wanting = f"{said.wanting} until {stretch.until}" if stretch.until and said.wanting else said.wanting
    return said.model_copy(update={"message": f"{said.message} {stretch.note}", "wanting": wanting})


def _same(verdict: Verdict, said: Iterable[Verdict]) -> Verdict:
    return next((one for one in said if (one.subject, one.evidence) == (verdict.subject, verdict.evidence)), verdict)


def _bearing(verdict: Verdict, contract: AmendedContract, element: Element) -> Verdict:
    stretch = _stretch(contract, verdict)
    if stretch is None or stretch.until is None or element.meets(start_of(contract), stretch.until):
        return verdict
    return verdict.model_copy(update={"outcome": Outcome.CLEAR, "wanting": ""})


def _until(contract: Contract, last: date) -> Contract:
    """The contract as if it had ended on that day."""
    ended: Fact[date] = contract.expiration_date.model_copy(update={"value": last})
    renewal: Fact[RenewalKind] = contract.renewal_kind.model_copy(update={"value": RenewalKind.NONE})
    return contract.model_copy(update={"expiration_date": ended, "renewal_kind": renewal})
