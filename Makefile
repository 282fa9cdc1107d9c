# Every target does its own set-up; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
BIN := .venv/bin
STAMP := .venv/.set-up
# Many tests start programs of ours, which is quick only where the compiled modules are kept.
unexport PYTHONDONTWRITEBYTECODE
# Each worker has its own database server and browser, so more than four only wait for the disk;
# on servers that are given to us there are as many, since a server's roles are everybody's.
WORKERS := $(words $(TSUNAGI_TEST_DATABASE_URL))
CORES := $(if $(filter 0,$(WORKERS)),-n auto --maxprocesses 4,-n $(WORKERS)) --dist worksteal
# Give SEED=… to repeat a run of test-deep.
ifndef SEED
SEED := $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
endif

.DEFAULT_GOAL := help
.PHONY: help demo check test test-deep bench mutants pictures db-dump browser

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: $(STAMP) ## run it all on this machine, with invented people; the accounts are printed
	@echo "· starting; the log is in build/demo.log, Ctrl-C stops it"
	@mkdir -p build
# The log's JSON lines go to the file only; what is said to a person, to the terminal too.
	@$(BIN)/tsunagi up --demo 2> >(trap "" INT TERM; tee build/demo.log | grep -v "^{" >&2 || true)

check: $(STAMP) ## what needs no database: lint, types, imports, the pure packages with full coverage
	@echo "· lint"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "run: $(BIN)/ruff format ."; exit 1; }
	@echo "· types"
	@$(BIN)/basedpyright --warnings
	@echo "· who may import whom"
	@$(BIN)/lint-imports --no-logo
	@echo "· the pure packages"
	@$(BIN)/coverage run -m pytest -q -m pure
	@$(BIN)/coverage report --include='events/*,consent/*' --fail-under=100 --show-missing --skip-covered

test: check browser ## everything, on a real PostgreSQL and in a real browser
	@echo "· all tests"
	@$(BIN)/python -m pytest $(CORES)

test-deep: $(STAMP) browser ## the same with many more rounds and a fresh seed
	@echo "· all tests, deep; repeat this run with: make test-deep SEED=$(SEED)"
	@TSUNAGI_TEST_DEPTH=deep $(BIN)/python -m pytest $(CORES) -p "no:cacheprovider" \
		--randomly-seed=$(SEED) --hypothesis-seed=$(SEED)

bench: $(STAMP) ## measure against the peers, side by side (docs/benchmarks.md)
	@$(BIN)/python -m tests.bench

mutants: $(STAMP) ## which mutants of events/ and consent/ survive their tests
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

pictures: $(STAMP) browser ## take the pictures of the documentation
	@$(BIN)/python -m tests.pictures

db-dump: $(STAMP) ## write the schemas that all migrations make (infra/sql/schema-*.sql)
	@$(BIN)/python -m tests.infra.schema_dump

browser:
	@infra/setup.sh browser

$(STAMP): dev.lock pyproject.toml infra/setup.sh
	@infra/setup.sh packages
