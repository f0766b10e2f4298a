"""The API gives what CONTRACT names, page by page, and never what is held back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.testclient import TestClient

from zenobia.serve import create_app
from zenobia.store import open_store


def walk(client: TestClient, path: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    following: str | None = path
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        following = answer.json()["next"]
        assert (f'<{following}>; rel="next"' == answer.headers.get("link")) == (following is not None)
    return items


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize(("path", "total"), [("/api/claims", 7), ("/api/incidents", 4), ("/api/control", 3)])
def test_pages_hold_every_item_once(client: TestClient, path: str, total: int, limit: int) -> None:
    ids = [item["id"] for item in walk(client, f"{path}?limit={limit}")]
    assert len(ids) == len(set(ids)) == total
    assert ids == [item["id"] for item in walk(client, path)]


def test_a_page_keeps_its_filters(client: TestClient) -> None:
    found = walk(client, "/api/claims?limit=1&type=air_strike")
    assert [item["type"] for item in found] == ["air_strike", "air_strike"]


def test_a_claim_has_its_quote_in_its_report(client: TestClient, world: ModuleType) -> None:
    for claim in walk(client, "/api/claims"):
        text = client.get(f"/api/documents/{claim['document']}").json()["text"]
        assert text[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["text"]
    strike = client.get(f"/api/claims/{world.STRIKES.claim.id}").json()
    assert strike["said_by"]["name"] == "Air Ministry"
    assert [relay["name"] for relay in strike["via"]] == ["Wire One"]
    assert strike["incidents"] == [world.RAID.id]


def test_an_incident_has_its_voices_claims_and_contradictions(client: TestClient, world: ModuleType) -> None:
    raid = client.get(f"/api/incidents/{world.RAID.id}").json()
    assert (raid["voices"], raid["is_contested"]) == (2, True)
    assert {claim["id"] for claim in raid["claims"]} == {world.STRIKES.claim.id, world.FEWER.claim.id}
    assert raid["contradictions"][0]["kind"] == "figure"
    assert raid["tolls"][0] | {"because": []} == {
        "what": "killed", "who": "militants", "low": 180, "best": None, "high": None, "because": [], "best_why": "", "said": []
    }  # fmt: skip


def test_control_is_found_by_name_and_id(client: TestClient) -> None:
    by_name = walk(client, "/api/control?place=Tadmur")
    assert [stretch["status"] for stretch in by_name] == ["unknown", "held", "disputed"]
    assert walk(client, "/api/control?place=geonames:163960") == by_name
    assert by_name[2]["denied_by"] == ["Governor of Homs"]


def test_as_of_shows_what_was_known_then(client: TestClient, world: ModuleType) -> None:
    first_day = walk(client, "/api/incidents?as_of=2016-12-11T12:00:00Z")
    raid = next(item for item in first_day if item["id"] == world.RAID.id)
    assert raid["claim_ids"] == [world.STRIKES.claim.id]
    assert raid["contradictions"] == []
    assert {toll["what"]: toll["best"] for toll in raid["tolls"]} == {"conducted": 64, "killed": 301}
    assert len(first_day) == 2
    assert len(walk(client, "/api/claims?as_of=2016-12-11T12:00:00Z")) == 3


def test_explain_leads_down_to_the_bytes(client: TestClient, world: ModuleType) -> None:
    node = client.get(f"/api/explain/{world.DEPOT_TAKEN.id}").json()
    kinds = [node["kind"]]
    while node["rests_on"]:
        node = node["rests_on"][-1]
        kinds.append(node["kind"])
    assert kinds == ["incident", "event", "claim", "passage", "document", "capture"]
    assert {"name": "sha256", "words": world.CAPTURES[0].sha256} in node["facts"]


def test_an_answer_known_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/incidents")
    again = client.get("/api/incidents", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/claims", headers={"if-none-match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/incidents/incident_0", "/api/documents/doc_0", "/api/claims/claim_0", "/api/explain/x", "/api/nope"]
)
def test_what_is_not_there_is_a_404_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["instance"] == path


def test_nothing_can_be_written(client: TestClient) -> None:
    answer = client.post("/api/claims")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_the_delay_holds_back_on_every_door(client_with: Callable[..., TestClient], world: ModuleType) -> None:
    held = client_with(now=datetime(2016, 12, 12, 12, tzinfo=UTC), publication_delay_hours=24.0)
    assert {claim["document"] for claim in walk(held, "/api/claims")} == {world.DOCUMENTS[0].id}
    assert held.get(f"/api/documents/{world.DOCUMENTS[1].id}").status_code == 404
    assert held.get(f"/reports/{world.DOCUMENTS[1].id}").status_code == 404
    assert held.get(f"/api/explain/{world.DENIED.claim.id}").status_code == 404
    raid = held.get(f"/api/incidents/{world.RAID.id}").json()
    assert raid["claim_ids"] == [world.STRIKES.claim.id]
    secret = world.FEWER.claim.quote.text
    paths = ["/", "/claims", f"/incidents/{world.RAID.id}", "/search?q=180", "/feeds/incidents.atom", "/api/map.geojson"]
    for path in [*paths, f"/api/explain/{world.RAID.id}", "/collections/incidents/items", "/places/Tadmur"]:
        answer = held.get(path)
        assert answer.status_code == 200
        assert secret not in answer.text
        assert "Governor of Homs" not in answer.text
    assert [stretch["status"] for stretch in walk(held, "/api/control")] == ["held"]


def test_an_incident_is_shown_as_it_was_known_on_a_day(client: TestClient, world: ModuleType) -> None:
    path, then = f"/api/incidents/{world.RAID.id}", "2016-12-11T23:00:00Z"
    past = client.get(path, params={"as_of": then}).json()
    assert past["claim_ids"] == [claim["id"] for claim in past["claims"]] == [world.STRIKES.claim.id]
    assert past["contradictions"] == [] and past["is_contested"] is False
    assert {toll["best"] for toll in past["tolls"] if toll["what"] == "killed"} == {301}
    assert client.get(path).json()["claim_ids"] == list(world.RAID.claims)
    assert client.get(path, params={"as_of": "2016-12-01"}).status_code == 404
    assert client.get(path, params={"as_of": "yesterday"}).status_code == 400
    page = client.get(f"/incidents/{world.RAID.id}", params={"as_of": then}).text
    assert world.FEWER.claim.quote.text not in page and "later is left out" in page


def test_the_grid_moves_every_coordinate_and_boxes_do_not_give_it_away(
    client_with: Callable[..., TestClient], world: ModuleType
) -> None:
    snapped = client_with(coordinate_grid_km=50.0)
    for path in ("/api/claims", "/api/incidents", "/api/map.geojson", "/collections/incidents/items", "/feeds/incidents.atom"):
        assert not re.search(r"\b34\.62\b", snapped.get(path).text)
    fix = snapped.get(f"/api/incidents/{world.DEPOT_TAKEN.id}").json()["fix"]
    around_true = "38.26,34.61,38.28,34.63"
    around_shown = f"{fix['lon'] - 0.01},{fix['lat'] - 0.01},{fix['lon'] + 0.01},{fix['lat'] + 0.01}"
    assert walk(snapped, f"/api/incidents?bbox={around_true}") == []
    assert world.DEPOT_TAKEN.id in {item["id"] for item in walk(snapped, f"/api/incidents?bbox={around_shown}")}


def test_openapi_names_every_route_of_the_contract(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    wanted = {"/api/claims", "/api/incidents", "/api/incidents/{incident_id}", "/api/control", "/api/documents/{document_id}"}
    assert wanted | {"/api/sources", "/api/explain/{subject}", "/feeds/incidents.atom"} <= paths.keys()
    filters = {"bbox", "datetime", "as_of", "type", "actor", "source", "country", "q", "limit", "after"}
    for path, more in (("/api/claims", set()), ("/api/control", {"place"}), ("/feeds/incidents.atom", set())):
        operation = paths[path]["get"]
        assert {parameter["name"] for parameter in operation["parameters"]} == filters | more
        assert "application/problem+json" in operation["responses"]["4XX"]["content"]
        assert "422" not in operation["responses"]


def test_type_takes_kinds_of_claims_and_statuses_of_control(client: TestClient) -> None:
    assert {claim["kind"] for claim in walk(client, "/api/claims?type=control")} == {"control"}
    assert [stretch["status"] for stretch in walk(client, "/api/control?type=disputed")] == ["disputed"]


def test_a_retired_incident_leads_to_what_took_its_place(world: ModuleType, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'retired.db'}"
    with open_store(url) as store:
        store.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            store.keep_located(located, stamp="test@1")
        store.keep_folds(world.INCIDENTS, (), stamp="test@1", retired=[("incident_old", world.RAID.id)])
    with TestClient(create_app(url), follow_redirects=False) as client:
        for door in ("/api/incidents/", "/incidents/"):
            answer = client.get(f"{door}incident_old")
            assert (answer.status_code, answer.headers["location"]) == (308, door + world.RAID.id)
        assert client.get("/api/explain/incident_old").json()["id"] == world.RAID.id
