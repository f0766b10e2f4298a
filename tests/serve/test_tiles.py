"""Tiles are well-formed, hold what the list holds, and no more than the hold lets through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from starlette.testclient import TestClient

from zenobia.serve.mvt import BUFFER, EXTENT, POLYGON, Shape, TileMessage, commands, cut, encode_tile
from zenobia.values.mercator import UNITS, project


def read(body: bytes) -> dict[str, list[dict[str, Any]]]:
    """Take a tile apart by the specification."""
    layers = {}
    for layer in TileMessage.FromString(body).layers:
        values = [value.ListFields()[0][1] for value in layer.values]
        layers[layer.name] = [
            {"geometry": walked(list(feature.geometry)), "type": feature.type}
            | {layer.keys[key]: values[value] for key, value in zip(feature.tags[::2], feature.tags[1::2], strict=True)}
            for feature in layer.features
        ]
    return layers


def walked(numbers: list[int]) -> list[tuple[int, int]]:
    corners, x, y = [], 0, 0
    while numbers:
        command = numbers.pop(0)
        if command & 7 == 7:
            continue
        for _ in range(command >> 3):
            x, y = (at + ((step >> 1) ^ -(step & 1)) for at, step in zip((x, y), (numbers.pop(0), numbers.pop(0)), strict=True))
            corners.append((x, y))
    return corners


def tile_of(client: TestClient, zoom: int, lat: float, lon: float, query: str = "") -> dict[str, list[dict[str, Any]]]:
    x, y = (value * (1 << zoom) // UNITS for value in project(lat, lon))
    answer = client.get(f"/tiles/{zoom}/{x}/{y}{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    return read(answer.content)


def test_the_specification_s_example_is_written_as_it_says() -> None:
    # Section 4.3.5.1 of the specification, and its polygon of 4.3.5.5
    assert commands(((25, 17),)) == [9, 50, 34]
    assert commands(((3, 6), (8, 12), (20, 34))) == [9, 6, 12, 18, 10, 12, 24, 44, 15]
    tile = read(encode_tile((("one", [Shape(corners=((1, 2),), properties={"a": 1, "b": True, "c": "x", "d": 0.5, "e": -3})]),)))
    assert tile["one"][0] == {"geometry": [(1, 2)], "type": 1, "a": 1, "b": True, "c": "x", "d": 0.5, "e": -3}


def test_true_and_one_are_two_values() -> None:
    tile = read(encode_tile((("one", [Shape(corners=((1, 2),), properties={"a": 1, "b": True, "c": 1.0})]),)))
    assert [type(tile["one"][0][key]) for key in "abc"] == [int, bool, float]


def test_a_ring_is_cut_at_the_widened_edge_and_runs_clockwise() -> None:
    whole = cut([(-9000.0, -9000.0), (-9000.0, 9000.0), (9000.0, 9000.0), (9000.0, -9000.0)])
    assert set(whole) == {(x, y) for x in (-BUFFER, EXTENT + BUFFER) for y in (-BUFFER, EXTENT + BUFFER)}
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(whole, [*whole[1:], whole[0]], strict=True))
    assert doubled > 0, "clockwise where y runs downwards"
    assert cut([(5000.0, 5000.0), (6000.0, 5000.0), (6000.0, 6000.0)]) == ()


def test_far_out_all_placed_incidents_are_in_one_tile(client: TestClient) -> None:
    world = read(client.get("/tiles/0/0/0").content)
    assert sum(mark["count"] for mark in world["marks"]) == 3
    assert sum(mark["contested"] for mark in world["marks"]) == 1
    assert {mark["family"] for mark in world["marks"]} <= {"fighting", "fire", "ground"}


def test_near_an_area_is_a_ring_and_a_named_place_a_point(client: TestClient) -> None:
    near = tile_of(client, 9, 34.62, 38.27)
    names = {area["name"]: area for area in near["areas"]}
    assert set(names) == {"Homs", "Tadmur"}
    assert names["Tadmur"]["type"] == POLYGON
    assert (names["Tadmur"]["low"], names["Tadmur"]["open"], names["Tadmur"]["contested"]) == (180, True, 1)
    assert [mark["name"] for mark in near["marks"]] == ["grain depot"]
    far = tile_of(client, 2, 34.62, 38.27)
    assert "areas" not in far
    assert sum(mark["count"] for mark in far["marks"]) == 3


def test_a_mark_s_box_lists_what_it_counts(client: TestClient) -> None:
    for zoom in (0, 4, 9):
        for mark in tile_of(client, zoom, 34.62, 38.27).get("marks", []):
            found = client.get(f"/api/incidents?bbox={mark['box']}").json()["items"]
            assert len(found) >= mark["count"]


def test_filters_and_the_past_are_those_of_the_list(client: TestClient) -> None:
    then = "?as_of=2016-12-11T12:00:00Z"
    for query in ("?type=air_strike", "?datetime=2016-12-10/2016-12-10", then, "?q=depot", "?country=SY"):
        listed = [item for item in client.get(f"/api/incidents{query}").json()["items"] if item["fix"]]
        marks = tile_of(client, 0, 0.0, 0.0, query).get("marks", [])
        assert sum(mark["count"] for mark in marks) == len(listed), query
        assert sum(mark["contested"] for mark in marks) == sum(item["is_contested"] for item in listed), query
    assert all("low" not in mark for mark in tile_of(client, 0, 0.0, 0.0, then)["marks"])


def test_the_delay_and_the_grid_hold_for_tiles(client_with: Callable[..., TestClient], world: ModuleType) -> None:
    held = client_with(now=datetime(2016, 12, 12, 12, tzinfo=UTC), publication_delay_hours=24.0)
    marks = tile_of(held, 0, 0.0, 0.0)["marks"]
    assert (sum(mark["count"] for mark in marks), sum(mark["contested"] for mark in marks)) == (2, 0)
    snapped = client_with(coordinate_grid_km=50.0)
    shown = snapped.get(f"/api/incidents/{world.DEPOT_TAKEN.id}").json()["fix"]
    near = tile_of(snapped, 9, shown["lat"], shown["lon"])
    assert "marks" not in near, "what lies somewhere in a cell of 50 km is no point"
    depot = next(area for area in near["areas"] if area["name"] == "grain depot")
    west, south, east, north = map(float, depot["box"].split(","))
    assert (west + east) / 2 == pytest.approx(shown["lon"], abs=1e-4)
    assert (south + north) / 2 == pytest.approx(shown["lat"], abs=1e-4)
    assert depot["radius_km"] == shown["radius_km"] >= 25


@pytest.mark.parametrize("path", ["/tiles/15/0/0", "/tiles/2/4/0", "/tiles/2/0/-1", "/tiles/x/0/0", "/tiles/2/0/0?q=a&q=b"])
def test_a_wrong_address_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_a_tile_known_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/tiles/2/2/1")
    assert client.get("/tiles/2/2/1", headers={"if-none-match": first.headers["etag"]}).status_code == 304
