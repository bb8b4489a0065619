"""Two arrangements of one relationship side by side: whether they are on one subject, and on the same terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from checks.arrangements import Arrangement
from checks.law.in_force import days_after
from models.compensation import CompensationComponent
from models.contract import Contract
from models.provision import ProvisionKind

_OF_ANY_SUBJECT = frozenset(
    "agreement contract lease sublease license licence letter amended restated restatement renewal first second third "
    "new medical director directorship physician professional services service consulting independent contractor "
    "coverage call on the of for and a an to in with by between office space equipment premises time share timeshare "
    "employment schedule exhibit no number".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DESCRIBING = frozenset(
    {ProvisionKind.PREMISES_DESCRIBED, ProvisionKind.EQUIPMENT_DESCRIBED, ProvisionKind.SERVICES_DESCRIBED}
)


class Succession(NamedTuple):
    """Two arrangements, the earlier first by its first day; both days are known.

    `same_subject` and `same_pay` are None where the papers do not tell.
    """

    earlier: Arrangement
    later: Arrangement
    days_apart: int
    same_subject: bool | None
    same_pay: bool | None


def successions(arrangements: tuple[Arrangement, ...], within: int) -> tuple[Succession, ...]:
    """Every two arrangements of one kind that began on different days, less than `within` days apart."""
    of, days, found = _newest.get("asked", (None, 0, ()))
    if of is not arrangements or days != within:
        found = tuple(_successions(arrangements, within))
        _newest["asked"] = arrangements, within, found
    return found


_newest: dict[str, tuple[tuple[Arrangement, ...], int, tuple[Succession, ...]]] = {}
"""What was asked for last, as several rules ask for the same; one value, so that threads cannot mix it up."""


def _successions(arrangements: Sequence[Arrangement], within: int) -> Iterator[Succession]:
    dated = sorted((one for one in arrangements if one.first is not None), key=lambda one: (one.first or 0, _key(one)))
    for earlier, later in combinations(dated, 2):
        if earlier.first is None or later.first is None or not _one_kind(earlier.contract, later.contract):
            continue
        apart = (later.first - earlier.first).days
        if 0 < apart < within:
            subject = same_subject(earlier.contract, later.contract)
            yield Succession(earlier, later, apart, subject, same_pay(earlier.contract, later.contract))


def next_on_subject(one: Arrangement, arrangements: Sequence[Arrangement]) -> Arrangement | None:
    """The next arrangement after the end of one that is plainly on its subject.

    None also where another covers the days after the end, or no end is known.
    """
    last = one.last
    if last is None:
        return None
    others = [
        (other.first, other)
        for other in arrangements
        if other is not one and other.first is not None and same_subject(one.contract, other.contract)
    ]
    if any(first <= last and other.is_in_force(days_after(last, 1)) for first, other in others):
        return None
    after = [(first, other) for first, other in others if first > last]
    return min(after, key=lambda pair: pair[0])[1] if after else None


def same_subject(one: Contract, other: Contract) -> bool | None:
    """Whether two contracts are for the same space, equipment or services; None where their words do not tell.

    What they describe decides, then what their titles name beside the kind of paper ("Stroke Program").
    """
    if not _one_kind(one, other):
        return False
    described = _described(one), _described(other)
    if all(described) and described[0] == described[1]:
        return True
    titled = _words_of(one.title), _words_of(other.title)
    if any(_numbers_differ(*words) for words in (described, titled)):
        return False
    if all(titled):
        return True if titled[0] == titled[1] else (None if titled[0] & titled[1] else False)
    return None


def same_pay(one: Contract, other: Contract) -> bool | None:
    """Whether two contracts state the same pay; None where one of them states none."""
    if not one.compensation or not other.compensation:
        return None
    return _pay(one.compensation) == _pay(other.compensation)


def name_of(contract: Contract) -> str:
    """How messages call a contract."""
    return f"{contract.title} ({contract.file_name})" if contract.title else contract.file_name


def _key(arrangement: Arrangement) -> str:
    return arrangement.contract.contract_id


def _one_kind(one: Contract, other: Contract) -> bool:
    return one.kind.value is not None and one.kind.value is other.kind.value


def _pay(components: Sequence[CompensationComponent]) -> frozenset[tuple[object, ...]]:
    return frozenset((one.kind, one.amount, one.percent, one.period, one.unit, one.cap_amount) for one in components)


def _described(contract: Contract) -> frozenset[str]:
    quotes = [one.evidence.quote for one in contract.provisions if one.kind in _DESCRIBING]
    return _all_words_of(" ".join(quotes)) if quotes else frozenset()


def _numbers_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both have numbers, such as those of suites, and none in common."""
    numbers = [frozenset(word for word in words if any(map(str.isdigit, word))) for words in (one, other)]
    return all(numbers) and not numbers[0] & numbers[1]


@lru_cache(maxsize=4096)
def _all_words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=4096)
def _words_of(title: str | None) -> frozenset[str]:
    words = re.findall(r"\w+", (title or "").casefold())
    return frozenset(word for word in words if not _YEAR.fullmatch(word)) - _OF_ANY_SUBJECT
