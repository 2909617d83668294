# SoLieu. `make` lists what there is; `make demo` and `make test` are all the set-up a newcomer does.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
SERVE  ?= 1
READY  := $(VENV)/.ready

.PHONY: help setup demo test check bench wheel lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(READY) ## environment with locked dependencies, fonts and style sheets

$(READY): requirements/dev.txt pyproject.toml package-lock.json tools/fetch_assets.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "The Python module venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python tools/fetch_assets.py
	@touch $@

demo: $(READY) ## build the sample workspace in demo/, compile and proofread its report, serve it (SERVE=0: end instead)
	@$(BIN)/solieu demo $(if $(filter 0,$(SERVE)),--no-serve)

test: $(READY) ## all tests
	@$(BIN)/python -m pytest -q -n auto

check: $(READY) ## layers, lint, format, types
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/ruff check --quiet src tests tools bench
	@$(BIN)/ruff format --quiet --check src tests tools bench
	@$(BIN)/mypy

bench: $(READY) ## ratios against plain libraries, side by side in one run
	@$(BIN)/python -m bench

wheel: $(READY) ## build the wheel and try it in an empty environment outside the repository
	@$(BIN)/python tools/try_wheel.py

lock: $(READY) ## renew the hashed locks of requirements/ (needs uv: pip install uv)
	@cd requirements && uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -q run.in -o run.txt
	@cd requirements && uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -q dev.in -o dev.txt

clean: ## remove everything that set-up and demo have made
	rm -rf $(VENV) demo build dist node_modules src/solieu/assets/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
