# Two commands: `make handouts` sets everything up and builds the handouts, `make test` sets up and runs all the tests.
# Both need Python 3.11 or newer with venv, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: handouts test lint labels schemas pictures bench grounding conformance mutants hostile fuzz clean

handouts: $(VENV)/.ready
	$(BIN)/courseware build

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What templates and program ask for goes into locales/; what is not translated is named.
labels: $(VENV)/.ready
	$(BIN)/python tools/labels.py

# The schemas that editors use for the YAML files.
schemas: $(VENV)/.ready
	$(BIN)/python tools/schemas.py

# The pictures of the docs, from the program's own pages.
pictures: $(VENV)/.ready
	$(BIN)/python tools/pictures.py

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/handouts.py

# How well `courseware check` holds units to their articles; writes the table of docs/checking.md.
grounding: $(VENV)/.ready
	$(BIN)/python -m benchmarks.grounding

# veraPDF, the reference validator, over all sample handouts and 300 random documents; needs Java and Maven.
conformance: $(VENV)/.ready-test
	$(BIN)/python -m tools.conformance

# Small faults planted in the checks, one at a time, and how many of them the tests find: make mutants FAULTS=200 SEED=1
FAULTS ?= 200
SEED ?= 1
mutants: $(VENV)/.ready-test
	$(BIN)/python -m tools.mutants --count $(FAULTS) --seed $(SEED)

# Hostile inputs of every family, the same for the same numbers; a table of what fell: make hostile N=10000 SEED=1
N ?= 1000
hostile: $(VENV)/.ready-test
	$(BIN)/python -m benchmarks.hostile --cases $(N) --seed $(SEED)

# Coverage-guided fuzzing of four doors: saved page, pasted text, YAML, Word file: make fuzz RUNS=200000 SEED=1
RUNS ?= 200000
fuzz: $(VENV)/.ready-fuzz
	$(BIN)/python -m benchmarks.fuzz --runs $(RUNS) --seed $(SEED)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.ready-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/.ready

$(VENV)/.ready-fuzz: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	@touch $@

$(VENV)/.ready-lint: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@ $(VENV)/.ready $(VENV)/.ready-test

clean:
	rm -rf $(VENV) build dist output/*/ output/.courseware.json
