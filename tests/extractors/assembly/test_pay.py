"""Components of pay in invented clauses, lists and tables, and figures that are none."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.assembly.compensation import chosen_compensation
from models.compensation import CompensationComponent, CompensationKind, Period
from models.contract import ContractKind
from models.party import PartyRole
from tests.extractors.assembly.written import written
from tests.factories import party

_HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((_HERE / "pay_cases.toml").read_text("utf-8"))["cases"]
NO_PAY: dict[str, list[str]] = tomllib.loads((_HERE / "no_pay_cases.toml").read_text("utf-8"))
LINES = [(ContractKind(kind), line) for kind, lines in NO_PAY.items() for line in lines]


def _said(component: CompensationComponent) -> str:
    figure = "-"
    if component.percent is not None:
        figure = f"{component.percent.normalize():f}%"
    elif component.amount is not None:
        figure = f"{component.amount.normalize():f}"
        figure = f"up to {figure}" if component.amount == component.cap_amount else figure
    counted = component.period.value if component.period else component.unit or "-"
    return f"{component.kind.value} | {figure} | {counted}"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_components(case: dict[str, Any]) -> None:
    instrument = written(case["text"])
    components = chosen_compensation(instrument, ContractKind(case["kind"]), ())
    assert [_said(component) for component in components] == case["pay"]
    text = " ".join(instrument.text.split())
    for component in components:
        assert " ".join(component.evidence.quote.split()) in text
        assert component.evidence.box is not None
        assert 0.5 < component.confidence < 1


@pytest.mark.parametrize(("kind", "line"), LINES, ids=[line[:60] for _, line in LINES])
def test_figures_that_are_no_pay(kind: ContractKind, line: str) -> None:
    assert chosen_compensation(written(line), kind, ()) == ()


@pytest.mark.parametrize(
    ("text", "cap", "period"),
    [
        ("4.1 Hospital pays $155.00 per hour, up to eighteen hours and $2,790.00 in any month.", "2790", Period.MONTH),
        (
            "4.1 Rent is $90 for each scan.\n4.2 Rent in any month is limited to $9,000 in total.",
            "9000",
            Period.MONTH,
        ),
        (
            "4. Fee: 65% of professional fees collected for tests she reads, at most $15,000 a month.",
            "15000",
            Period.MONTH,
        ),
        ("4. Bonus. For quality, as much as $20,000 per year can be earned.", "20000", Period.YEAR),
    ],
)
def test_caps(text: str, cap: str, period: Period) -> None:
    (component,) = chosen_compensation(written(text), ContractKind.PERSONAL_SERVICES, ())
    assert (component.cap_amount, component.cap_period) == (Decimal(cap), period)


def test_words_govern_digits_and_doubt_lowers_confidence() -> None:
    agreed, odd = (
        chosen_compensation(written(f"4. Fee. Hospital shall pay a fee of {sum_} per month."), None, ())[0]
        for sum_ in ("Two Thousand Dollars ($2,000.00)", "Two Thousand Dollars ($2,200.00)")
    )
    assert agreed.amount == odd.amount == Decimal(2000)
    assert odd.confidence < 0.6 < agreed.confidence


@pytest.mark.parametrize(
    ("sentence", "payer", "payee"),
    [
        ("Lessee shall pay Lessor $2,000 per month.", "Tern Medicine, P.C.", "Quillmere Hospital"),
        ("Rent stands at $2,000 per month.", "Tern Medicine, P.C.", "Quillmere Hospital"),
        ("Quillmere Hospital shall be paid $2,000 per month as rent.", "Tern Medicine, P.C.", "Quillmere Hospital"),
    ],
)
def test_payer_and_payee(sentence: str, payer: str, payee: str) -> None:
    parties = (
        party(role=PartyRole.LESSOR, defined_terms=("Lessor",)),
        party("Tern Medicine, P.C.", PartyRole.LESSEE, defined_terms=("Lessee",)),
    )
    (component,) = chosen_compensation(written(f"3. Rent. {sentence}"), ContractKind.OFFICE_LEASE, parties)
    assert (component.payer, component.payee) == (payer, payee)


def test_what_a_landlord_pays_is_no_rent() -> None:
    text = "3. Rent. Tenant shall pay $2,000 per month.\n4. Landlord shall pay Tenant $500 per month for six months."
    components = chosen_compensation(written(text), ContractKind.OFFICE_LEASE, ())
    assert [component.amount for component in components] == [Decimal(2000)]


def test_the_same_component_in_key_terms_and_clause_is_one() -> None:
    text = "Hire | $87.00 per film\n4.1 For each film Lessee shall pay a rental of Eighty-Seven Dollars ($87.00)."
    (component,) = chosen_compensation(written(text), ContractKind.EQUIPMENT_LEASE, ())
    assert component.kind is CompensationKind.PER_CLICK
    assert "Eighty-Seven" in component.evidence.quote
