"""The newsroom's screen as somebody uses it: the story of the sample at a glance, two clocks, three languages, no barrier."""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn

from zenobia.pipeline import build_reader, fold, keep, read_unread
from zenobia.sample import as_if_received, sample_path
from zenobia.serve import create_app
from zenobia.settings import Settings, from_environment
from zenobia.store import open_store

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / ".cache" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = ("serious", "critical")


def visit_class() -> Any:
    spec = importlib.util.spec_from_file_location("browser_conftest", Path(__file__).parent / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Visit


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo's ledger, read by rules, served on loopback."""
    from datetime import UTC, datetime

    from zenobia.gather.files import read_inputs

    url = f"sqlite:///{tmp_path_factory.mktemp('sample') / 'sample.db'}"
    reader = build_reader(from_environment(), engine="rules")
    with open_store(url) as store, sample_path() as path:
        now = datetime(2020, 1, 1, tzinfo=UTC)
        arriving = read_inputs([str(path)], now=now, published=None, source=None, stdin=None, max_bytes=10**7)  # type: ignore[arg-type]
        keep(store, map(as_if_received, arriving))
        for _ in read_unread(store, reader):
            pass
        fold(store, reader.claim.actors)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(url, settings=Settings()), log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def sample(chromium: Any, sample_site: str) -> Iterator[Any]:
    contexts = []

    def begin(**options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        return visit_class()(context.new_page(), sample_site)

    yield begin
    for context in contexts:
        context.close()


def test_in_ten_seconds_one_sees_what_happened_who_says_so_and_who_disputes_it(sample: Any) -> None:
    one = sample()
    one.go("/")
    lead = one.page.locator(".lead")
    box = lead.bounding_box()
    assert box["y"] + box["height"] < 900, "seen without scrolling"
    text = lead.inner_text()
    assert "Palmyra" in text and "2016" in text
    assert "Syrian Observatory for Human Rights" in text and "Russian Ministry of Defence" in text
    assert lead.locator("q").count() == 2
    assert one.page.locator(".counts .warn").inner_text().endswith(("contradiction", "contradictions"))
    with one.page.expect_navigation():
        lead.locator("a").click()
    assert one.page.locator(".clash blockquote").count() >= 2
    assert one.page.locator(".voice").count() >= 2


def test_the_past_is_shown_as_it_was_known(sample: Any) -> None:
    one = sample()
    one.go("/")
    one.drawn()
    one.page.wait_for_selector("#time:not([hidden])")
    before = one.page.locator("#list .item").count()
    one.page.get_by_label("As known on").check()
    with one.page.expect_response(lambda answer: "/fragments/incidents?as_of=2015" in answer.url):
        one.page.evaluate(
            "const day = document.querySelector('#day'); day.value = String(Number(day.min) + 60);"
            "day.dispatchEvent(new Event('input', { bubbles: true }))"
        )
    one.until(lambda: one.page.locator("#list .item").count() < before)
    assert "2016" not in one.page.locator("#list").inner_text()
    one.until(lambda: "as_of=2015" in one.page.locator("#map").get_attribute("data-asked"))
    assert one.broken == []


def test_playback_runs_through_the_days_and_stops(sample: Any) -> None:
    one = sample()
    one.go("/")
    one.drawn()
    play = one.page.locator("#play")
    play.click()
    one.becomes("document.querySelector('#play').ariaPressed", "true")
    first = one.page.locator("#shown").inner_text()
    one.until(lambda: one.page.locator("#shown").inner_text() != first)
    one.until(lambda: any("/tiles/" in url and "datetime=" in url for url in one.asked))
    play.click()
    one.becomes("document.querySelector('#play').ariaPressed", "false")
    assert one.broken == []


def test_an_address_gives_the_same_filters_and_view_again(sample: Any) -> None:
    one = sample()
    one.go("/?type=air_strike#map=6.5/34.4/38.6")
    one.drawn()
    assert one.page.locator("select[name=type]").input_value() == "air_strike"
    kinds = set(one.page.locator("#list .item .kind").all_inner_texts())
    assert kinds == {"Air strike"}
    assert all("type=air_strike" in url for url in one.asked if "/tiles/" in url)
    assert "map=6.5/" in one.page.url


def test_the_list_follows_the_map(sample: Any) -> None:
    one = sample()
    one.go("/#map=9/33.42/43.3")  # Ramadi
    one.drawn()
    with one.page.expect_response(lambda answer: "bbox=" in answer.url and "/fragments/" in answer.url):
        one.page.get_by_label("Only what the map shows").check()
    one.until(lambda: one.page.locator("#list .item").count() < 5)
    assert "Palmyra" not in one.page.locator("#list").inner_text()


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ru", "ltr")])
def test_the_interface_speaks_the_browser_s_language(sample: Any, language: str, direction: str) -> None:
    one = sample(locale=language, viewport={"width": 1280, "height": 900})
    for path in ("/", "/places", "/brief", "/search?q=palmyra", "/accuracy"):
        one.go(path)
        if path == "/":
            one.drawn()
        root = one.page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, direction)
        assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    brand, search = (one.page.locator(name).bounding_box()["x"] for name in (".brand", ".find"))
    assert (brand > search) == (direction == "rtl")
    assert one.broken == []


def test_colours_can_be_chosen_and_stay(sample: Any) -> None:
    one = sample(color_scheme="light")
    one.go("/claims")
    light = one.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    one.page.locator(".look select[name=theme]").select_option("dark")
    with one.page.expect_navigation():  # a click does not wait for the page that it leads to
        one.page.locator(".look button").click()
    assert one.page.url.endswith("/claims")
    assert one.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light


def test_a_search_is_kept_in_the_browser_with_its_feed(sample: Any) -> None:
    one = sample()
    one.go("/search?q=type:air_strike+palmyra")
    one.page.locator("#save").click()
    one.go("/search")
    saved = one.page.locator("#saved li")
    assert "type:air_strike palmyra" in saved.inner_text()
    feed = one.page.request.get(one.site + saved.locator("a").nth(1).get_attribute("href"))
    assert feed.ok and "<entry>" in feed.text()
    saved.get_by_role("button").click()
    one.until(lambda: one.page.locator("#saved li").count() == 0)


def paths(world: ModuleType) -> list[str]:
    return [
        "/",
        "/claims",
        "/places",
        "/places/Tadmur",
        "/search?q=depot",
        "/about",
        "/accuracy",
        "/brief?since=2016-12-10&until=2016-12-14",
        "/actors/Islamic%20State",
        f"/incidents/{world.RAID.id}",
        f"/reports/{world.DOCUMENTS[0].id}",
        f"/reports/{world.DOCUMENTS[2].id}",
        "/nowhere",
    ]


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ar")])
def test_axe_finds_nothing_serious(visit: Any, world: ModuleType, scheme: str, language: str) -> None:
    if not AXE.exists():
        pytest.skip(f"{AXE} is not there: run tools/fetch_axe.sh, which needs npm")
    one = visit(color_scheme=scheme, locale=language)
    source = AXE.read_text("utf-8")
    found = []
    for path in paths(world):
        one.go(path)
        if one.page.locator("#map").count():
            one.drawn()
        one.page.evaluate(source)
        rules = {"runOnly": {"type": "tag", "values": WCAG}}
        told = one.page.evaluate("rules => axe.run(document, rules)", rules)
        found += [
            (path, fault["id"], fault["nodes"][0]["html"][:160], fault["nodes"][0]["failureSummary"][:200])
            for fault in told["violations"]
            if fault["impact"] in SERIOUS
        ]
    assert found == []
