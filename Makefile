# The project's commands. Each sets itself up: a virtual environment, and for the tests a browser.
PYTHON ?= python3
BIN := .venv/bin
PAPER := $(BIN)/python -m hooks.paper

.PHONY: serve site check udgave test benchmark opdater clean

serve: .venv/site   ## preview at http://localhost:8000/, reloading on edits of text and data
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs serve

site: .venv/site    ## the finished site in site/
	$(PAPER) site

check: .venv/site   ## data and text checks only, no site
	@$(PAPER) check

udgave: .venv/site  ## freeze the current text as the new edition that docs/data/udgaver.yml names
	@$(PAPER) udgave

test: .venv/test    ## everything, browser tests included
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/pytest

benchmark: .venv/test
	$(BIN)/python tests/benchmark.py

opdater: .venv/test ## newer dependencies, as one reviewable diff
	$(BIN)/uv pip compile $(LOCK) requirements.in -o requirements.txt
	$(BIN)/uv pip compile $(LOCK) requirements-test.in -o requirements-test.txt
LOCK := --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

.venv/site: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test: .venv/site requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

clean:
	rm -rf site .site-* .venv .pytest_cache .mypy_cache .ruff_cache
