"""One signature for two: a person who signs for himself and for a company."""

from __future__ import annotations

from typing import NamedTuple

from extractors.language.name_spans import name_at
from extractors.language.names import entity_kind_of
from extractors.loosened_search import LoosenedSearch
from extractors.quick_expressions import QuickExpression
from models.party import EntityKind

_FOR_ONESELF = (
    r"(?:individually|personally|for\s+(?:himself|herself|themselves)|on\s+(?:his|her|their)\s+own\s+behalf"
    r"|in\s+(?:his|her|their)\s+(?:own|individual)\s+(?:name|right|capacity))"
)
_FOR = r"(?:(?:on\s+behalf\s+of|for|as\s+(?:\p{L}+\s+){1,4}?(?:of|for))\s+)(?:the\s+)?"
_BOTH = QuickExpression.of(
    rf"(?i)(?:[\s,(\-–—]+{_FOR_ONESELF}\s*,?\s*(?:and|&)\s+(?:also\s+)?(?:{_FOR})?(?=(?-i:\p{{Lu}})))"
    rf"|(?:[\s,(\-–—]+{_FOR}(?P<company>(?-i:\p{{Lu}})[^;()]{{2,80}}?)\s*,?\s*(?:and|&)\s+(?:also\s+)?{_FOR_ONESELF}\b)"
)
# Asked of every line, of which nothing else is looked up.
_MAYBE_BOTH = LoosenedSearch.of_any([_BOTH.loosened])


class BothCapacities(NamedTuple):
    """Names as they stand on the line."""

    person: str
    company: str


def both_capacities(line: str) -> BothCapacities | None:
    """Who signs and for whom besides: "Ada Tovey, M.D., individually and on behalf of Tovey Medicine, P.C."."""
    match = _BOTH.search(line) if _MAYBE_BOTH.may_find(line) else None
    person = name_at(line, 0) if match else None
    if match is None or person is None or person.end > match.start() + 1:
        return None
    company = name_at(line, match.start("company") if match["company"] else match.end())
    if company is None:
        return None
    names = BothCapacities(line[person.start : person.end], line[company.start : company.end])
    kinds = entity_kind_of(names.person), entity_kind_of(names.company)
    return names if kinds == (EntityKind.INDIVIDUAL, EntityKind.ORGANIZATION) else None
