# The project's commands. Each sets itself up: a virtual environment, and for the tests a browser.
PYTHON ?= python3
BIN := .venv/bin
PAPER := $(BIN)/python -m hooks.paper
BASE ?= origin/main

.PHONY: serve site check udgave oversigt test benchmark stress opdater sbom audit clean

serve: .venv/site   ## preview at http://localhost:8000/, reloading on edits of text and data
	@$(BIN)/python -m hooks.preview

site: .venv/site    ## the finished site in site/
	$(PAPER) site

check: .venv/site   ## data and text checks only, no site
	@$(PAPER) check

udgave: .venv/site  ## freeze the current text as the new edition that docs/data/udgaver.yml names
	@$(PAPER) udgave

oversigt: .venv/site ## what the change since BASE does, in Danish words: make oversigt BASE=main
	@$(PAPER) oversigt $(BASE)

test: .venv/test .venv/validator .venv-properdocs/done   ## everything, browser tests included
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python tests/browser/nginx.py
	$(BIN)/pytest

benchmark: .venv/test
	$(BIN)/python tests/benchmark.py

stress: .venv/test  ## many builds at once on a busy machine, all to the same bytes: make stress BUILDS=20
	$(BIN)/python tests/stress.py $(BUILDS)
BUILDS ?= 100

opdater: .venv/test ## newer dependencies, as one reviewable diff
	$(BIN)/uv pip compile $(LOCK) requirements.in -o requirements.txt
	$(BIN)/uv pip compile $(LOCK) requirements-test.in -o requirements-test.txt
	$(BIN)/uv pip compile $(LOCK) requirements-properdocs.in -o requirements-properdocs.txt
	$(BIN)/uv pip compile $(LOCK) requirements-sbom.in -o requirements-sbom.txt
LOCK := --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

.venv/site: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test: .venv/site requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

.venv/validator: .venv/test tests/validator/package-lock.json
	mkdir -p $@ && cp tests/validator/*.json $@
	cd $@ && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

.venv-%/done: requirements-%.txt
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-$*.txt
	touch $@

sbom: .venv-sbom/done ## what the site is built with, as CycloneDX, beside the site
	.venv-sbom/bin/cyclonedx-py requirements requirements.txt --output-reproducible --output-file site.sbom.json

audit: .venv/test   ## known vulnerabilities in what is locked
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt -r requirements-test.txt

clean:
	rm -rf site .site-* site.* .venv .venv-* .pytest_cache .mypy_cache .ruff_cache
