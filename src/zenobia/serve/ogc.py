"""OGC API – Features, part 1: the ledger for map programs. One collection, `incidents`, as GeoJSON.

1. Landing, conformance, collections, items and item, with the links that the standard wants.
2. Every bad value is a problem, a `limit` above the most that is given too.
3. Paging is by key: `next` is a link to follow, there is no offset.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from zenobia.export.geojson import incident_feature
from zenobia.serve.api import Filters, missing, with_one_more
from zenobia.serve.filters import Asked, only
from zenobia.serve.problems import PROBLEMS, Problem
from zenobia.serve.replies import cut_page, json_reply, next_link
from zenobia.serve.shelf import Shelf

CONFORMS = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
)
GEOJSON = "application/geo+json"
WORLD = [-180.0, -90.0, 180.0, 90.0]


def link(rel: str, href: str, title: str, media_type: str = "application/json") -> dict[str, str]:
    return {"rel": rel, "href": href, "type": media_type, "title": title}


def collection() -> dict[str, Any]:
    """Describe the collection of incidents."""
    return {
        "id": "incidents",
        "title": "Incidents",
        "description": "What claims together tell of, with every voice and every contradiction. Not a list of facts.",
        "extent": {
            "spatial": {"bbox": [WORLD], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
            "temporal": {"interval": [[None, None]], "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"},
        },
        "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "links": [
            link("self", "/collections/incidents", "this collection"),
            link("items", "/collections/incidents/items", "incidents as GeoJSON", GEOJSON),
        ],
    }


def ogc_router(shelf: Shelf) -> APIRouter:
    """Give the routes of OGC API Features."""
    router = APIRouter(tags=["OGC API Features"], responses=PROBLEMS)
    add_descriptions(router)
    add_features(router, shelf)
    return router


def add_descriptions(router: APIRouter) -> None:

    @router.get("/api", summary="Landing")
    def landing(request: Request) -> Response:
        only(request)
        links = [
            link("self", "/api", "this page"),
            link("service-desc", "/openapi.json", "the API", "application/vnd.oai.openapi+json;version=3.1"),
            link("service-doc", "/about", "about this ledger", "text/html"),
            link("conformance", "/conformance", "conformance classes"),
            link("data", "/collections", "collections"),
        ]
        return json_reply(request, {"title": "zenobia", "description": "Who claims what about a war.", "links": links})

    @router.get("/conformance", summary="Conformance classes")
    def conformance(request: Request) -> Response:
        only(request)
        return json_reply(request, {"conformsTo": CONFORMS})

    @router.get("/collections", summary="Collections")
    def collections(request: Request) -> Response:
        only(request)
        links = [link("self", "/collections", "this list")]
        return json_reply(request, {"links": links, "collections": [collection()]})

    @router.get("/collections/{name}", summary="One collection")
    def one(request: Request, name: str) -> Response:
        only(request)
        _known(name)
        return json_reply(request, collection())


def add_features(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/collections/{name}/items", summary="Incidents as GeoJSON")
    def items(request: Request, name: str, filters: Filters) -> Response:
        _known(name)
        with shelf.reader() as reader:
            found, key = cut_page(reader.incidents(with_one_more(filters.query)), filters.limit)
        features = {
            "type": "FeatureCollection",
            "features": [incident_feature(incident) for incident in found],
            "numberReturned": len(found),
            "links": _links(request, filters, key),
        }
        return json_reply(request, features, media_type=GEOJSON)

    @router.get("/collections/{name}/items/{incident_id}", summary="One incident as GeoJSON")
    def item(request: Request, name: str, incident_id: str) -> Response:
        only(request)
        _known(name)
        with shelf.reader() as reader:
            found = reader.incident(incident_id)
        if found is None:
            raise missing("incident", incident_id, "/collections/incidents/items")
        links = [
            link("self", request.url.path, "this incident", GEOJSON),
            link("collection", "/collections/incidents", "its collection"),
            link("alternate", f"/incidents/{found.id}", "as a page", "text/html"),
        ]
        return json_reply(request, incident_feature(found) | {"links": links}, media_type=GEOJSON)


def _known(name: str) -> None:
    if name != "incidents":
        raise Problem(404, f"collection {name!r} does not exist; there is one, /collections/incidents")


def _links(request: Request, filters: Asked, key: str | None) -> list[dict[str, str]]:
    links = [
        link("self", str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""), "this page", GEOJSON),
        link("collection", "/collections/incidents", "the collection"),
    ]
    following = next_link(request.url.path, filters, key)
    return [*links, link("next", following, "the page that follows", GEOJSON)] if following else links
