"""A word model says what it was fitted to, keeps to that when written and read, and knows nothing of strange words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.learned.figure import figure_parts
from extractors.learned.opening import Opening
from extractors.learned.word_model import Parts, WordModel, read_model, word_model, write_model
from models.contract import ContractKind
from tests.bench.training.fit import Settings, fitted


@pytest.fixture(autouse=True)
def without_the_mark_that_pandas_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store marks pandas as missing for DuckDB; scikit-learn, a tool of development, takes the mark for pandas."""
    monkeypatch.delitem(sys.modules, "pandas", raising=False)


SETTINGS = Settings(words=50, fewest=1, freedom=50.0, balanced=True)


class Told(NamedTuple):
    """A title with its label."""

    label: str
    title: str
    set: str = "ours"

    def parts(self) -> Parts:
        return Opening(self.title, self.title).parts()


THREE = (
    Told("lease", "Lease of rooms by landlord to tenant"),
    Told("lease", "Tenant rents rooms from landlord"),
    Told("job", "Employer hires physician for salary"),
    Told("job", "Salary of the employed physician"),
    Told("sale", "Purchase of assets by buyer from seller"),
    Told("sale", "Seller sells goods to buyer"),
)
TWO = THREE[:4]


@pytest.mark.parametrize("examples", [TWO, THREE])
def test_says_what_it_was_fitted_to(examples: tuple[Told, ...]) -> None:
    model = fitted(examples, SETTINGS)
    for example in examples:
        shares = model.shares(example.parts())
        assert max(shares, key=lambda label: shares[label]) == example.label
        assert sum(shares.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("examples", [TWO, THREE])
def test_is_the_same_once_written_and_read(examples: tuple[Told, ...], tmp_path: Path) -> None:
    model = fitted(examples, SETTINGS)
    write_model(model, tmp_path / "one.npz")
    write_model(read_model(tmp_path / "one.npz"), tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    for example in examples:
        assert read_model(tmp_path / "one.npz").shares(example.parts()) == pytest.approx(
            model.shares(example.parts()), abs=0.01
        )


def test_of_words_it_never_saw_only_the_bias_speaks() -> None:
    model = fitted(THREE, SETTINGS)
    assert model.shares(Opening("Xylophone", "zither").parts()) == model.shares(Opening("", "").parts())


def likeliest(model: WordModel, parts: Parts) -> str:
    shares = model.shares(parts)
    return max(shares, key=lambda label: shares[label])


def test_the_model_of_kinds_knows_every_kind() -> None:
    assert {ContractKind(label) for label in word_model("kind").labels} == set(ContractKind)


@pytest.mark.parametrize(
    ("title", "words", "kind"),
    [
        (
            "Letter of agreement",
            "You will be on call for obstetrics; we pay you for each day of call.",
            "personal_services",
        ),
        ("License of a room", "The landlord lets to the tenant the suite of 900 square feet for rent.", "office_lease"),
        ("Placement order", "Lessor delivers the ultrasound equipment to Lessee for a rental.", "equipment_lease"),
        (
            "Sale of a practice",
            "Buyer acquires the assets and goodwill of the medical practice from Seller at closing.",
            "practice_purchase",
        ),
    ],
)
def test_reads_a_kind_from_plain_words(title: str, words: str, kind: str) -> None:
    assert likeliest(word_model("kind"), Opening(title, words).parts()) == kind


@pytest.mark.parametrize(
    ("setting", "label"),
    [
        ("4. Compensation ¦  ¦ Hospital pays Director ◆ for each hour of documented service.", "pay"),
        ("Rent ¦  ¦ Tenant pays Landlord monthly rent of ◆ on the first day of each month.", "pay"),
        ("9. Insurance ¦  ¦ Physician carries liability insurance of ◆ for each claim and ◇ a year.", "no pay"),
        ("Late charges ¦  ¦ A payment more than ten days late bears a charge of ◆.", "no pay"),
    ],
)
def test_tells_pay_from_other_sums(setting: str, label: str) -> None:
    assert likeliest(word_model("pay"), figure_parts(setting)) == label
