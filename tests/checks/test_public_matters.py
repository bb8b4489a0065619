"""Every public matter that is known is a case of the checks that can express it, or says why it cannot be one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import Field, TypeAdapter, model_validator

from models.base import Frozen
from models.finding import Outcome
from tests.checks.case import TABLES, cases_of


class PublicMatter(Frozen):
    """A decided or settled matter; `cases` are a check and the words by which its cases name the matter."""

    name: str
    unconfirmed: bool = False
    cases: tuple[tuple[str, str], ...] = ()
    not_expressed: str | None = Field(default=None, min_length=20)

    @model_validator(mode="after")
    def _is_a_case_or_says_why_not(self) -> PublicMatter:
        assert self.cases or self.not_expressed, self.name
        return self


MATTERS = TypeAdapter(tuple[PublicMatter, ...]).validate_python(
    tomllib.loads((Path(__file__).parents[2] / "fixtures" / "public_matters.toml").read_text("utf-8"))["matters"]
)
SAVED = {"American Lithotripsy", "UPMC"}
"""Matters whose point is that a check must not fire, by the words of their cases."""


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.name)
def test_the_cases_of_a_matter_are_there_and_decide_it(matter: PublicMatter) -> None:
    for check, words in matter.cases:
        named = [case for case in cases_of(f"{check.replace('-', '_')}.toml") if words in case.name]
        assert named, (check, words)
        said = {outcome for case in named for outcome in case.outcomes}
        in_doubt = said & {Outcome.FLAGGED, Outcome.UNDETERMINED}
        assert in_doubt or (words in SAVED and Outcome.CLEAR in said), (check, words)


def test_all_matters_are_there_once() -> None:
    assert len(MATTERS) == len({matter.name for matter in MATTERS}) == 34
    assert [matter.name for matter in MATTERS if not matter.cases] == ["Kosenske v. Carlisle HMA (3d Cir. 2009)"]


def test_every_case_that_names_a_year_of_a_matter_is_listed() -> None:
    listed = {(check, words) for matter in MATTERS for check, words in matter.cases}
    for file in TABLES.glob("*.toml"):
        for case in cases_of(file.name):
            if any(year in case.name for year in ("(20", ", 20")):
                check = file.stem.replace("_", "-")
                assert any(check == one and words in case.name for one, words in listed), case.name
