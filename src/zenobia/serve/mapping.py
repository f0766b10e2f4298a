"""In: incidents. Out: what the map draws, as GeoJSON: one spot a place, with the incidents that lie there.

1. Incidents with the same fix share one spot, so that ten of them do not hide one another.
2. An area is a polygon with its name at the northern edge and, where it would be too small to see, a hollow mark; only an exact
   or near fix of small radius is a point.
3. A spot is contested when any incident at it is.
4. What has no coordinates is counted in `unplaced`; the list shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, log2, radians
from typing import Any

from zenobia.export.geojson import geometry
from zenobia.serve.tongue import DEFAULT, tongue
from zenobia.values.incident import Incident
from zenobia.values.mercator import is_area
from zenobia.values.place import Fix

LISTED = 12
"""Incidents named at a spot; what the pop-up holds without scrolling on a phone. The rest is one click away in the list."""

FAR_PIXELS = 7
"""Radius in pixels at which a disc can still be seen and clicked."""
KM_A_PIXEL = 78.27
"""Kilometres of a pixel on the equator at zoom 0, where the world is 512 pixels wide."""

SpotKey = tuple[str, float | None, float | None, float | None, str]


def spot_key(fix: Fix) -> SpotKey:
    """Name the spot that a fix falls on."""
    return fix.id or fix.name, fix.lat, fix.lon, fix.radius_km, fix.precision


def map_features(incidents: Iterable[Incident]) -> dict[str, Any]:
    """Give the FeatureCollection that the map draws."""
    spots: dict[SpotKey, tuple[Fix, list[Incident]]] = {}
    unplaced = 0
    for incident in incidents:
        fix = incident.fix
        if fix is None or fix.lat is None or fix.lon is None:
            unplaced += 1
        else:
            spots.setdefault(spot_key(fix), (fix, []))[1].append(incident)
    # The widest first: a narrow area is drawn above the wide one around it.
    ordered = sorted(spots.values(), key=lambda spot: (-(spot[0].radius_km or 0.0), spot[0].name))
    features = [feature for fix, found in ordered for feature in _spot(fix, found)]
    return {"type": "FeatureCollection", "features": features, "unplaced": unplaced}


def far_zoom(fix: Fix) -> float:
    """Give the map zoom below which a disc is smaller than FAR_PIXELS and needs a mark to be seen at all."""
    km_a_pixel = KM_A_PIXEL * cos(radians(min(85.0, abs(fix.lat or 0.0))))
    return round(log2(FAR_PIXELS * km_a_pixel / fix.radius_km), 2) if fix.radius_km else 24.0


def _spot(fix: Fix, incidents: list[Incident]) -> list[dict[str, Any]]:
    words, shape = tongue(DEFAULT), geometry(fix)
    area = is_area(fix)
    properties = {
        "spot": fix.id or fix.name,
        "place": fix.name,
        "precision": fix.precision,
        "radius_km": fix.radius_km,
        "count": len(incidents),
        "contested": any(incident.is_contested for incident in incidents),
        "incidents": [
            {
                "id": incident.id,
                "title": incident.title,
                "type": words.type(incident.type),
                "when": words.dated(incident),
                "contested": incident.is_contested,
            }
            for incident in incidents[:LISTED]
        ],
        "more": max(0, len(incidents) - LISTED),
        "far_zoom": far_zoom(fix) if area else None,
    }
    if not area:
        return [_feature({"type": "Point", "coordinates": [fix.lon, fix.lat]}, properties, "point")]
    middle = {"type": "Point", "coordinates": [fix.lon, fix.lat]}
    drawn = [_feature(shape, properties, "area")] if shape and shape["type"] == "Polygon" else []
    edge = {"type": "Point", "coordinates": shape["coordinates"][0][0]} if shape and drawn else middle
    return [*drawn, _feature(middle, properties, "far"), _feature(edge, properties, "count")]


def _feature(shape: dict[str, Any], properties: dict[str, Any], role: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": shape, "properties": {**properties, "role": role}}
