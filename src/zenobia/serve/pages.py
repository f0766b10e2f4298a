"""The pages: what people read. Server-rendered, complete without scripts; a script only draws the map and moves the focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.serve import wording
from zenobia.serve.api import missing, with_one_more
from zenobia.serve.filters import FILTERS, Asked, only, query_of
from zenobia.serve.replies import cut_page
from zenobia.serve.ribbon import ribbon_of, ribbons
from zenobia.serve.shelf import Shelf
from zenobia.serve.views import Viewer, controls_of, incidents_at
from zenobia.store.contract import Query
from zenobia.values.claim import EVENT_TYPES
from zenobia.values.document import Document

Render = Callable[..., Response]
"""(request, template, **values) to a page."""

HOME_RIBBONS = 1
"""Timelines on the front page; the others are one click away."""
RIBBON_ROWS = 2000
"""Stretches laid out on a page at most: some 300 places, half a megabyte of page. A place's own page has them all."""
FOUND_EACH = 20
"""Reports, incidents and claims shown for a search, of each."""
PAGE_FILTERS = (*FILTERS, "from", "to")


def page_asked(request: Request) -> Asked:
    """Read the filters of a page: those of the API, with `from` and `to` as a form sends them."""
    only(request, *PAGE_FILTERS)
    given = {name: value for name, value in request.query_params.items() if value}
    if ("from" in given or "to" in given) and "datetime" not in given:
        given["datetime"] = f"{given.get('from', '..')}/{given.get('to', '..')}"
    shown = tuple((name, value) for name, value in given.items() if name not in ("from", "to"))
    return Asked(query=query_of(given), given=shown)


def form_of(asked: Asked) -> dict[str, str]:
    """Give what a filter form shows again."""
    query = asked.query
    form = dict(asked.given)
    form["from"] = query.start.isoformat() if query.start else ""
    form["to"] = query.end.isoformat() if query.end else ""
    return form


def following(path: str, asked: Asked, key: str | None) -> str | None:
    """Give the address of the next page of a list."""
    if key is None:
        return None
    return f"{path}?{urlencode([*((name, value) for name, value in asked.given if name != 'after'), ('after', key)])}"


def map_address(asked: Asked) -> str:
    """Give where the map finds what the list shows."""
    pairs = [(name, value) for name, value in asked.given if name not in ("after", "limit")]
    return "/api/map.geojson" + (f"?{urlencode(pairs)}" if pairs else "")


def page_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of the pages."""
    router = APIRouter(include_in_schema=False)
    add_overviews(router, shelf, render)
    add_finders(router, shelf, render)
    add_details(router, shelf, render)
    return router


def add_overviews(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/")
    def home(request: Request) -> Response:
        asked = page_asked(request)
        with shelf.reader() as reader:
            found, key = cut_page(reader.incidents(with_one_more(asked.query)), asked.limit)
            lines = ribbons(row.item for row in reader.controls(None, Query(limit=RIBBON_ROWS)))
            values = {
                "counts": reader.counts(),
                "sources": reader.sources(),
                "incidents": found,
                "ribbons": lines[:HOME_RIBBONS],
                "other_ribbons": lines[HOME_RIBBONS:],
            }
        return render(
            request,
            "home.html",
            **values,
            next=following("/", asked, key),
            form=form_of(asked),
            is_filtered=bool(asked.given),
            map_src=map_address(asked),
            types=[(name, wording.TYPE_WORDS[name]) for name in EVENT_TYPES],
        )

    @router.get("/claims")
    def claims(request: Request) -> Response:
        asked = page_asked(request)
        with shelf.reader() as reader:
            events, key = cut_page(reader.events(with_one_more(asked.query)), asked.limit)
            views = Viewer(reader).claims(events)
        return render(
            request,
            "claims.html",
            claims=views,
            next=following("/claims", asked, key),
            form=form_of(asked),
            types=[(name, wording.TYPE_WORDS[name]) for name in EVENT_TYPES],
        )


def add_finders(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/search")
    def search(request: Request) -> Response:
        only(request, "q")
        query = replace(query_of({"q": request.query_params.get("q", "")}), limit=FOUND_EACH)
        values: dict[str, Any] = {"incidents": [], "claims": [], "documents": []}
        if query.q and query.q.strip():
            with shelf.reader() as reader:
                values = {
                    "incidents": [row.item for row in reader.incidents(query)],
                    "claims": Viewer(reader).claims(row.item for row in reader.events(query)),
                    "documents": [row.item for row in reader.documents(query)],
                }
        return render(request, "search.html", q=query.q or "", limit=FOUND_EACH, **values)

    @router.get("/places")
    def places(request: Request) -> Response:
        only(request)
        with shelf.reader() as reader:
            lines = ribbons(row.item for row in reader.controls(None, Query(limit=RIBBON_ROWS)))
        return render(request, "places.html", ribbons=lines)

    @router.get("/about")
    def about(request: Request) -> Response:
        only(request)
        with shelf.reader() as reader:
            return render(request, "about.html", counts=reader.counts(), sources=reader.sources())


def add_details(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/incidents/{incident_id}")
    def incident(request: Request, incident_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            found = reader.incident(incident_id)
            if found is None:
                raise missing("incident", incident_id, "/")
            if found.id != incident_id:
                return RedirectResponse(f"/incidents/{found.id}", 308)
            view = Viewer(reader).incident(found)
        return render(request, "incident.html", view=view, incident=found)

    @router.get("/places/{place:path}")
    def place(request: Request, place: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            controls = controls_of(reader, place)
            if not controls:
                raise missing("place", place, "/places")
            viewer = Viewer(reader)
            stretches = [
                (stretch, viewer.of_ids(stretch.control.because), viewer.of_ids(stretch.control.against))
                for stretch in ribbon_of(controls).stretches
            ]
            here = incidents_at(reader, controls)
        return render(request, "place.html", ribbon=ribbon_of(controls), stretches=stretches, incidents=here)

    @router.get("/reports/{document_id}")
    def report(request: Request, document_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            found = reader.document(document_id)
            if found is None:
                raise missing("report", document_id, "/claims")
            view = Viewer(reader).report(found)
            source = next((source for source in reader.sources() if source.id == found.source), None)
        return render(request, "report.html", view=view, document=found, source=source)

    @router.get("/claims/{claim_id}")
    def claim(request: Request, claim_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            views = Viewer(reader).of_ids([claim_id])
        if not views:
            raise missing("claim", claim_id, "/claims")
        return RedirectResponse(f"{report_path(views[0].document)}#{quote(claim_id)}", 303)


def report_path(document: Document) -> str:
    """Give the address of a report's page."""
    return f"/reports/{quote(document.id)}"
