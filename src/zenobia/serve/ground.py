"""In: a day. Out: who is said to hold which place on it, as GeoJSON for the map; what has long been unheard of is paler.

1. A place is a point with the radius of its ground; whoever draws it draws the ground.
2. What a stretch says of a day is `control/knowledge.py`'s to tell: as said, last known, or too old to stand.
3. A holder has one number, 1 to `COLOURS`, the same on every day; the last is shared.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter

from zenobia.control import known_on
from zenobia.control.knowledge import STALE_DAYS, Knowledge
from zenobia.serve.filters import instant, only, query_of
from zenobia.serve.pages import ribbons_of
from zenobia.serve.problems import PROBLEMS
from zenobia.serve.replies import json_reply
from zenobia.serve.ribbon import COLOURS
from zenobia.serve.shelf import Shelf
from zenobia.values.control import Control

PLACES = 2000
"""Places drawn at most: 600 kB of GeoJSON."""
FAINTEST = 0.25
"""Opacity of what was last said `STALE_DAYS` ago: still to be seen on both grounds."""


def control_router(shelf: Shelf) -> APIRouter:
    """Give the route of the map's control."""
    router = APIRouter(prefix="/api", tags=["map"], responses=PROBLEMS)

    @router.get("/control.geojson", summary="Who is said to hold which place on a day")
    def drawn(
        request: Request,
        on: Annotated[str | None, Parameter(description="The day, today if not given", examples=["2016-12-11"])] = None,
        as_of: Annotated[str | None, Parameter(description="Only what was received by then, RFC 3339")] = None,
    ) -> Response:
        only(request, "on", "as_of")
        found, day, order = told_on(shelf, on, as_of)
        return json_reply(request, ground_features(found, day, order), media_type="application/geo+json")

    return router


def told_on(shelf: Shelf, on: str | None, as_of: str | None) -> tuple[list[Control], date, tuple[str, ...]]:
    """Give the stretches of a day, the day, and the holders in the order of their colours."""
    with shelf.reader() as reader:
        day = instant("on", on, end_of_day=False).date() if on else reader.now.date()
        query = replace(query_of({"as_of": as_of} if as_of else {}), start=day, end=day, limit=PLACES)
        found = [row.item for row in reader.controls(None, query)]
        lines = shelf.kept.answer(reader.changes(), ("ribbons", reader.until), lambda: ribbons_of(reader))
    return found, day, tuple(dict.fromkeys(holder for line in lines for holder, _ in line.holders))


def ground_features(controls: list[Control], day: date, known_holders: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give places whose state is known on a day, and the numbers of the holders.

    Args:
        known_holders: those who have a number already, in the order of their numbers: as on the ribbon of the front page.
    """
    known = [(control, known_on([control], day)) for control in controls if control.fix and control.fix.lat is not None]
    told = [(control, what) for control, what in known if what.status != "unknown"]
    held = Counter(what.holder for _, what in told if what.holder)
    order = sorted(held, key=lambda holder: (-held[holder], holder))
    numbered = dict.fromkeys((*known_holders, *order))
    colours = {holder: min(place, COLOURS) for place, holder in enumerate(numbered, 1)}
    return {
        "type": "FeatureCollection",
        "features": [_feature(control, what, colours) for control, what in told],
        "holders": [{"name": holder, "colour": colours[holder]} for holder in order],
        "on": day.isoformat(),
    }


def _feature(control: Control, what: Knowledge, colours: dict[str, int]) -> dict[str, Any]:
    assert control.fix is not None
    age = min(what.days or 0, STALE_DAYS)
    return {
        "type": "Feature",
        "id": control.id,
        "geometry": {"type": "Point", "coordinates": [control.fix.lon, control.fix.lat]},
        "properties": {
            "place": control.place,
            "name": control.name,
            "radius_km": control.fix.radius_km,
            "status": what.status,
            "holder": what.holder or "",
            "colour": colours.get(what.holder or "", 0),
            "strength": round(0.85 - (0.85 - FAINTEST) * age / STALE_DAYS, 2),
            "days": what.days,
            "sentence": what.sentence,
        },
    }
