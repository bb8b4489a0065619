"""Steps: every item once, a bounded number at a time, and only passing trouble tried again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from flows.steps import Step, StepRunner


class PassingError(Exception):
    """Trouble that is gone at a later try."""


def test_every_item_is_done_once_and_none_is_taken_long_before_its_turn() -> None:
    taken: list[int] = []
    done: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            assert len(taken) - len(done) <= 2 * 3 + 3
            yield number

    step = Step[int, int](name="double", action=lambda number: 2 * number, label=str)
    for each in StepRunner().each(step, numbers(), width=3):
        done.append(each.item)
        assert each.result == 2 * each.item
    assert sorted(done) == list(range(50))


@pytest.mark.parametrize(
    ("failures", "error", "tries", "succeeds"),
    [
        (0, PassingError, 1, True),
        (2, PassingError, 3, True),
        (3, PassingError, 3, False),
        (1, ValueError, 1, False),
    ],
)
def test_only_passing_trouble_is_tried_again(failures: int, error: type[Exception], tries: int, succeeds: bool) -> None:
    calls = Counter[str]()

    def act(item: str) -> str:
        calls[item] += 1
        if calls[item] <= failures:
            raise error(item)
        return item

    step = Step(name="try", action=act, label=str, passing_troubles=(PassingError,), retries=2)
    (done,) = StepRunner().each(step, ["lease"], width=1)
    assert calls["lease"] == tries
    assert (done.result == "lease") is succeeds
    assert (done.error is None) is succeeds


def test_one_items_bug_does_not_stop_the_others() -> None:
    step = Step[int, int](name="divide", action=lambda number: 1 // number, label=str)
    done = {each.item: each for each in StepRunner().each(step, [0, 1], width=1)}
    assert isinstance(done[0].error, ZeroDivisionError)
    assert done[1].result == 1
