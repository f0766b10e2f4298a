"""The makers of `tests/contracts/making.py`, for what only one store does."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CONTRACTS = Path(__file__).parents[1] / "contracts"


@pytest.fixture(scope="session")
def making() -> ModuleType:
    if "making" not in sys.modules:
        spec = importlib.util.spec_from_file_location("making", CONTRACTS / "making.py")
        assert spec is not None and spec.loader is not None
        sys.modules["making"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["making"]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"
