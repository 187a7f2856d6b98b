# Two commands do everything: make ask Q="…" and make test. Both make the virtual environment when it is missing.
PYTHON ?= python3
REPORTS ?= tests/reports
REAL ?= ../shared/reports
OUTSIDE ?= ../shared/data
DATA ?= .data
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help ask test check gold llm-gold llm-wrong accept calibrate adapt asking otherwise outside bench kills soak lock deploy-check audit clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# What is installed is compiled when it is first imported: most of it never is.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile

# The product alone, so that a first question does not wait for the tools of developers.
$(VENV)/product: deploy/requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one with PYTHON=…" if sys.version_info < (3, 11) else 0)'
	@echo 'Installing into $(VENV), once: a minute or two.' >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r deploy/requirements.lock
	@$(PIP) --no-build-isolation -e .
	@touch $@

$(VENV)/installed: requirements.lock $(VENV)/product
	$(PIP) --require-hashes -r requirements.lock
	touch $@

ask: $(VENV)/product ## Ask the sample reports, or REPORTS=folder: make ask Q="…"
	@test -n "$(Q)" || { echo 'Ask something: make ask Q="What did they say about management oversight?"' >&2; exit 2; }
	@$(BIN)/verse ask "$(Q)" --reports "$(REPORTS)" --data "$(DATA)"

test: $(VENV)/installed ## Run the whole test suite
	$(BIN)/python -m pytest -n 2

check: $(VENV)/installed ## Format, lint, strict types, layer contract, what deploy/ holds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint deploy/Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml
	$(BIN)/yamllint --strict deploy
	$(BIN)/shellcheck deploy/install.sh .ci/run
	@$(VERIFY_UNIT)

# The unit is verified with a command that is there, and may not be less confined than it is.
define VERIFY_UNIT
if ! command -v systemd-analyze >/dev/null; then echo "deploy/verse.service was not verified: no systemd-analyze"; else \
  unit=$$(mktemp -d) && trap 'rm -r "$$unit"' EXIT && \
  sed 's#^ExecStart=/opt/verse/bin/verse#ExecStart=/bin/sh#' deploy/verse.service >"$$unit/verse.service" && \
  systemd-analyze verify --man=no "$$unit/verse.service" && \
  { systemd-analyze security --offline=yes --threshold=15 "$$unit/verse.service" >"$$unit/said" || { cat "$$unit/said"; false; }; }; fi
endef

# Gold items of the sample reports, and of the real ones where they are; each with an index of its own.
SUITES = samples=tests/reports $(if $(wildcard $(REAL)/probation),probation=$(REAL)/probation) $(if $(wildcard $(REAL)/ofsted),ofsted=$(REAL)/ofsted)
# What was accepted before the last time that results were accepted: accepting again cannot launder a loss.
BASE ?= $(shell git rev-list -1 $$(git rev-list -1 HEAD -- tests/gold/accepted.json)^ 2>/dev/null)

gold: $(VENV)/installed ## Hold the answers against the gold items: table, gate, baselines, mutations
	@set -e; for suite in $(SUITES); do \
	  $(BIN)/verse eval --reports "$${suite#*=}" --data "$(DATA)/gold-$${suite%%=*}" $(if $(BASE),--base $(BASE)) $(GOLD); done

llm-gold: $(VENV)/installed ## Run the gold items with scripted models: perfect, wrong in each way, silent; results by item in llm-gold.jsonl
	$(BIN)/python -m tests.llm.gold $(SUITES) --data "$(DATA)" --results "$(DATA)/llm-gold.jsonl"

llm-wrong: $(VENV)/installed ## Hold the check of a model's words against many generated wrong answers; EXAMPLES=5000 of a class
	EXAMPLES=$(or $(EXAMPLES),5000) $(BIN)/python -m pytest tests/llm/test_wrong_answers.py --timeout=0

accept: $(VENV)/installed ## Write tests/gold/accepted.json anew from the present answers
	@set -e; for suite in $(SUITES); do \
	  $(BIN)/verse eval --reports "$${suite#*=}" --data "$(DATA)/gold-$${suite%%=*}" --accept; done

calibrate: $(VENV)/installed ## Learn the coefficients of ranking and refusal anew
	$(BIN)/python -m bot.evaluation.calibrate $(foreach suite,$(SUITES),--reports $(lastword $(subst =, ,$(suite)))=tests/gold/$(firstword $(subst =, ,$(suite)))) \
	  --questions tests/questions $(if $(wildcard $(OUTSIDE)),--outside $(OUTSIDE)) --data $(DATA)/calibrate --write

adapt: $(VENV)/installed ## Teach the embedder anew how staff ask; wants torch in .venv, and an hour or two; ADAPT=--onto FILE learns on
	$(BIN)/python -m bot.evaluation.adapting.learn $(addprefix --reports ,$(wildcard $(REAL)/probation $(REAL)/ofsted)) --questions tests/questions \
	  $(if $(wildcard $(OUTSIDE)),--outside $(OUTSIDE)) --data $(DATA)/adapt $(ADAPT) --write retrieval/index/adapter.safetensors

asking: $(VENV)/installed ## Ask what nothing learns from, in conversations, from end to end
	@set -e; for name in $(notdir $(wildcard $(REAL)/probation $(REAL)/ofsted)); do \
	  $(BIN)/python -m bot.evaluation.asking --reports "$(REAL)/$$name" --data "$(DATA)/gold-$$name" \
	    tests/questions/$$name-unlearnt.jsonl tests/questions/conversations/$$name*.jsonl \
	    tests/questions/follow-ups/$$name-unlearnt.jsonl; done

otherwise: $(VENV)/installed ## Ask them again politely, with what it is for, mistyped: the answer should be the same; EVERY=5
	@set -e; for name in $(notdir $(wildcard $(REAL)/probation $(REAL)/ofsted)); do \
	  $(BIN)/python -m bot.evaluation.said_otherwise --reports "$(REAL)/$$name" --data "$(DATA)/gold-$$name" \
	    $(if $(EVERY),--every $(EVERY)) tests/questions/$$name-unlearnt.jsonl; done

outside: $(VENV)/installed ## Measure which paragraph comes first on OUTSIDE questions, beside BM25 and MiniLM alone
	$(BIN)/python -m bot.evaluation.outside --outside $(OUTSIDE) --data $(DATA)/calibrate

kills: $(VENV)/installed ## Kill indexing two hundred times, and see that nothing is lost
	$(BIN)/python -m tests.sync.kills --kills 200

soak: $(VENV)/installed ## Ten minutes of questions, faults and restarts against the fake Slack; SECONDS=60 is shorter
	$(BIN)/python -m tests.soak $(if $(SECONDS),--seconds $(SECONDS)) $(SOAK)

bench: $(VENV)/installed ## Measure speed and growth: half an hour; SIZES=1000 SECONDS=10 is quick
	$(BIN)/python -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(SECONDS),--seconds $(SECONDS)) $(BENCH)

# The weights' package names torch, and Chroma the client of Kubernetes (126 MB); nothing here imports them.
lock: ## Pin all dependencies with hashes anew, the product's alone too (needs uv)
	printf '%s; python_version < "3"\n' sentence-transformers torch kubernetes > .overrides.txt
	uv pip compile $(PINNED) --extra dev -o requirements.lock pyproject.toml
	uv pip compile $(PINNED) --extra deploy -c requirements.lock -o deploy/requirements.lock pyproject.toml
	rm .overrides.txt
PINNED := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --override .overrides.txt

deploy-check: $(VENV)/installed ## Install and run as the container does, on this machine: minutes
	$(BIN)/python -m tests.deploy.rehearsal

# In an environment of its own: it brings much that nothing else needs.
audit: $(VENV)/installed ## Look up known vulnerabilities of all that is pinned (needs a network service)
	test -x $(VENV)/audit/bin/pip-audit || { $(PYTHON) -m venv $(VENV)/audit && $(VENV)/audit/bin/pip install --quiet pip-audit || true; }
	$(BIN)/python -m tests.deploy.audit $(VENV)/audit/bin/pip-audit requirements.lock deploy/requirements.lock

clean: ## Remove the virtual environment and the sample index
	rm -rf $(VENV) $(DATA)
