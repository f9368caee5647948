# Two commands: `make handouts` sets everything up and builds the handouts, `make test` sets up and runs all the tests.
# Both need Python 3.11 or newer with venv, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
comma := ,

.PHONY: handouts test coverage quick lint labels schemas rules pictures bench grounding conformance mutants hostile fuzz clean

handouts: $(VENV)/.ready
	$(BIN)/courseware build

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

# Which lines of the program no test runs; fails below the floor in pyproject.toml.
coverage: $(VENV)/.ready-test
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --cov --cov-report=term

# The linters, and the tests that take no seconds: what to run between two edits.
quick: lint
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal -m "not slow"

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

# veraPDF, the reference validator, over all sample handouts and COUNT random documents; needs Java and Maven.
COUNT ?= 300
conformance: $(VENV)/.ready-test
	$(BIN)/python -m tools.conformance --random $(COUNT)

# Small faults planted in the checks, one at a time, and how many of them the tests find: make mutants FAULTS=200 SEED=1
FAULTS ?= 200
SEED ?= 1
mutants: $(VENV)/.ready-test
	$(BIN)/python -m tools.mutants --count $(FAULTS) --seed $(SEED)

# What every rule holds, with a slip that it finds, into both pages on checking
rules: $(VENV)/.ready-test
	$(BIN)/python -m tools.rules

# Hostile inputs of every family, the same for the same numbers; a table of what fell: make hostile N=10000 SEED=1
N ?= 1000
hostile: $(VENV)/.ready-test
	$(BIN)/python -m benchmarks.hostile --cases $(N) --seed $(SEED)

# Coverage-guided fuzzing of four doors: saved page, pasted text, YAML, Word file: make fuzz RUNS=200000 SEED=1
RUNS ?= 200000
fuzz: $(VENV)/.ready-fuzz
	$(BIN)/python -m benchmarks.fuzz --runs $(RUNS) --seed $(SEED)

# Says in both languages what is coming before it fetches anything: $(1) what pip installs, $(2) minutes the first time.
define fetch
@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  { echo "Python 3.11 이상이 필요합니다. 이렇게 알려 주세요: make PYTHON=python3.12"; \
    echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12"; exit 1; }
@echo "필요한 꾸러미를 인터넷에서 내려받습니다. 처음에는 $(2)분쯤 걸리고, 다음부터는 새로 필요한 것만 받습니다."
@echo "Fetching what is needed from the internet: about $(2) min the first time, later only what is new."
@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '$(1)'
@touch $@
endef

$(VENV)/.ready: pyproject.toml
	$(call fetch,.,1)

$(VENV)/.ready-test: pyproject.toml
	$(call fetch,.[test],3)
	@touch $(VENV)/.ready

$(VENV)/.ready-fuzz: pyproject.toml
	$(call fetch,.[fuzz],3)

$(VENV)/.ready-lint: pyproject.toml
	$(call fetch,.[test$(comma)lint],3)
	@touch $(VENV)/.ready $(VENV)/.ready-test

clean:
	rm -rf $(VENV) build dist output/*/ output/.courseware.json
