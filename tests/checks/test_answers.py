"""How contracts stand to exceptions: tables of contracts, the element that decides, and the boundary days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from checks.answers import status_of
from checks.evaluation import findings, judge
from checks.law.applicable_exception import Statute, exceptions
from models.answer import Answer, Candidacy, DecidedBy, ElementAnswer, ExceptionAnswer
from models.compensation import CompensationKind, DhsLink, DhsSafeguard, Period
from models.contract import Contract, ContractKind, RenewalKind
from models.document import DocumentRole
from models.finding import Severity
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from tests import factories as make

AS_OF = date(2025, 6, 30)
YES, NO, OPEN, NONE = Answer.SATISFIED, Answer.NOT_SATISFIED, Answer.UNDETERMINED, Answer.NOT_APPLICABLE
BLANK = {"status": SignatureStatus.UNSIGNED, "method": SignatureMethod.NONE, "signed_on": None}
UNCLEAR = {"status": SignatureStatus.UNCLEAR, "method": SignatureMethod.TYPED, "signed_on": None}


def of_kind(kind: ContractKind, **changes: Any) -> Contract:
    """A sound contract of the kind: a year from 15 January 2024, signed in time, a flat monthly sum."""
    return make.contract(kind=make.fact(kind), **changes)


def signed(**changes: Any) -> dict[str, Any]:
    return {"signatures": (make.signature(), make.signature(make.PHYSICIAN, signatory_name=make.PHYSICIAN, **changes))}


def paid(**changes: Any) -> dict[str, Any]:
    return {"compensation": (make.component(**changes),)}


def dated(first: date, last: date, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "agreement_date": make.fact(first),
        "effective_date": make.fact(first),
        "expiration_date": make.fact(last),
        "term_months": make.unknown(),
        "renewal_kind": make.fact(RenewalKind.NONE),
    }
    return given | signed(signed_on=first) | changes


LINKED = paid(kind=CompensationKind.PERCENTAGE, amount=None, percent=Decimal(20), dhs_link=DhsLink.LINKED)
MAYBE_LINKED = paid(kind=CompensationKind.PERCENTAGE, amount=None, percent=Decimal(20), dhs_link=DhsLink.OPEN)
OWN_WORK = paid(dhs_link=DhsLink.LINKED, personally_performed=True)
BY_THE_SCAN = {"compensation": (make.per_click_component(dhs_link=DhsLink.NOT_LINKED),)}
PHYSICIAN_LESSOR = {
    "parties": (
        make.party(),
        make.party(make.PHYSICIAN, PartyRole.LESSOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
    )
}
HALF_A_YEAR = {"expiration_date": make.fact(date(2024, 7, 14)), "term_months": make.fact(Decimal(6))}
NO_TERM = {"expiration_date": make.unknown(), "term_months": make.unknown()}
REVENUE = paid(kind=CompensationKind.PERCENTAGE, amount=None, percent=Decimal(8), base="collections of the suite")
UNREADABLE = paid(kind=CompensationKind.PERCENTAGE, amount=None, percent=Decimal(8), base="the amount agreed")
EHR = {"title": "ELECTRONIC HEALTH RECORDS DONATION AGREEMENT"}
ASSISTANT = {"title": "NURSE PRACTITIONER SUPPORT AGREEMENT"}
ORGANIZATIONS = {"parties": (make.party(), make.party("Tern Imaging, LLC", PartyRole.LESSEE, can_refer=True))}
PRACTICE = {
    "parties": (make.party("Tern Physicians, P.C.", PartyRole.EMPLOYER, can_refer=True), make.party(make.PHYSICIAN))
}
K = ContractKind

ROWS: list[tuple[str, ContractKind, dict[str, Any], str, str, Answer]] = [
    ("signed", K.OFFICE_LEASE, {}, "office_space", "signed", YES),
    ("unsigned", K.OFFICE_LEASE, signed(**BLANK), "office_space", "signed", NO),
    ("hard to tell", K.OFFICE_LEASE, signed(**UNCLEAR), "office_space", "signed", OPEN),
    ("signed on a day not read", K.OFFICE_LEASE, signed(signed_on=None), "office_space", "signed", OPEN),
    ("signed on day 90", K.OFFICE_LEASE, signed(signed_on=date(2024, 4, 14)), "office_space", "signed", YES),
    ("signed on day 91", K.OFFICE_LEASE, signed(signed_on=date(2024, 4, 15)), "office_space", "signed", NO),
    ("no signature was read", K.OFFICE_LEASE, {"signatures": ()}, "office_space", "signed", OPEN),
    ("a year", K.OFFICE_LEASE, {}, "office_space", "one-year", YES),
    ("half a year", K.OFFICE_LEASE, HALF_A_YEAR, "office_space", "one-year", NO),
    ("no term", K.OFFICE_LEASE, NO_TERM, "office_space", "one-year", OPEN),
    (
        "an amendment states no first term",
        K.OFFICE_LEASE,
        {"document_role": DocumentRole.AMENDMENT, "term_months": make.unknown()},
        "office_space",
        "one-year",
        OPEN,
    ),
    ("there is a paper", K.OFFICE_LEASE, {}, "office_space", "in-writing", YES),
    (
        "an amendment alone",
        K.OFFICE_LEASE,
        {"document_role": DocumentRole.AMENDMENT},
        "office_space",
        "in-writing",
        OPEN,
    ),
    ("flat rent", K.OFFICE_LEASE, {}, "office_space", "no-percentage-rent", YES),
    ("rent from revenue", K.OFFICE_LEASE, REVENUE, "office_space", "no-percentage-rent", NO),
    ("a percentage of what", K.OFFICE_LEASE, UNREADABLE, "office_space", "no-percentage-rent", OPEN),
    ("no pay was read", K.OFFICE_LEASE, {"compensation": ()}, "office_space", "no-percentage-rent", OPEN),
    ("the scans of a referrer", K.EQUIPMENT_LEASE, BY_THE_SCAN | PHYSICIAN_LESSOR, "equipment", "no-per-unit-rent", NO),
    ("the scans of whom", K.EQUIPMENT_LEASE, BY_THE_SCAN, "equipment", "no-per-unit-rent", OPEN),
    ("rent by the month", K.EQUIPMENT_LEASE, {}, "equipment", "no-per-unit-rent", YES),
    ("half a year", K.EQUIPMENT_LEASE, HALF_A_YEAR, "equipment", "one-year", NO),
    ("unmoved rent", K.EQUIPMENT_LEASE, {}, "equipment", "no-volume-or-value", YES),
    ("moved rent", K.EQUIPMENT_LEASE, LINKED, "equipment", "no-volume-or-value", NO),
    ("rent that may be moved", K.EQUIPMENT_LEASE, MAYBE_LINKED, "equipment", "no-volume-or-value", OPEN),
    ("salary", K.EMPLOYMENT, {}, "employment", "no-volume-or-value", YES),
    ("own work", K.EMPLOYMENT, OWN_WORK, "employment", "no-volume-or-value", YES),
    ("a share of referrals", K.EMPLOYMENT, LINKED, "employment", "no-volume-or-value", NO),
    ("a share of who knows what", K.EMPLOYMENT, MAYBE_LINKED, "employment", "no-volume-or-value", OPEN),
    ("fair pay is for a person", K.EMPLOYMENT, {}, "employment", "fair-market-value", OPEN),
    ("a stipend", K.PERSONAL_SERVICES, {}, "personal_services", "no-volume-or-value", YES),
    ("unsigned", K.PERSONAL_SERVICES, signed(**BLANK), "personal_services", "signed", NO),
    ("half a year", K.PERSONAL_SERVICES, HALF_A_YEAR, "personal_services", "one-year", NO),
    ("half a year", K.PERSONAL_SERVICES, HALF_A_YEAR, "fair_market_value", "signed", YES),
    ("services are no rent", K.PERSONAL_SERVICES, {}, "fair_market_value", "no-percentage-rent", NONE),
    ("unsigned", K.PERSONAL_SERVICES, signed(**BLANK), "fair_market_value", "signed", NO),
    ("no pay was read", K.PERSONAL_SERVICES, {"compensation": ()}, "fair_market_value", "no-volume-or-value", OPEN),
    ("signed", K.RECRUITMENT, {}, "recruitment", "signed", YES),
    ("unsigned", K.RECRUITMENT, signed(**BLANK), "recruitment", "signed", NO),
    ("a guarantee that may be moved", K.RECRUITMENT, MAYBE_LINKED, "recruitment", "no-volume-or-value", OPEN),
    ("signed", K.RECRUITMENT, {}, "retention", "signed", YES),
    ("unsigned", K.RECRUITMENT, signed(**BLANK), "retention", "signed", NO),
    ("law to be confirmed", K.RECRUITMENT, LINKED, "retention", "no-volume-or-value", OPEN),
    ("a price", K.PRACTICE_PURCHASE, {}, "isolated_transactions", "no-volume-or-value", YES),
    ("an earn-out", K.PRACTICE_PURCHASE, LINKED, "isolated_transactions", "no-volume-or-value", NO),
    ("an earn-out of what", K.PRACTICE_PURCHASE, MAYBE_LINKED, "isolated_transactions", "no-volume-or-value", OPEN),
    ("a price that moves", K.PURCHASE_BY_PHYSICIAN, LINKED, "payments_by_physician", "fair-market-value", OPEN),
    ("a flat fee", K.TIMESHARE, {}, "timeshare", "no-percentage-fee", YES),
    ("a share of revenue", K.TIMESHARE, REVENUE, "timeshare", "no-percentage-fee", NO),
    ("by the use, of whom", K.TIMESHARE, BY_THE_SCAN, "timeshare", "no-per-unit-fee", OPEN),
    ("a share per head", K.GROUP_COMPENSATION_PLAN, {}, "group_practice", "no-volume-or-value", YES),
    ("by what one orders", K.GROUP_COMPENSATION_PLAN, LINKED, "group_practice", "no-volume-or-value", NO),
    ("by who knows what", K.GROUP_COMPENSATION_PLAN, MAYBE_LINKED, "group_practice", "no-volume-or-value", OPEN),
    ("per head", K.GROUP_COMPENSATION_PLAN, {}, "in_office_ancillary", "pay-within-group", YES),
    ("by what one orders", K.GROUP_COMPENSATION_PLAN, LINKED, "in_office_ancillary", "pay-within-group", NO),
    ("by who knows what", K.GROUP_COMPENSATION_PLAN, MAYBE_LINKED, "in_office_ancillary", "pay-within-group", OPEN),
    ("signed", K.VALUE_BASED, {}, "value_based", "signed", YES),
    ("unsigned", K.VALUE_BASED, signed(**BLANK), "value_based", "signed", NO),
    ("hard to tell", K.VALUE_BASED, signed(**UNCLEAR), "value_based", "signed", OPEN),
    ("risk is for a person", K.VALUE_BASED, {}, "value_based_full_risk", "full-risk", OPEN),
    ("risk is for a person", K.VALUE_BASED, {}, "value_based_downside_risk", "downside-risk", OPEN),
    ("another law", K.VALUE_BASED, {}, "safe_harbor_care_coordination", "in-kind", OPEN),
    ("another law", K.VALUE_BASED, {}, "safe_harbor_downside_risk", "enterprise-risk", OPEN),
    ("another law", K.VALUE_BASED, {}, "safe_harbor_full_risk", "full-risk", OPEN),
    ("signed", K.OTHER, EHR, "electronic_health_records", "signed", YES),
    ("unsigned", K.OTHER, EHR | signed(**BLANK), "electronic_health_records", "signed", NO),
    ("hard to tell", K.OTHER, EHR | signed(**UNCLEAR), "electronic_health_records", "signed", OPEN),
    ("signed", K.OTHER, ASSISTANT, "nonphysician_practitioner", "signed", YES),
    ("unsigned", K.OTHER, ASSISTANT | signed(**BLANK), "nonphysician_practitioner", "signed", NO),
    ("hard to tell", K.OTHER, ASSISTANT | signed(**UNCLEAR), "nonphysician_practitioner", "signed", OPEN),
    ("a paper", K.OTHER, {"title": "Cybersecurity Donation"}, "cybersecurity", "in-writing", YES),
    ("what it is for", K.OTHER, {"title": "Cybersecurity Donation"}, "cybersecurity", "needed-for-security", OPEN),
    ("signed", K.OFFICE_LEASE, ORGANIZATIONS, "indirect_compensation", "signed", YES),
    ("moved", K.OFFICE_LEASE, ORGANIZATIONS | LINKED, "indirect_compensation", "no-volume-or-value", NO),
    (
        "whether moved",
        K.OFFICE_LEASE,
        ORGANIZATIONS | MAYBE_LINKED,
        "indirect_compensation",
        "no-volume-or-value",
        OPEN,
    ),
    (
        "for enrollees",
        K.PERSONAL_SERVICES,
        {"title": "Risk Sharing Agreement"},
        "physician_incentive_plan",
        "plan-enrollees",
        OPEN,
    ),
]


def answer_of(contract: Contract, exception: str, as_of: date = AS_OF) -> ExceptionAnswer:
    (found,) = [one for one in judge(contract, as_of).exceptions if one.exception == exception]
    return found


def element_of(contract: Contract, exception: str, element: str, as_of: date = AS_OF) -> ElementAnswer:
    (found,) = [one for one in answer_of(contract, exception, as_of).elements if one.element == element]
    return found


def best_of(contract: Contract, as_of: date = AS_OF) -> ExceptionAnswer:
    (found,) = [one for one in judge(contract, as_of).exceptions if one.is_best]
    return found


@pytest.mark.parametrize(
    ("kind", "changes", "exception", "element", "expected"),
    [pytest.param(*row[1:], id=f"{row[3]}: {row[4]}, {row[0]}") for row in ROWS],
)
def test_an_element_is_answered(
    kind: ContractKind, changes: dict[str, Any], exception: str, element: str, expected: Answer
) -> None:
    contract = of_kind(kind, **changes)
    found = element_of(contract, exception, element)
    assert found.answer is expected
    assert found.reason.endswith(".")
    assert bool(found.wanting) is (found.answer in {NO, OPEN} and found.decided_by is DecidedBy.RULE)
    whole = answer_of(contract, exception)
    if expected is NO:
        assert whole.answer is whole.as_far_as_tested is NO
    assert whole.answer is not YES, "no contract shows everything by itself"


def test_every_exception_that_contracts_lead_to_is_in_the_table() -> None:
    in_table = {row[3] for row in ROWS} | {"limited_remuneration"}
    assert in_table == {one.key for one in exceptions() if not one.not_by_contract}


@pytest.mark.parametrize("kind", list(ContractKind))
def test_every_element_in_force_has_a_status_and_one_exception_is_best(kind: ContractKind) -> None:
    contract = of_kind(kind)
    found = judge(contract, AS_OF).exceptions
    assert sum(one.is_best for one in found) == 1
    by_key = {one.key: one for one in exceptions()}
    for answer in found:
        exception = by_key[answer.exception]
        in_force = [one.key for one in exception.elements if one.meets(date(2024, 1, 15), AS_OF)]
        assert [one.element for one in answer.elements] == in_force
        assert not (exception.statute is not Statute.STARK and answer.is_best)


def test_a_paper_that_is_no_contract_relies_on_nothing() -> None:
    assert judge(of_kind(K.OTHER, document_role=DocumentRole.OTHER), AS_OF).exceptions == ()


@pytest.mark.parametrize(
    ("given", "together"),
    [
        ([YES, YES], YES),
        ([YES, NONE], YES),
        ([YES, OPEN], OPEN),
        ([OPEN, NO], NO),
        ([NONE], OPEN),
        ([], OPEN),
    ],
)
def test_elements_are_all_wanted_and_doubt_never_rounds_up(given: list[Answer], together: Answer) -> None:
    template = element_of(of_kind(K.OFFICE_LEASE), "office_space", "signed")
    assert status_of([template.model_copy(update={"answer": answer}) for answer in given]) is together


def test_every_element_of_a_person_says_what_to_look_for() -> None:
    for element in answer_of(of_kind(K.OFFICE_LEASE), "office_space").elements:
        if element.decided_by is DecidedBy.PERSON:
            assert element.answer is OPEN
            assert element.reason.startswith(f"Not tested: a person must look for {element.look_for}.")
            assert element.evidence is None


@pytest.mark.parametrize(("day", "answer", "until"), [(90, OPEN, True), (91, NO, False)])
def test_a_missing_signature_is_curable_for_ninety_days(day: int, answer: Answer, until: bool) -> None:
    start = date(2024, 1, 15)
    lease = of_kind(K.OFFICE_LEASE, **signed(**BLANK))
    last_good = start + timedelta(days=90)
    as_of = start + timedelta(days=day)
    element = element_of(lease, "office_space", "signed", as_of)
    assert (element.answer, element.curable_until) == (answer, last_good if until else None)
    clock = f"curable until {last_good}" if until else f"too late to cure since {last_good + timedelta(days=1)}"
    assert f"but for the missing signature of {make.PHYSICIAN}, {clock}" in answer_of(lease, "office_space", as_of).path


def test_the_path_names_the_nearest_exception() -> None:
    short = of_kind(K.PERSONAL_SERVICES, **HALF_A_YEAR)
    best = best_of(short)
    assert (best.exception, best.candidacy, best.as_far_as_tested) == ("fair_market_value", Candidacy.ALTERNATIVE, YES)
    assert best.path.startswith("Fits 411.357(l) as far as it was tested; a person must confirm ")
    assert answer_of(short, "personal_services").path.startswith("Fits 411.357(d)(1) but for a term under one year; ")


def test_the_usual_exception_is_best_where_another_fits_no_better() -> None:
    assert best_of(of_kind(K.PERSONAL_SERVICES)).exception == "personal_services"
    assert best_of(of_kind(K.PERSONAL_SERVICES, **signed(**BLANK))).exception == "personal_services"


def test_risk_that_nothing_shows_makes_no_exception_best() -> None:
    unsigned = of_kind(K.VALUE_BASED, **signed(**BLANK))
    assert best_of(unsigned).exception == "value_based"
    assert answer_of(unsigned, "value_based_full_risk").answer is OPEN
    harbor = answer_of(unsigned, "safe_harbor_full_risk")
    assert (harbor.candidacy, harbor.is_best) == (Candidacy.OVERLAY, False)
    assert harbor.path == "Nothing of 1001.952(gg) was tested; a person must confirm 8 elements."


@pytest.mark.parametrize("changes", [signed(**BLANK), signed(signed_on=date(2025, 1, 1)), HALF_A_YEAR, NO_TERM])
def test_employment_wants_no_writing_signature_or_term(changes: dict[str, Any]) -> None:
    job = of_kind(K.EMPLOYMENT, **changes)
    assert best_of(job).as_far_as_tested is YES
    assert not {"in-writing", "signed", "one-year", "set-in-advance"} & {one.element for one in best_of(job).elements}
    assert Severity.ERROR not in {finding.severity for finding in findings(job, AS_OF)}


def test_a_share_per_head_is_saved_in_a_group_practice_and_not_in_employment() -> None:
    share = paid(
        kind=CompensationKind.POOL,
        amount=None,
        base="the profits of all designated health services",
        dhs_link=DhsLink.LINKED,
        dhs_safeguard=DhsSafeguard.PER_CAPITA_SHARE,
    )
    plan = of_kind(K.GROUP_COMPENSATION_PLAN, **share)
    assert element_of(plan, "group_practice", "no-volume-or-value").answer is YES
    assert element_of(plan, "employment", "no-volume-or-value").answer is NO
    job = of_kind(K.EMPLOYMENT, **share | PRACTICE)
    assert element_of(job, "employment", "no-volume-or-value").answer is NO
    assert best_of(job).exception == "in_office_ancillary"


YEARS: list[tuple[str, date, date, Decimal, bool]] = [
    ("at the limit of 2024", date(2024, 1, 1), date(2024, 12, 31), Decimal(5913), True),
    ("a cent above it", date(2024, 1, 1), date(2024, 12, 31), Decimal("5913.01"), False),
    ("the limit of 2024 in 2023", date(2023, 1, 1), date(2023, 12, 31), Decimal(5913), False),
    ("at the limit of 2023", date(2023, 1, 1), date(2023, 12, 31), Decimal(5702), True),
    ("over the lower limit of two years", date(2023, 7, 1), date(2024, 6, 30), Decimal(5703), False),
    ("2025 has no known limit", date(2025, 1, 1), date(2025, 6, 30), Decimal(5913), True),
    ("above every limit known, in 2025", date(2025, 1, 1), date(2025, 6, 30), Decimal(5914), False),
    ("ended the day before the exception began", date(2020, 1, 19), date(2021, 1, 18), Decimal(1000), False),
    ("ended on the day it began", date(2020, 1, 20), date(2021, 1, 19), Decimal(1000), True),
]


@pytest.mark.parametrize(
    ("first", "last", "amount", "is_candidate"), [pytest.param(*row[1:], id=row[0]) for row in YEARS]
)
def test_limited_remuneration_is_looked_at_within_the_limit_of_each_year(
    first: date, last: date, amount: Decimal, is_candidate: bool
) -> None:
    pay = paid(amount=amount, period=Period.ONCE, payer=make.HOSPITAL, payee=make.PHYSICIAN)
    contract = of_kind(K.PERSONAL_SERVICES, **dated(first, last) | pay)
    found = [one for one in judge(contract, AS_OF).exceptions if one.exception == "limited_remuneration"]
    assert bool(found) is is_candidate
    for one in found:
        (limit,) = [element for element in one.elements if element.element == "yearly-limit"]
        assert (limit.answer, limit.decided_by) == (OPEN, DecidedBy.PERSON), "other payments count too"


SMALL: list[tuple[str, dict[str, Any], bool]] = [
    ("monthly", {"amount": Decimal(400), "period": Period.MONTH}, True),
    ("monthly above it", {"amount": Decimal(500), "period": Period.MONTH}, False),
    ("hours without a cap", {"kind": CompensationKind.TIME, "period": Period.HOUR}, False),
    (
        "hours with a cap",
        {"kind": CompensationKind.TIME, "period": Period.HOUR, "cap_amount": Decimal(5000), "cap_period": Period.YEAR},
        True,
    ),
    ("by the square foot", {"amount": Decimal(26), "period": Period.YEAR, "unit": "square_foot"}, False),
    ("another currency", {"amount": Decimal(400), "currency": "EUR"}, False),
    ("paid by the physician", {"amount": Decimal(400), "payer": make.PHYSICIAN, "payee": make.HOSPITAL}, False),
    ("no payee", {"amount": Decimal(400), "payee": None}, False),
]


@pytest.mark.parametrize(("pay", "is_candidate"), [pytest.param(*row[1:], id=row[0]) for row in SMALL])
def test_small_pay_to_a_physician_is_reckoned_by_the_year(pay: dict[str, Any], is_candidate: bool) -> None:
    contract = of_kind(
        K.PERSONAL_SERVICES,
        **dated(date(2024, 1, 1), date(2024, 12, 31)) | paid(**{"payer": make.HOSPITAL, "payee": make.PHYSICIAN} | pay),
    )
    assert ("limited_remuneration" in {one.exception for one in judge(contract, AS_OF).exceptions}) is is_candidate


def test_unsigned_small_pay_is_nearest_to_limited_remuneration() -> None:
    pay = paid(amount=Decimal(900), period=Period.ONCE, payer=make.HOSPITAL, payee=make.PHYSICIAN)
    days = dated(date(2024, 1, 1), date(2024, 12, 31))
    assert best_of(of_kind(K.PERSONAL_SERVICES, **days | pay | signed(**BLANK))).exception == "limited_remuneration"


DAYS: list[tuple[str, Callable[[date], Contract], str, date, date]] = [
    (
        "the bans on percentage rent",
        lambda last: of_kind(K.OFFICE_LEASE, **dated(date(2008, 1, 1), last)),
        "no-percentage-rent",
        date(2009, 9, 30),
        date(2009, 10, 1),
    ),
    (
        "directed referrals in employment",
        lambda last: of_kind(K.EMPLOYMENT, **dated(date(2020, 1, 1), last)),
        "directed-referrals",
        date(2021, 1, 18),
        date(2021, 1, 19),
    ),
]


@pytest.mark.parametrize(("made", "element", "before", "after"), [pytest.param(*row[1:], id=row[0]) for row in DAYS])
def test_the_law_is_that_of_the_arrangements_own_days(
    made: Callable[[date], Contract], element: str, before: date, after: date
) -> None:
    def has(last: date) -> bool:
        contract = made(last)
        usual = next(one for one in judge(contract, AS_OF).exceptions if one.candidacy is Candidacy.PRESUMED)
        return element in {one.element for one in usual.elements}

    assert (has(before), has(after)) == (False, True)


@pytest.mark.parametrize(
    ("last", "confirmed"),
    [(date(2015, 12, 31), [False]), (date(2016, 1, 1), [False, True])],
)
def test_each_text_on_holding_over_counts_in_its_days(last: date, confirmed: list[bool]) -> None:
    lease = of_kind(K.OFFICE_LEASE, **dated(date(2014, 1, 1), last))
    texts = [one for one in answer_of(lease, "office_space").elements if one.element == "holdover-on-same-terms"]
    assert [one.doubt is None for one in texts] == confirmed


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2015, 6, 11), NO), (date(2016, 12, 31), NO), (date(2017, 1, 1), NO)],
)
def test_one_day_under_a_ban_that_is_settled_is_enough(last: date, expected: Answer) -> None:
    contract = of_kind(K.EQUIPMENT_LEASE, **dated(date(2014, 1, 1), last) | BY_THE_SCAN | PHYSICIAN_LESSOR)
    given = {one.answer for one in answer_of(contract, "equipment").elements if one.element == "no-per-unit-rent"}
    assert expected in given


def test_days_in_which_the_ban_is_not_settled_leave_it_open() -> None:
    within = dated(date(2015, 6, 12), date(2016, 12, 31))
    contract = of_kind(K.EQUIPMENT_LEASE, **within | BY_THE_SCAN | PHYSICIAN_LESSOR)
    found = element_of(contract, "equipment", "no-per-unit-rent")
    assert (found.answer, found.doubt is None) == (OPEN, False)
    assert "The law is to be confirmed" in found.reason
    sound = element_of(of_kind(K.EQUIPMENT_LEASE, **within), "equipment", "no-per-unit-rent")
    assert sound.answer is YES, "where no rent is by the unit, the doubt does not matter"


def test_a_change_of_an_agreement_that_is_there_is_no_agreement_without_writing_or_term() -> None:
    change = make.contract(
        document_role=DocumentRole.AMENDMENT, amends_contract_id="lease", term_months=make.unknown("It states none.")
    )
    told = {one.element: one.answer for one in best_of(change).elements}
    assert (told["in-writing"], told["one-year"]) == (YES, Answer.NOT_APPLICABLE)
    alone = {
        one.element: one.answer for one in best_of(change.model_copy(update={"amends_contract_id": None})).elements
    }
    assert (alone["in-writing"], alone["one-year"]) == (Answer.UNDETERMINED, Answer.UNDETERMINED)
