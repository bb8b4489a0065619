"""What a rule is: its code, citation, remedy and page beside the function that judges a contract."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checks.law.applicable_exception import ApplicableException
from models.contract import Contract
from models.finding import Verdict
from models.relationship import Relationship

Rule = Callable[[Contract, date], Iterable[Verdict]]
RuleUnder = Callable[[Contract, date, ApplicableException], Iterable[Verdict]]
RuleAmong = Callable[[Contract, date, Sequence[Relationship]], Iterable[Verdict]]
RelationshipRule = Callable[[Relationship, date], Iterable[Verdict]]

SECTIONS = (
    "What it looks at",
    "Why it matters",
    "When it fires",
    "When it does not",
    "How to put it right",
    "Flagged",
    "Clear",
    "Limits",
)
"""The headings of every rule's page, in their order."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule as the catalogue lists it; call it with a contract, or a relationship, and the day of looking.

    It looks either at one contract (`rule`) or at a whole relationship (`relationship_rule`), and has nothing to say
    of the other. A verdict on a relationship names the contract that it is about, or none.
    `code` is the stable code, `name` the fault in words, `citation` the law without "42 CFR", `page` Markdown.
    `covers` are the codes of faults that this rule sees as well, until they have rules of their own. `under` judges by
    one exception alone, where the exception makes a difference to the fault and not only to its weight. `among` judges
    in place of `rule` where the contract's relationships are known, and its siblings make a difference.
    """

    code: str
    name: str
    citation: str
    remedy: str
    title: str
    page: str
    rule: Rule | None
    covers: tuple[str, ...] = ()
    under: RuleUnder | None = None
    relationship_rule: RelationshipRule | None = None
    among: RuleAmong | None = None

    def __call__(
        self, seen: Contract | Relationship, as_of: date, relationships: Sequence[Relationship] = ()
    ) -> tuple[Verdict, ...]:
        """The rule's verdicts on one relationship, or on one contract in its relationships, looked at on `as_of`."""
        if isinstance(seen, Relationship):
            return () if self.relationship_rule is None else tuple(self.relationship_rule(seen, as_of))
        if self.among is not None and relationships:
            return tuple(self.among(seen, as_of, relationships))
        return () if self.rule is None else tuple(self.rule(seen, as_of))


def check(  # noqa: PLR0913
    *,
    code: str,
    citation: str,
    remedy: str,
    covers: tuple[str, ...] = (),
    under: RuleUnder | None = None,
    among: RuleAmong | None = None,
) -> Callable[[Rule], Check]:
    """Make a function the rule of that code; its file bears its name, and its docstring is the page people read.

    Raises ValueError when the function's name differs from its file's, or when it has no docstring.
    """

    def as_check(rule: Rule) -> Check:
        name, title, page = _described(rule)
        return Check(code, name, citation, remedy, title, page, rule, covers, under, among=among)

    return as_check


def relationship_check(
    *, code: str, citation: str, remedy: str, covers: tuple[str, ...] = ()
) -> Callable[[RelationshipRule], Check]:
    """As `check`, for a rule that looks at all contracts between an entity and a physician, and at their ledgers."""

    def as_check(rule: RelationshipRule) -> Check:
        name, title, page = _described(rule)
        return Check(code, name, citation, remedy, title, page, None, covers, relationship_rule=rule)

    return as_check


def _described(rule: Rule | RelationshipRule) -> tuple[str, str, str]:
    """The name, the title and the page of a rule."""
    function = rule.__name__
    if rule.__module__.rpartition(".")[2] != function:
        raise ValueError(f"the rule {function} stands in {rule.__module__}: file and function bear one name")
    page = inspect.getdoc(rule)
    if not page:
        raise ValueError(f"the rule {function} has no docstring: it is the page that explains it")
    title, _, body = page.partition("\n")
    return function.replace("_", "-"), title.strip(), body.strip()
