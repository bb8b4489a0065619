"""Writes documents until the disk refuses, makes room, and says what of them is there afterwards.

`python -m tests.faults.filling DATABASE LIMIT` lets files grow by LIMIT bytes beyond what an empty database takes;
`python -m tests.faults.filling DATABASE tmpfs LIMIT` mounts a small file system in the database's folder, which it may
in a name space of its own (`unshare --user --map-root-user --mount`), and enlarges that.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

from models.errors import StoreError
from store.query import query
from store.writer import Store
from tests import factories as make

UNLIMITED: Final = resource.RLIM_INFINITY
MOST: Final = 3000


def main(database: Path, limit: int, *, mounts: bool) -> None:
    """Prints one line of JSON."""
    folder = database.parent
    if mounts:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={limit}", "tmpfs", str(folder)], check=True)
    written: list[str] = []
    troubles: list[str] = []
    try:
        with Store.open(database) as store:
            run_id = store.begin_run("run", date(2026, 1, 31))
            if not mounts:
                size = (Store.private_folder(database) / "store.duckdb").stat().st_size
                resource.setrlimit(resource.RLIMIT_FSIZE, (size + limit, UNLIMITED))
            try:
                for number in range(MOST):
                    source = make.document(f"{number}", f"/inbox/{number}.pdf")
                    store.write(make.extraction(source), run_id)
                    store.settle()
                    written.append(source.document_id)
            finally:
                store.publish()
    except StoreError as error:
        troubles.append(str(error))
    if mounts:
        subprocess.run(["mount", "-o", "remount,size=200m", str(folder)], check=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
    with Store.open(database) as store:
        store.publish()
    stored = {str(row[0]) for row in query(database, "select document_id from documents").rows}
    halves = query(
        database, "select count(*) from documents where document_id not in (select document_id from contracts)"
    )
    left = sorted(path.name for path in Store.private_folder(database).iterdir())
    answer = {
        "written": len(written),
        "lost": len(set(written) - stored),
        "more": len(stored - set(written)),
        "halves": halves.rows[0][0],
        "troubles": troubles,
        "left": left,
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[-1]), mounts="tmpfs" in sys.argv)
