"""The API: what programs ask. Every list takes the same filters and gives keyset pages; every value leads back to its claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Query as Parameter
from fastapi.responses import RedirectResponse

from zenobia.export.explain import explain, explanation_record
from zenobia.export.published import Published
from zenobia.export.statement import claim_record, control_record, incident_record, report_head, source_record
from zenobia.serve.filters import Asked, asked_with, moment_of, only, words
from zenobia.serve.mapping import map_features
from zenobia.serve.problems import PROBLEMS, Problem
from zenobia.serve.replies import cut_page, json_reply, page_reply
from zenobia.serve.shelf import Shelf
from zenobia.store.contract import Query
from zenobia.values.document import Document
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Incident

MAP_INCIDENTS = 5000
"""Incidents drawn at once; beyond it the answer says `truncated` and the reader narrows the filters. 5,000 are about 2 MB."""

Filters = Annotated[Asked, Depends(asked_with())]


def missing(kind: str, subject: str, where: str) -> Problem:
    return Problem(404, f"{kind} {subject!r} is not in this ledger, or is held back; take an id from {where}")


def claim_records(reader: Published, events: list[Event]) -> list[dict[str, Any]]:
    """Give claims as JSON with their reports' addresses; a report is read once."""
    documents: dict[str, Document | None] = {}
    records = []
    for event in events:
        name = event.claim.document
        if name not in documents:
            documents[name] = reader.document(name)
        document = documents[name]
        if document:
            records.append(claim_record(event, document))
    return records


def events_of(reader: Published, incident: Incident) -> list[Event]:
    """Give an incident's events that may be seen."""
    return [event for event in map(reader.event, incident.events) if event]


def with_one_more(query: Query) -> Query:
    """Ask for one item beyond the page, to know whether another page follows."""
    return replace(query, limit=(query.limit or 0) + 1)


def api_router(shelf: Shelf) -> APIRouter:
    """Give the routes under /api."""
    router = APIRouter(prefix="/api", tags=["ledger"], responses=PROBLEMS)
    add_lists(router, shelf)
    add_incidents(router, shelf)
    add_items(router, shelf)
    return router


def add_lists(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/claims", summary="Claims, in order of arrival")
    def claims(request: Request, filters: Filters) -> Response:
        with shelf.reader() as reader:
            events, key = cut_page(reader.events(with_one_more(filters.query)), filters.limit)
            records = claim_records(reader, events)
        return page_reply(request, filters, records, key, _as_is)

    @router.get("/incidents", summary="Incidents, latest first")
    def incidents(request: Request, filters: Filters) -> Response:
        with shelf.reader() as reader:
            found, key = cut_page(reader.incidents(with_one_more(filters.query)), filters.limit)
        return page_reply(request, filters, found, key, incident_record)

    @router.get("/control", summary="Who is said to hold which ground, by place and start")
    def control(
        request: Request,
        filters: Annotated[Asked, Depends(asked_with("place"))],
        place: Annotated[str | None, Parameter(description="Gazetteer id, or the place's name")] = None,
    ) -> Response:
        with shelf.reader() as reader:
            rows = reader.controls(words("place", place) if place else None, with_one_more(filters.query))
            found, key = cut_page(rows, filters.limit)
        return page_reply(request, filters, found, key, control_record)

    @router.get("/sources", summary="Who publishes")
    def sources(request: Request) -> Response:
        only(request)
        with shelf.reader() as reader:
            found = [source_record(source) for source in reader.sources()]
        return json_reply(request, {"items": found, "next": None})

    @router.get("/map.geojson", summary="What the map draws: incidents by place")
    def drawn(request: Request, filters: Filters) -> Response:
        query = replace(filters.query, limit=MAP_INCIDENTS + 1, after=None)
        with shelf.reader() as reader:
            found = [row.item for row in reader.incidents(query)]
        features = map_features(found[:MAP_INCIDENTS]) | {"truncated": len(found) > MAP_INCIDENTS}
        return json_reply(request, features, media_type="application/geo+json")


def add_incidents(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/incidents/{incident_id}", summary="One incident with its claims")
    def incident(
        request: Request,
        incident_id: str,
        as_of: Annotated[str | None, Parameter(description="As it was known then, RFC 3339")] = None,
    ) -> Response:
        only(request, "as_of")
        moment = moment_of(as_of)
        with shelf.reader() as reader:
            found = reader.incident(incident_id, moment)
            if found is None:
                raise missing("incident", incident_id, "/api/incidents")
            if found.id != incident_id:
                return RedirectResponse(f"/api/incidents/{found.id}", 308)
            record = incident_record(found) | {"claims": claim_records(reader, events_of(reader, found))}
        return json_reply(request, record)

    @router.get("/incidents/{incident_id}/map.geojson", summary="What the map draws for one incident")
    def drawn(request: Request, incident_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            found = reader.incident(incident_id)
        if found is None:
            raise missing("incident", incident_id, "/api/incidents")
        return json_reply(request, map_features([found]), media_type="application/geo+json")


def add_items(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/claims/{claim_id}", summary="One claim")
    def claim(request: Request, claim_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            event = reader.event(event_id(claim_id))
            records = claim_records(reader, [event]) if event else []
            if not records:
                raise missing("claim", claim_id, "/api/claims")
            linked = [found.id for found in reader.incidents_of(claim_id)]
        return json_reply(request, records[0] | {"incidents": linked})

    @router.get("/documents/{document_id}", summary="One report: its text, its editions, its claims")
    def document(request: Request, document_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            found = reader.document(document_id)
            if found is None:
                raise missing("document", document_id, "/api/claims")
            events = [row.item for row in reader.events(Query(document=document_id))]
            record = report_head(found) | {
                "editions": [
                    {
                        "id": edition.id,
                        "url": edition.url,
                        "sha256": edition.sha256,
                        "received_at": edition.received_at.isoformat(),
                    }
                    for edition in reader.editions(document_id)
                ],
                "claims": claim_records(reader, events),
            }
        return json_reply(request, record)

    @router.get("/explain/{subject}", summary="What a value rests on, down to the bytes")
    def explained(request: Request, subject: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            tree = explain(reader, subject)
        return json_reply(request, explanation_record(tree))


def _as_is(record: dict[str, Any]) -> dict[str, Any]:
    return record
