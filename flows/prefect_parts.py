"""The parts of a run on other machines: flow runs of a work pool's workers, or tasks of a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.parts import Part, read_part
from flows.prefect_runner import PrefectRunner
from flows.run_options import RunOptions
from flows.steps import StepRunner
from models.errors import StoreError

DASK: Final = ("tcp://", "tls://", "ws://", "wss://")
TRIES: Final = 3
"""How often a part is begun before the run gives up; each time it goes on from what is stored."""
_LOOK_SECONDS: Final = 2.0


@flow(name="read-part", persist_result=False)
def read_part_flow(part: Part, options: RunOptions) -> None:
    """Read one part of a run that another flow run has begun. For a deployment that its spread names."""
    count = read_part(part, options, PrefectRunner())
    get_run_logger().info("part %d of %d: %d files", part.number + 1, part.of, count)


def spread(parts: Sequence[Part], options: RunOptions) -> None:
    """Have all parts read where `options.spread_over` says: a Dask scheduler's address, or a deployment's name.

    Raises StoreError when one was not.
    """
    where = options.spread_over or ""
    if where.startswith(DASK):
        _over_dask(where, parts, options)
    else:
        _over_pool(where, parts, options)


def _over_dask(address: str, parts: Sequence[Part], options: RunOptions) -> None:
    from prefect_dask.task_runners import DaskTaskRunner

    runner: Any = DaskTaskRunner(address=address)

    read = task(
        name="read part", retries=TRIES - 1, retry_delay_seconds=5.0, cache_policy=NO_CACHE, persist_result=False
    )(_read_part_task)

    # A Dask worker keeps to the number of threads it was started with, one part each.
    @flow(name="read-parts", task_runner=runner, persist_result=False)
    def read_parts() -> list[str]:
        futures = [read.submit(part, options) for part in parts]
        for future in futures:
            future.wait()
        ended = zip(parts, futures, strict=True)
        return [f"part {part.number + 1}" for part, future in ended if not future.state.is_completed()]

    _refuse(read_parts(), f"The Dask cluster at {address}")


def _read_part_task(part: Part, options: RunOptions) -> None:
    # A task run for each document within a task run would be told of twice; the part is what Dask moves about.
    read_part(part, options, StepRunner())


def _over_pool(deployment: str, parts: Sequence[Part], options: RunOptions) -> None:
    from prefect.client.orchestration import get_client
    from prefect.deployments import run_deployment

    as_json = options.model_dump(mode="json")

    def begin(part: Part) -> Any:
        given = {"part": part.model_dump(mode="json"), "options": as_json}
        return run_deployment(deployment, parameters=given, timeout=0, flow_run_name=f"part-{part.number + 1}")

    running = {part: (begin(part).id, 1) for part in parts}
    failed: list[str] = []
    with get_client(sync_client=True) as client:
        while running:
            time.sleep(_LOOK_SECONDS)
            for part, (flow_run_id, tries) in list(running.items()):
                state = client.read_flow_run(flow_run_id).state
                if state is None or not state.is_final():
                    continue
                del running[part]
                if state.is_completed():
                    continue
                if tries < TRIES:
                    running[part] = (begin(part).id, tries + 1)
                else:
                    failed.append(f"part {part.number + 1}")
    _refuse(failed, f"The workers of {deployment}")


def _refuse(failed: Sequence[str], who: str) -> None:
    if failed:
        raise StoreError(
            f"{who} did not read {', '.join(failed)}, {TRIES} times; their logs say why. What was read is stored: "
            "the next run goes on from there."
        )
