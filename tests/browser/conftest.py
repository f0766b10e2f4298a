"""The application on loopback, and Debian's Chromium with nothing else to talk to."""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn

from zenobia.serve import create_app
from zenobia.settings import Settings
from zenobia.store import open_store

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip


@pytest.fixture(scope="session")
def world() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_world", Path(__file__).parents[1] / "serve" / "world.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def site(world: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'world.db'}"
    with open_store(url) as store:
        for source in world.SOURCES:
            store.keep_source(source)
        store.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            store.keep_located(located, stamp="test@1")
        store.keep_folds(world.INCIDENTS, world.CONTROLS, stamp="test@1")
    app = create_app(url, settings=Settings(), now=lambda: datetime(2016, 12, 20, tzinfo=UTC))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A page with everything that went wrong on it."""

    def __init__(self, page: Any, site: str) -> None:
        self.page = page
        self.site = site
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)

    @property
    def outside(self) -> list[str]:
        return [url for url in self.asked if not url.startswith((self.site, "data:"))]

    @property
    def broken(self) -> list[str]:
        """Faults but the software renderer's remarks on its own speed."""
        return [fault for fault in self.faults if "GL Driver Message" not in fault]


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Any]:
    contexts = []

    def begin(**options: Any) -> Visit:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        return Visit(context.new_page(), site)

    yield begin
    for context in contexts:
        context.close()
