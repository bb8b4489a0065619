"""Who runs this program."""

from __future__ import annotations

import os
import pwd


def account() -> str:
    """The name of the account that runs this program, as the operating system knows it."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"account {os.getuid()}"
