"""The application on loopback, and Debian's Chromium with nothing else to talk to."""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application on loopback; give its root."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def ledger(world: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small world's store."""
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'world.db'}"
    with open_store(url) as store:
        for source in world.SOURCES:
            store.keep_source(source)
        store.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            store.keep_located(located, stamp="test@1")
        store.keep_folds(world.INCIDENTS, world.CONTROLS, stamp="test@1")
    return url


@pytest.fixture(scope="session")
def serve(ledger: str) -> Callable[[Settings], AbstractContextManager[str]]:
    """Serve that world with other settings."""
    return lambda settings: serving(create_app(ledger, settings=settings, now=lambda: datetime(2016, 12, 20, tzinfo=UTC)))


@pytest.fixture(scope="session")
def site(serve: Callable[[Settings], AbstractContextManager[str]]) -> Iterator[str]:
    with serve(Settings()) as root:
        yield root


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


PATIENCE_MS = 60_000
"""How long a busy machine may take for anything; a fast one waits for none of it."""
GIVEN_UP = "net::ERR_ABORTED"
"""What a request is called that the browser itself gives up: its page was left, or other tiles are wanted by now."""
DRAWN = "#map[data-drawn]"
TIED = ".follow:not([hidden])"
"""Shown once time, list and map are tied together, which may be before or after the map is drawn."""


class Visit:
    """A page with everything that went wrong on it.

    Neither a click nor a key waits for what it starts. After one, wait for the address that it leads to (`wait_for_url`,
    `expect_navigation`), for an element, or for a script to give a value (`becomes`, `until`), and assert then.
    """

    def __init__(self, page: Any, site: str) -> None:
        self.page = page
        self.site = site
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", self._failed)
        page.set_default_timeout(PATIENCE_MS)

    def _failed(self, request: Any) -> None:
        if request.failure != GIVEN_UP:
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)

    def drawn(self) -> None:
        """Wait until the map is drawn and, where it is the large one, tied to time and list."""
        self.page.wait_for_selector(DRAWN)
        if self.page.locator("#map[data-tiles]").count():
            self.page.wait_for_selector(TIED)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to hold; the page's policy lets no script of ours wait inside it."""
        for _ in range(PATIENCE_MS // 100):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"it did not come to hold within {PATIENCE_MS // 1000} s")

    def becomes(self, script: str, value: object) -> None:
        """Wait for a script to give a value."""
        self.until(lambda: bool(self.page.evaluate(script) == value))

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
