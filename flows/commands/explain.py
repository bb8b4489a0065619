"""`starkcheck explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def explain(
    topic: Annotated[
        str,
        typer.Argument(help="A check by name or code, or a citation such as 411.357(a).", metavar="CHECK"),
    ],
) -> None:
    """Explain a check: what it looks at, why it matters, when it fires, and how to put it right."""
    from checks.explanation import UnknownTopicError
    from checks.explanation import explain as page_on

    try:
        page = page_on(topic)
    except UnknownTopicError as error:
        raise typer.BadParameter(str(error)) from None
    if not sys.stdout.isatty():
        sys.stdout.write(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page))
