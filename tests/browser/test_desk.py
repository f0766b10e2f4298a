"""A reviewer at work, from the queue to what the public sees, by keyboard alone."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn

from zenobia.engines.actors import load_actors
from zenobia.pipeline import fold
from zenobia.serve import create_app
from zenobia.serve.desk import settling
from zenobia.serve.desk.locks import hash_password
from zenobia.settings import Settings
from zenobia.store import Store, open_store
from zenobia.values.person import Person

pytestmark = pytest.mark.browser
NOW = datetime(2016, 12, 20, tzinfo=UTC)
PASSWORD = "nine grey geese at noon"


@pytest.fixture
def desk(world: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Store]]:
    monkeypatch.setattr(settling, "PATIENCE_S", 60.0)  # a busy machine must not turn "worked in" into "later"
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    actors = load_actors()
    with open_store(url) as store:
        for source in world.SOURCES:
            store.keep_source(source)
        store.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            store.keep_located(located, stamp="test@1")
        fold(store, actors)
        store.add_person(Person(name="Ada", role="editor", password=hash_password("Ada", PASSWORD), made_at=NOW))
        app = create_app(url, settings=Settings(), now=lambda: NOW, settle=lambda opened: fold(opened, actors))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", store
        server.should_exit = True
        thread.join()
        listening.close()


def test_from_the_queue_to_the_map_and_back_by_keyboard(visit: Callable[..., Any], desk: tuple[str, Store]) -> None:
    site, store = desk
    seen = visit()
    page = seen.page
    page.goto(f"{site}/desk")
    page.fill("#name", "ada")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/desk")
    page.keyboard.press("?")
    page.wait_for_selector("dialog#sheet")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#sheet", state="hidden")
    page.keyboard.press("j")
    seen.becomes("document.activeElement.tagName", "A")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/incidents/incident_[0-9a-f]{20}$"))
    page.keyboard.press("j")
    seen.becomes("document.activeElement.id.startsWith('claim_')", True)
    claim = page.evaluate("document.activeElement.id")
    page.keyboard.press("e")
    form = page.locator(f"#{claim} details[data-key=e] form")
    form.locator("select").select_option("wrong_place|")
    form.locator("input[name=value]").fill("Qarra Bridge @ 34.1, 36.7 ± 2 km")
    form.locator("input[name=why]").fill("the next line names the bridge")
    form.locator("input[name=why]").press("Enter")
    page.wait_for_url(re.compile(r"\?kept=yes$"))
    assert "Qarra Bridge" in page.locator(f"#{claim} ins").first.inner_text()

    ruled = store.incidents_of(claim)[0]
    drawn = page.request.get(f"{site}/api/incidents/{ruled.id}/map.geojson").json()
    ring = next(
        feature["geometry"]["coordinates"][0] for feature in drawn["features"] if feature["geometry"]["type"] == "Polygon"
    )
    assert all(abs(lon - 36.7) < 0.1 and abs(lat - 34.1) < 0.1 for lon, lat in ring)
    page.goto(f"{site}/incidents/{ruled.id}")
    assert "Qarra Bridge" in page.locator("main").inner_text()

    page.goto(f"{site}/desk/incidents/{ruled.id}")
    page.locator(f"#{claim}").focus()
    page.keyboard.press("u")
    page.locator(f"#{claim} .ruled.gone").wait_for()
    assert [verdict.ruling for verdict in store.verdicts()] == ["wrong_place", "withdrawn"]
    assert page.locator(f"#{claim} ins").count() == 0
    assert "taken back" in page.locator(f"#{claim} .rulings").inner_text().lower()
    assert seen.broken == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_fits_a_phone(visit: Callable[..., Any], desk: tuple[str, Store], width: int) -> None:
    site, store = desk
    page = visit(viewport={"width": width, "height": 800}).page
    page.goto(f"{site}/desk/sign-in")
    page.fill("#name", "Ada")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/desk")
    incident = next(iter(store.incidents())).item
    for path in ("/desk", f"/desk/incidents/{incident.id}", "/desk/rulings", "/desk/people", "/desk/account"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
