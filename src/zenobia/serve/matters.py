"""About the ledger itself: how to read it, how often its reader errs, and how a reader wants it to look."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.serve.filters import only
from zenobia.serve.problems import bad
from zenobia.serve.rendering import THEMES, Render
from zenobia.serve.shelf import Shelf
from zenobia.serve.tongue import LANGUAGES

MEASURED = Path(__file__).parent / "measured.toml"
A_YEAR_S = 31_536_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One public test set, what it asks, and what was measured on it."""

    name: str
    asks: str
    measure: str
    value: float
    is_share: bool
    """True where one minus the value is a share of errors."""


@lru_cache
def measured() -> tuple[Measured, ...]:
    """Give the measured figures shipped with this version."""
    rows = tomllib.loads(MEASURED.read_text("utf-8"))["set"]
    return tuple(Measured(**row) for row in rows)


def matter_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of what is about the ledger."""
    router = APIRouter(include_in_schema=False)

    @router.get("/about")
    def about(request: Request) -> Response:
        only(request)
        with shelf.reader() as reader:
            return render(request, "about.html", counts=reader.counts(), sources=reader.sources())

    @router.get("/accuracy")
    def accuracy(request: Request) -> Response:
        only(request)
        return render(request, "accuracy.html", rows=measured())

    @router.get("/look")
    def look(request: Request) -> Response:
        only(request, "lang", "theme", "back")
        given = request.query_params
        back = given.get("back") or "/"
        # A path of ours and nothing else: two slashes, or a backslash, lead to another machine.
        if not back.startswith("/") or back.startswith("//") or "\\" in back or any(ord(letter) < 33 for letter in back):
            raise bad("back", back, "a path on this site is wanted, such as /")
        answer = RedirectResponse(back, 303)
        for name, allowed in (("lang", tuple(LANGUAGES)), ("theme", (*THEMES, "auto"))):
            value = given.get(name)
            if value is None:
                continue
            if value not in allowed:
                raise bad(name, value, f"one of {', '.join(allowed)} is wanted")
            answer.set_cookie(name, value, max_age=A_YEAR_S, samesite="lax", httponly=True)
        return answer

    return router
