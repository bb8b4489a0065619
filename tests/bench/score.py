"""Scores labelled contracts: `python -m tests.bench.score CORPUS SCORER`, which is what `make score` calls.

CORPUS holds folders of PDFs with their truth files beside them; SCORER compares a database with such a folder.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench import base_salaries, signed_forms

STARKCHECK = Path(sys.executable).with_name("starkcheck")
SCRATCH = Path(__file__).parents[2] / "scratch" / "score"
FOLDERS = ("contracts", "cuad")


def main(corpus: Path, scorer: Path) -> int:
    """Ingest each folder that is there anew and print the scorer's table; 0 also when there is nothing to score."""
    folders = [corpus / name for name in FOLDERS if (corpus / name).is_dir()]
    if not folders or not scorer.is_file():
        print(f"Nothing to score: {corpus} or {scorer} is not there. Name them: make score CORPUS=... SCORER=...")
        return 0
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        database = SCRATCH / f"{folder.name}.duckdb"
        # What character recognition read before is kept beside the database; all else is read and judged anew.
        subprocess.run([STARKCHECK, "ingest", folder, "--db", database, "--again"], check=True)
        subprocess.run([STARKCHECK, "check", "--db", database, "--quiet"], check=True)
        print(f"\n{folder.name}", flush=True)
        subprocess.run([sys.executable, scorer, folder, database], check=True)
    forms = corpus / "signed-forms"
    if (forms / "labels.json").is_file():
        print("\nsigned-forms", flush=True)
        signed_forms.main(forms, SCRATCH / "recognised")
    employment = corpus / "employment-text"
    if employment.is_dir():
        print("\nemployment-text", flush=True)
        base_salaries.main(employment)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
