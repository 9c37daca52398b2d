# The two commands that a newcomer needs:
#   make graph    build the sample posts in seeds/ into output/graph.html
#   make test     run the whole test suite
# for those who change the code:
#   make check    ruff, mypy, and tsc over the page's program where there is node
#   make docs     the documentation as site/index.html
#   make fuzz     minutes of mutated posts and outputs
#   make audit    known vulnerabilities of the packages
# and for those who change what it depends on:
#   make lock     renew the lock files: the newest versions that pyproject.toml allows, with the hashes of their wheels
#   make newest   run the suite on the newest versions, without the lock
#   make oldest   run the suite on the lowest versions that pyproject.toml allows
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check install --quiet

# uv resolves for all systems and Python versions at once, and can resolve to the lowest versions; pip can do neither.
# Only these three targets need it, so it has an environment of its own.
UV := .venv-uv/bin/uv
SUITE := .[test]
# Neighboring tests stay in one process, which builds and opens what they share once; who is done first takes over some.
WORKERS := -n auto --dist worksteal
export UV_PYTHON_DOWNLOADS := never

.PHONY: graph test check docs fuzz audit lock newest oldest clean

graph: $(VENV)/.graph
	$(BIN)/graphkit build

test: $(VENV)/.test
	$(BIN)/pytest $(WORKERS)

check: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if command -v npx >/dev/null; then npx --yes --package typescript@5.9.3 tsc --project tests/page/tsconfig.json && \
	npx --yes --package @biomejs/biome@2.6.8 biome lint --config-path=tests/page/biome.jsonc graphkit/page/program/*.js; \
	else echo "no npx: the page's program is not checked (Debian: apt-get install npm)"; fi

# Nothing is loaded from elsewhere, neither now nor by the pages; a broken link or a missing docstring is an error.
docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Mutated posts, records, settings and outputs against the command: make fuzz MINUTES=10 SEED=2
MINUTES ?= 5
SEED ?= 1
fuzz: $(VENV)/.test
	$(BIN)/python -m tests.fuzz $(MINUTES) $(SEED)

# Known vulnerabilities of the installed packages; needs the network.
audit: $(VENV)/.check
	$(BIN)/pip-audit --skip-editable

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "graphkit needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

# A stamp for each set of packages, so that the second run installs nothing.
# Wheels alone: what is built from source would bring build tools that no lock holds. The lock holds graphkit's own.
$(VENV)/.%: locks/%.txt pyproject.toml | $(BIN)/python
	$(BIN)/python $(PIP) --require-hashes --only-binary :all: --requirement $<
	$(BIN)/python $(PIP) --no-deps --no-build-isolation --editable .
	touch $@

# test.txt and graph.txt are parts of check.txt, and docs.txt agrees with it: no two of them differ in a version.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
	--no-annotate --custom-compile-command 'make lock' --group build pyproject.toml

lock: $(UV)
	$(COMPILE) --upgrade --extra dev --output-file locks/check.txt
	$(COMPILE) --constraint locks/check.txt --extra test --output-file locks/test.txt
	$(COMPILE) --constraint locks/check.txt --output-file locks/graph.txt
	$(COMPILE) --upgrade --constraint locks/check.txt --extra docs --output-file locks/docs.txt

newest: $(UV)
	$(PYTHON) -m venv --clear .venv-newest
	$(UV) pip install --quiet --python .venv-newest --upgrade --refresh --group build --editable '$(SUITE)'
	.venv-newest/bin/pytest $(WORKERS)

oldest: $(UV)
	$(PYTHON) -m venv --clear .venv-oldest
	$(UV) pip install --quiet --python .venv-oldest --resolution lowest-direct --group build --editable '$(SUITE)'
	.venv-oldest/bin/pytest $(WORKERS)

$(UV):
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python $(PIP) 'uv>=0.9'

clean:
	rm -rf site .venv .venv-uv .venv-newest .venv-oldest .pytest_cache .mypy_cache .ruff_cache .hypothesis
