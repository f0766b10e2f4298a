"""Distances on the earth: in go degrees and km, out come the same. A sphere is enough: its error is under 0.6 %."""

from __future__ import annotations

import math
from functools import lru_cache

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip

Point = tuple[float, float]
"""(lat, lon) in WGS84 degrees."""


@lru_cache(maxsize=65536)
def distance_km(a: Point, b: Point) -> float:
    """Give the great-circle distance."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    across = math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * across
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def moved(start: Point, bearing: float, km: float) -> Point:
    """Give the point that lies `km` away in a bearing (degrees clockwise from north)."""
    lat, lon, turn, arc = math.radians(start[0]), math.radians(start[1]), math.radians(bearing), km / EARTH_KM
    end = math.asin(max(-1.0, min(1.0, math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(turn))))
    east = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(end))
    return math.degrees(end), (math.degrees(lon + east) + 540) % 360 - 180


def middle(a: Point, b: Point) -> Point:
    """Give the point half-way between two."""
    vectors = [
        (math.cos(math.radians(lat)) * math.cos(math.radians(lon)), math.cos(math.radians(lat)) * math.sin(math.radians(lon)),
         math.sin(math.radians(lat)))
        for lat, lon in (a, b)
    ]  # fmt: skip
    x, y, z = (sum(axis) for axis in zip(*vectors, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
