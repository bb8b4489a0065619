"""`starkcheck explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def explain(
    topic: Annotated[
        str,
        typer.Argument(
            help="A check, exception, requirement or number of the law; a code; or a citation such as 411.357(a).",
            metavar="NAME",
        ),
    ],
) -> None:
    """Explain a check, what the law asks for, or what a person must decide and how."""
    from checks.topics import UnknownTopicError
    from checks.topics import explain as page_on

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
