"""What an operator sets about the basemap is what a reader's browser draws, from no other machine."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zenobia.serve.mvt import EXTENT, Shape, encode_tile
from zenobia.settings import Settings

pytestmark = pytest.mark.browser
Serve = Callable[[Settings], AbstractContextManager[str]]
WATER = Shape(corners=((0, 0), (EXTENT, 0), (EXTENT, EXTENT), (0, EXTENT)), properties={"kind": "ocean"})


def archives() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pmtiles_writer", Path(__file__).parents[1] / "serve" / "pmtiles.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def picture(visit: Any, root: str, view: str) -> tuple[Any, bytes]:
    """Draw the map without what lies on it; give the visit and a picture."""
    one = visit()
    one.site = root
    one.go(f"/#map={view}")
    one.drawn()
    for layer in ("incidents", "control"):
        one.page.locator(f"#show-{layer}").uncheck()
    one.page.wait_for_timeout(300)  # the next frame is drawn
    return one, one.page.locator("#map canvas").screenshot()


def test_an_archive_of_tiles_is_read_in_ranges_and_drawn(visit: Any, serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "water.pmtiles"
    path.write_bytes(archives().archive_of(encode_tile((("water", [WATER]),)), ["water"]))
    with serve(Settings()) as plain, serve(Settings(map_pmtiles=str(path))) as watered:
        before, dry = picture(visit, plain, "4/48/20")
        after, wet = picture(visit, watered, "4/48/20")
    assert not any("pmtiles" in url for url in before.asked), "nothing is loaded where no archive is named"
    assert f"{watered}/basemap.pmtiles" in after.asked
    assert after.broken == [] and after.outside == []
    assert wet != dry, "the water of the archive lies on the land"


def test_a_worldview_draws_other_borders(visit: Any, serve: Serve) -> None:
    with serve(Settings()) as plain, serve(Settings(worldview="RU")) as seen:
        _, dashed = picture(visit, plain, "7/46/34.3")
        _, solid = picture(visit, seen, "7/46/34.3")
        _, again = picture(visit, plain, "7/46/34.3")
    assert dashed == again, "equal maps give equal pictures"
    assert dashed != solid


def test_influence_is_off_until_asked_for_and_says_what_it_is(visit: Any, serve: Serve) -> None:
    with serve(Settings(areas_km=60.0)) as root:
        one = visit()
        one.site = root
        one.go("/")
        one.drawn()
        assert not any("/api/areas.geojson" in url for url in one.asked)
        assert not one.page.locator("#influence-note").is_visible()
        one.page.locator("#show-influence").check()
        one.page.wait_for_selector("#map[data-influence]")
        assert one.page.locator("#influence-note").is_visible()
        assert int(one.page.locator("#map").get_attribute("data-influence")) > 0
        one.page.locator("#show-influence").uncheck()
        one.page.wait_for_selector("#influence-note", state="hidden")
        assert one.broken == []


def test_no_influence_is_offered_where_none_is_served(visit: Any) -> None:
    one = visit()
    one.go("/")
    assert one.page.locator("#show-influence").count() == 0
