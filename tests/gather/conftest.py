"""A web site on loopback, told what to answer, that remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore2
import pytest

from zenobia.gather.pace import Pace
from zenobia.settings import Settings

Headers = dict[str, str]
NOW = datetime(2017, 3, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Asked:
    path: str
    headers: Headers


@dataclass(kw_only=True)
class Site:
    """Answers by path: (status, headers, body). A body may be a function that writes for itself."""

    port: int = 0
    answers: dict[str, tuple[int, Headers, bytes | Callable[[BaseHTTPRequestHandler], None]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def puts(
        self, path: str, body: bytes | str, *, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> str:
        """Put a page at a path; give its address."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, {"Content-Type": kind, **named}, content)
        return self.root + path

    def redirects(self, path: str, to: str, status: int = 302) -> str:
        self.answers[path] = (status, {"Location": to}, b"")
        return self.root + path

    def pours(self, path: str, write: Callable[[BaseHTTPRequestHandler], None], **headers: str) -> str:
        """Answer 200 and let `write` send the body until the other side has had enough."""
        self.answers[path] = (200, {key.replace("_", "-"): value for key, value in headers.items()}, write)
        return self.root + path

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    told = Site()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(Asked(path=self.path, headers=dict(self.headers.items())))
            status, headers, body = told.answers.get(self.path, (404, {}, b""))
            if status == 200 and "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if callable(body):
                self.end_headers()
                try:
                    body(self)
                except OSError:  # the other side hung up, as it should
                    return
            else:
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


class Routed(httpcore2.SyncBackend):
    """A network in which every address leads to the site; it notes each address that it was sent to."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.sent: list[str] = []

    def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> httpcore2.NetworkStream:
        self.sent.append(host)
        return super().connect_tcp("127.0.0.1", self._port, *rest, **more)


@pytest.fixture
def routed(site: Site) -> Routed:
    return Routed(site.port)


@dataclass(kw_only=True)
class Clock:
    """A clock that only waiting moves."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock=clock.now, sleep=clock.sleep)


@pytest.fixture
def settings() -> Settings:
    """Settings that permit loopback and lose no time."""
    return Settings(allow_private_addresses=True, fetch_timeout_s=2.0, max_fetch_bytes=200_000, user_agent="zenobia/0 (tests)")


@pytest.fixture
def now() -> Callable[[], datetime]:
    return lambda: NOW
