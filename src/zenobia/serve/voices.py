"""Those who act and those who speak: what is claimed of them or by them, and how often others contradicted it, and who.

Contradictions are counted over the latest incidents only, and the page says over how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request, Response

from zenobia.export.published import Published
from zenobia.serve.api import missing, with_one_more
from zenobia.serve.filters import Asked, only, query_of, words
from zenobia.serve.pages import following
from zenobia.serve.rendering import Render
from zenobia.serve.replies import cut_page
from zenobia.serve.shelf import Shelf
from zenobia.serve.views import Viewer
from zenobia.store.contract import Query
from zenobia.values.ids import folded
from zenobia.values.incident import Contradiction, Incident

COUNTED = 200
"""Incidents over which contradictions are counted: what can be read for one page without a wait."""
CLAIMS_SHOWN = 20
Clash = tuple[Incident, Contradiction]


def clashes_of(
    incidents: Iterable[Incident], claims_of_them: set[str] | None, name: str
) -> list[tuple[Incident, Contradiction, str]]:
    """Give contradictions in which a voice, or a claim about an actor, stands on one side, with who stands on the other."""
    found = []
    for incident in incidents:
        for clash in incident.contradictions:
            sides = {clash.a: clash.said_a, clash.b: clash.said_b}
            ours = {claim for claim, who in sides.items() if folded(who) == name or claim in (claims_of_them or ())}
            if len(ours) == 1:
                (other,) = (who for claim, who in sides.items() if claim not in ours)
                found.append((incident, clash, other))
            elif len(ours) == 2 and claims_of_them is not None:
                found.append((incident, clash, clash.said_b))
    return found


def voice_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of actors and sources."""
    router = APIRouter(include_in_schema=False)

    @router.get("/actors/{name:path}")
    def actor(request: Request, name: str) -> Response:
        return _page(request, shelf, render, "actor", name)

    @router.get("/sources/{name:path}")
    def source(request: Request, name: str) -> Response:
        return _page(request, shelf, render, "source", name)

    return router


def _page(request: Request, shelf: Shelf, render: Render, role: str, name: str) -> Response:
    only(request)
    words("name", name)
    query = query_of({role: name, "limit": str(CLAIMS_SHOWN)})
    with shelf.reader() as reader:
        publisher = next((one for one in reader.sources() if role == "source" and one.id == name), None)
        events, key = cut_page(reader.events(with_one_more(query)), CLAIMS_SHOWN)
        incidents = [row.item for row in reader.incidents(replace(query, limit=COUNTED))]
        if not events and not incidents:
            raise missing(role, name, "/claims")
        claims = Viewer(reader).claims(events)
        values = _counted(reader, role, name, incidents)
    shown = publisher.name if publisher else _name(role, name, incidents, claims)
    asked = Asked(query=query, given=((role, name),))
    return render(
        request,
        "voice.html",
        role=role,
        name=shown,
        source=publisher,
        claims=claims,
        incidents=incidents,
        next=following("/claims", asked, key),
        **values,
    )


def _name(role: str, name: str, incidents: list[Incident], claims: list[Any]) -> str:
    """Give the name that belongs to an id, as the claims give it."""
    parties = (party for view in claims for party in (*view.event.claim.actor, *view.event.claim.target))
    speakers = (view.event.claim.said_by for view in claims if view.event.claim.said_by)
    for one in islice(parties if role == "actor" else speakers, 100):
        if one.id == name:
            return str(one.name)
    return name


def _counted(reader: Published, role: str, name: str, incidents: list[Incident]) -> dict[str, Any]:
    about = None
    if role == "actor":
        wanted = Query(actor=name, limit=1000)
        about = {row.item.claim.id for row in reader.events(wanted)}
    found = clashes_of(incidents, about, folded(name))
    return {
        "clashes": [(incident, clash) for incident, clash, _ in found],
        "opponents": Counter(who for _, _, who in found if who).most_common(),
        "kinds": Counter(incident.type for incident in incidents).most_common(8),
    }
