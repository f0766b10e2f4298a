# Two commands matter to a newcomer: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: help demo test check format lint types imports gate bench lock clean browser

help:
	@echo "make demo    set up, read the sample reports, serve http://127.0.0.1:$(PORT)"
	@echo "make test    set up, run the tests"
	@echo "make check   format, lint, types, imports, quality floors"
	@echo "make bench   speed, as ratios"

$(VENV)/.set-up: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/.set-up
	$(BIN)/zenobia demo --port $(PORT)

test: $(VENV)/.set-up
	$(BIN)/python -m pytest

check: $(VENV)/.set-up
	$(BIN)/ruff format --check src tests eval bench
	$(BIN)/ruff check src tests eval bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m eval.gate

format: $(VENV)/.set-up
	$(BIN)/ruff format src tests eval bench
	$(BIN)/ruff check --fix src tests eval bench

bench: $(VENV)/.set-up
	$(BIN)/python -m bench

lock:
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --extra dev -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
