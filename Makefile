# Needs Python 3.11, git and make; everything else is installed into .venv, pinned and hashed.
CORPUS ?= ../shared/corpus
SCORER ?= ../shared/score/score.py
PAGES ?=
NAME ?=
GROWTH ?= 100 1000 10000
KILLS ?= 300
STARKCHECK = .venv/bin/starkcheck
RUN = .venv/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check score calibrate first-reading gather train bench bench-checks bench-register bench-claims bench-scale bench-cores bench-memory bench-ocr bench-unchanged kill-test picture report-pictures lock clean

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

setup: .venv/.complete  ## install everything into .venv, so that .venv/bin/starkcheck is there

# uv installs in seconds what takes pip minutes; where uv cannot (a mirror that only pip knows of), pip does it.
.venv/.complete: requirements.lock requirements.in pyproject.toml
	@python=$$(for name in $(PYTHON) python3.11 python3 python; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo "$$name" && break; done); \
	[ -n "$$python" ] || { echo "Python 3.11 was not found. Install it, or name it: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }; \
	echo "Setting up .venv (about a minute the first time)"; \
	"$$python" -m venv .venv
	@awk '/^[a-z]/ { keep = /^uv==/ } keep' requirements.lock > .venv/uv.lock
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.lock
	@.venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r requirements.lock \
	  || $(RUN) pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@$(RUN) compileall -q models extractors checks store reports flows
	@$(RUN) extractors.compiled_ahead
	@touch $@

demo: setup  ## draw the example contracts, read and check them, and print what was found
	@mkdir -p scratch/demo
	@$(RUN) fixtures scratch/demo/contracts --pdf-only
	@$(STARKCHECK) run scratch/demo/contracts --db scratch/demo/starkcheck.duckdb

test: setup  ## every test
	@$(RUN) pytest

lint: setup  ## style, types, and who may import whom
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@.venv/bin/lint-imports

check: lint test  ## lint and test

score: setup  ## ingest the labelled contracts of CORPUS and print the scorer's table
	@$(RUN) tests.bench.score $(CORPUS) $(SCORER)

calibrate: setup  ## learn from CORPUS and the first readings what a confidence is worth, write it down, and print how well it holds
	@$(RUN) tests.bench.calibrate $(CORPUS) $(SCORER)

first-reading: setup  ## keep what is said of the labelled contracts of PAGES, by authors nobody has worked on, under NAME
	@$(RUN) tests.bench.calibrate $(PAGES) $(SCORER) $(NAME)

gather: setup  ## add the labelled contracts of PAGES to what word models learn from, under NAME, for their author
	@$(RUN) tests.bench.training.gather $(PAGES) $(NAME)

train: setup  ## fit the word models of extractors/learned anew, from what was gathered and from CORPUS, and print how good they are
	@$(RUN) tests.bench.training.train $(CORPUS)

bench: setup  ## pages per CPU-second of the whole way, beside pypdfium2 and pdfplumber alone, on the folder PAGES; cost in folders of GROWTH documents
	@$(RUN) tests.bench.speed $(or $(PAGES),$(wildcard $(CORPUS)/cuad)) --growth $(GROWTH)

bench-checks: setup  ## a thousand to a hundred thousand invented contracts checked and stored: CPU-seconds, and memory
	@$(RUN) tests.bench.judging

bench-register: setup  ## the exception register of a thousand to a hundred thousand invented contracts, in each form: CPU-seconds, and memory
	@$(RUN) tests.bench.register

bench-claims: setup  ## a million invented claims imported and looked back through: seconds, and memory
	@$(RUN) tests.bench.claims

bench-scale: setup  ## the folder PAGES, or drawn contracts, read into a lake by one worker and by two; needs PostgreSQL
	@$(RUN) tests.bench.scale $(PAGES)

bench-cores: setup  ## the folder PAGES, or drawn contracts, read on one core and on two by turns
	@$(RUN) tests.bench.cores $(PAGES)

bench-memory: setup  ## what each process holds while some thousand documents of the folder PAGES are read
	@$(RUN) tests.bench.memory $(PAGES)

bench-ocr: setup  ## character errors and CPU-seconds a page of character recognition, on scans of the folder PAGES or the drawn contracts
	@$(RUN) tests.bench.recognition $(PAGES)

bench-unchanged: setup  ## runs over 10,000 files that have not changed since the one before: seconds, and memory of the first
	@$(RUN) tests.bench.unchanged

kill-test: setup  ## kill runs at KILLS random moments, in a file and again in a lake (needs PostgreSQL), and compare with undisturbed ones
	@$(RUN) tests.faults.kill_many $(KILLS)
	@$(RUN) tests.faults.kill_many $(KILLS) --lake

picture: demo  ## draw docs/findings.svg anew
	@$(RUN) tests.bench.picture scratch/demo/starkcheck.duckdb docs/findings.svg

report-pictures: setup  ## draw the pictures of docs/reports.md anew; needs soffice (LibreOffice) and pdftoppm (poppler)
	@$(RUN) tests.bench.report_pictures docs

# A version stays where the present lock has it, unless the .in files say otherwise; delete the lock to move all.
lock:  ## resolve requirements.in and requirements-dev.in anew into requirements.lock
	.venv/bin/uv pip compile requirements.in requirements-dev.in --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock

clean:  ## remove what was made
	rm -rf .venv scratch build *.egg-info
