# The two commands a newcomer needs: `make run` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.run
DEV_STAMP := $(VENV)/.dev
NODE_STAMP := pwa/node_modules/.installed
PWA_STAMP := pwa/dist/index.html
PHONE := pwa/dist-test/phone.mjs
PWA_SOURCES := $(shell find pwa/src pwa/public pwa/build pwa/index.html pwa/*.ts pwa/*.json -type f 2>/dev/null)
# Tests of the backend share nothing, so that each core runs some.
SIDE_BY_SIDE := --numprocesses=auto --maxprocesses=4
BENCHES := sync push announce chaos memory phone

.PHONY: help setup run check test bench clean lint types unit pwa-check pwa-test \
	test-postgres test-deployment test-chaos test-browsers $(addprefix bench-,$(BENCHES))

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: $(DEV_STAMP) $(PWA_STAMP) programs ## install all that run and test need, build the app

run: $(RUN_STAMP) $(PWA_STAMP) ## serve app, API and worker at http://127.0.0.1:8000
	@$(if $(PORT),COMPANION_PORT=$(PORT)) $(VENV)/bin/companion start

check: $(DEV_STAMP) $(NODE_STAMP) $(PHONE) lint types pwa-check pwa-test unit ## the fast part of test

test: setup check test-postgres test-deployment test-chaos test-browsers ## everything, as CI runs it

bench: $(addprefix bench-,$(BENCHES)) ## all benchmarks, each with a JSON line last

$(addprefix bench-,$(BENCHES)): bench-%: $(DEV_STAMP)
	@$(PY) -m tests.bench.$*

bench-phone: $(PWA_STAMP)

lint: $(DEV_STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports --no-cache

types: $(DEV_STAMP)
	$(VENV)/bin/mypy

unit: $(DEV_STAMP) $(PHONE)
	$(PY) -m pytest $(SIDE_BY_SIDE) tests/backend tests/contracts

pwa-check: $(NODE_STAMP) $(DEV_STAMP)
	$(VENV)/bin/companion openapi | (cd pwa && npm run --silent document -- --check)
	cd pwa && npm run --silent check

pwa-test: $(NODE_STAMP)
	cd pwa && npm run --silent test

test-postgres: $(DEV_STAMP) $(PHONE)
	COMPANION_TEST_DATABASE=postgres $(PY) -m pytest $(SIDE_BY_SIDE) tests/backend tests/contracts

test-deployment: $(DEV_STAMP) $(PWA_STAMP)
	$(PY) -m pytest tests/deployment

test-chaos: $(DEV_STAMP) $(PWA_STAMP)
	$(PY) -m pytest tests/chaos

test-browsers: $(DEV_STAMP) $(PWA_STAMP)
	$(PY) -m pytest tests/push_services tests/e2e

.PHONY: programs
programs:
	@infra/setup/programs.sh

$(VENV)/bin/pip:
	@infra/setup/venv.sh $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Not `npm ci`: npm 11 leaves other platforms' optional packages out of a lock without addresses, and then
# refuses that very lock. `--no-save` installs what the lock pins and checks its hashes all the same.
$(NODE_STAMP): pwa/package-lock.json pwa/package.json
	cd pwa && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

$(PWA_STAMP): $(NODE_STAMP) $(PWA_SOURCES)
	cd pwa && npm run --silent build
	@touch $@

$(PHONE): $(NODE_STAMP) $(PWA_SOURCES)
	cd pwa && npm run --silent build:phone
	@touch $@

clean: ## remove what was built and installed here; data in var/ stays
	rm -rf $(VENV) pwa/node_modules pwa/dist pwa/dist-test test-output
