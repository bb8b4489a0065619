"""Why a person acts and who it is, as they are kept."""

from __future__ import annotations

from collections.abc import Callable

from store.encodable_text import encodable


def said(reason: str, person: str, *, refuse: Callable[[str], Exception], reader: str, act: str) -> tuple[str, str]:
    """The reason and the person, each on one line. Raises what `refuse` makes of a message when either is empty.

    `reader` is who will want to know why ("whoever reads the finding"), `act` what the person does ("corrects this").
    """
    why, who = (" ".join(encodable(text).split()) for text in (reason, person))
    if not why:
        raise refuse(f"Say why with --reason: {reader} later wants to know.")
    if not who:
        raise refuse(f"Say who {act} with --by.")
    return why, who
