"""prefect.yaml on a real server, the report flow, and flow runs that tell people and wait for each other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import yaml
from icalendar import Calendar

from store.query import query
from store.writer import Store
from tests.flows.drawn import LEASE, SENTINEL, pdf, write

ROOT = Path(__file__).parents[2]


def test_the_deployments_can_be_deployed(prefect_server: str) -> None:
    from prefect.client.orchestration import get_client

    def prefect(*words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *words],
            cwd=ROOT,
            env={**os.environ, "PREFECT_API_URL": prefect_server},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    prefect("work-pool", "create", "contracts", "--type", "process")
    prefect("deploy", "--all")
    wanted = {each["name"] for each in yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]}
    with get_client(sync_client=True) as client:
        made = client.request("POST", "/deployments/filter", json={}).json()
        pool = client.request("GET", "/work_pools/{name}", path_params={"name": "contracts"}).json()
    ours = [each for each in made if each["name"] in wanted and each["work_pool_name"] == "contracts"]
    assert {each["name"] for each in ours} == wanted
    assert {each["global_concurrency_limit"]["limit"] for each in ours} == {1}
    assert {each["name"] for each in ours if any(one["active"] for one in each["schedules"])} == {
        "nightly",
        "daily",
        "reports",
    }
    # A run whose machine died counts as running for ever, and would keep the pool's only place.
    assert pool["concurrency_limit"] is None
    assert "set-concurrency-limit" not in (ROOT / "prefect.yaml").read_text()


def test_a_flow_run_tells_people_and_shows_it_on_its_page(prefect_server: str, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from flows.prefect_flows import NOTICE_KEY, check, ingest_and_check
    from flows.prefect_reports import CALENDAR, report

    database = tmp_path / "contracts.duckdb"
    (tmp_path / "starkcheck.toml").write_text('[notices]\nwith_quotes = true\n[notices.file]\nfolder = "told"\n')
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE))
    told = ingest_and_check([inbox], database, workers=1).notices
    assert told is not None
    assert {each.channel.value: each.findings > 0 for each in told.told} == {"file": True, "artifact": True}
    assert len(list((tmp_path / "told").glob("*.md"))) == 1
    with get_client(sync_client=True) as client:
        artifacts = client.request("POST", "/artifacts/filter", json={}).json()
    (notice,) = [each for each in artifacts if each["key"] == NOTICE_KEY]
    assert "missing-signature" in notice["data"]
    assert SENTINEL not in notice["data"]
    assert "Words:" not in notice["data"]
    again = check(database).notices
    assert again is not None
    assert [each.findings for each in again.told] == [0, 0]
    report(database, tmp_path / "reports")
    assert Calendar.from_ical((tmp_path / "reports" / CALENDAR).read_bytes())["NAME"] == "Contracts"


def test_a_scheduled_run_waits_for_the_one_that_is_writing(prefect_server: str, tmp_path: Path) -> None:
    from flows.prefect_flows import ingest_and_check

    database = tmp_path / "contracts.duckdb"
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE))
    store = Store.open(database)
    flow_run = Thread(target=ingest_and_check, args=([inbox], database), kwargs={"workers": 1})
    flow_run.start()
    flow_run.join(timeout=8)
    assert flow_run.is_alive()
    store.close()
    flow_run.join(timeout=120)
    assert query(database, "select count(*) from documents").rows == ((1,),)
