"""Areas are discs, rings are valid, and nothing without a place is lost."""

from __future__ import annotations

import json
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from zenobia.export.geojson import EARTH_KM, disc, geojson_text, geometry
from zenobia.values.mercator import NEAR_KM
from zenobia.values.place import Fix


def km_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Haversine, as a second way to the same number."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    half = sin(radians(lat_b - lat_a) / 2) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


@given(lat=st.floats(-80, 80), lon=st.floats(-170, 170), radius=st.floats(0.5, 400))
def test_a_disc_is_a_closed_anticlockwise_ring_at_its_radius(lat: float, lon: float, radius: float) -> None:
    ring = disc(lat, lon, radius)
    if ring is None:
        assert abs(lon) + radius / (111 * cos(radians(abs(lat) + radius / 111))) > 179
        return
    assert ring[0] == ring[-1]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert area > 0
    for east, north in ring:
        assert abs(km_between((lat, lon), (north, east)) - radius) < 0.01 * radius + 0.01


def test_a_disc_over_pole_or_date_line_is_no_ring() -> None:
    assert disc(89.9, 0, 50) is None
    assert disc(0, 179.9, 50) is None


def test_what_is_shown_as_a_point() -> None:
    exact = Fix(name="x", lat=1.0, lon=2.0, radius_km=NEAR_KM, precision="exact")
    assert geometry(exact) == {"type": "Point", "coordinates": [2.0, 1.0]}
    for fix in (
        Fix(name="x", lat=1.0, lon=2.0, radius_km=NEAR_KM + 0.1, precision="exact"),
        Fix(name="x", lat=1.0, lon=2.0, radius_km=0.5, precision="district"),
    ):
        drawn = geometry(fix)
        assert drawn and drawn["type"] == "Polygon"
    assert geometry(Fix(name="x", lat=None, lon=None, radius_km=None, precision="unknown")) is None


def test_a_collection_holds_every_incident_with_its_voices(world: ModuleType) -> None:
    collection = json.loads("".join(geojson_text(world.INCIDENTS)))
    assert [feature["id"] for feature in collection["features"]] == [incident.id for incident in world.INCIDENTS]
    assert collection["features"][0]["properties"]["voices"] == 2
    assert json.loads("".join(geojson_text([]))) == {"type": "FeatureCollection", "features": []}


def test_it_streams(world: ModuleType) -> None:
    taken: list[str] = []

    def incidents() -> object:
        for incident in world.INCIDENTS:
            taken.append(incident.id)
            yield incident

    text = geojson_text(incidents())  # type: ignore[arg-type]
    next(text)
    next(text)
    assert taken == [world.RAID.id]
