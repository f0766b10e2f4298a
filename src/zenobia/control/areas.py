"""Areas of influence on a day: in go places with what is known of each, out a polygon around those that are held or fought over.

    places ─rings→ ─nearest ground (Voronoi)→ ring ∩ nearest ground

1. This is interpolation and says so in every area: nobody says of the ground between two places who holds it.
2. An area is the ground that lies nearer to its place than to any other, and no farther from it than the radius. No area reaches
   into another.
3. A place of which nothing is known any more has none, and keeps the ground around it free: nobody else's area covers it.
4. Places of which only the province or country is known have none. Places at one spot (a grid of coordinates makes such) have
   one area if they agree, else none.
5. It fades as knowledge ages, and is half as strong where it is contested or disputed.

Distances are great-circle within a percent or so below 70 degrees of latitude; the ring is drawn inside the radius.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Any

import shapely

from zenobia.control.knowledge import KM_PER_DEGREE, STALE_DAYS, Knowledge
from zenobia.values.control import Control

NOTE = "Interpolation, not reporting: the ground nearer to this place than to any other of which something is said."
FIXED = frozenset({"exact", "near"})
"""How finely a place must be known to have an area."""
STRONGEST, FAINTEST = 0.30, 0.06
"""Opacity of an area as said today, and of one last said `STALE_DAYS` ago: fainter than any point."""
CORNERS = 48
"""Points of a ring: its outline lies within a fifth of a percent of the circle."""
DECIMALS = 5
"""Decimals of a degree in outlines: about a metre."""
POLAR_COS = 0.2
"""Floor of the cosine of latitude: beyond 78 degrees rings stop widening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The ground around one place; `outline` is a GeoJSON geometry, lon-lat."""

    place: Control
    known: Knowledge
    outline: dict[str, Any]
    strength: float


Known = tuple[Control, Knowledge]


def areas(places: Iterable[Known], radius_km: float) -> list[Area]:
    """Draw the areas around places, in order of place.

    Args:
        places: one stretch of each place with what is known of the day, unknown ones too.
        radius_km: how far an area reaches at most; 0 draws none.
    """
    sites = [_agreed(told) for told in _by_spot(places).values()]
    if radius_km <= 0 or not sites:
        return []
    sites.sort(key=lambda site: site[0][0].place)
    rings = [_ring(*_spot(site[0][0]), radius_km) for site in sites]
    found: list[Area] = []
    for group in _near(rings):
        cells = _nearest([_spot(sites[at][0][0]) for at in group], [rings[at] for at in group])
        for at, cell in zip(group, cells, strict=True):
            (control, known), is_one = sites[at]
            outline = cell.intersection(rings[at])
            if is_one and known.status != "unknown" and not outline.is_empty:
                found.append(Area(place=control, known=known, outline=_geojson(outline), strength=_strength(known)))
    return sorted(found, key=lambda area: area.place.place)


def _by_spot(places: Iterable[Known]) -> dict[tuple[float, float], list[Known]]:
    spots: dict[tuple[float, float], list[Known]] = defaultdict(list)
    for control, known in places:
        fix = control.fix
        if fix is not None and fix.lat is not None and fix.lon is not None and fix.precision in FIXED:
            spots[round(fix.lat, DECIMALS), round(fix.lon, DECIMALS)].append((control, known))
    return spots


def _agreed(told: Sequence[Known]) -> tuple[Known, bool]:
    """Choose one of the places at a spot, the latest spoken of; tell whether they agree on who holds it."""
    ordered = sorted(told, key=lambda one: (one[1].days if one[1].days is not None else STALE_DAYS, one[0].place))
    return ordered[0], len({(known.status, known.holder_id or known.holder) for _, known in told}) == 1


def _spot(control: Control) -> tuple[float, float]:
    assert control.fix is not None and control.fix.lat is not None and control.fix.lon is not None
    return control.fix.lat, control.fix.lon


def _ring(lat: float, lon: float, radius_km: float) -> Any:
    """Draw the circle around a spot, from within: as wide as it may be where degrees are longest, on the equator's side."""
    height = radius_km / KM_PER_DEGREE
    width = height / max(cos(radians(max(0.0, abs(lat) - height))), POLAR_COS)
    turns = (2 * pi * corner / CORNERS for corner in range(CORNERS))
    return shapely.Polygon([(lon + width * cos(turn), lat + height * sin(turn)) for turn in turns])


def _near(rings: Sequence[Any]) -> list[list[int]]:
    """Put together the places whose rings meet, directly or by others: only these part the ground between them."""
    home = list(range(len(rings)))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    for one, other in shapely.STRtree(rings).query(rings, predicate="intersects").T.tolist():
        home[root(one)] = root(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(rings)):
        groups[root(at)].append(at)
    return sorted(groups.values())


def _nearest(spots: Sequence[tuple[float, float]], rings: Sequence[Any]) -> list[Any]:
    """Give for each spot the ground that lies nearer to it than to any other of its group."""
    if len(spots) == 1:
        return list(rings)
    shrink = max(cos(radians(sum(lat for lat, _ in spots) / len(spots))), POLAR_COS)
    points = shapely.MultiPoint([(lon * shrink, lat) for lat, lon in spots])
    frame = shapely.transform(shapely.box(*shapely.total_bounds(list(rings))), lambda xy: xy * (shrink, 1.0))
    cells = shapely.voronoi_polygons(points, extend_to=frame).geoms
    tree = shapely.STRtree(cells)
    found = [cells[int(tree.nearest(point))] for point in points.geoms]
    return [shapely.transform(cell, lambda xy: xy / (shrink, 1.0)) for cell in found]


def _geojson(outline: Any) -> dict[str, Any]:
    shape = shapely.set_precision(outline, 10**-DECIMALS)
    return dict(shapely.geometry.mapping(shape))


def _strength(known: Knowledge) -> float:
    age = min(known.days or 0, STALE_DAYS)
    strength = STRONGEST - (STRONGEST - FAINTEST) * age / STALE_DAYS
    return round(strength if known.status == "held" else max(FAINTEST, strength / 2), 3)
