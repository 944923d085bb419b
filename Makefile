PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test setup system release pictures site frame-rate matrix mutation desk feedback-times same-scores \
	same-everywhere otter-attacks round-trip \
	hostile killed postgresql cluster report-proof bench scale clean

# Set up, release the course, write a demo class, grade it.
demo: setup
	$(BIN)/autograder release derivatives
	$(BIN)/python demo/make_class.py
	@# Some hand-ins of the demo are damaged on purpose: exit code 1 says so.
	$(BIN)/autograder grade derivatives --results results.jsonl || [ $$? -eq 1 ]

test: setup system
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

setup: .venv/ready

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[dev]'
	touch $@

# Chromium for the browser tests and a PostgreSQL server, where they may be installed; the tests
# that need them are skipped elsewhere.
system:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium >/dev/null; then \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } \
		>/dev/null || echo "chromium could not be installed: browser tests are skipped"; \
	fi
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } \
		>/dev/null || echo "postgresql could not be installed: its tests are skipped"; \
	fi

release: setup
	$(BIN)/autograder release derivatives

# The interactive pictures, from explorables/ into source/derivatives/explore/.
pictures: setup
	$(BIN)/python explorables/build.py

# The section as a web book, in dist/site/.
site: setup
	$(BIN)/python -m book

# Longer proofs, each described in CONTRIBUTING.md.
matrix: setup
	$(BIN)/python -m tests.proofs.matrix

mutation: setup
	$(BIN)/python -m tests.proofs.mutation

desk: setup
	$(BIN)/python -m tests.proofs.desk

feedback-times: setup
	$(BIN)/python -m tests.proofs.feedback

same-scores: setup
	$(BIN)/python -m tests.proofs.same_scores

round-trip: setup
	$(BIN)/python -m tests.proofs.round_trip

same-everywhere: setup
	$(BIN)/python -m tests.proofs.same_everywhere

otter-attacks: setup
	$(BIN)/python -m pytest tests/otter/suite_otter_attacks.py

hostile: setup
	$(BIN)/python tests/hostile/run.py
	$(BIN)/python tests/hostile/run.py --quick --forbid-namespaces
	if [ "$$(id -u)" = 0 ]; then $(BIN)/python tests/hostile/run.py --quick --user 65534; fi

killed: setup
	$(BIN)/python -m tests.proofs.killed

postgresql: setup system
	$(BIN)/python -m pytest tests/proofs/suite_postgresql.py

cluster: setup
	$(BIN)/python -m pytest tests/proofs/suite_cluster.py tests/proofs/suite_cluster_refusals.py

frame-rate: setup system
	$(BIN)/python -m tests.proofs.frame_rate

report-proof: setup
	$(BIN)/python -m tests.proofs.report_proof

bench: setup
	$(BIN)/python -m benchmarks.run

scale: setup
	$(BIN)/python -m benchmarks.run scale

clean:
	git clean -fdX
