"""The overviews: the map with its list, claims, places, and what about. Complete without scripts; a script only draws the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from zenobia.export.published import Published
from zenobia.serve.api import with_one_more
from zenobia.serve.filters import DEFAULT_LIMIT, FILTERS, Asked, only, query_of
from zenobia.serve.line import bars_of
from zenobia.serve.rendering import Render
from zenobia.serve.replies import cut_page
from zenobia.serve.ribbon import Ribbon, ribbons
from zenobia.serve.shelf import Shelf
from zenobia.serve.tiles import DELAY_STEP_S
from zenobia.serve.views import Viewer
from zenobia.store.contract import Query
from zenobia.values.claim import EVENT_TYPES
from zenobia.values.incident import Incident

HOME_RIBBONS = 1
"""Timelines on the front page; the others are one click away."""
RIBBON_ROWS = 2000
"""Stretches laid out on a page at most: some 300 places, half a megabyte of page. A place's own page has them all."""
HERE_LIMIT = 12
"""Incidents named in a pop-up: what it holds without much scrolling on a phone."""
PAGE_FILTERS = (*FILTERS, "from", "to")
WIDE = ("province", "country")
"""Areas that the first view of the map need not hold, if there is anything finer."""


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


def filters_of(asked: Asked) -> str:
    """Give the filters alone, as a query string: what the map, the feed and the fragments ask with."""
    return urlencode([(name, value) for name, value in asked.given if name not in ("after", "limit")])


def bounds_of(incidents: list[Incident]) -> str:
    """Give the box that the first view of the map shows, as west,south,east,north; "" where nothing has a place."""
    fixes = [incident.fix for incident in incidents if incident.fix and incident.fix.lat is not None]
    fine = [fix for fix in fixes if fix.precision not in WIDE] or fixes
    spots = [(fix.lon, fix.lat) for fix in fine if fix.lon is not None and fix.lat is not None]
    if not spots:
        return ""
    lons, lats = sorted(lon for lon, _ in spots), sorted(lat for _, lat in spots)
    return f"{lons[0]:.3f},{lats[0]:.3f},{lons[-1]:.3f},{lats[-1]:.3f}"


def ribbons_of(reader: Published) -> tuple[Ribbon, ...]:
    return ribbons(row.item for row in reader.controls(None, Query(limit=RIBBON_ROWS)))


def lead_of(incidents: list[Incident]) -> Incident | None:
    """Give the latest incident whose sources contradict each other in words that can be set side by side."""
    return next((one for one in incidents if one.contradictions and one.contradictions[0].quote_a), None)


def latest_start(lines: Iterable[Ribbon]) -> date | None:
    """Give the first day of the latest stretch that begins: how far the time slider must reach."""
    starts = (stretch.control.start for line in lines for stretch in line.stretches)
    return max((start for start in starts if start), default=None)


def page_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of the overviews."""
    router = APIRouter(include_in_schema=False)
    add_home(router, shelf, render)
    add_fragments(router, shelf, render)
    add_overviews(router, shelf, render)
    return router


def add_home(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/")
    def home(request: Request) -> Response:
        asked = page_asked(request)
        of_time = replace(asked.query, start=None, end=None, as_of=None, limit=None, after=None)
        with shelf.reader(step_s=DELAY_STEP_S) as reader:
            found, key = cut_page(reader.incidents(with_one_more(asked.query)), asked.limit)
            kept, state = shelf.kept, reader.changes()
            lines = kept.answer(state, ("ribbons", reader.until), lambda: ribbons_of(reader))
            begun = latest_start(lines)
            line = kept.answer(state, ("line", of_time, reader.until), lambda: bars_of(reader.line(of_time), begun))
            # Where nothing is found the map stays where the latest incidents are.
            bounds = bounds_of(found) or kept.answer(
                state,
                ("bounds", reader.until),
                lambda: bounds_of([row.item for row in reader.incidents(Query(limit=DEFAULT_LIMIT))]),
            )
            values = {"counts": kept.answer(state, "counts", reader.counts), "sources": reader.sources(), "incidents": found}
        return render(
            request,
            "home.html",
            **values,
            lead=lead_of(found),
            ribbons=lines[:HOME_RIBBONS],
            other_ribbons=lines[HOME_RIBBONS:],
            line=line,
            next=following("/", asked, key),
            form=form_of(asked),
            is_filtered=bool(asked.given),
            map_query=filters_of(asked),
            bounds=bounds,
            types=EVENT_TYPES,
        )


def add_fragments(router: APIRouter, shelf: Shelf, render: Render) -> None:
    def listed(request: Request, template: str, limit: int | None) -> Response:
        asked = page_asked(request)
        asked = replace(asked, query=replace(asked.query, limit=limit)) if limit else asked
        with shelf.reader() as reader:
            found, key = cut_page(reader.incidents(with_one_more(asked.query)), asked.limit)
        later = following("/", asked, key)
        return render(request, template, incidents=found, next=later, is_filtered=bool(asked.given), lead=lead_of(found))

    @router.get("/fragments/incidents")
    def incidents(request: Request) -> Response:
        return listed(request, "list.html", None)

    @router.get("/fragments/here")
    def here(request: Request) -> Response:
        return listed(request, "here.html", HERE_LIMIT)


def add_overviews(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/claims")
    def claims(request: Request) -> Response:
        asked = page_asked(request)
        with shelf.reader() as reader:
            events, key = cut_page(reader.events(with_one_more(asked.query)), asked.limit)
            views = Viewer(reader).claims(events)
        return render(
            request, "claims.html", claims=views, next=following("/claims", asked, key), form=form_of(asked), types=EVENT_TYPES
        )

    @router.get("/places")
    def places(request: Request) -> Response:
        only(request)
        with shelf.reader() as reader:
            return render(request, "places.html", ribbons=ribbons_of(reader))
