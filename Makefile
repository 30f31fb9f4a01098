# Every command of the project. Nothing has to be installed by hand on Debian or Ubuntu.
PORT ?= 8000
BOUNDARIES ?=
PYTEST_ARGS ?=

# One more than two cores: of three workers one waits for a browser, a deadline or a server that stops.
workers := 3
python := .venv/bin/python
packages := .venv/packages-$(shell cat requirements.lock pyproject.toml | sha256sum | cut -c 1-16)
page := register/static/graphiql/index.html
# An index that only this machine has must not reach the lock files.
uv := env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS .venv/bin/uv pip compile \
    --no-config --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml
uv_version := 0.13.9

.PHONY: help demo test test-all check fix bench snapshot soak faults real lock graphiql system gis-tools gis-picture page-tools pictures questions
.NOTPARALLEL:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: system $(packages) ## Serve the demonstration: make demo PORT=8000 BOUNDARIES=DIR YEARS=3
	@$(MAKE) --silent --no-print-directory $(page) || echo "The look of the pages could not be built; they work without it." >&2
	@exec .venv/bin/register demo --port $(PORT) $(if $(BOUNDARIES),--boundaries '$(BOUNDARIES)') $(if $(YEARS),--years $(YEARS))

test: MARKED = -m 'not long'
test: test-all ## Run the tests but those that take minutes each: make test PYTEST_ARGS='-k edge'

test-all: system $(packages) ## Run every test, as .ci/run does
	@$(MAKE) --silent --no-print-directory $(page) || echo "The look of the pages could not be built; its tests are skipped." >&2
	$(python) -m pytest -n $(workers) --dist loadfile $(MARKED) $(PYTEST_ARGS)

check: system $(packages) ## Check style, types, words and the generated files
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/register schema --check
	.venv/bin/register policy matrix --check
	.venv/bin/register reference --check
	$(python) -m tests.house.words

fix: $(packages) ## Correct style as far as a tool can
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

bench: ## Measure the speed beside PostgreSQL, a peer, and the first wall only
	@scripts/install-system.sh --load-tools
	@$(MAKE) --no-print-directory $(packages)
	$(python) -m bench all $(if $(SIZE),--size $(SIZE))

snapshot: system $(packages) ## Write the generated files again: schema, matrix, reference pages, answers
	.venv/bin/register schema --write
	.venv/bin/register policy matrix --write
	.venv/bin/register reference --write
	$(python) -m pytest tests/requests --snapshot-update

soak: system $(packages) ## Run the hostile suite at full size; it takes hours
	REGISTER_SOAK=1 $(python) -m pytest -n 2 --dist loadfile -o timeout=0 tests/hostile $(PYTEST_ARGS)

faults: system $(packages) ## Put in one deliberate fault after the other; every one must be found
	$(python) -m tests.hostile.faults

real: system $(packages) ## Run the tests on official files too: make real DATA=DIR
	REGISTER_REAL_DATA='$(DATA)' $(python) -m pytest -m real_data

gis-tools: ## Install ogrinfo and QGIS, with which the GIS door is tested
	scripts/install-gis-tools.sh

page-tools: ## Install Chromium, with which the pages are walked through
	scripts/install-system.sh --browser

pictures: $(packages) ## Take the pictures of docs/ from a running demonstration
	$(python) -m tests.browser.pictures http://127.0.0.1:$(PORT)

questions: $(packages) ## Write docs/questions again from a running demonstration that has all figures
	$(python) -m tests.support.question_pages http://127.0.0.1:$(PORT)

gis-picture: $(packages) ## Take the picture of QGIS for docs/ from a running demonstration
	$(python) -m tests.ogc.pictures http://127.0.0.1:$(PORT)

lock: $(packages) ## Write the lock files again after a change of pyproject.toml
	$(python) -m pip install --quiet uv==$(uv_version)
	$(uv) --group dev --group build --output-file .venv/all.txt
	$(uv) --group build --extra linkage --constraint .venv/all.txt --output-file .venv/run.txt
	@(echo '# Every package with its hashes, for development. Written by make lock.'; cat .venv/all.txt) > requirements.lock
	@(echo '# What the image runs on, with hashes. Written by make lock.'; cat .venv/run.txt) > requirements-run.lock

graphiql: $(page) ## Build the query page, and the look of the pages

$(page): web/package-lock.json web/build.mjs web/pages.mjs web/index.html $(wildcard web/source/* web/source/pages/*)
	@echo "Building GraphiQL, and the look of the pages"
	@scripts/build-graphiql.sh

system:
	@scripts/install-system.sh

$(packages): | system
	@$(python) -c '' 2>/dev/null || "$$(scripts/find-python.sh)" -m venv --clear .venv
	@echo "Installing the Python packages into .venv"
	@$(python) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(python) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f .venv/packages-* && touch $@
