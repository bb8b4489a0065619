"""How a command ends: its exit code, and trouble told in one plain message instead of a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import ParamSpec

import typer

from models.errors import RefusedError, StoreError
from reports.plain_text import visible

Parameters = ParamSpec("Parameters")


class ExitCode(IntEnum):
    """What a caller can tell from the exit code; docs/commands.md explains each."""

    DONE = 0
    FAULT_OF_THE_PROGRAM = 1
    USAGE = 2
    INPUT = 3
    STORE = 4
    PREFECT_SERVER = 5
    FINDINGS = 6
    LOG_BROKEN = 7
    NOT_TOLD = 8
    TROUBLE_FOUND = 9
    INTERRUPTED = 130


def say(message: str) -> None:
    """Tell a person something on standard error, on one line, whatever characters it holds."""
    sys.stderr.write(f"{visible(message)}\n")


def reporting(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The command, its expected troubles told in a line and turned into exit codes. Bugs of ours pass through."""

    @wraps(command)
    def reported(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            say("Interrupted. What was stored is whole; the next run goes on from there.")
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except Exception as error:
            code = _expected(error)
            if code is None:
                raise
            say(str(error))
            for candidate in error.candidates if isinstance(error, RefusedError) else ():
                say(f"  {candidate}")
            raise typer.Exit(code) from None

    return reported


def _expected(error: Exception) -> ExitCode | None:
    from flows.discovery import MissingInputError
    from flows.prefect_server import ServerUnreachableError
    from flows.settings import SettingsError

    match error:
        case MissingInputError():
            return ExitCode.INPUT
        case SettingsError():
            return ExitCode.USAGE
        case StoreError():
            return ExitCode.STORE
        case RefusedError():
            return ExitCode.INPUT if error.names_nothing_stored else ExitCode.USAGE
        case ServerUnreachableError():
            return ExitCode.PREFECT_SERVER
        case _:
            return None
