"""The small world of tests/serve in a real SQLite store."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from zenobia.store import open_store
from zenobia.store.contract import Store


@pytest.fixture(scope="session")
def world() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_world", Path(__file__).parents[1] / "serve" / "world.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def store(world: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('export') / 'world.db'}") as opened:
        for source in world.SOURCES:
            opened.keep_source(source)
        opened.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            opened.keep_located(located, stamp="test@1")
        opened.keep_folds(world.INCIDENTS, world.CONTROLS, stamp="test@1")
        yield opened
