# Two commands do all the set-up: `make demo` and `make test`. Both work from a fresh clone.

BIN     := .venv/bin
PLAN    := plans/harbour-books
READY   := .venv/ready-to-run
TESTS   := .venv/ready-to-test
MUTANTS := .venv/ready-to-mutate

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo practice test lint format coverage mutation bench lock clean ruff layout types layers pytest

help:
	@echo "make demo     an example plan: checked, its runbook site and the PDFs for auditors in build/"
	@echo "make practice invented copies in build/, on which three of the example's runbooks can really be carried out"
	@echo "make test     everything that must hold: style, types, layers, tests"
	@echo "make lint     the same without the tests"
	@echo "make format   put the code into its usual form"
	@echo "make coverage branches of rules, audit and analysis that no test of theirs takes (a few minutes)"
	@echo "make mutation would the tests notice if a rule were written differently? (WHAT=drills: one family)"
	@echo "make bench    ratios of our times to those of the libraries below us"
	@echo "make lock     pin the dependencies again (UPGRADE=1 moves all of them)"
	@echo "make clean    remove build/, .venv and caches"

# --- the environment, made once for each state of the pins

$(READY): constraints.txt pyproject.toml tools/setup.sh
	@tools/setup.sh
	@touch $@

$(TESTS): constraints.txt constraints-dev.txt pyproject.toml tools/setup.sh
	@tools/setup.sh dev
	@touch $@ $(READY)

$(MUTANTS): constraints-mutation.txt $(TESTS)
	@tools/setup.sh mutation
	@touch $(READY) $(TESTS) $@

# --- the two commands

# The example is shown on the day it was written for: seen from a later day its backups are stale and its drills overdue.
demo: export BCDR_AS_OF = 2026-11-21
demo: $(READY)
	@echo; echo "== bcdr lint $(PLAN)     (as of $$BCDR_AS_OF, the day of the example; without BCDR_AS_OF it is today)"
	@$(BIN)/bcdr lint $(PLAN)
	@echo; echo "== bcdr status"
	@$(BIN)/bcdr status $(PLAN)
	@echo; echo "== bcdr build"
	@$(BIN)/bcdr build $(PLAN) --output build
	@tools/where.sh build

# The record of a drill goes into the plan, so a copy of the plan lies beside its practice ground.
practice: $(READY)
	@[ ! -d build/practice ] || bash $(PLAN)/practice/ground.sh --remove build/practice
	@rm -rf build/harbour-books && mkdir -p build && cp -r $(PLAN) build/harbour-books
	@bash $(PLAN)/practice/ground.sh build/practice
	@echo; echo "A copy of the plan lies in build/harbour-books:"; echo
	@echo "  cd build/harbour-books; PATH=$(CURDIR)/$(BIN):\$$PATH"

test: $(TESTS)
	@$(MAKE) --keep-going --no-print-directory ruff layout types layers pytest

# --- parts of the test

lint: $(TESTS)
	@$(MAKE) --keep-going --no-print-directory ruff layout types layers

ruff: $(TESTS)
	@$(BIN)/ruff check --quiet

layout: $(TESTS)
	@$(BIN)/ruff format --check --quiet || { echo "run: make format"; exit 1; }

types: $(TESTS)
	@$(BIN)/mypy --strict --no-error-summary bcdr

layers: $(TESTS)
	@out=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$out"; exit 1; }

pytest: $(TESTS)
	@$(BIN)/pytest --numprocesses auto --dist loadfile

# --- the rest

format: $(TESTS)
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format --quiet

# Fails under 100 %: what no test takes is either untested or not needed. Apart from `make test`, which it would double.
coverage: export COVERAGE_FILE = build/.coverage
coverage: $(TESTS)
	@mkdir -p build; rm -f build/.coverage*
	@$(BIN)/coverage run --source=bcdr.rules,bcdr.audit,bcdr.analysis -m pytest tests/rules tests/analysis tests/report tests/test_audit.py tests/test_waivers.py
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --fail-under=100 --precision=2 --skip-covered --show-missing

# Verdicts are kept in build/mutation.json: a second run tries only what is new, and what survived.
mutation: $(MUTANTS)
	@$(BIN)/python tools/mutation.py $(WHAT)

bench: $(TESTS)
	@$(BIN)/python bench

lock:
	@tools/lock.sh

clean:
	@rm -rf build dist .venv .venv-lock .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
