"""The desk put together: its pages, what they send, and the same for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from zenobia.serve.desk.entering import add_account, add_people, add_sign_in
from zenobia.serve.desk.gate import Gate
from zenobia.serve.desk.ruling import MAX_FIELD, add_rulings, default_why, keep
from zenobia.serve.desk.seeing import add_sights
from zenobia.serve.desk.settling import Settling
from zenobia.serve.desk.waiting import Waiting
from zenobia.serve.problems import PROBLEMS
from zenobia.serve.replies import json_reply
from zenobia.serve.shelf import Shelf
from zenobia.values.verdict import Verdict

Render = Callable[..., Response]
Words = Annotated[str | None, Field(max_length=MAX_FIELD)]


class RulingAsked(BaseModel):
    """A ruling as a program sends it; see docs/how-to/review.md for what can be ruled."""

    model_config = ConfigDict(extra="forbid")

    ruling: Annotated[str, Field(max_length=40)]
    about: Annotated[str, Field(max_length=MAX_FIELD)]
    other: Words = None
    slot: Words = None
    value: Words = None
    why: Words = None


def desk_router(shelf: Shelf, render: Render, settling: Settling, waiting: Waiting, now: Callable[[], datetime]) -> APIRouter:
    """Give the routes of the desk's pages."""
    router = APIRouter(include_in_schema=False)
    gate = Gate(shelf, now)
    add_sign_in(router, gate, render)
    add_account(router, shelf, gate, render, now)
    add_people(router, shelf, gate, render, now)
    add_sights(router, shelf, gate, render, waiting)
    add_rulings(router, shelf, gate, settling, now)
    return router


def desk_api(shelf: Shelf, settling: Settling, waiting: Waiting, now: Callable[[], datetime]) -> APIRouter:
    """Give the routes of the desk for programs, which come with a token."""
    router = APIRouter(tags=["review"], responses=PROBLEMS)
    gate = Gate(shelf, now)

    @router.get("/api/review/queue", summary="What waits for a person, most needed first")
    def queue(request: Request) -> Response:
        gate.bearer(request, "read", "reviewer")
        with shelf.ledger() as store:
            found = waiting.of(store)
        return json_reply(request, {"items": [msgspec.to_builtins(review) for review in found]})

    @router.get("/api/review/rulings", summary="Every ruling, oldest first")
    def rulings(request: Request) -> Response:
        gate.bearer(request, "read", "reviewer")
        with shelf.ledger() as store:
            return json_reply(request, {"items": list(map(record, store.verdicts()))})

    @router.post("/api/review/rulings", status_code=201, summary="Enter a ruling")
    def enter(request: Request, asked: Annotated[RulingAsked, Body()]) -> Response:
        person = gate.bearer(request, "review", "reviewer")
        with shelf.ledger() as store:
            kept = keep(
                store,
                person,
                now(),
                asked.ruling,
                asked.about,
                asked.other or "",
                slot=asked.slot or "",
                value=asked.value or "",
                why=asked.why or default_why(asked.ruling),
            )
            is_worked_in = settling.ask(store)
        body = msgspec.json.encode({**record(kept), "is_worked_in": is_worked_in})
        return Response(body, 201, media_type="application/json")

    return router


def record(verdict: Verdict) -> dict[str, Any]:
    """Give a ruling as JSON has it."""
    found: dict[str, Any] = msgspec.to_builtins(verdict)
    return found
