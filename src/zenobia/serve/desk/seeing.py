"""Pages of the desk that change nothing: the queue, an incident with its slots, the log of rulings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.review import VERBS
from zenobia.serve.api import missing
from zenobia.serve.desk.gate import Gate
from zenobia.serve.desk.sheets import Laying
from zenobia.serve.desk.waiting import Waiting
from zenobia.serve.filters import only
from zenobia.serve.problems import bad
from zenobia.serve.rendering import Render, tongue_of
from zenobia.serve.shelf import Shelf
from zenobia.serve.views import Viewer
from zenobia.store.contract import Store
from zenobia.values.incident import Incident
from zenobia.values.review import Review, ReviewKind

QUESTIONS_A_PAGE = 100
"""Questions shown at once: more than a person answers in a shift; the count of the others stands below."""
RULINGS_A_PAGE = 200
KINDS: tuple[ReviewKind, ...] = get_args(ReviewKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One line of the queue."""

    review: Review
    incident: Incident | None
    href: str | None


def add_sights(router: APIRouter, shelf: Shelf, gate: Gate, render: Render, waiting: Waiting) -> None:
    """Add the routes."""

    @router.get("/desk")
    def queue(request: Request) -> Response:
        only(request, "kind")
        person = gate.person(request)
        kind = request.query_params.get("kind", "")
        if kind and kind not in KINDS:
            raise bad("kind", kind, f"no such kind of question; known are {', '.join(KINDS)}")
        with shelf.ledger() as store:
            every = waiting.of(store)
            shown = [review for review in every if not kind or review.kind == kind]
            questions = [question(store, review) for review in shown[:QUESTIONS_A_PAGE]]
        kinds = [(name, sum(one.kind == name for one in every)) for name in KINDS]
        more = max(0, len(shown) - QUESTIONS_A_PAGE)
        return render(
            request, "desk/queue.html", person=person, questions=questions, kinds=[k for k in kinds if k[1]], kind=kind, more=more
        )

    @router.get("/desk/incidents/{name}")
    def incident(request: Request, name: str) -> Response:
        only(request, "kept")
        person = gate.person(request)
        # A reader of the desk sees what the public sees; who rules has to see what they rule on.
        lent = shelf.whole() if person.may("reviewer") else shelf.reader()
        with lent as reader, shelf.ledger() as store:
            found = reader.incident(name)
            if found is None:
                raise missing("incident", name, "/desk")
            if found.id != name:
                return RedirectResponse(f"/desk/incidents/{found.id}", 303)
            sheet = Laying(store.verdicts(), person, tongue_of(request)).incident(Viewer(reader).incident(found))
        kept = request.query_params.get("kept")
        return render(request, "desk/incident.html", person=person, sheet=sheet, incident=found, kept=kept, verbs=VERBS)

    @router.get("/desk/claims/{name}")
    def claim(request: Request, name: str) -> Response:
        only(request)
        gate.person(request)
        with shelf.ledger() as store:
            homes = store.incidents_of(name)
        if not homes:
            raise missing("claim", name, "/desk")
        return RedirectResponse(f"/desk/incidents/{homes[0].id}#{name}", 303)

    @router.get("/desk/rulings")
    def rulings(request: Request) -> Response:
        only(request)
        person = gate.person(request, "reviewer")
        with shelf.ledger() as store:
            log = Laying(store.verdicts(), person, tongue_of(request)).log()
        return render(
            request, "desk/rulings.html", person=person, log=log[:RULINGS_A_PAGE], more=max(0, len(log) - RULINGS_A_PAGE)
        )


def question(store: Store, review: Review) -> Question:
    """Find the incident that a question is about, to lead there."""
    found = next((incident for incident in (home_of(store, name) for name in review.about) if incident), None)
    return Question(
        review=review,
        incident=found,
        href=f"/desk/incidents/{found.id}" if found else None,
    )


def home_of(store: Store, name: str) -> Incident | None:
    """Give the incident that an id leads to: its own, an event's, or a claim's."""
    if name.startswith("claim_"):
        return next(iter(store.incidents_of(name)), None)
    if name.startswith("event_"):
        event = store.event(name)
        return next(iter(store.incidents_of(event.claim.id)), None) if event else None
    return store.incident(name) if name.startswith("incident_") else None
