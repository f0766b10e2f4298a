"""What only a browser can tell: the policy holds, the map is drawn, the keyboard reaches everything."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def paths(world: ModuleType) -> list[str]:
    return [
        "/",
        "/claims",
        "/places/Tadmur",
        "/search?q=depot",
        "/about",
        "/accuracy",
        "/brief?since=2016-12-10&until=2016-12-14",
        "/actors/Islamic%20State",
        "/sources/River%20Observatory",
        f"/incidents/{world.RAID.id}",
        f"/reports/{world.DOCUMENTS[0].id}",
        f"/reports/{world.DOCUMENTS[2].id}",
    ]


def test_no_page_breaks_the_policy_or_asks_another_machine(visit: Any, world: ModuleType) -> None:
    one = visit()
    for path in paths(world):
        one.go(path)
        if one.page.locator("#map").count():
            one.drawn()
    assert one.broken == []
    assert one.outside == []
    assert any("/static/vendor/maplibre-gl/maplibre-gl-worker.mjs" in url for url in one.asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_drawn(visit: Any, scheme: str) -> None:
    one = visit(color_scheme=scheme)
    one.go("/")
    one.drawn()
    box = one.page.locator("#map canvas").bounding_box()
    assert box["width"] > 300 and box["height"] > 200
    picture = one.page.locator("#map").screenshot()
    assert len(picture) > 8_000, "a blank canvas compresses to less"
    assert one.broken == []


def test_a_click_on_a_spot_names_its_incidents(visit: Any, world: ModuleType) -> None:
    one = visit()
    one.go("/")
    one.drawn()
    box = one.page.locator("#map canvas").bounding_box()
    one.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    one.page.wait_for_selector(".popup .spot a")
    assert one.page.locator(".popup .spot a").first.get_attribute("href").startswith("/incidents/")
    one.becomes("document.activeElement.closest('.popup') !== null", True)
    one.page.keyboard.press("Escape")
    one.page.wait_for_selector(".popup", state="detached")
    assert one.broken == []


def test_the_keyboard_reaches_the_content_the_search_and_every_incident(visit: Any, world: ModuleType) -> None:
    one = visit()
    one.go("/")
    one.page.keyboard.press("Tab")
    one.becomes("document.activeElement.className", "skip")
    one.page.keyboard.press("Enter")
    one.becomes("document.activeElement.id", "main")
    for incident in range(len(world.INCIDENTS)):
        one.page.keyboard.press("j")
        href = one.page.locator(".list h3 a").nth(incident).get_attribute("href")
        one.becomes("document.activeElement.getAttribute('href')", href)
    one.page.keyboard.press("/")
    one.becomes("document.activeElement.id", "find")
    one.page.keyboard.type("depot/j")
    one.becomes("document.querySelector('#find').value", "depot/j")
    one.page.fill("#find", "depot")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/search?q=depot")


def test_tab_alone_reaches_every_link_and_control(visit: Any) -> None:
    one = visit()
    one.go("/")
    one.drawn()
    # Of a group of radio buttons the keyboard reaches one by Tab and the others by arrows.
    reachable = "a[href], input:not([type=radio]), input[type=radio]:checked, select, button"
    wanted = one.page.evaluate(f"[...document.querySelectorAll('{reachable}')].filter(e => e.checkVisibility()).length")
    reached = set()
    for _ in range(wanted + 30):
        one.page.keyboard.press("Tab")
        reached.add(one.page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    missed = one.page.evaluate(
        f"seen => [...document.querySelectorAll('{reachable}')]"
        ".filter(e => e.checkVisibility() && !seen.includes([...document.querySelectorAll('*')].indexOf(e)))"
        ".map(e => e.outerHTML)",
        list(reached),
    )
    assert missed == []


def test_without_scripts_the_page_holds_everything(visit: Any, world: ModuleType) -> None:
    one = visit(java_script_enabled=False)
    one.go("/")
    text = one.page.locator("main").inner_text()
    for incident in world.INCIDENTS:
        assert incident.title in text


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways_on_a_phone(visit: Any, world: ModuleType, width: int) -> None:
    one = visit(viewport={"width": width, "height": 800})
    for path in paths(world):
        one.go(path)
        assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visit: Any, world: ModuleType, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1 for every run of text on its nearest plain ground."""
    one = visit(color_scheme=scheme)
    for path in ("/claims", f"/incidents/{world.RAID.id}", f"/reports/{world.DOCUMENTS[0].id}", "/about"):
        one.go(path)
        assert one.page.evaluate(LOW_CONTRAST) == [], path


LOW_CONTRAST = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.backgroundImage !== "none") return null;
      const colour = numbers(style.backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest("#map")) continue;
    const under = ground(e);
    if (!under) continue;
    const [a, b] = [light(numbers(getComputedStyle(e).color)), light(under)].sort((p, q) => q - p);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push(`${e.tagName}.${e.className} ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return [...new Set(low)];
}"""
