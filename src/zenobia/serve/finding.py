"""Search: words and operators in one line; what is found has an address of its own, and a feed.

1. `type:`, `actor:`, `source:`, `country:`, `from:`, `to:` and `as_of:` are the lists' filters; a value with spaces is quoted.
2. All else is words, which must all be there; "quoted phrases" hold together.
3. An operator that is not known is words, as it stands; a known one with a bad value is a problem that names it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.serve.filters import only, query_of, words
from zenobia.serve.rendering import Render
from zenobia.serve.shelf import Shelf
from zenobia.serve.views import Viewer

OPERATORS = ("type", "actor", "source", "country", "as_of", "from", "to")
_OPERATOR = re.compile(rf"(?<!\S)({'|'.join(OPERATORS)}):(?:\"([^\"]*)\"|(\S+))")
FOUND_EACH = 20
"""Reports, incidents and claims shown for a search, of each."""


def asked_for(line: str) -> dict[str, str]:
    """Give the filters that a line of search asks for."""
    given: dict[str, str] = {}
    for found in _OPERATOR.finditer(line):
        given[found[1]] = found[2] if found[2] is not None else found[3]
    left = " ".join(_OPERATOR.sub(" ", line).split())
    start, end = given.pop("from", ""), given.pop("to", "")
    if start or end:
        given["datetime"] = f"{start or '..'}/{end or '..'}"
    if left:
        given["q"] = left
    return given


def finding_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of search."""
    router = APIRouter(include_in_schema=False)

    @router.get("/search")
    def search(request: Request) -> Response:
        only(request, "q")
        line = words("q", request.query_params.get("q", ""))
        given = asked_for(line)
        query = replace(query_of(given), limit=FOUND_EACH)
        found: dict[str, Any] = {"incidents": [], "claims": [], "documents": []}
        if given:
            with shelf.reader() as reader:
                found = {
                    "incidents": [row.item for row in reader.incidents(query)],
                    "claims": Viewer(reader).claims(row.item for row in reader.events(query)),
                    "documents": [row.item for row in reader.documents(query)],
                }
        return render(request, "search.html", q=line.strip(), limit=FOUND_EACH, feed_query=urlencode(given), **found)

    @router.get("/search.atom")
    def feed(request: Request) -> Response:
        only(request, "q")
        given = asked_for(words("q", request.query_params.get("q", "")))
        return RedirectResponse("/feeds/incidents.atom" + (f"?{urlencode(given)}" if given else ""), 307)

    return router
