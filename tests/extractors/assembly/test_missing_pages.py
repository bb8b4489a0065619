"""A party without a place to sign: a page that was announced, a last page that is missing, or no word of either."""

from __future__ import annotations

import pytest

from extractors.assembly.missing_pages import why_no_place
from models.segment import Instrument
from tests.extractors.assembly.written import written
from tests.extractors.typed_pages import typed_page


def _paper(text: str, foot: str = "") -> Instrument:
    paper = written(text)
    return paper.model_copy(update={"pages": (typed_page(f"{text}\n\n\n{foot}", 3),)})


@pytest.mark.parametrize(
    "announcement",
    [
        "[SIGNATURE PAGE FOLLOWS]",
        "Signatures follow on the next page.",
        "(Signatures on following page)",
        "[Signature page to follow]",
        "The signatures of the parties are set forth on the attached page.",
    ],
)
def test_an_announced_signature_page_that_is_not_there_is_told(announcement: str) -> None:
    assert "and no page that follows has one for it" in why_no_place(_paper(f"The keeper is paid.\n\n{announcement}"))


def test_pages_that_are_missing_are_told() -> None:
    assert why_no_place(_paper("The keeper is paid.", "Page 3 of 4")) == (
        "No place to sign names this party, and pages are missing: the last one here is 3 of 4."
    )


@pytest.mark.parametrize(
    ("text", "foot"),
    [
        ("The keeper is paid.", "Page 4 of 4"),
        ("The signature page followed him home.", ""),
        ("The signature is on the receipt of 1 of 12 keys.", ""),
    ],
)
def test_nothing_more_is_said_where_nothing_more_is_known(text: str, foot: str) -> None:
    assert why_no_place(_paper(text, foot)) == "No place to sign names this party."
