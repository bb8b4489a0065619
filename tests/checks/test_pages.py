"""Pages that explain: every rule has all its sections, and docs/checks is as fresh as the rules."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checks.catalogue import CHECKS
from checks.check import SECTIONS, Check, check
from checks.law.applicable_exception import exceptions
from checks.law.codes import codes, manual
from checks.law.parameter import parameters
from checks.pages import FOLDER, pages
from checks.topics import UnknownTopicError, explain, topics
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
        ("411.357(a)(5)(ii)(B)", ["no-per-unit-rent, a requirement of an exception"]),
        (
            "42 CFR 411.357(a)(5)(ii)",
            ["no-percentage-rent, a requirement of an exception", "no-per-unit-rent, a requirement of an exception"],
        ),
        ("411.357(AA)(3)", ["Value-based arrangements"]),
        ("411.352", ["Group practice"]),
        ("411.357(z)", ["Limited remuneration to a physician"]),
        ("411.355(b)(7)", ["imaging-notice, a requirement of an exception"]),
        ("42 CFR 1001.952(ee)", ["Safe harbor for care coordination"]),
        ("411.354(d)(5)", ["dhs-linked-pay", "pay-from-past-referrals", "referrals-not-mentioned"]),
        (
            "411.354(d)",
            [
                "dhs-linked-pay",
                "undefined-base",
                "pay-not-set-in-advance",
                "directed-referrals-unguarded",
                "pay-from-past-referrals",
                "referrals-not-mentioned",
                "pay-changed-for-the-past",
            ],
        ),
    ],
)
def test_a_citation_is_explained(topic: str, titles: list[str]) -> None:
    assert [line.partition(" (")[0] for line in explain(topic).splitlines() if line.startswith("# ")] == [
        f"# {title}" for title in titles
    ]


UNTESTED = sorted(set(codes()) - {rule.code for rule in CHECKS})


@pytest.mark.parametrize("code", UNTESTED)
def test_a_fault_without_a_rule_is_for_a_person_with_the_reason(code: str) -> None:
    page = explain(code.lower())
    assert page.startswith(f"# {codes()[code]} ({code})")
    assert "No rule tests this: a person decides it" in page
    assert len(re.findall(r"^Why: .+\.$", page, re.MULTILINE)) == 1
    assert ("Look for: " in page) is (code in manual())
    wanted = [exception.title for exception in exceptions() if exception.wanting(code)]
    assert [title for title in wanted if f"| {title} |" not in page] == []
    assert bool(wanted) is ("No exception has it" not in page)


def test_reasons_are_given_for_known_faults_and_stand_in_the_catalogue() -> None:
    assert set(manual()) == set(UNTESTED)
    index = pages()["README.md"]
    assert [code for code in UNTESTED if f"| {code} | {codes()[code]} |" not in index] == []
    assert [code for code in UNTESTED if code in manual() and manual()[code].because not in index] == []


@pytest.mark.parametrize(
    ("topic", "titles"),
    [
        ("office-space", ["Rental of office space (42 CFR 411.357(a))"]),
        ("Office_Space", ["Rental of office space (42 CFR 411.357(a))"]),
        ("rental of office space", ["Rental of office space (42 CFR 411.357(a))"]),
        (
            "one-year",
            [
                "Shortest duration of a lease or a personal service arrangement (one-year)",
                "one-year, a requirement of exceptions",
            ],
        ),
        ("signature_grace", [f"{parameters()['signature_grace'].title} (signature-grace)"]),
        ("office-space/one-year", ["one-year, a requirement of an exception"]),
        ("411.354(e)(4)", ["missing-signature (DOC-01)", "signed-late (DOC-02)"]),
    ],
)
def test_exceptions_requirements_and_numbers_are_explained(topic: str, titles: list[str]) -> None:
    found = [line.removeprefix("# ") for line in explain(topic).splitlines() if line.startswith("# ")]
    assert found[: len(titles)] == titles


@pytest.mark.parametrize("topic", topics())
def test_every_name_has_a_page(topic: str) -> None:
    assert explain(topic).startswith("# ")
    assert explain(topic.upper().replace("-", "_")) == explain(topic)


def test_every_requirement_and_number_says_all_it_knows() -> None:
    for exception in exceptions():
        for element in exception.elements:
            page = explain(f"{exception.key}/{element.key}")
            said = (element.requirement, element.look_for, element.paragraph, element.doubt or "")
            assert [each for each in said if each not in page] == []
    for key, parameter in parameters().items():
        assert [value.source for value in parameter.values if value.source not in explain(key)] == []


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("mising-signature", "Did you mean missing-signature"),
        ("officespace", "Did you mean office-space"),
        ("signature grace days", "Did you mean signature-grace"),
        ("recruit", "recruitment"),
        ("DOC-00", "Did you mean DOC-0"),
        ("411.357(a)(9)", "Did you mean 411.357(a)?"),
        ("42 CFR 411.357(a)(5)(iii)(Z)", "Did you mean 411.357(a)(5)?"),
        ("office-space/bonus", "nothing else of that name"),
        ("411.999", "The checks are"),
        ("", "no check"),
    ],
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
