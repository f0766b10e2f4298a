"""In: a day. Out: the areas of influence around places, as GeoJSON: interpolation, off unless the operator sets a radius.

1. Places are read through the hold, as the map reads them: what is delayed is not there; what is snapped is drawn where it is
   shown.
2. Every area says that it is interpolation, and of which place; its holder has the number that it has on the map.
3. While the setting is 0 the address is not there, and says which setting makes it.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter

from zenobia.control import known_on
from zenobia.control.areas import NOTE, Area, areas
from zenobia.serve.filters import only
from zenobia.serve.ground import ground_features, told_on
from zenobia.serve.problems import PROBLEMS, Problem
from zenobia.serve.replies import json_reply
from zenobia.serve.shelf import Shelf


def areas_router(shelf: Shelf, radius_km: float) -> APIRouter:
    """Give the route of the areas of influence.

    Args:
        radius_km: how far an area reaches at most; 0 draws none.
    """
    router = APIRouter(prefix="/api", tags=["map"], responses=PROBLEMS)

    @router.get("/areas.geojson", summary="Areas of influence on a day: interpolation around places, not reporting")
    def drawn(
        request: Request,
        on: Annotated[str | None, Parameter(description="The day, today if not given", examples=["2016-12-11"])] = None,
        as_of: Annotated[str | None, Parameter(description="Only what was received by then, RFC 3339")] = None,
    ) -> Response:
        only(request, "on", "as_of")
        if radius_km <= 0:
            raise Problem(
                404, "areas of influence are not drawn here; the operator may set ZENOBIA_AREAS_KM to a radius in kilometres"
            )
        found, day, order = told_on(shelf, on, as_of)
        points = ground_features(found, day, order)
        colours = {point["id"]: point["properties"]["colour"] for point in points["features"]}
        around = areas([(control, known_on([control], day)) for control in found], radius_km)
        features = [_feature(area, colours[area.place.id], radius_km) for area in around]
        answer = {key: points[key] for key in ("type", "holders", "on")}
        return json_reply(
            request, answer | {"interpolation": True, "note": NOTE, "features": features}, media_type="application/geo+json"
        )

    return router


def _feature(area: Area, colour: int, radius_km: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": area.place.id,
        "geometry": area.outline,
        "properties": {
            "interpolation": True,
            "note": NOTE,
            "place": area.place.place,
            "name": area.place.name,
            "status": area.known.status,
            "holder": area.known.holder or "",
            "colour": colour,
            "hatched": area.known.status != "held",
            "strength": area.strength,
            "days": area.known.days,
            "radius_km": radius_km,
            "sentence": area.known.sentence,
        },
    }
