"""What a map program asks of OGC API Features."""

from __future__ import annotations

from types import ModuleType

from starlette.testclient import TestClient


def test_landing_leads_to_conformance_and_items(client: TestClient) -> None:
    links = {link["rel"]: link["href"] for link in client.get("/api").json()["links"]}
    assert any(name.endswith("conf/geojson") for name in client.get(links["conformance"]).json()["conformsTo"])
    collection = client.get(links["data"]).json()["collections"][0]
    items = next(link["href"] for link in collection["links"] if link["rel"] == "items")
    assert client.get(items).json()["numberReturned"] == 4


def test_pages_follow_their_links(client: TestClient) -> None:
    ids, following = [], "/collections/incidents/items?limit=3"
    while following:
        page = client.get(following)
        assert page.headers["content-type"] == "application/geo+json"
        ids += [feature["id"] for feature in page.json()["features"]]
        following = next((link["href"] for link in page.json()["links"] if link["rel"] == "next"), None)
    assert len(ids) == len(set(ids)) == 4


def test_a_vague_place_is_an_area_and_no_place_is_null(client: TestClient, world: ModuleType) -> None:
    features = {feature["id"]: feature for feature in client.get("/collections/incidents/items").json()["features"]}
    assert features[world.DEPOT_TAKEN.id]["geometry"]["type"] == "Point"
    assert features[world.PROVINCE_SHELLED.id]["geometry"]["type"] == "Polygon"
    assert features[world.RAID.id]["geometry"]["type"] == "Polygon"
    assert features[world.MARKET_SHELLED.id]["geometry"] is None


def test_one_item_is_the_one_of_the_list(client: TestClient, world: ModuleType) -> None:
    item = client.get(f"/collections/incidents/items/{world.RAID.id}").json()
    assert item["properties"]["title"] == world.RAID.title


def test_no_other_collection(client: TestClient) -> None:
    assert client.get("/collections/events").status_code == 404
    assert client.get("/collections/incidents/items/incident_0").status_code == 404
