"""One address to the bytes behind it.

In: an address from anywhere. Out: an `Answer`, or a fault that says why not.

1. Every address, redirects' too, passes `addresses.checked_url` and is connected through `GuardedNetwork`.
2. At most `MAX_REDIRECTS` redirects are followed, each by hand.
3. The body is counted as it streams, before and after unpacking; past the limit nothing more is read. Only gzip and deflate are
   unpacked, in bounded pieces.
4. One exchange may take `DEADLINE_TIMEOUTS` time-outs in all, however slowly bytes drip.
5. No cookies, no credentials, no proxy, no environment.

Never asks a robots.txt and never waits: `visits.py` does, at each hop.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore2
import httpx2

from zenobia.faults import Refused, SourceFault, Unreachable
from zenobia.gather.addresses import GuardedNetwork, Resolve, checked_url, resolve
from zenobia.settings import Settings
from zenobia.values.reject import Reason

MAX_REDIRECTS = 5
"""As RFC 9309 §2.3.1.2 has it for robots.txt; real chains have one to three."""
DEADLINE_TIMEOUTS = 4
"""Time-outs that a whole exchange may last: a page of 20 MB at 2 Mbit/s takes 80 s."""
PIECE_BYTES = 65536
MOVED = frozenset({301, 302, 303, 307, 308})
ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/plain;q=0.8"
STATUS_REASONS = {404: Reason.MISSING, 410: Reason.MISSING}
NETWORK_FAULTS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    httpcore2.ProxyError,
    httpx2.InvalidURL,
    OSError,
)


class NotFetched(SourceFault):
    """No bytes came of an address, with the reason that its Reject gives."""

    def __init__(self, reason: Reason, detail: str, *, status: int | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server gave. `body` is empty when `is_unchanged`."""

    url: str
    """Where it was found, after redirects."""
    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    is_unchanged: bool = False


Before = Callable[[httpx2.URL], None]
"""Called before each hop; raises to stop it."""


def _unpack(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Undo a content encoding, giving at most `PIECE_BYTES` at a time."""
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise NotFetched(Reason.REFUSED, f"the answer is packed as {encoding[:40]!r}, which was not asked for; gzip is read")
    inflate = zlib.decompressobj(wbits=47)
    for piece in pieces:
        rest = piece
        while rest:
            yield inflate.decompress(rest, PIECE_BYTES)
            rest = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise zlib.error("it breaks off")


class Fetcher:
    """Fetches addresses over connections of its own. Close it, or use it as a context manager."""

    def __init__(
        self,
        settings: Settings,
        *,
        resolver: Resolve = resolve,
        network: httpcore2.NetworkBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            network_backend=GuardedNetwork(allow_private=settings.allow_private_addresses, resolver=resolver, network=network),
            max_connections=4,
            keepalive_expiry=5.0,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.close()

    def get(
        self,
        address: str,
        *,
        before: Before,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
    ) -> Answer:
        """Fetch an address, following redirects.

        Raises:
            AddressRefused: an address on the way must not be asked.
            NameUnknown: a host has no address.
            NotFetched: the server gave nothing that can be used.
        """
        url, start = checked_url(address), self._clock()
        limit = self._settings.max_fetch_bytes if max_bytes is None else max_bytes
        for _ in range(MAX_REDIRECTS + 1):
            before(url)
            try:
                found = self._hop(url, self._headers(url, etag, last_modified), limit, start)
            except NETWORK_FAULTS as fault:
                told = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
                detail = f"{url.host!r} did not answer ({told}) within {self._settings.fetch_timeout_s:g} s; try again later"
                raise NotFetched(Reason.UNREACHABLE, detail) from None
            if isinstance(found, Answer):
                return found
            url = found
        detail = f"more than {MAX_REDIRECTS} redirects, the limit; the last led to {str(url)[:120]!r}: give the final address"
        raise NotFetched(Reason.REFUSED, detail)

    @contextmanager
    def stream(
        self, address: str, *, before: Before, fields: Mapping[str, str]
    ) -> Iterator[tuple[int, httpx2.Headers, Iterator[bytes]]]:
        """Open an address for a body of any length, following redirects; gives (200 or 206, headers, pieces as sent).

        Every piece must come within the time-out; the whole may last as long as it takes.

        Raises:
            AddressRefused: an address on the way must not be asked.
            NotFetched: the server gave nothing that can be used, or (from the pieces) broke off.
        """
        url = checked_url(address)
        timeout = self._settings.fetch_timeout_s
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), timeout)}
        for _ in range(MAX_REDIRECTS + 1):
            before(url)
            sent = {
                "Host": url.netloc.decode("ascii"),
                "User-Agent": self._settings.user_agent,
                "Accept-Encoding": "identity",
                **fields,
            }
            headers = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in sent.items()]
            target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
            try:
                with self._pool.stream("GET", target, headers=headers, extensions=extensions) as response:
                    found = httpx2.Headers(response.headers)
                    if response.status in MOVED and "location" in found:
                        url = checked_url(str(url.join(found["location"][:5000])))
                        continue
                    if response.status not in (200, 206):
                        raise _refusal(response.status, found)
                    yield response.status, found, response.iter_stream()
                    return
            except NETWORK_FAULTS as fault:
                detail = f"{str(url)[:120]!r} broke off ({type(fault).__name__}: {fault}); run it again, it goes on from there"
                raise NotFetched(Reason.UNREACHABLE, detail) from None
        raise NotFetched(Reason.REFUSED, f"more than {MAX_REDIRECTS} redirects, the limit; give the final address")

    def _headers(self, url: httpx2.URL, etag: str | None, last_modified: str | None) -> list[tuple[bytes, bytes]]:
        fields = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._settings.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "If-None-Match": etag,
            "If-Modified-Since": last_modified,
        }
        return [(name.encode(), value.encode("latin-1", "ignore")) for name, value in fields.items() if value]

    def _hop(self, url: httpx2.URL, headers: list[tuple[bytes, bytes]], max_bytes: int, start: float) -> Answer | httpx2.URL:
        """Make one request; give its answer, or where it points to."""
        timeout = self._settings.fetch_timeout_s
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), timeout)}
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        with self._pool.stream("GET", target, headers=headers, extensions=extensions) as response:
            fields = httpx2.Headers(response.headers)
            if response.status in MOVED and "location" in fields:
                return checked_url(str(url.join(fields["location"][:5000])))
            answer = Answer(
                url=str(url),
                body=b"",
                content_type=fields.get("content-type", "")[:200],
                etag=fields.get("etag"),
                last_modified=fields.get("last-modified"),
                is_unchanged=response.status == 304,
            )
            if answer.is_unchanged:
                return answer
            if response.status != 200:
                raise _refusal(response.status, fields)
            body = self._body(response, fields, max_bytes, start)
        return Answer(
            url=answer.url, body=body, content_type=answer.content_type, etag=answer.etag, last_modified=answer.last_modified
        )

    def _body(self, response: httpcore2.Response, fields: httpx2.Headers, max_bytes: int, start: float) -> bytes:
        """Read a body up to its limits of size and time."""
        seconds = self._settings.fetch_timeout_s * DEADLINE_TIMEOUTS
        kept: list[bytes] = []
        size = 0
        try:
            for piece in _unpack(response.iter_stream(), fields.get("content-encoding", "").strip().lower()):
                size += len(piece)
                if size > max_bytes:
                    detail = f"the answer is over the limit of {max_bytes:,} bytes; raise ZENOBIA_MAX_FETCH_BYTES to take it"
                    raise NotFetched(Reason.TOO_LARGE, detail)
                if self._clock() - start > seconds:
                    detail = f"the answer was not whole after {seconds:g} s ({size:,} bytes); raise ZENOBIA_FETCH_TIMEOUT_S"
                    raise NotFetched(Reason.UNREACHABLE, detail)
                kept.append(piece)
        except zlib.error as fault:
            raise NotFetched(Reason.UNREACHABLE, f"the answer's gzip does not unpack ({fault}); try again later") from None
        return b"".join(kept)


def _refusal(status: int, fields: httpx2.Headers) -> NotFetched:
    """Say what a status that brings no page means, and what to do."""
    if status in STATUS_REASONS:
        return NotFetched(Reason.MISSING, f"the server says {status}: nothing is there; check the address", status=status)
    if status >= 500:
        return NotFetched(Reason.UNREACHABLE, f"the server says {status}: it failed; try again later", status=status)
    later = f", retry after {fields['retry-after'][:40]}" if "retry-after" in fields else ""
    detail = f"the server says {status}{later}: it gives this page to nobody, or not to programs; ask its owner"
    return NotFetched(Reason.REFUSED, detail, status=status)


def reason_of(fault: SourceFault) -> Reason:
    """Give the Reject's reason that a fault of fetching carries."""
    reason = getattr(fault, "reason", None)
    if isinstance(reason, Reason):
        return reason
    return (
        Reason.REFUSED if isinstance(fault, Refused) else Reason.UNREACHABLE if isinstance(fault, Unreachable) else Reason.FAILED
    )
