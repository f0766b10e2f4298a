"""In: what is wrong with a request. Out: an RFC 9457 problem for programs, a page for people.

1. A problem names the value, the limit and the next move.
2. `/api`, `/collections` and `/feeds` answer `application/problem+json`; every other path answers a page with the same words.
3. A fault of the house is 500 with its message; nothing else of the inside is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from zenobia.export.explain import UnknownId
from zenobia.faults import HouseFault

FOR_PROGRAMS = ("/api", "/collections", "/conformance", "/feeds", "/tiles", "/openapi.json")

ErrorPage = Callable[[Request, int, str, str], Response]
"""(request, status, title, detail) to a page."""


PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "What is wrong with the request, and what to send instead (RFC 9457)",
        "content": {"application/problem+json": {"schema": {"type": "object", "required": ["status", "detail"]}}},
    }
}
"""For the description of the API."""


class Problem(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, status: int, detail: str, *, parameter: str | None = None, value: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.parameter = parameter
        self.value = value


def bad(parameter: str, value: str, limit: str) -> Problem:
    """Give the 400 for one query value; `limit` says what is allowed and what to send instead."""
    shown = value if len(value) <= 80 else value[:77] + "…"
    return Problem(400, f"{parameter}={shown!r}: {limit}", parameter=parameter, value=shown)


def problem_json(request: Request, problem: Problem) -> Response:
    """Give a problem as RFC 9457 JSON."""
    record: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
    }
    if problem.parameter is not None:
        record |= {"parameter": problem.parameter, "value": problem.value}
    return Response(msgspec.json.encode(record), problem.status, media_type="application/problem+json")


def add_handlers(app: FastAPI, error_page: ErrorPage) -> None:
    """Answer every fault by the rules above."""

    def answer(request: Request, problem: Problem) -> Response:
        if request.url.path.startswith(FOR_PROGRAMS):
            return problem_json(request, problem)
        return error_page(request, problem.status, HTTPStatus(problem.status).phrase, problem.detail)

    def for_problem(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, Problem)
        return answer(request, fault)

    def for_http(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        detail = {
            404: f"{request.url.path} leads nowhere; the map is at /, the list of what can be asked at /openapi.json",
            405: f"{request.method} is not taken here; everything is read with GET",
        }.get(fault.status_code, str(fault.detail))
        return answer(request, Problem(fault.status_code, detail))

    def for_shape(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, RequestValidationError)
        first = fault.errors()[0]
        return answer(request, bad(str(first["loc"][-1]), str(first.get("input")), f"{first['msg']}; see /openapi.json"))

    def for_unknown(request: Request, fault: Exception) -> Response:
        return answer(request, Problem(404, str(fault)))

    def for_house(request: Request, fault: Exception) -> Response:
        return answer(request, Problem(500, str(fault)))

    app.add_exception_handler(Problem, for_problem)
    app.add_exception_handler(HTTPException, for_http)
    app.add_exception_handler(RequestValidationError, for_shape)
    app.add_exception_handler(UnknownId, for_unknown)
    app.add_exception_handler(HouseFault, for_house)
