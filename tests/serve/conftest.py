"""A real SQLite store that holds the small world of `world.py`, and the application over it."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from zenobia.serve import create_app
from zenobia.settings import Settings
from zenobia.store import open_store

NOW = datetime(2016, 12, 20, tzinfo=UTC)


@pytest.fixture(scope="session")
def world() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_world", Path(__file__).parent / "world.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def store_url(world: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('serve') / 'world.db'}"
    with open_store(url) as store:
        for source in world.SOURCES:
            store.keep_source(source)
        store.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            store.keep_located(located, stamp="test@1")
        store.keep_folds(world.INCIDENTS, world.CONTROLS, stamp="test@1")
    return url


@pytest.fixture
def own_store(store_url: str, tmp_path: Path) -> str:
    """A copy of that store, to be written to."""
    shutil.copy(store_url.removeprefix("sqlite:///"), tmp_path / "own.db")
    return f"sqlite:///{tmp_path / 'own.db'}"


@pytest.fixture(scope="session")
def client(store_url: str) -> Iterator[TestClient]:
    with TestClient(create_app(store_url, settings=Settings(), now=lambda: NOW)) as opened:
        yield opened


@pytest.fixture
def client_with(store_url: str) -> Iterator[Callable[..., TestClient]]:
    """Give clients of applications with other settings or another clock."""
    opened: list[TestClient] = []

    def make(now: datetime = NOW, **settings: float) -> TestClient:
        client = TestClient(create_app(store_url, settings=Settings(**settings), now=lambda: now))  # type: ignore[arg-type]
        opened.append(client.__enter__())
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)
