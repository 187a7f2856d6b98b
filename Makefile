# Two commands do everything: make ask Q="…" and make test. Both make the virtual environment when it is missing.
PYTHON ?= python3
REPORTS ?= tests/reports
DATA ?= .data
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help ask test check lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one with PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

ask: $(VENV)/installed ## Ask the sample reports, or REPORTS=folder: make ask Q="…"
	@test -n "$(Q)" || { echo 'Ask something: make ask Q="What did they say about management oversight?"' >&2; exit 2; }
	@$(BIN)/verse ask "$(Q)" --reports "$(REPORTS)" --data "$(DATA)"

test: $(VENV)/installed ## Run the whole test suite
	$(BIN)/python -m pytest -n 2

check: $(VENV)/installed ## Format, lint, strict types, layer contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: ## Pin all dependencies with hashes anew (needs uv)
	printf 'sentence-transformers; python_version < "3"\ntorch; python_version < "3"\n' > .overrides.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --override .overrides.txt --extra dev pyproject.toml -o requirements.lock
	rm .overrides.txt

clean: ## Remove the virtual environment and the sample index
	rm -rf $(VENV) $(DATA)
