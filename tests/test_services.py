"""The unit files and the container's file name what is there, and keep the services in."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from flows.command_line import app

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "services" / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
TIMERS = [path for path in UNITS if path.suffix == ".timer"]
PROGRAM = "/opt/starkcheck/.venv/bin/starkcheck"
HARDENED = {
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
    "User": "starkcheck",
}


def entries(path: Path) -> dict[str, str]:
    """The last value of each entry of a unit file."""
    lines = [line for line in path.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_starts_a_command_that_there_is(path: Path) -> None:
    program, *words = shlex.split(entries(path)["ExecStart"])
    assert program == PROGRAM
    command = get_command(app)
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= options
    assert entries(path)["Environment"] == "DO_NOT_TRACK=1 PREFECT_SERVER_ANALYTICS_ENABLED=false"


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_is_kept_in_and_only_one_has_a_network(path: Path) -> None:
    assert HARDENED.items() <= entries(path).items()
    assert (entries(path).get("PrivateNetwork") == "yes") is (path.stem != "starkcheck-notify")


def test_every_timer_has_its_service_and_every_service_its_start() -> None:
    assert {path.stem for path in TIMERS} <= {path.stem for path in SERVICES}
    installed = {path.stem for path in SERVICES if "WantedBy" in entries(path)}
    assert {path.stem for path in SERVICES} - {path.stem for path in TIMERS} == installed == {"starkcheck-watch"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        (tmp_path / path.name).write_text(path.read_text().replace(PROGRAM, "/bin/true"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", *sorted(str(path) for path in tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in verified.stderr.splitlines() if "starkcheck" in line]
    assert (verified.returncode, ours) == (0, [])


def test_the_container_copies_every_package_and_runs_as_nobody_in_particular() -> None:
    lines = (ROOT / "services" / "Containerfile").read_text().splitlines()
    copied = {line.split()[1] for line in lines if line.startswith("COPY ") and len(line.split()) == 3}
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert rooms <= copied
    assert all((ROOT / name).exists() for name in copied)
    assert "USER 10001:10001" in lines
    assert "--require-hashes" in "\n".join(lines)
