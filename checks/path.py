"""What stands between a contract and an exception, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from models.answer import Answer, DecidedBy, ElementAnswer
from models.counting import counted


def path_of(citation: str, elements: Sequence[ElementAnswer]) -> str:
    """The shortest path to compliance: what is missing, until when it is curable, what is in doubt, what is untested.

    `citation` is without "CFR" and its title.
    """
    missing = [one for one in elements if one.answer is Answer.NOT_SATISFIED]
    pending = [one for one in elements if one.curable_until is not None]
    doubtful = [
        one
        for one in elements
        if one.answer is Answer.UNDETERMINED and one.decided_by is DecidedBy.RULE and one.curable_until is None
    ]
    open_ones = sum(one.answer is Answer.UNDETERMINED and one.decided_by is DecidedBy.PERSON for one in elements)
    if not any(one.decided_by is DecidedBy.RULE for one in elements):
        return f"Nothing of {citation} was tested; a person must confirm {_elements(open_ones)}."
    lacks = [one.wanting for one in missing] + [f"{one.wanting}, curable until {one.curable_until}" for one in pending]
    parts = [f"Fits {citation} but for {_listed(lacks)}" if lacks else f"Fits {citation} as far as it was tested"]
    if doubtful:
        parts.append(f"still in doubt: {_listed([one.wanting for one in doubtful])}")
    if open_ones:
        parts.append(f"a person must confirm {_elements(open_ones, 'more ')}")
    if not lacks and not doubtful and not open_ones:
        return f"Fits {citation}."
    return f"{'; '.join(parts)}."


def _elements(number: int, more: str = "") -> str:
    return counted(number, f"{more}element")


def _listed(phrases: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(phrases))
    return "; and ".join(distinct) if any(", " in one for one in distinct) else " and ".join(distinct)
