"""Areas of influence are off unless asked for, say what they are, and go through the same hold as everything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from zenobia.faults import BadSettings
from zenobia.settings import from_environment

AREAS = "/api/areas.geojson"


def test_there_are_none_unless_a_radius_is_set(client: TestClient) -> None:
    told = client.get(f"{AREAS}?on=2016-12-11")
    assert told.status_code == 404
    assert "ZENOBIA_AREAS_KM" in told.json()["detail"]


def test_every_area_says_that_it_is_interpolation(client_with: Callable[..., TestClient]) -> None:
    client = client_with(areas_km=25.0)
    told = client.get(f"{AREAS}?on=2016-12-11").json()
    (area,) = told["features"]
    assert told["interpolation"] is area["properties"]["interpolation"] is True
    assert told["note"] == area["properties"]["note"] and "Interpolation" in told["note"]
    (point,) = client.get("/api/control.geojson?on=2016-12-11").json()["features"]
    same = ("place", "name", "status", "holder", "colour", "days", "sentence")
    assert {key: area["properties"][key] for key in same} == {key: point["properties"][key] for key in same}
    assert (area["properties"]["hatched"], area["properties"]["radius_km"]) == (False, 25.0)
    assert area["properties"]["strength"] < point["properties"]["strength"]
    disputed = client.get(f"{AREAS}?on=2016-12-13").json()["features"][0]["properties"]
    assert disputed["hatched"] and disputed["strength"] < area["properties"]["strength"]
    assert client.get(f"{AREAS}?on=2016-12-01").json()["features"] == []
    assert client.get(f"{AREAS}?on=2016-12-13&as_of=2016-12-10").json()["features"] == []


def test_what_is_delayed_has_no_area_and_what_is_snapped_is_drawn_where_it_is_shown(
    client_with: Callable[..., TestClient],
) -> None:
    early = datetime(2016, 12, 12, 12, tzinfo=UTC)
    assert (
        client_with(now=early, areas_km=25.0, publication_delay_hours=48.0).get(f"{AREAS}?on=2016-12-11").json()["features"] == []
    )
    snapped = client_with(areas_km=25.0, coordinate_grid_km=50.0)
    (area,) = snapped.get(f"{AREAS}?on=2016-12-11").json()["features"]
    (point,) = snapped.get("/api/control.geojson?on=2016-12-11").json()["features"]
    ring = area["geometry"]["coordinates"][0]
    middle = [sum(spot[at] for spot in ring[:-1]) / (len(ring) - 1) for at in (0, 1)]
    assert middle == pytest.approx(point["geometry"]["coordinates"], abs=0.01)


def test_a_radius_has_a_limit() -> None:
    assert from_environment({"ZENOBIA_AREAS_KM": "40"}).areas_km == 40.0
    with pytest.raises(BadSettings, match="the limit is 0 to 100"):
        from_environment({"ZENOBIA_AREAS_KM": "4000"})
