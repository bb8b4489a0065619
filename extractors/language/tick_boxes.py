"""Forms' alternatives: what stands at a box left empty is taken out of a text, which keeps its length."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from regex import Pattern as CompiledPattern

from extractors.module_expressions import compiled

_LONGEST_OPTION, _LONGEST_LABEL = 240, 25


class _Box(NamedTuple):
    start: int
    end: int
    is_ticked: bool


def without_unticked(text: str) -> str:
    """The text with blanks for boxes to tick and for the alternatives at those left empty.

    Boxes are ☐ and ☒ and their like, [ ] and [X], and where both are there ( ) and (X). They stand before their words,
    or behind them: "Yes ☐ No ☒".
    """
    boxes = _boxes_in(text)
    if not boxes:
        return text
    for start, end in _options_left_out(text, boxes):
        text = text[:start] + " " * (end - start) + text[end:]
    for box in boxes:
        text = text[: box.start] + " " * (box.end - box.start) + text[box.end :]
    return text


def _boxes_in(text: str) -> list[_Box]:
    found = [_Box(match.start(), match.end(), match["full"] is not None) for match in _box().finditer(text)]
    rounds = [_Box(match.start(), match.end(), match["full"] is not None) for match in _round_box().finditer(text)]
    # "(x)" alone numbers a clause, and "( )" alone is a blank.
    if len({box.is_ticked for box in rounds}) == 2:
        found = sorted([*found, *rounds])
    return found


def _options_left_out(text: str, boxes: list[_Box]) -> list[tuple[int, int]]:
    left_out: list[tuple[int, int]] = []
    for group in _groups(text, boxes):
        behind = _stand_behind(text, group)
        limits = [*(box.start for box in group[1:]), len(text)]
        for at, (box, limit) in enumerate(zip(group, limits, strict=True)):
            if box.is_ticked:
                continue
            if behind:
                left_out.append((_start_of_option(text, group, at), box.start))
            else:
                left_out.append((box.end, _end_of_option(text, box.end, limit)))
    return left_out


def _groups(text: str, boxes: list[_Box]) -> list[list[_Box]]:
    """Boxes of one cell or answer together: those between which nothing new begins."""
    groups = [[boxes[0]]]
    for before, after in pairwise(boxes):
        between = text[before.end : after.start]
        is_answer = _answer_behind().match(text, before.end) if len(groups[-1]) % 2 == 0 else None
        if "\t" in between.strip(" ") or is_answer:
            groups.append([])
        groups[-1].append(after)
    return groups


def _stand_behind(text: str, group: list[_Box]) -> bool:
    """Whether the boxes of a group stand behind their words: the line begins with a word and ends with a box."""
    first, last = group[0], group[-1]
    lead = text[text.rfind("\t", 0, first.start) + 1 : first.start]
    end = text.find("\t", last.end)
    rest = text[last.end : end if end >= 0 else len(text)]
    if len(group) > 1 and _yes_or_no_at_end().search(lead):
        return all(text[one.end : other.start].strip() for one, other in pairwise(group))
    if _yes_or_no().match(rest):
        return False
    return bool(_word().search(lead)) and not _word().search(rest) and not _asks_for_choice().search(lead)


def _start_of_option(text: str, group: list[_Box], at: int) -> int:
    if at:
        return group[at - 1].end
    start, stop = max(text.rfind("\t", 0, group[0].start) + 1, 0), group[0].start
    breaks = [match.end() for match in _new_part().finditer(text, start, stop) if text[match.end() : stop].strip()]
    start = max(breaks, default=start)
    others = [len(text[one.end : other.start].split()) for one, other in pairwise(group)]
    words = list(_word().finditer(text, start, stop))
    # The first alternative is as long as the others; what stands before it they share.
    return words[-min(max(others), len(words))].start() if others and words else start


def _end_of_option(text: str, start: int, limit: int) -> int:
    """Where the words behind an empty box end: at the next box, cell or sentence, or at the form's next label."""
    limit = min(limit, start + _LONGEST_OPTION)
    words = _word().search(text, start, limit)
    if words is None:
        return limit
    own = _own_label().match(text, words.start(), limit)
    label = _label().search(text, own.end() if own else start, limit)
    limit = label.start() if label else limit
    for stop in _stop().finditer(text, words.start(), limit):
        if stop[0] in "\t;" or stop.start() - words.start() >= _LONGEST_LABEL:
            return stop.end() if stop[0] == "." else stop.start()
    return limit


@cache
def _box() -> CompiledPattern[str]:
    # A scan loses the left edge of an empty box: "] six months".
    return compiled(
        r"(?P<full>\[\s{0,3}[Xx✓✔√×✗✘冈]\s{0,3}\]|[☒☑■✓✔⊠])"
        r"|(?P<empty>\[\s{0,3}\]|[☐□❏❑◻▢口]|(?:(?<=^|[\s:])\](?=\s?[A-Za-z0-9])))"
    )


@cache
def _round_box() -> CompiledPattern[str]:
    return compiled(r"(?P<full>\(\s{0,3}[Xx✓✔√]\s{0,3}\))|(?P<empty>\(\s{1,4}\))")


@cache
def _yes_or_no() -> CompiledPattern[str]:
    return compiled(r"(?i)\s*(?:yes|no|none|n/a|true|false)\b")


@cache
def _yes_or_no_at_end() -> CompiledPattern[str]:
    return compiled(r"(?i)\b(?:yes|no)\s*$")


@cache
def _answer_behind() -> CompiledPattern[str]:
    """A new question, answered with yes or no before its own box."""
    return compiled(r"(?i)[^\t☐☒]{8,120}\b(?:yes|no)\s*(?=[☐☒□☑]|\[\s*[Xx]?\s*\])")


@cache
def _asks_for_choice() -> CompiledPattern[str]:
    return compiled(r"(?i)\b(?:check|tick|mark|select|choose)\s+(?:only\s+)?(?:one|all|any)\b[^☐☒]{0,20}$|:\s*$")


@cache
def _word() -> CompiledPattern[str]:
    return compiled(r"[\p{L}\d$%][^\s]*")


@cache
def _new_part() -> CompiledPattern[str]:
    return compiled(r"[:?;]\s|(?<=\p{Ll}{2})\.\s")


@cache
def _stop() -> CompiledPattern[str]:
    return compiled(r"[\t;]|(?<!\s[A-Za-z])(?<!\d(?=.\d))\.(?=\s+\p{Lu}|\s*$)")


@cache
def _own_label() -> CompiledPattern[str]:
    """An alternative that has a name of its own: "☐ Monthly fee: $500.00"."""
    return compiled(r"\p{Lu}\w*(?:\s\w+){0,3}:")


@cache
def _label() -> CompiledPattern[str]:
    return compiled(r"(?<=\s)[A-Z][a-z]+(?:\s[a-z]+){0,3}:\s")
