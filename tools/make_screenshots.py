"""`python tools/make_screenshots.py`: pictures of the main pages into docs/, taken of the demo's ledger in Debian's Chromium.

Each picture is a PNG of 1280 by 860 pixels, smaller than `MAX_KB`. Needs playwright and /usr/bin/chromium; asks no other machine.
"""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from zenobia.gather.files import read_inputs
from zenobia.pipeline import build_reader, fold, keep, read_unread
from zenobia.sample import as_if_received, sample_path
from zenobia.serve import create_app
from zenobia.settings import from_environment
from zenobia.store import Store, open_store
from zenobia.store.contract import Query

DOCS = Path(__file__).parents[1] / "docs"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SIZE = {"width": 1280, "height": 860}
MAX_KB = 300
DRAWN = "#map[data-drawn]"


def fill(store: Store) -> None:
    """Read the demo's notes into a store."""
    reader = build_reader(from_environment())
    with sample_path() as path:
        now = datetime(2020, 1, 1, tzinfo=UTC)
        stdin = sys.stdin.buffer
        arriving = read_inputs([str(path)], now=now, published=None, source=None, stdin=stdin, max_bytes=10**7)
        keep(store, map(as_if_received, arriving))
    for _ in read_unread(store, reader):
        pass
    fold(store, reader.claim.actors)


def shots(store: Store) -> list[tuple[str, str, dict[str, Any]]]:
    """Give (name, path, the browser's options) of every picture."""
    contested = next(row.item for row in store.incidents() if row.item.contradictions)
    event = store.event(contested.founder)
    assert event is not None
    report = next(row.item for row in store.documents(Query(document=event.claim.document)))
    return [
        ("screen-map", "/", {}),
        ("screen-map-dark", "/", {"color_scheme": "dark"}),
        ("screen-incident", f"/incidents/{contested.id}", {}),
        ("screen-place", "/places/palmyra", {}),
        ("screen-report", f"/reports/{report.id}", {}),
    ]


def take(root: str, wanted: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Take the pictures."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, path, options in wanted:
            page = browser.new_context(viewport=SIZE, locale="en-GB", **options).new_page()
            page.goto(root + path)
            if page.locator("#map").count():
                page.wait_for_selector(DRAWN)
            file = DOCS / f"{name}.png"
            page.screenshot(path=str(file))
            size = file.stat().st_size / 1000
            sys.stdout.write(f"{file.name}: {size:.0f} kB\n")
            if size > MAX_KB:
                raise SystemExit(f"{file.name} is {size:.0f} kB; the limit is {MAX_KB}")
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        with open_store(url) as store:
            fill(store)
            wanted = shots(store)
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(url), log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        take(f"http://127.0.0.1:{listening.getsockname()[1]}", wanted)
        server.should_exit = True
        thread.join()
        listening.close()


if __name__ == "__main__":
    main()
