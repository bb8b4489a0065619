"""Each figure of an instrument in its setting: the headings, the lead-in and the sentence that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language.amounts import Amount, Percent
from extractors.language.passages import Passage
from extractors.language.sentences import sentences
from extractors.language.tick_boxes import without_unticked
from extractors.learned.figure import FOCUS
from extractors.terms.compensation.defined_sums import promise_of
from extractors.terms.compensation.figures import figures_in, masked
from extractors.terms.compensation.words import word
from models.evidence import Evidence

_LONGEST_QUOTE = 420
_MOST_FIGURES = 9
_LONGEST_HEADING = 90
_LONGEST_NOTE = 120


class Setting(NamedTuple):
    """One figure: `before` and `after` are the rest of its sentence, other figures in it shown as ◇.

    `text` is what patterns see: headings ¦ lead-in and table head ¦ the sentence with the figure as ◆. Where that
    sentence only defines the sum, `before` and `after` are of the one that promises it, which is `promised`.
    """

    place: int
    passage: Passage
    sentence: tuple[int, int]
    figure: Amount | Percent
    before: str
    after: str
    text: str
    headings: tuple[str, ...] = ()
    promised: str = ""

    @property
    def raw_after(self) -> str:
        """The words of the contract behind the figure, to the end of its sentence."""
        return ticked(self.passage.text)[self.figure.end : self.sentence[1]]

    @property
    def words(self) -> str:
        """The sentence as the contract has it, and behind it the one that promises what it defines."""
        own = self.passage.text[slice(*self.sentence)]
        return f"{own} {self.promised}" if self.promised else own

    @property
    def surroundings(self) -> tuple[str, ...]:
        """Table head, lead-in and headings, the nearest first."""
        return (self._column, self.passage.header, self.passage.lead, *self.headings)

    @property
    def is_of_former_column(self) -> bool:
        """Whether the column's head says that its figures are those of before, and another's that they are the new."""
        others = [head for head in self._heads if head != self._column]
        former = word("head of what was before").search(self._column) is not None
        return former and any(word("head of what is new").search(head) for head in others)

    @property
    def _heads(self) -> list[str]:
        """The heads of the table's columns, none where they do not fit its rows."""
        heads = self.passage.header.split("\t")
        return heads if len(heads) == self.passage.text.count("\t") + 1 else []

    @property
    def _column(self) -> str:
        """The head of the column that the figure stands in."""
        return self._heads[self.passage.text[: self.figure.start].count("\t")] if self._heads else ""

    def evidence(self) -> Evidence:
        """The sentence, or as much of it around the figure as can be read at a glance."""
        start, end = self.sentence
        if end - start > _LONGEST_QUOTE:
            start = max(start, self.passage.text.rfind(" ", 0, max(self.figure.start - 220, 1)) + 1)
            stop = self.passage.text.find(" ", self.figure.end + 160)
            end = min(end, stop if stop > 0 else end)
        return self.passage.evidence(start, end)


def settings_of(passages: Sequence[Passage]) -> Iterator[Setting]:
    """Every sum of money and every percentage, in reading order."""
    for index, passage in enumerate(passages):
        if not _has_figure(passage.text) or _is_example(passages, index):
            continue
        text = ticked(passage.text)
        figures = figures_in(text)
        whole = passage.table is not None
        headings = passage.headings
        for start, end in ((0, len(text)),) if whole else sentences(text):
            inside = [figure for figure in figures if start <= figure.start < end]
            if len(inside) > _MOST_FIGURES:
                # A table that reading ran together: no figure in it can be told from its neighbours.
                continue
            if inside and not whole:
                headings = headings_at(text, start, passage.headings)
            for figure in inside:
                before = masked(text, start, figure.start, inside)
                after = masked(text, figure.end, end, inside)
                promise = promise_of(before, passages) if isinstance(figure, Amount) else None
                if promise is not None:
                    before, after = promise.before, f"{promise.after} {after}"
                setting = " ¦ ".join(
                    (
                        " / ".join(headings),
                        f"{passage.lead} {passage.header}".strip(),
                        f"{before}{FOCUS}{after}",
                    )
                )
                promised = promise.sentence if promise else ""
                yield Setting(index, passage, (start, end), figure, before, after, setting, headings, promised)


def headings_at(text: str, place: int, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings over a place of a clause; of several numbered clauses run together each has its own, or none."""
    begun = [
        match for match in word("run-in clause").finditer(text, 0, place + _LONGEST_HEADING) if match.start() <= place
    ]
    if not begun:
        return headings
    clause = begun[-1]
    over = headings[1:] if not clause["letter"] and headings and headings[0] in text else headings
    return (clause["heading"], *over) if clause["heading"] else over


def _has_figure(text: str) -> bool:
    return bool(word("any figure in digits").search(text) or word("any figure in words").search(text))


def _is_example(passages: Sequence[Passage], index: int) -> bool:
    """Whether the clause before or behind a table says that its figures are but an illustration."""
    passage = passages[index]
    if passage.table is None:
        return False
    behind = next((other.text for other in passages[index + 1 :] if other.table != passage.table), "")
    # "8.02 Illustration. For 10,000 units ..." reckons with the rates of the table, which are no illustration.
    behind = "" if word("an illustration of its own").match(behind) else behind
    return any(word("an illustration").search(text) for text in (passage.introduction[-600:], behind[:_LONGEST_NOTE]))


def ticked(text: str) -> str:
    """A form's text without lines to write on and alternatives left unticked; every character keeps its place."""
    text = word("line to write on").sub(lambda match: " " * len(match[0]), text)
    return without_unticked(text)
