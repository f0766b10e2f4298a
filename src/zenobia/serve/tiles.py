"""The map's tiles: incidents as Mapbox Vector Tiles, drawn from the store through the hold.

Layers: `marks`, spots with what is gathered there; `areas`, discs that can be seen as such; `names`, where an area's name stands.
1. An area is a ring or it is a hollow mark; it is never a pin.
2. A tile names no person and no report; what lies under a mark is asked for by its box, at the list.
3. A tile drawn once is kept in memory until the ledger changes.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from zenobia.export.geojson import disc
from zenobia.export.published import Published
from zenobia.serve.api import Filters
from zenobia.serve.families import family_of
from zenobia.serve.mvt import EXTENT, Shape, Value, cut, encode_tile
from zenobia.serve.problems import PROBLEMS, bad
from zenobia.serve.shelf import Shelf
from zenobia.store.contract import Query
from zenobia.values.mark import Ground, Mark, Tally
from zenobia.values.mercator import Frame, project, tile_frame, unproject

MAX_ZOOM = 14
"""Deepest tiles: a cell of one is 150 m wide, finer than reports are. The browser draws these larger beyond."""
DELAY_STEP_S = 300
"""With a delay, tiles are drawn as of whole steps of so many seconds, always the one before: never sooner than they may."""
TILE_TYPE = "application/vnd.mapbox-vector-tile"
CELLS = 16
SAME_SPOT_DEGREES = 1e-4
"""Half the side of the box that asks for what lies at an area's middle: 11 m."""


def tile_router(shelf: Shelf) -> APIRouter:
    """Give the route of the tiles."""
    router = APIRouter(tags=["map"], responses=PROBLEMS)

    @router.get("/tiles/{z}/{x}/{y}", summary="What the map shows of incidents, as a vector tile", response_class=Response)
    def tile(request: Request, z: str, x: str, y: str, filters: Filters) -> Response:
        frame = _frame(z, x, y)
        query = replace(filters.query, limit=None, after=None)
        with shelf.reader(step_s=DELAY_STEP_S) as reader:
            key = ("tile", frame, query, reader.until)
            drawn = shelf.kept.answer(reader.changes(), key, lambda: draw(reader, frame, query))
        tag = f'W/"{hashlib.blake2b(drawn, digest_size=12).hexdigest()}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(drawn, media_type=TILE_TYPE, headers=headers)

    return router


def _frame(z: str, x: str, y: str) -> Frame:
    for name, value, limit in (("z", z, MAX_ZOOM), ("x", x, None), ("y", y, None)):
        most = limit if limit is not None else (1 << int(z)) - 1
        if not (value.isascii() and value.isdigit() and len(value) <= 6 and int(value) <= most):
            raise bad(name, value, f"a whole number from 0 to {most} is wanted")
    return tile_frame(int(z), int(x), int(y))


def draw(reader: Published, frame: Frame, query: Query) -> bytes:
    """Draw one tile."""
    marks = reader.marks(frame, query)
    areas, names, points = [], [], [_point(frame, mark) for mark in marks.marks]
    for ground in marks.areas:
        drawn = _area(frame, ground)
        if drawn:
            areas.append(drawn)
        named = _name(frame, ground)
        if named:
            names.append(named)
    return encode_tile((("areas", areas), ("marks", points), ("names", names)))


def _tallied(tally: Tally) -> dict[str, Value]:
    families: dict[str, int] = {}
    for name, count in tally.types:
        families[family_of(name)] = families.get(family_of(name), 0) + count
    most = max(families, key=lambda family: (families[family], family))
    made: dict[str, Value] = {"count": tally.count, "contested": tally.contested, "family": most, "mixed": len(families) > 1}
    if tally.low is not None:
        made |= {"low": tally.low, "high": tally.high if tally.high is not None else tally.low, "open": tally.is_open}
    return made


def _within(frame: Frame, x: float, y: float) -> tuple[float, float]:
    side = frame.east - frame.west
    return (x - frame.west) * EXTENT / side, (y - frame.north) * EXTENT / side


def _point(frame: Frame, mark: Mark) -> Shape:
    side = (frame.east - frame.west) // CELLS
    left, top = int(mark.x) // side * side, int(mark.y) // side * side
    north, west = unproject(left, top)
    south, east = unproject(left + side, top + side)
    box = f"{max(-180.0, west):.6f},{max(-90.0, south):.6f},{min(180.0, east):.6f},{min(90.0, north):.6f}"
    properties: dict[str, Value] = {**_tallied(mark.tally), "box": box, "vague": mark.vague == mark.tally.count}
    if mark.name:
        properties["name"] = mark.name
    x, y = _within(frame, mark.x, mark.y)
    return Shape(corners=((round(x), round(y)),), properties=properties)


def _told(ground: Ground) -> dict[str, Value]:
    reach = SAME_SPOT_DEGREES
    west, east = max(-180.0, ground.lon - reach), min(180.0, ground.lon + reach)
    box = f"{west:.6f},{ground.lat - reach:.6f},{east:.6f},{ground.lat + reach:.6f}"
    return {**_tallied(ground.tally), "name": ground.name, "box": box, "radius_km": float(ground.radius_km or 0.0)}


def _ring(frame: Frame, ground: Ground) -> list[tuple[float, float]]:
    ring = disc(ground.lat, ground.lon, ground.radius_km or 0.0) or []
    return [_within(frame, *_exact(lat, lon)) for lon, lat in ring[:-1]]


def _exact(lat: float, lon: float) -> tuple[float, float]:
    x, y = project(lat, lon)
    return float(x), float(y)


def _area(frame: Frame, ground: Ground) -> Shape | None:
    corners = cut(_ring(frame, ground))
    return Shape(corners=corners, properties=_told(ground)) if corners else None


def _name(frame: Frame, ground: Ground) -> Shape | None:
    """Put the name at the northern edge, in the one tile that holds it."""
    ring = _ring(frame, ground)
    x, y = min(ring, key=lambda corner: corner[1]) if ring else _within(frame, *_exact(ground.lat, ground.lon))
    if not (0 <= x < EXTENT and 0 <= y < EXTENT):
        return None
    return Shape(corners=((round(x), round(y)),), properties=_told(ground))
