"""No route gives away what is held back: every route of the application is asked, so that a new one cannot be forgotten.

A route with a parameter that is not in `VALUES` fails the test until it is put there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from zenobia.serve import create_app
from zenobia.serve.filters import FILTERS
from zenobia.values.ids import folded
from zenobia.values.mercator import UNITS, project

NAMES = ("Governor of Homs", "grain depot", "Wire One", "River Observatory")
SHIELDED = "wire"
TRUE_SPOT = (34.62, 38.27)
DESK = ("/desk", "/api/review")
TILES = [
    (str(zoom), *(str(value * (1 << zoom) // UNITS) for value in project(*TRUE_SPOT))) for zoom in range(15)
]  # fmt: skip
QUERIES = (
    "",
    "?q=militants",
    "?type=air_strike",
    "?datetime=2016-12-01/..",
    "?as_of=2016-12-19",
    "?bbox=37,34,39,36",
    "?country=SY",
)
Make = Callable[..., TestClient]


def values(world: ModuleType) -> dict[str, list[str]]:
    claims = [event.claim.id for event in world.EVENTS]
    incidents = [incident.id for incident in world.INCIDENTS]
    documents = [document.id for document in world.DOCUMENTS]
    events = [event.id for event in world.EVENTS]
    captures = [capture.id for capture in world.CAPTURES]
    controls = [control.id for control in world.CONTROLS]
    return {
        "incident_id": incidents,
        "claim_id": claims,
        "document_id": documents,
        "subject": [*incidents, *claims, *documents, *events, *captures, *controls],
        "place": ["Tadmur", "geonames:163960"],
        "name": ["incidents", "Islamic State", "Air Ministry", "notes", "wire", "militants"],
    }


def routes(app: Any) -> Iterator[str]:
    """Give the path of every route that answers GET, those of included routers too."""
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes(inner)
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield route.path


def addresses(store_url: str, world: ModuleType) -> list[str]:
    """Give every address to ask: each route with each value of its parameters, lists with several filters."""
    known, asked = values(world), []
    for path in routes(create_app(store_url)):
        if path.startswith(DESK):
            continue
        names = re.findall(r"\{(\w+)(?::path)?\}", path)
        if names == ["z", "x", "y"]:
            asked += [path.format(z=z, x=x, y=y) for z, x, y in TILES]
            continue
        assert set(names) <= set(known), f"{path} has a parameter that this test must be told of"
        plain = re.sub(r":path\}", "}", path)
        for chosen in product(*(known[name] for name in names)):
            asked.append(plain.format(**{name: quote(value) for name, value in zip(names, chosen, strict=True)}))
    lists = [path for path in asked if "{" not in path]
    return [*asked, *(path + query for path in lists for query in QUERIES[1:] if takes_filters(path))]


def takes_filters(path: str) -> bool:
    roots = ("/api/claims", "/api/incidents", "/api/control", "/api/map.geojson", "/claims", "/", "/feeds/incidents.atom")
    return path in (*roots, "/collections/incidents/items", "/fragments/incidents", "/fragments/here") or path.startswith(
        "/tiles/"
    )


@pytest.fixture
def held(client_with: Make) -> TestClient:
    return client_with(withheld_names=NAMES, shielded_sources=(SHIELDED,), coordinate_grid_km=50.0, areas_km=25.0)  # type: ignore[arg-type]


def test_no_route_gives_a_withheld_name_a_shielded_source_or_a_true_coordinate(
    held: TestClient, client: TestClient, store_url: str, world: ModuleType
) -> None:
    shielded = next(source for source in world.SOURCES if source.id == SHIELDED)
    hidden = next(document for document in world.DOCUMENTS if document.source == SHIELDED)
    words = [*NAMES, *(folded(name) for name in NAMES), shielded.name, hidden.url, f'"{SHIELDED}"']
    asked = addresses(store_url, world)
    assert len(asked) > 150
    seen_openly = set()
    for path in asked:
        told = held.get(path)
        assert told.status_code in (200, 303, 307, 308, 400, 404), (path, told.status_code)
        text = told.content.decode("utf-8", "replace").casefold()
        open_text = client.get(path).content.decode("utf-8", "replace").casefold()
        for word in words:
            if word.casefold() in open_text:
                seen_openly.add(word)
            assert word.casefold() not in text, (path, word)
        for degree in TRUE_SPOT:
            assert not re.search(rf"(?<![\d.]){re.escape(str(degree))}\d*(?!\d)", text), (path, degree)
    assert {*NAMES, shielded.name, hidden.url} <= seen_openly, "the test looks for what would be there without the hold"


@pytest.mark.parametrize(
    "query", ["q=Governor", "q=depot", 'q="grain depot"', "source=River Observatory", "source=wire", "q=Wire"]
)
def test_no_question_finds_what_is_withheld(held: TestClient, client: TestClient, query: str) -> None:
    """A name cannot be found out by asking for its words: what is found must hold them as it is shown."""
    name, _, value = query.partition("=")
    openly = 0
    for path in ("/api/claims", "/api/incidents"):
        openly += len(client.get(path, params={name: value}).json()["items"])
        for item in held.get(path, params={name: value}).json()["items"]:
            shown = str(held.get(f"{path}/{item['id']}").json()).casefold()
            assert value.strip('"').casefold().split()[0] in shown
            assert all(secret.casefold() not in shown for secret in NAMES)
    assert openly, "found without the hold"
    if name == "source":
        assert held.get("/api/incidents", params={name: value}).json()["items"] == []
        assert held.get("/tiles/0/0/0", params={name: value}).content == b""


def test_what_is_delayed_is_on_no_route(client_with: Make, store_url: str, world: ModuleType) -> None:
    held = client_with(now=datetime(2016, 12, 12, 12, tzinfo=UTC), publication_delay_hours=24.0, areas_km=25.0)
    secrets = [world.FEWER.claim.quote.text, "Governor of Homs", world.DOCUMENTS[1].title, world.FIGURES.why, "at least 180"]
    for path in addresses(store_url, world):
        text = held.get(path).content.decode("utf-8", "replace")
        assert not [secret for secret in secrets if secret in text], path


def test_the_desk_is_shut_to_those_who_are_not_signed_in(client: TestClient, store_url: str) -> None:
    shut = [path for path in routes(create_app(store_url)) if path.startswith(DESK) and path != "/desk/sign-in"]
    assert len(shut) > 5
    for path in shut:
        answer = client.get(re.sub(r"\{\w+(:path)?\}", "x", path), follow_redirects=False)
        assert answer.status_code in (303, 401, 403, 404, 405), path


def test_the_filters_asked_here_are_filters() -> None:
    assert {query[1:].partition("=")[0] for query in QUERIES if query} <= set(FILTERS)
