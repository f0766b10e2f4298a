"""Which disputed line is drawn how, for whom: every line in the basemap is in the table, and a view changes what it says."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import zenobia.serve
from zenobia.serve import create_app
from zenobia.serve.borders import drawn_for, load_borders
from zenobia.settings import Settings

BASEMAP = Path(zenobia.serve.__file__).parent / "vendor" / "basemap" / "borders.json"


def test_the_table_and_the_basemap_hold_the_same_lines() -> None:
    features = json.loads(BASEMAP.read_text())["features"]
    drawn = [feature["properties"]["line"] for feature in features if feature["properties"]["kind"] == "disputed"]
    assert sorted(drawn) == sorted(border.line for border in load_borders())
    assert all(border.source for border in load_borders())


def test_without_a_view_every_disputed_line_is_dashed() -> None:
    assert drawn_for("") == drawn_for("ZZ") == {"solid": [], "hidden": []}


@pytest.mark.parametrize(
    ("view", "solid", "hidden"),
    [
        ("UA", set(), {"crimea"}),
        ("RU", {"crimea", "abkhazia", "south-ossetia"}, {"kosovo"}),
        ("SY", {"golan-west"}, {"golan-east"}),
        ("IL", {"golan-east"}, {"golan-west"}),
        ("RS", set(), {"kosovo"}),
    ],
)
def test_a_view_draws_its_own_borders(view: str, solid: set[str], hidden: set[str]) -> None:
    assert (set(drawn_for(view)["solid"]), set(drawn_for(view)["hidden"])) == (solid, hidden)


@pytest.mark.parametrize("view", ["", "UA"])
def test_the_page_tells_the_map_what_the_view_draws(store_url: str, view: str) -> None:
    with TestClient(create_app(store_url, settings=Settings(worldview=view))) as client:
        page = client.get("/").text
    told = re.search(r'data-borders="([^"]*)"', page)
    assert told and json.loads(html.unescape(told[1])) == drawn_for(view)
    assert ("Borders as UA draws them" in page) == bool(view), "a reader is told whose borders these are"
