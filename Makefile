# The project's commands. Each sets itself up: a virtual environment, and for the tests a browser.
PYTHON ?= python3
BIN := .venv/bin
PAPER := $(BIN)/python -m hooks.paper

unexport PYTHONDONTWRITEBYTECODE # what is not kept compiled is compiled anew by every Python that starts

.PHONY: serve site check udgave oversigt test udstyr benchmark benchmark-opsaetning stress opdater sbom links audit clean

serve: .venv/site   ## preview at http://localhost:8000/, reloading on edits of text and data
	@$(BIN)/python -m hooks.preview

site: .venv/site    ## the finished site in site/
	$(PAPER) site

check: .venv/checks ## data and text checks only, no site; with BASE=origin/main also that nothing published there is lost
	@$(PAPER) check $(BASE)

udgave: .venv/site  ## freeze the current text as the new edition that docs/data/udgaver.yml names
	@$(PAPER) udgave

oversigt: .venv/site ## what the change since BASE does, in Danish words: make oversigt BASE=main
	@$(PAPER) oversigt $(BASE)

test: udstyr        ## everything, browser tests included
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist worksteal

udstyr: .venv/checks .venv/test .venv/npm ## all that the tests need, fetched where it is not there yet
	@$(BIN)/python tests/browser/programs.py

benchmark: .venv/test
	PYTHONPATH=hooks $(BIN)/python tests/benchmark.py

stress: .venv/test  ## many builds at once on a busy machine, all to the same bytes: make stress BUILDS=20
	PYTHONPATH=hooks $(BIN)/python tests/stress.py $(BUILDS)
BUILDS ?= 100

benchmark-opsaetning: ## what an empty clone costs until the first page, and until the tests are green
	$(PYTHON) tests/setup_cost.py

opdater: .venv/test ## newer dependencies, as one reviewable diff
	$(LOCK) --group site -o requirements.txt
	for group in checks test sbom; do $(LOCK) -c requirements.txt --group $$group -o requirements/$$group.txt || exit; done
LOCK = $(BIN)/uv pip compile --upgrade --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
  --no-header --no-emit-index-url --no-annotate

.venv/site: requirements.txt
	$(environment)
	$(install)

.venv/%: requirements/%.txt | .venv/site
	$(install)

.venv-%/done: requirements/%.txt
	$(environment)
	$(install)

environment = $(PYTHON) -m venv --clear $(if $(OWN_PIP),--without-pip) $(@D)

# Two pips side by side, each with half of the lock: the large packages are dealt out apart, as Material alone is 14,500
# files. They build nothing, and compile nothing before it is used. A package that was broken off half installed has no
# RECORD: it goes first. The stamp is last.
define install
	@$(if $(UNFIT),$(error Her skal bruges Python 3.11 eller nyere med venv, men «$(PYTHON)» $(UNFIT). Installér en, eller sig, hvor den er: make PYTHON=python3.13))
	@find $(@D)/lib -name '*.dist-info' -prune ! -exec test -e {}/RECORD \; -exec rm -r {} +
	@awk '/^[a-z]/ {half = /^(mkdocs-material|typst)=/ ? large++ % 2 : small++ % 2} {print > ("$(@D)/half" half)}' $<
	printf '%s\n' $(@D)/half0 $(@D)/half1 | xargs -P 2 -n 1 $(PIP) -r
	touch $@
endef
PIP = $(if $(OWN_PIP),$(PYTHON) -m pip --python $(@D)/bin/python,$(@D)/bin/python -m pip) install \
  --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps --no-compile
OWN_PIP = $(shell $(PYTHON) -c 'import pip; print("yes")' 2>/dev/null)
UNFIT = $(shell command -v $(PYTHON) >/dev/null || { echo findes ikke; exit; }; \
  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo er $$($(PYTHON) --version 2>&1); exit; }; \
  $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || echo mangler venv)

.venv/npm: .venv/test $(wildcard tests/npm/*)
	mkdir -p $@ && cp tests/npm/* $@
	cd $@ && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

sbom: .venv-sbom/done ## what the site is built with, as CycloneDX, beside the site
	.venv-sbom/bin/cyclonedx-py requirements requirements.txt --output-reproducible --output-file site.sbom.json

links: .venv/site   ## whether the links to other sites answer
	@$(PAPER) links

audit: .venv/test   ## known vulnerabilities in what is locked: in what the site is built with they stop, in other tools they warn
	$(AUDIT) -r requirements.txt
	$(AUDIT) -r requirements/checks.txt -r requirements/test.txt \
	  || echo '::warning title=Testværktøj::Et værktøj til test har et kendt hul eller kunne ikke undersøges. Webstedet er ikke berørt.'
AUDIT = $(BIN)/pip-audit --strict --require-hashes --disable-pip

clean:
	rm -rf site .site-* site.* .venv .venv-* .pytest_cache .mypy_cache .ruff_cache
	find hooks tests -name __pycache__ -prune -exec rm -r {} +
