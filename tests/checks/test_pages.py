"""Pages that explain: every rule has all its sections, and docs/checks is as fresh as the rules."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checks.catalogue import CHECKS
from checks.check import SECTIONS, Check, check
from checks.explanation import UnknownTopicError, explain
from checks.pages import FOLDER, pages
from models.contract import Contract
from models.finding import Verdict


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.name)
def test_page_has_every_section_in_order_with_words_in_each(rule: Check) -> None:
    parts = re.split(r"^## (.+)$", rule.page, flags=re.MULTILINE)
    assert parts[0] == ""
    assert tuple(parts[1::2]) == SECTIONS
    assert all(len(words.strip()) > 30 for words in parts[2::2])
    assert rule.title.endswith(".")
    assert rule.remedy.endswith(".")


def test_pages_in_docs_are_fresh() -> None:
    on_disk = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.md")}
    assert on_disk == pages(), "run: python -m checks.pages"


@pytest.mark.parametrize("topic", ["missing-signature", "missing_signature", "DOC-01", " doc-01 "])
def test_a_rule_is_explained_by_name_or_code(topic: str) -> None:
    page = explain(topic)
    assert page.startswith("# missing-signature (DOC-01)")
    assert "| office lease | Rental of office space, 411.357(a) | error, 411.357(a)(1) |" in page


@pytest.mark.parametrize(
    ("topic", "titles"),
    [
        ("42 CFR 411.357(a)", ["Rental of office space"]),
        ("411.357(a)(5)(ii)(B)", ["Rental of office space"]),
        ("411.357(AA)(3)", ["Value-based arrangements"]),
        ("411.352", ["Group practice"]),
        ("411.357(z)", ["Limited remuneration to a physician"]),
        ("411.355(b)(7)", ["In-office ancillary services"]),
        ("42 CFR 1001.952(ee)", ["Safe harbor for care coordination"]),
        ("411.354(d)(5)", ["dhs-linked-pay"]),
        ("411.354(d)", ["dhs-linked-pay"]),
    ],
)
def test_a_citation_is_explained(topic: str, titles: list[str]) -> None:
    assert [line.partition(" (")[0] for line in explain(topic).splitlines() if line.startswith("# ")] == [
        f"# {title}" for title in titles
    ]


def test_a_fault_without_a_rule_is_for_a_person() -> None:
    assert "a person decides" in explain("LSE-03")


@pytest.mark.parametrize(
    ("topic", "hint"),
    [("mising-signature", "Did you mean missing-signature?"), ("411.999", "The checks are"), ("", "no check")],
)
def test_what_is_unknown_says_what_there_is(topic: str, hint: str) -> None:
    with pytest.raises(UnknownTopicError, match=re.escape(hint)):
        explain(topic)


def test_a_rule_under_another_name_than_its_file_is_refused() -> None:
    def misplaced(_contract: Contract, _as_of: date) -> tuple[Verdict, ...]:
        """A page."""
        return ()

    with pytest.raises(ValueError, match="file and function bear one name"):
        check(code="XXX-01", citation="411.357(a)", remedy="None.")(misplaced)
