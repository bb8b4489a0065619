"""What the README promises is true: its queries run on a store, its links lead somewhere."""

import re
from datetime import date
from pathlib import Path

import pytest

from store.query import query
from store.writer import Store
from tests.factories import extraction

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SQL = re.search(r"```sql\n(.*?)```", README, re.DOTALL)
QUERIES = [text.strip() for text in SQL[1].split(";") if text.strip()] if SQL else []


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("sql", QUERIES, ids=lambda sql: sql.split("\n")[0].removeprefix("-- "))
def test_its_queries_run(sql: str, tmp_path: Path) -> None:
    database = tmp_path / "starkcheck.duckdb"
    with Store.open(database) as store:
        store.write(extraction(), store.begin_run("run", date(2026, 1, 31)))
        store.publish()
    assert query(database, sql).columns


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_its_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
