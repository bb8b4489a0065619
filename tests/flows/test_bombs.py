"""Files without measure cost themselves alone, and their rows say what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from fixtures import bombs
from fixtures.portfolios import portfolio, sheet
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions
from flows.steps import StepRunner
from store.query import query
from tests.flows.drawn import write

ROWS = "select file_name, status, error_code, error_message from documents order by all"


def rows(folder: Path, **limits: float) -> dict[object, tuple[object, ...]]:
    options = RunOptions(database=folder / "contracts.duckdb", workers=2).model_copy(update=limits)
    report = carry_out(Command.INGEST, [folder / "inbox"], options, StepRunner(), Progress())
    assert report.faults == ()
    return {row[0]: row[1:] for row in query(options.database, ROWS).rows}


@pytest.mark.parametrize(
    ("bomb", "limits", "code", "advice"),
    [
        (partial(bombs.swelling_text, 300), {"megabytes_of_memory": 400}, "out_of_memory", "--memory-limit"),
        (bombs.nested_drawings, {"megabytes_of_memory": 400}, "out_of_memory", "--memory-limit"),
        (bombs.endless_pages, {}, "too_large", "--page-limit"),
        (bombs.huge_page, {}, "too_large", "Print it to PDF"),
        (partial(bytes.ljust, b"%PDF-1.7", 2_000_000), {"megabytes_per_file": 1}, "too_large", "--size-limit"),
    ],
)
def test_a_bomb_is_a_row_that_says_what_to_do(
    tmp_path: Path, bomb: Callable[[], bytes], limits: dict[str, float], code: str, advice: str
) -> None:
    write(tmp_path / "inbox", bomb=bomb(), sound=b"")
    found = rows(tmp_path, **limits)
    assert found["bomb.pdf"][:2] == ("quarantined", code)
    assert advice in str(found["bomb.pdf"][2])
    assert found["sound.pdf"][1] == "empty"


def test_drawing_without_end_is_stopped_in_time(tmp_path: Path) -> None:
    write(tmp_path / "inbox", bomb=bombs.nested_drawings())
    status, code, advice = rows(tmp_path, seconds_per_document=1.0)["bomb.pdf"]
    assert (status, code) == ("quarantined", "timeout")
    assert "--time-limit" in str(advice)


def test_a_picture_that_unpacks_to_much_is_read_within_ordinary_limits(tmp_path: Path) -> None:
    write(tmp_path / "inbox", picture=bombs.huge_picture(12_000))
    assert rows(tmp_path)["picture.pdf"][:2] == ("ok", None)


def test_a_bomb_in_a_portfolio_costs_the_bomb(tmp_path: Path) -> None:
    listed = {"bomb.pdf": bombs.nested_drawings(), "letter.pdf": sheet("A letter.")}
    write(tmp_path / "inbox", binder=portfolio(listed))
    found = rows(tmp_path, megabytes_of_memory=400)
    assert {name: row[1] for name, row in found.items()} == {
        "binder.pdf": None,
        "bomb.pdf": "out_of_memory",
        "letter.pdf": None,
    }
