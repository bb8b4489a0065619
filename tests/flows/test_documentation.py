"""docs/commands.md says what the command line does, all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from flows.command_line import app
from flows.commands.run import NEXT_COMMANDS
from flows.exit_codes import ExitCode
from flows.run import Command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text()
OUTERMOST = get_command(app).commands  # type: ignore[attr-defined]
GROUPS = {name: command.commands for name, command in OUTERMOST.items() if hasattr(command, "commands")}
COMMANDS = {name: command for name, command in OUTERMOST.items() if name not in GROUPS} | {
    f"{group} {name}": command for group, inner in GROUPS.items() for name, command in inner.items()
}


def options_of(name: str) -> list[str]:
    return [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("-")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    assert f"`starkcheck {name}" in PAGE
    section = PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert [option for option in options_of(name) if not re.search(rf"`{option}\b", section)] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_option_is_documented_that_is_not_there(name: str) -> None:
    section = PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert set(re.findall(r"`(--[a-z-]+)", section)) <= set(options_of(name))


def test_every_exit_code_is_documented() -> None:
    documented = re.findall(r"^\| (\d+) \|", PAGE.split("\n## Exit codes\n")[1], re.MULTILINE)
    assert [int(code) for code in documented] == [code.value for code in ExitCode]


def test_the_deployments_are_those_of_the_flows() -> None:
    import importlib

    from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule

    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    flows = set()
    for deployment in deployments:
        module, _, name = deployment["entrypoint"].rpartition(".")
        flow = getattr(importlib.import_module(module), name)
        assert set(deployment["parameters"]) <= set(flow.parameters.properties)
        assert flow.validate_parameters(deployment["parameters"])
        assert deployment["concurrency_limit"]["limit"] == 1
        for schedule in deployment.get("schedules", []):
            kind = CronSchedule if "cron" in schedule else IntervalSchedule
            kind.model_validate({name: value for name, value in schedule.items() if name != "active"})
        flows.add(flow.name)
    assert flows == {*Command, "report"}
    assert len({deployment["name"] for deployment in deployments}) == len(deployments)


def test_what_a_run_suggests_can_be_asked() -> None:
    assert [words.split()[0] for words in NEXT_COMMANDS if words.split()[0] not in COMMANDS] == []
