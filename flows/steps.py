"""A step of the work, and the runner that carries it out for each item of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Step(Generic[Item, Result]):
    """What is done to one item. Only `passing_troubles` are tried again, `retries` times, `retry_seconds` apart.

    `label` names the item to people; it never shows what stands in a contract.
    """

    name: str
    action: Callable[[Item], Result]
    label: Callable[[Item], str]
    passing_troubles: tuple[type[Exception], ...] = ()
    retries: int = 0
    retry_seconds: float = 0.0


@dataclass(frozen=True)
class Done(Generic[Item, Result]):
    """An item with what came of it: a result, or the exception that the last try raised."""

    item: Item
    result: Result | None = None
    error: Exception | None = None


class StepRunner:
    """Carries out a step for many items on threads of this process: no server, nothing to wait for."""

    def each(self, step: Step[Item, Result], items: Iterable[Item], width: int) -> Iterator[Done[Item, Result]]:
        """Yield every item once it is done, in the order in which they finish, `width` at a time.

        Items are taken from `items` in the caller's thread, and none long before there is room for it.
        """
        action = self.prepared(step)
        threads = ThreadPoolExecutor(max_workers=width, thread_name_prefix=step.name)
        running: dict[Future[Result], Item] = {}
        source = iter(items)
        try:
            while True:
                while len(running) < 2 * width:
                    try:
                        item = next(source)
                    except StopIteration:
                        break
                    running[threads.submit(copy_context().run, action, item)] = item
                if not running:
                    return
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield _done(running.pop(future), future)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def prepared(self, step: Step[Item, Result]) -> Callable[[Item], Result]:
        """The step's action, with its retries."""

        def with_retries(item: Item) -> Result:
            for _ in range(step.retries):
                try:
                    return step.action(item)
                except step.passing_troubles:
                    time.sleep(step.retry_seconds)
            return step.action(item)

        return with_retries


def _done(item: Item, future: Future[Result]) -> Done[Item, Result]:
    error = future.exception()
    if error is None:
        return Done(item, result=future.result())
    if isinstance(error, Exception):
        return Done(item, error=error)
    raise error
