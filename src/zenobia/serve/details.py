"""One thing at a time: an incident, a place, a report, a claim."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.export.published import Published
from zenobia.serve.api import missing
from zenobia.serve.chart import charts_of
from zenobia.serve.filters import moment_of, only
from zenobia.serve.rendering import Render
from zenobia.serve.ribbon import ribbon_of
from zenobia.serve.shelf import Shelf
from zenobia.serve.views import ClaimView, IncidentView, Viewer, controls_of, incidents_at
from zenobia.values.claim import Claim
from zenobia.values.document import Document
from zenobia.values.event import event_id
from zenobia.values.incident import Incident

GRAPHIC_TYPES = frozenset({"execution", "sexual_violence", "chemical_attack"})
GRAPHIC_TOLLS = frozenset({"killed", "injured"})
Revision = tuple[datetime, str, ClaimView | None]
"""(when, which of the interface's texts says what, the claim that came)."""


def is_graphic(claim: Claim) -> bool:
    """True for words that tell of killing, injury or torment: a page that quotes them says so first."""
    return claim.type in GRAPHIC_TYPES or any(toll.what in GRAPHIC_TOLLS for toll in claim.toll)


def revisions_of(reader: Published, incident: Incident, view: IncidentView) -> list[Revision]:
    """Tell how what is known of an incident grew: each claim when it reached us, each ruling when it was made."""
    views = [claim for voice in view.voices for claim in voice.claims]
    views.sort(key=lambda claim: (claim.event.received_at, claim.event.id))
    told: list[Revision] = [
        (claim.event.received_at, "then_seen" if place else "first_seen", claim) for place, claim in enumerate(views)
    ]
    about = {incident.id, *incident.claims, *incident.events}
    told += [(verdict.at, "ruled", None) for verdict in reader.verdicts() if verdict.about in about]
    return sorted(told, key=lambda one: one[0])


def detail_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of single things."""
    router = APIRouter(include_in_schema=False)
    add_incident(router, shelf, render)
    add_place(router, shelf, render)
    add_report(router, shelf, render)
    return router


def add_incident(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/incidents/{incident_id}")
    def incident(request: Request, incident_id: str) -> Response:
        only(request, "as_of")
        moment = moment_of(request.query_params.get("as_of"))
        with shelf.reader() as reader:
            found = reader.incident(incident_id, moment)
            if found is None:
                raise missing("incident", incident_id, "/")
            if found.id != incident_id:
                return RedirectResponse(f"/incidents/{found.id}", 308)
            view = Viewer(reader).incident(found)
            revisions = [one for one in revisions_of(reader, found, view) if moment is None or one[0] <= moment]
            today = reader.now.date()
        return render(
            request,
            "incident.html",
            view=view,
            incident=found,
            charts=charts_of(found.tolls),
            revisions=revisions,
            today=today,
            as_of=moment,
            root=str(request.base_url).rstrip("/"),
            is_graphic=any(is_graphic(claim.event.claim) for voice in view.voices for claim in voice.claims),
        )


def add_place(router: APIRouter, shelf: Shelf, render: Render) -> None:
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


def add_report(router: APIRouter, shelf: Shelf, render: Render) -> None:
    @router.get("/reports/{document_id}")
    def report(request: Request, document_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            found = reader.document(document_id)
            if found is None:
                raise missing("report", document_id, "/claims")
            view = Viewer(reader).report(found)
            source = next((source for source in reader.sources() if source.id == found.source), None)
        graphic = any(is_graphic(claim.event.claim) for claim in view.claims)
        return render(request, "report.html", view=view, document=found, source=source, is_graphic=graphic)

    @router.get("/claims/{claim_id}")
    def claim(request: Request, claim_id: str) -> Response:
        only(request)
        with shelf.reader() as reader:
            event = reader.event(event_id(claim_id))
            document = reader.document(event.claim.document) if event else None
        if document is None:
            raise missing("claim", claim_id, "/claims")
        return RedirectResponse(f"{report_path(document)}#{quote(claim_id)}", 303)


def report_path(document: Document) -> str:
    """Give the address of a report's page."""
    return f"/reports/{quote(document.id)}"
