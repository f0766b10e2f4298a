"""In: any answer. Out: the same answer with the headers that keep a reader's browser from harm.

1. Nothing is loaded from another machine, and no inline script or style runs: what an article smuggles in stays dead text.
2. No page can be framed, no type guessed, no address told to a site that a link leads to.
3. HEAD is answered as GET without its body.
4. What is sent to us is small; more is refused while it arrives.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""`data:` holds the map library's own button icons; its workers are a file of ours."""
HEADERS = (
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def _host(address: str) -> str:
    """Give the host of an https address as a policy names it; "" for a path or file here."""
    place = urlsplit(address)
    return f"https://{place.netloc}" if place.scheme == "https" and place.netloc else ""


def policy_with(map_style_url: str, map_pmtiles: str = "") -> str:
    """Give the policy, opened to the hosts that the operator takes the map's style and archive from, if they are others.

    A style brings pictures of its own; an archive is only fetched from.
    """
    style, archive = _host(map_style_url), _host(map_pmtiles)
    asked = "".join(f" {host}" for host in dict.fromkeys((style, archive)) if host)
    opened = CONTENT_SECURITY_POLICY.replace("connect-src 'self'", f"connect-src 'self'{asked}")
    return opened.replace("img-src 'self'", f"img-src 'self' {style}") if style else opened


class SafeHeaders:
    """ASGI middleware: put HEADERS on every answer, errors included."""

    def __init__(self, app: ASGIApp, *, map_style_url: str = "", map_pmtiles: str = "") -> None:
        self.app = app
        policy = policy_with(map_style_url, map_pmtiles)
        self.headers = tuple((name, policy if words is CONTENT_SECURITY_POLICY else words) for name, words in HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, words in self.headers:
                    headers[name] = words
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class HeadAsGet:
    """ASGI middleware: answer HEAD with the headers of GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, sending)


MAX_BODY_BYTES = 64 * 1024
"""Of a request: ten times the largest form of the desk."""


class SmallBodies:
    """ASGI middleware: refuse a request whose body is larger than MAX_BODY_BYTES, whatever its headers say."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MAX_BODY_BYTES:
                raise HTTPException(413, f"a body of more than {MAX_BODY_BYTES // 1024} kB; send less")
            return message

        await self.app(scope, receiving if scope["type"] == "http" else receive, send)
