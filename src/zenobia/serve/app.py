"""In: a store's address or a way to open one, settings, a clock. Out: the web application.

1. Nothing is opened until the first request; every store is closed when the app stops.
2. Pages, API and feeds read through one hold; the review desk, for signed-in people, sees the ledger itself.
3. What a browser needs is served from here; no page names another machine.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from zenobia.serve.api import api_router
from zenobia.serve.archive import MEDIA_TYPE as ARCHIVE
from zenobia.serve.archive import archive_router
from zenobia.serve.atom import feed_router
from zenobia.serve.briefing import brief_router
from zenobia.serve.desk.gate import SignInNeeded
from zenobia.serve.desk.routes import desk_api, desk_router
from zenobia.serve.desk.settling import Settle, Settling
from zenobia.serve.desk.waiting import Waiting
from zenobia.serve.details import detail_router
from zenobia.serve.finding import finding_router
from zenobia.serve.ground import control_router
from zenobia.serve.headers import HeadAsGet, SafeHeaders, SmallBodies
from zenobia.serve.influence import areas_router
from zenobia.serve.matters import matter_router
from zenobia.serve.ogc import ogc_router
from zenobia.serve.pages import page_router
from zenobia.serve.problems import add_handlers
from zenobia.serve.rendering import renderer
from zenobia.serve.shelf import Clock, Shelf, StoreFactory
from zenobia.serve.tiles import tile_router
from zenobia.serve.voices import voice_router
from zenobia.settings import Settings
from zenobia.store import open_store

HERE = Path(__file__).parent
GZIP_FROM_BYTES = 1024
"""Answers shorter than a packet gain nothing from compression."""


def utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a door


def create_app(
    store: str | StoreFactory, *, settings: Settings | None = None, now: Clock = utc_now, settle: Settle | None = None
) -> FastAPI:
    """Make the application.

    Args:
        store: an address (`sqlite:///zenobia.db`), or a callable that opens a store.
        settings: the hold's delay and grid are read from here.
        now: gives the present moment, aware; the hold counts from it.
        settle: computes the folds anew after a ruling; without it rulings are kept, and wait for the next `ingest` or `rebuild`.
    """
    chosen = settings or Settings()
    opener: StoreFactory = (lambda: open_store(store)) if isinstance(store, str) else store
    shelf = Shelf(opener, settings=chosen, now=now)
    settling = Settling(settle)
    waiting = Waiting(settling.later)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        settling.close()
        shelf.close()

    app = FastAPI(
        title="zenobia",
        summary="Who claims what about a war, and how we know.",
        description="Every claim has its speaker, its words and its report; every incident its voices and its contradictions. "
        "Nothing here is a finding of fact.",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    render = renderer(chosen)
    add_handlers(
        app, lambda request, status, title, detail: render(request, "error.html", status=status, title=title, detail=detail)
    )
    app.include_router(api_router(shelf))
    app.include_router(ogc_router(shelf))
    app.include_router(tile_router(shelf))
    app.include_router(feed_router(shelf, now))
    app.include_router(desk_api(shelf, settling, waiting, now))
    app.include_router(desk_router(shelf, unkept(render), settling, waiting, now))
    app.add_exception_handler(SignInNeeded, to_sign_in)
    app.include_router(control_router(shelf))
    app.include_router(areas_router(shelf, (settings or Settings()).areas_km))
    for pages in (page_router, detail_router, finding_router, voice_router, brief_router, matter_router):
        app.include_router(pages(shelf, render))
    app.include_router(archive_router(chosen.map_pmtiles))
    app.mount("/static/vendor", StaticFiles(directory=HERE / "vendor"), name="vendor")
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(
        GZipMiddleware, minimum_size=GZIP_FROM_BYTES, exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, ARCHIVE)
    )
    app.add_middleware(SafeHeaders, map_style_url=chosen.map_style_url, map_pmtiles=chosen.map_pmtiles)
    app.add_middleware(SmallBodies)
    app.add_middleware(HeadAsGet)
    return app


def unkept(render: Callable[..., Response]) -> Callable[..., Response]:
    """Give the same function for pages that no cache may keep."""

    def rendered(request: Request, template: str, **values: Any) -> Response:
        answer = render(request, template, **values)
        answer.headers["cache-control"] = "no-store"
        return answer

    return rendered


def to_sign_in(request: Request, _: Exception) -> Response:
    """Lead a browser to the sign-in page, and back to where it was if that was a page."""
    back = f"?{urlencode({'next': request.url.path})}" if request.method in ("GET", "HEAD") else ""
    return RedirectResponse(f"/desk/sign-in{back}", 303)
