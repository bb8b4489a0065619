"""One writer at a time, and what a writer that dies leaves behind."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import StoreError
from store.writer import Store
from store.writer_lock import WriterLock
from tests import factories as make
from tests.store.conftest import store_and_publish
from tests.store.other_process import running

Ask = Callable[[str], list[tuple[object, ...]]]

WRITER = """
import sys
from pathlib import Path
from store.writer import Store
with Store.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.readline()
"""
WRITER_KILLED_WITH_A_CHILD = """
import os, sys
from pathlib import Path
from store.writer import Store
store = Store.open(Path(sys.argv[1]))
if os.fork() == 0:
    print("child", flush=True)
    sys.stdin.readline()
os._exit(9)
"""
WRITER_KILLED_BETWEEN_TWO_TABLES = """
import os, sys
from datetime import date
from pathlib import Path
from store import bulk
from store.writer import Store
from tests import factories as make

def die(frame, event, argument, appended=[]):
    if event == "call" and frame.f_code is bulk.append.__code__:
        appended.append(frame)
        if len(appended) == 2:
            os._exit(9)

source = make.document("old bytes")
halves = [make.contract(source, page, title="HALF WRITTEN") for page in (1, 2)]
store = Store.open(Path(sys.argv[1]))
run_id = store.begin_run("run", date(2026, 1, 31))
sys.setprofile(die)
store.write(make.extraction(source, *halves), run_id)
store.settle()
"""


def test_a_second_writer_is_told_who_the_first_is(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction())
    with running(WRITER, database) as writer:
        assert writer.hear() == "open"
        with pytest.raises(StoreError, match=rf"being written by process {writer.process.pid} \(since 20"):
            Store.open(database)
        assert ask("select count(*) from documents") == [(1,)]
        writer.tell("enough")
        assert writer.process.wait() == 0
    store_and_publish(database)


def test_a_second_writer_in_the_same_process_is_refused(database: Path) -> None:
    with Store.open(database), pytest.raises(StoreError, match="is being written by process"):
        Store.open(database)
    Store.open(database).close()


def test_a_killed_writer_leaves_no_lock(database: Path) -> None:
    with running(WRITER, database) as writer:
        assert writer.hear() == "open"
        writer.process.kill()
        writer.process.wait()
        Store.open(database).close()


def test_a_reading_process_that_outlives_its_writer_holds_no_lock(database: Path) -> None:
    with running(WRITER_KILLED_WITH_A_CHILD, database) as writer:
        assert writer.hear() == "child"
        assert writer.process.wait() == 9
        Store.open(database).close()
        assert writer.tell("the child was there all the time") == ""


def test_a_writer_killed_in_a_transaction_leaves_the_earlier_state(database: Path, ask: Ask) -> None:
    source = make.document("old bytes")
    before = make.contract(source, title="AS IT WAS")
    store_and_publish(database, make.extraction(source, before))
    with running(WRITER_KILLED_BETWEEN_TWO_TABLES, database) as writer:
        assert writer.process.wait() == 9
    with Store.open(database) as store:
        assert list(store.contracts()) == [before]
        store.publish()
    assert ask("select title from contracts") == [("AS IT WAS",)]
    assert ask("select count(*) from parties") == [(2,)]
    assert ask("select count(*) from runs where finished_at is null") == [(1,)]


def test_a_disk_too_full_for_the_lock_itself_is_said_plainly_and_locks_nobody_out(database: Path) -> None:
    lock = database.with_name("lock")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"lock cannot be written: .*Make room on the disk"):
            WriterLock(lock, database)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    WriterLock(lock, database).release()
