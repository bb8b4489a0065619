"""A Prefect server to talk to: is it there, and one of our own for `starkcheck serve`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

HOST = "127.0.0.1"
DEFAULT_PORT = 4200
_ANSWER_SECONDS = 5.0
_START_SECONDS = 180.0
_POLL_SECONDS = 0.5


class ServerUnreachableError(Exception):
    """No Prefect server answers where one is expected; the message says where and what to do."""


def refuse_silent_server(api_url: str) -> None:
    """Raise ServerUnreachableError unless something answers at `api_url`, whatever it answers."""
    if not answers(api_url):
        raise ServerUnreachableError(
            f"PREFECT_API_URL names {without_account(api_url)}, but no Prefect server answers there. "
            "Start it (prefect server start), or unset PREFECT_API_URL to run without Prefect."
        )


def answers(api_url: str) -> bool:
    """Whether an HTTP server answers at the address within a few seconds."""
    if urlsplit(api_url).scheme not in ("http", "https"):
        return False
    try:
        with urlopen(Request(f"{api_url.rstrip('/')}/health"), timeout=_ANSWER_SECONDS):  # noqa: S310 - checked above
            return True
    except HTTPError:
        return True  # a hosted server that wants a key first
    except OSError:
        return False


def without_account(url: str) -> str:
    """The address without a name and password in it, for people and logs."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def local_api_url(port: int) -> str:
    """Where the API of this machine's own server is."""
    return f"http://{HOST}:{port}/api"


@contextmanager
def local_server(port: int) -> Iterator[None]:
    """A Prefect server on this machine alone, stopped at the end.

    Raises ServerUnreachableError when the port is taken or the server does not come up.
    """
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise ServerUnreachableError(
                f"Port {port} is taken. If a Prefect server runs there, set PREFECT_API_URL={local_api_url(port)}; "
                "else name another port with --port."
            )
    api_url = local_api_url(port)
    # The pages ask for their data at another port unless both are told.
    environment = os.environ | {"PREFECT_SERVER_UI_API_URL": api_url, "PREFECT_UI_API_URL": api_url}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603 - our own words only
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        umask=0o077,
    )
    try:
        _wait_until_up(server, api_url)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_until_up(server: subprocess.Popen[bytes], api_url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if answers(api_url):
            return
        if server.poll() is not None:
            raise ServerUnreachableError(f"The Prefect server ended at once with exit code {server.returncode}.")
        time.sleep(_POLL_SECONDS)
    raise ServerUnreachableError(f"The Prefect server did not answer within {_START_SECONDS:g} seconds.")
