"""The flows on a real Prefect server: a task run for each document, the findings as an artifact, no contract kept."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from fixtures.broken import PASSWORD, encrypted
from flows.exit_codes import ExitCode
from flows.steps import Step
from tests.faults import quiet_network
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, LETTER, SENTINEL, pdf, write

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import TaskRun

READ = ("lease.pdf", "second.pdf", "empty.pdf", "locked.pdf")
# Contracts between the same two are checked together, in one step.
CHECKED = ("lease.pdf and 1 more",)


@pytest.fixture(scope="module")
def flow_run(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One ingest-and-check of two leases, an empty file and a locked one, with all that the server then knows of it."""
    from prefect.client.orchestration import get_client

    from flows.prefect_flows import ingest_and_check

    folder = tmp_path_factory.mktemp("flow")
    inbox = write(
        folder / "inbox", lease=pdf(*LEASE), second=pdf(*LEASE, "Counterpart."), empty=b"", locked=encrypted()
    )
    passwords = folder / "passwords.txt"
    passwords.write_text(f"{PASSWORD}\n")
    with get_client(sync_client=True) as client:
        # Other tests may have run flows on the same server.
        earlier = {run.id for run in client.read_flow_runs()}
        report = ingest_and_check([inbox], folder / "contracts.duckdb", workers=1, password_file=passwords)
        flow_runs = [run for run in client.read_flow_runs() if run.id not in earlier]
        ids = {run.id for run in flow_runs}
        artifacts = client.request("POST", "/artifacts/filter", json={}).json()
        return {
            "report": report,
            "flow_runs": flow_runs,
            "task_runs": _recorded_task_runs(client, ids, len(READ) + len(CHECKED)),
            "artifacts": [artifact for artifact in artifacts if artifact["flow_run_id"] in map(str, ids)],
        }


def _recorded_task_runs(client: SyncPrefectClient, of: Container[UUID], count: int) -> list[TaskRun]:
    """The steps' task runs, asked for until the server, which records them a little later, knows of `count` ends."""
    deadline = time.monotonic() + 60
    while True:
        runs = [
            run for run in client.read_task_runs() if run.task_key.startswith("take_turn") and run.flow_run_id in of
        ]
        ended = sum(run.state is not None and run.state.is_final() for run in runs)
        if ended >= count or time.monotonic() > deadline:
            return runs


def test_each_document_and_each_relationship_is_one_task_run_that_went_well(flow_run: dict[str, Any]) -> None:
    (run,) = flow_run["flow_runs"]
    assert run.state.is_completed()
    assert Counter(task.name for task in flow_run["task_runs"]) == Counter([*READ, *CHECKED])
    assert all(task.state.is_completed() for task in flow_run["task_runs"])


def test_the_findings_are_a_table_on_its_pages(flow_run: dict[str, Any]) -> None:
    report = flow_run["report"]
    (artifact,) = flow_run["artifacts"]
    rows = json.loads(artifact["data"])
    assert (artifact["type"], artifact["key"]) == ("table", "findings")
    assert len(rows) == report.check.findings > 0
    assert {"lease.pdf"} <= {row["file_name"] for row in rows}
    assert {"severity", "check_name", "message", "citation"} <= set(rows[0])


def test_the_server_keeps_no_words_of_a_contract(flow_run: dict[str, Any], prefect_server: str) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        logs = client.request("POST", "/logs/filter", json={}).json()
    everything = repr((flow_run["flow_runs"], flow_run["task_runs"], flow_run["artifacts"], logs))
    assert SENTINEL not in everything
    assert PASSWORD not in everything
    assert [str(status) for status in flow_run["report"].ingest.statuses].count("ok") == 3
    kept = [path for path in Path(os.environ["PREFECT_HOME"]).rglob("*") if path.is_file()]
    assert not [path for path in kept if any(word.encode() in path.read_bytes() for word in (SENTINEL, PASSWORD))]


def test_scheduled_runs_are_made(prefect_server: str) -> None:
    """A server whose libraries do not fit together starts, and then never makes a run."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.schedules import CronSchedule

    from flows.prefect_flows import check

    with get_client(sync_client=True) as client:
        deployment = client.create_deployment(
            flow_id=client.create_flow(check),
            name="scheduled",
            schedules=[DeploymentScheduleCreate(schedule=CronSchedule(cron="0 6 * * *"))],
        )
        answer = client.request(
            "POST", "/deployments/{id}/schedule", path_params={"id": deployment}, json={"min_runs": 3}
        )
        assert answer.is_success
        runs = client.request(
            "POST", "/flow_runs/filter", json={"deployments": {"id": {"any_": [str(deployment)]}}}
        ).json()
    assert len(runs) >= 3
    assert {run["state_type"] for run in runs} == {"SCHEDULED"}


def test_the_command_line_uses_the_configured_server(
    starkcheck: Starkcheck, prefect_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.client.orchestration import get_client

    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    result = starkcheck("run", write(tmp_path / "inbox", garage=pdf(*LETTER)), "--workers", 1)
    assert result.exit_code == ExitCode.DONE
    assert "1 document: 1 ok" in result.stderr
    with get_client(sync_client=True) as client:
        every = {run.id for run in client.read_flow_runs()}
        tasks = _recorded_task_runs(client, every, 1 + len(READ) + len(CHECKED))
    assert "garage.pdf" in {task.name for task in tasks}


def test_a_configured_server_that_is_silent_is_named(
    starkcheck: Starkcheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://me:hush-hush@127.0.0.1:9/api")
    result = starkcheck("run", write(tmp_path / "inbox", lease=pdf(*LEASE)))
    assert result.exit_code == ExitCode.PREFECT_SERVER
    assert "hush-hush" not in result.stderr
    assert "http://127.0.0.1:9/api, but no Prefect server answers there" in result.stderr


@pytest.mark.parametrize(
    ("error", "tries"),
    [(OSError("the drive is away"), 3), (ValueError(SENTINEL), 1)],
    ids=["passing trouble", "a bug of ours"],
)
def test_task_runs_try_again_what_can_pass_and_keep_bugs_to_themselves(
    prefect_server: str, error: Exception, tries: int, capfd: pytest.CaptureFixture[str]
) -> None:
    from prefect import flow

    from flows.prefect_runner import PrefectRunner

    calls: list[str] = []

    def fail(item: str) -> str:
        calls.append(item)
        raise error

    step = Step(name="fail", action=fail, label=str, passing_troubles=(OSError,), retries=2)

    @flow(name="failing", persist_result=False)
    def failing() -> None:
        (done,) = PrefectRunner().each(step, ["lease.pdf"], width=1)
        assert done.error is error

    failing()
    assert len(calls) == tries
    assert SENTINEL not in "".join(capfd.readouterr())


def test_no_usage_is_reported(prefect_server: str) -> None:
    from prefect.settings import PREFECT_SERVER_ANALYTICS_ENABLED

    assert os.environ["DO_NOT_TRACK"] == "1"
    assert PREFECT_SERVER_ANALYTICS_ENABLED.value() is False


def test_a_run_through_prefect_speaks_to_its_server_alone(prefect_server: str, tmp_path: Path) -> None:
    inbox = write(tmp_path / "inbox", garage=pdf(*LETTER))
    listening = quiet_network.environment(tmp_path) | {
        "PREFECT_API_URL": prefect_server,
        "PREFECT_HOME": os.environ["PREFECT_HOME"],
    }
    words = [*quiet_network.COMMAND, "run", str(inbox), "--workers", "1", "--quiet"]
    done = subprocess.run(words, cwd=tmp_path, env=listening, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    _, spoken = quiet_network.told(tmp_path)
    server = urlsplit(prefect_server)
    of_a_port = {each for each in spoken if not each.startswith(quiet_network.LOOK_UPS)}
    assert any(str(server.port) in each for each in of_a_port)
    assert [each for each in spoken if str(server.hostname) not in each] == []
    assert [each for each in of_a_port if str(server.port) not in each] == []
