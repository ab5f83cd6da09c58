# Everything an office or a developer starts with. `make run` and `make test` need Python 3.11 and nothing else.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
export HOST PORT

.PHONY: run test test-all bench lint docs pictures lock clean

run: $(VENV)/.installed
	@deploy/run

test: $(VENV)/.installed-dev
	@tests/run

test-all: $(VENV)/.installed-dev
	@tests/run --all

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m bench

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.installed
	@$(BIN)/python -m docs

pictures: $(VENV)/.installed-dev
	@$(BIN)/python -m docs.take_pictures

# Lock files carry hashes and no host: where packages come from is the machine's business.
lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --python-version 3.11 --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --quiet --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --python-version 3.11 --constraint requirements.lock --output-file requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) instance .pytest_cache .ruff_cache .mypy_cache .hypothesis
