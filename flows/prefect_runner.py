"""The steps as Prefect task runs: the same actions, labels and retries, seen on Prefect's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

from flows.steps import Item, Result, Step, StepRunner
from reports.plain_text import visible


class Turn(Generic[Item, Result]):
    """One item's turn. Prefect sees neither item nor result, so it can neither search them nor keep them."""

    def __init__(self, item: Item) -> None:
        """Nothing is done yet."""
        self.item = item
        self.results: list[Result] = []
        self.fault: Exception | None = None


class StepFaultError(Exception):
    """What Prefect is told of a bug: its kind, without the values it was about, which may be a contract's words."""


class PrefectRunner(StepRunner):
    """Makes each item's turn a task run of the flow run around it."""

    def prepared(self, step: Step[Item, Result]) -> Callable[[Item], Result]:
        """The step as a Prefect task."""
        from prefect import task
        from prefect.cache_policies import NO_CACHE

        def take_turn(document: str, turn: Turn[Item, Result]) -> None:
            try:
                turn.results.append(step.action(turn.item))
            except step.passing_troubles:
                raise
            except Exception as error:
                turn.fault = error
                raise StepFaultError(type(error).__name__) from None

        as_task = task(
            name=step.name,
            task_run_name="{document}",
            retries=step.retries,
            retry_delay_seconds=step.retry_seconds,
            retry_condition_fn=lambda _task, _run, state: isinstance(_error(state), step.passing_troubles),
            cache_policy=NO_CACHE,
            persist_result=False,
        )(take_turn)

        def as_task_run(item: Item) -> Result:
            turn: Turn[Item, Result] = Turn(item)
            try:
                as_task(visible(step.label(item)), turn)
            except StepFaultError as error:
                raise turn.fault or error from None
            return turn.results[0]

        return as_task_run


def _error(state: Any) -> object:
    return state.data
