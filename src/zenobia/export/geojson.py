"""In: incidents. Out: a GeoJSON FeatureCollection (RFC 7946), streamed as text, one feature an incident.

1. A fix that is not exact or near is an area: a polygon of its disc, never a point. So is a near one with a radius above NEAR_KM.
2. An incident without coordinates is a feature with a null geometry; it is not left out.
3. A disc over a pole or the date line is given as a point with its radius, since its ring would not be a valid one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from math import asin, atan2, cos, degrees, radians, sin, tau
from typing import Any

from zenobia.export.statement import incident_record
from zenobia.values.incident import Incident
from zenobia.values.mercator import is_area
from zenobia.values.place import Fix

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
CORNERS = 48
"""Corners of a disc's ring: its edge is then within 0.2 % of the radius."""
DECIMALS = 5
"""Digits of a degree given: about 1 m, finer than any report."""


def disc(lat: float, lon: float, radius_km: float) -> list[list[float]] | None:
    """Give the closed, anticlockwise ring of a disc; None where it would cross a pole or the date line."""
    reach = radius_km / EARTH_KM
    if abs(lat) + degrees(reach) >= 90:
        return None
    ring = []
    for corner in range(CORNERS):
        bearing = -tau * corner / CORNERS
        north = asin(sin(radians(lat)) * cos(reach) + cos(radians(lat)) * sin(reach) * cos(bearing))
        east = radians(lon) + atan2(sin(bearing) * sin(reach) * cos(radians(lat)), cos(reach) - sin(radians(lat)) * sin(north))
        if abs(degrees(east)) > 180:
            return None
        ring.append([round(degrees(east), DECIMALS), round(degrees(north), DECIMALS)])
    return [*ring, ring[0]]


def geometry(fix: Fix | None) -> dict[str, Any] | None:
    """Give the GeoJSON geometry of a fix, by rules 1 to 3."""
    if fix is None or fix.lat is None or fix.lon is None:
        return None
    if is_area(fix) and fix.radius_km:
        ring = disc(fix.lat, fix.lon, fix.radius_km)
        if ring:
            return {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Point", "coordinates": [round(fix.lon, DECIMALS), round(fix.lat, DECIMALS)]}


def incident_feature(incident: Incident) -> dict[str, Any]:
    """Give one incident as a GeoJSON feature whose properties are its JSON record."""
    return {"type": "Feature", "id": incident.id, "geometry": geometry(incident.fix), "properties": incident_record(incident)}


def geojson_text(incidents: Iterable[Incident]) -> Iterator[str]:
    """Stream a FeatureCollection, one feature a line."""
    yield '{"type":"FeatureCollection","features":['
    comma = "\n"
    for incident in incidents:
        yield comma + json.dumps(incident_feature(incident), ensure_ascii=False, separators=(",", ":"))
        comma = ",\n"
    yield "\n]}\n"
