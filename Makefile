# `make run` and `make test` need Python 3.11 or later with venv, and make; they set up the rest themselves.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test shuffle check format snapshots shots simulate crash prism cfn-lint bench build clean

run: .venv/run.stamp
	@$(BIN)/archera-tui $(ARGS)

# Four at once on two cores: many tests wait for a terminal, a server, or a screen to be still.
test: .venv/dev.stamp
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(ARGS)

# Every test in random order, TIMES times; the seed it tells brings the same order again with SEED.
shuffle: .venv/dev.stamp
	@for turn in $$(seq $${TIMES:-1}); do \
	  seed=$${SEED:-$$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}; \
	  echo "Seed $$seed. The same order again: make shuffle SEED=$$seed"; \
	  $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder -p randomly --randomly-seed=$$seed $(ARGS) || exit 1; \
	done

check: .venv/dev.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/dev.stamp
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

# Every screen against the picture of it that was accepted; ARGS=--snapshot-update accepts what is there now.
snapshots: .venv/dev.stamp
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile tests/snapshots --snapshot-report build/snapshots.html $(ARGS)

# A picture of every screen in build/shots, the README's in docs; needs Debian's chromium and fonts-firacode.
shots: .venv/dev.stamp
	@PYTHONPATH=tests $(BIN)/python tests/shots/take.py build/shots $(ARGS)

# 100,000 seeded purchase stories; ARGS="--replay SEED" tells one of them step by step.
simulate: .venv/dev.stamp
	@PYTHONPATH=tests $(BIN)/python tests/simulation/run_stories.py --stories 100000 $(ARGS)

# 100 seeded runs of the real program, killed and cut off at the worst moments; ARGS="--replay SEED" tells one of them.
crash: .venv/dev.stamp
	@PYTHONPATH=tests $(BIN)/python tests/crash/run_crashes.py --runs 100 $(ARGS)

# The program against a mock server of the contract that nobody here wrote; needs Node with npm.
prism: .venv/dev.stamp
	@PYTHONPATH=tests $(BIN)/python tests/conformance/prism.py $(ARGS)

# The sandbox's CloudFormation template against the linter of those who write such templates; it is large.
cfn-lint: .venv/dev.stamp .venv-cfn-lint/stamp
	@PYTHONPATH=tests $(BIN)/python tests/cfn_lint/lint.py .venv-cfn-lint/bin/cfn-lint $(ARGS)

bench: .venv/dev.stamp
	@$(BIN)/python -m compileall -q tui screens widgets styles .venv/lib > /dev/null || true
	@PYTHONPATH=tests $(BIN)/python tests/benchmarks/run.py $(ARGS)

build: .venv/dev.stamp
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv .venv-cfn-lint dist build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("archera-tui needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }

.venv/run.stamp: pyproject.toml | .venv/bin/python
	@echo "Setting up (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	@echo "Setting up for development (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/run.stamp

.venv-cfn-lint/stamp: | .venv/bin/python
	@echo "Setting up cfn-lint (once) ..."
	@$(PYTHON) -m venv .venv-cfn-lint
	@.venv-cfn-lint/bin/python -m pip install --quiet --disable-pip-version-check 'cfn-lint>=1.58,<2'
	@touch $@
