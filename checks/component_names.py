"""Names for the components of a contract that stay the same from run to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.compensation import CompensationComponent
from models.contract import Contract


def named_components(contract: Contract) -> Iterator[tuple[str, CompensationComponent]]:
    """Each component with its name: kind and figure, and a number where two are alike ("percentage 35", "pool #2")."""
    seen: Counter[str] = Counter()
    for component in contract.compensation:
        figure = component.percent if component.percent is not None else component.amount
        name = component.kind.value if figure is None else f"{component.kind.value} {figure.normalize():f}"
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} #{seen[name]}"), component


def in_words(component: CompensationComponent) -> str:
    """The component as a reader would say it: "35% of net margin", "$50.00 per scan", "a share of the bonus pool"."""
    if component.percent is not None:
        return f"{component.percent.normalize():f}%" + (f" of {component.base}" if component.base else "")
    if component.amount is not None:
        figure = f"{component.amount:,.2f}"
        money = f"${figure}" if component.currency == "USD" else f"{figure} {component.currency}"
        unit = component.unit or (component.period.value if component.period else None)
        return f"{money} per {unit.replace('_', ' ')}" if unit else money
    if component.base:
        return f"a share of {component.base}"
    return f"a component of the kind {component.kind.value.replace('_', ' ')}"
