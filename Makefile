# All of the house in one place. `make` alone lists the targets.
#
# What is set up leaves a stamp file, so that the second time costs nothing.
# PORT and LOKET_DATA_DIR may be set: `PORT=9000 make demo`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
PACKAGES := $(VENV)/.packages
ASSETS := node_modules/.packages
# What Django reads of the words of the pages: services may not write beside their code.
WORDS := loket/locale/id/LC_MESSAGES/django.mo
# Other people's clients live apart, so that none of what they need gets into the house.
CLIENTS := var/conformance
CODE := loket emulator tests bench tools clients
# Checks need keys and settings, but no desk: they get a folder of their own.
CHECKING := LOKET_DEMO=1 LOKET_DATA_DIR=$(CURDIR)/var/check
SETTINGS := DJANGO_SETTINGS_MODULE=loket.config.settings
OLDEST := /usr/lib/postgresql/15
# Programs that read the files of deploy/, each as package:program of Debian.
SERVERS := nginx-light:nginx caddy:caddy systemd:systemd-analyze prometheus:promtool
# Two workers: the browser, the database and the tests share the machine.
JOBS ?= 2

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## Set up what is missing: Python and npm packages from their locks
	@tools/need "$(PYTHON)"
	@$(MAKE) --silent -j2 $(PACKAGES) $(ASSETS)
	@$(MAKE) --silent $(WORDS)

$(PACKAGES): requirements/dev.lock pyproject.toml
	@tools/python-packages "$(PYTHON)" $(VENV)
	@touch $@

$(ASSETS): package-lock.json
	@echo "Fetching the browser's packages (npm)."
	@npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

$(WORDS): $(WORDS:.mo=.po)
	@$(RUN)/python -m loket.web.catalogues

.PHONY: demo
demo: setup ## Run a training desk with a phone in the browser (Ctrl-C ends it)
	@exec $(RUN)/loket demo

.PHONY: test
test: setup ## Run all tests but benchmarks and the long fault runs
	@for need in $(SERVERS); do \
	tools/debian $${need/:/ } || [[ $$? == 1 ]] || exit 2; done
	@$(RUN)/pytest -n $(JOBS) -rs -m "not fault and not browser"
	@status=0; tools/debian chromium chromium || status=$$?; \
	case $$status in 0) exec $(RUN)/pytest -n $(JOBS) --dist loadfile -m browser ;; \
	1) ;; *) exit $$status ;; esac

.PHONY: check
check: setup ## Exactly what CI runs
	@mkdir -p var/check
	$(RUN)/ruff format --check $(CODE)
	$(RUN)/ruff check $(CODE)
	$(CHECKING) $(RUN)/mypy
	$(RUN)/lint-imports --no-cache
	$(RUN)/djlint --check loket
	$(RUN)/djlint --lint loket
	$(CHECKING) tools/migrations-check $(RUN)/python
	$(CHECKING) $(RUN)/python -m loket.config.reference --check
	$(CHECKING) $(SETTINGS) $(RUN)/python -m tools.python_client --check
	$(RUN)/mypy --strict clients/python/loket_client tools/python_client.py
	@$(MAKE) test
	@$(MAKE) test-oldest
	@$(MAKE) conformance
	@QUICK=1 $(MAKE) faults

.PHONY: test-oldest
test-oldest: setup ## Run the tests against Debian's PostgreSQL 15
	@status=0; tools/debian postgresql-15 $(OLDEST)/bin/postgres || status=$$?; \
	case $$status in 0) ;; 1) exit 0 ;; *) exit $$status ;; esac; \
	LOKET_TEST_POSTGRES=15 exec $(RUN)/pytest -n $(JOBS) -m "not fault and not browser"

.PHONY: conformance
conformance: setup $(CLIENTS)/.packages ## Let others speak: clients with the emulator, the schema of compose files
	@$(RUN)/pytest -n $(JOBS) -rs tests/emulator/test_peers.py tests/emulator/test_examples.py \
	  tests/deploy/test_compose.py

$(CLIENTS)/.packages: requirements/conformance.lock
	@echo "Fetching other people's clients of the platform (pip)."
	@mkdir -p var
	@[[ -x $(CLIENTS)/bin/python ]] || "$(PYTHON)" -m venv $(CLIENTS)
	@$(CLIENTS)/bin/python -m pip --disable-pip-version-check --quiet install \
	  --require-hashes --requirement requirements/conformance.lock
	@touch $@

.PHONY: fix
fix: setup ## Format, and mend what can be mended by a program
	-$(RUN)/ruff check --fix --quiet $(CODE)
	$(RUN)/ruff format $(CODE)
	-$(RUN)/djlint --reformat --quiet loket
	$(CHECKING) $(RUN)/python -m loket.config.reference

.PHONY: bench
bench: setup ## Measure; QUICK=1 ends within three minutes
	@$(RUN)/python -m bench

.PHONY: faults
faults: setup ## Kill, cut off and confuse, and count that nothing is lost
	@$(RUN)/pytest -m fault

.PHONY: docs
docs: setup ## Write the reference pages that are made from the code
	@$(CHECKING) $(RUN)/python -m loket.config.reference
	@$(CHECKING) $(SETTINGS) $(RUN)/python -m tools.python_client

.PHONY: pictures
pictures: setup ## Take the pictures of the documents anew (needs Chromium)
	@tools/debian chromium chromium
	@$(RUN)/python -m tests.browser.pictures

.PHONY: clean
clean: ## Remove what was set up and made here; no data folder is touched
	rm -rf $(VENV) node_modules var .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find loket emulator tests bench -name __pycache__ -prune -exec rm -rf {} +
