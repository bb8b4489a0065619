"""Where a run is carried out: in this process, or as a Prefect flow run when a Prefect server is configured."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from flows import run
from flows.progress import Progress
from flows.run_options import RunOptions, RunReport
from flows.steps import StepRunner

API_URL = "PREFECT_API_URL"


def carry_out(command: run.Command, paths: Sequence[Path], options: RunOptions, progress: Progress) -> RunReport:
    """See run.carry_out. Raises ServerUnreachableError too."""
    api_url = os.environ.get(API_URL)
    if not api_url and options.spread_over is None:
        # A temporary server of Prefect's own would take twenty seconds to start.
        return run.carry_out(command, paths, options, StepRunner(), progress)
    from flows.prefect_server import ServerUnreachableError, refuse_silent_server

    if not api_url:
        raise ServerUnreachableError(
            "Reading in parts is carried out by Prefect: set PREFECT_API_URL to the address of its server, here and "
            "where the workers run."
        )
    refuse_silent_server(api_url)
    # Flow runs are seen on Prefect's pages; the terminal shows what matters of them.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
    from flows.prefect_flows import flow_run

    return flow_run(command, paths, options, progress)
