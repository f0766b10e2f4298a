# Two commands matter to a newcomer: `make demo` and `make test`. Each sets up all that it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
CODE := src tests eval bench train tools

.PHONY: help demo test check format bench lock clean

help:
	@echo "make demo    set up, read the sample reports, serve http://127.0.0.1:$(PORT)"
	@echo "make test    set up, run the tests"
	@echo "make check   format, lint, types, imports, quality floors"
	@echo "make bench   speed, as ratios"
	@echo "make lock    pin the dependencies anew"

# The locks name everything, hence --no-deps: pip's resolver stumbles over a newer release of a package that is asked for with an extra.
$(VENV)/.set-up: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.set-up-dev: $(VENV)/.set-up requirements-dev.txt
	$(PIP) install --no-deps --require-hashes --requirement requirements-dev.txt
	@touch $@

demo: $(VENV)/.set-up
	$(BIN)/zenobia demo --port $(PORT)

test: $(VENV)/.set-up-dev
	$(BIN)/python -m pytest

check: $(VENV)/.set-up-dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m eval.gate

format: $(VENV)/.set-up-dev
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

bench: $(VENV)/.set-up-dev
	$(BIN)/python -m bench

UV_COMPILE := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra build
lock:
	$(PIP) install uv
	$(BIN)/$(UV_COMPILE) --output-file requirements.txt pyproject.toml
	$(BIN)/$(UV_COMPILE) --extra dev --output-file requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
