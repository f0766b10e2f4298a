"""In: a value or a page. Out: an answer with an ETag, or 304 when the asker has it already.

1. The ETag is a digest of the whole answer: equal bytes, equal tag; it is weak, for the answer may be compressed on the way.
2. A list tells the way on in the body (`next`, null at the end) and in a Link header.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Request, Response

from zenobia.serve.filters import Asked
from zenobia.store.contract import Row

Item = TypeVar("Item")


def reply(
    request: Request, body: bytes, media_type: str, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Answer with an ETag, or 304."""
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    every = {"etag": tag, "cache-control": "no-cache", **(headers or {})}
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if status == 200 and ("*" in known or tag.removeprefix("W/") in known):
        return Response(status_code=304, headers=every)
    return Response(body, status, media_type=media_type, headers=every)


def json_reply(
    request: Request, value: Any, *, media_type: str = "application/json", headers: dict[str, str] | None = None
) -> Response:
    """Answer with JSON."""
    return reply(request, msgspec.json.encode(value), media_type, headers=headers)


def cut_page(rows: Iterable[Row[Item]], limit: int) -> tuple[list[Item], str | None]:
    """Take one page from rows asked for with limit + 1; give the key to go on after, None at the end."""
    taken = list(islice(rows, limit + 1))
    following = taken[limit - 1].key if len(taken) > limit else None
    return [row.item for row in taken[:limit]], following


def next_link(path: str, asked: Asked, key: str | None) -> str | None:
    """Give the address of the page that follows, as a path."""
    if key is None:
        return None
    pairs = [(name, value) for name, value in asked.given if name != "after"]
    return f"{path}?{urlencode([*pairs, ('after', key)])}"


def page_reply(
    request: Request, asked: Asked, items: Sequence[Item], key: str | None, record: Callable[[Item], dict[str, Any]]
) -> Response:
    """Answer with one page of a list."""
    following = next_link(request.url.path, asked, key)
    headers = {"link": f'<{following}>; rel="next"'} if following else None
    return json_reply(request, {"items": [record(item) for item in items], "next": following}, headers=headers)
