"""Web archives, whole and broken."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest

from zenobia.gather import read_inputs
from zenobia.values.capture import Capture
from zenobia.values.reject import Reason, Reject

NOW = datetime(2017, 3, 5, 12, 0, tzinfo=UTC)
PAGE = b"<html><p>Mill burns</p></html>"


class Archive:
    """A WARC being written, by the letter of ISO 28500."""

    def __init__(self, *, gzipped: bool = True) -> None:
        self._gzipped = gzipped
        self.bytes = b""
        self._write("warcinfo", "", b"software: by hand\r\n", "application/warc-fields")

    def _write(self, kind: str, url: str, block: bytes, content_type: str, date: str = "2017-03-02T08:00:00Z") -> None:
        target = f"WARC-Target-URI: {url}\r\n" if url else ""
        number = f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(self.bytes):012d}>\r\n"
        lengths = f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
        head = f"WARC/1.1\r\nWARC-Type: {kind}\r\n{number}WARC-Date: {date}\r\n{target}{lengths}"
        record = head.encode() + block + b"\r\n\r\n"
        self.bytes += gzip.compress(record) if self._gzipped else record

    def response(
        self, url: str, body: bytes = PAGE, *, status: str = "200 OK", date: str = "2017-03-02T08:00:00Z", **headers: str
    ) -> None:
        named = headers or {"Content_Type": "text/html"}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
        block = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
        self._write("response", url, block, "application/http; msgtype=response", date)

    def resource(self, url: str, body: bytes, kind: str) -> None:
        self._write("resource", url, body, kind)


def read(body: bytes, max_bytes: int = 10_000) -> list[Capture | Reject]:
    return list(read_inputs(["-"], now=NOW, published=None, source=None, stdin=io.BytesIO(body), max_bytes=max_bytes))


def captures(items: list[Capture | Reject]) -> list[Capture]:
    return [item for item in items if isinstance(item, Capture)]


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_and_texts_are_taken_with_their_place(gzipped: bool) -> None:
    archive = Archive(gzipped=gzipped)
    archive.response("https://www.notes.example/1", Content_Type="text/html; charset=windows-1251")
    archive.response("https://www.notes.example/p.png", b"\x89PNG", Content_Type="image/png")
    archive.response("https://www.notes.example/gone", status="404 Not Found")
    archive.resource("https://notes.example/2", b"Mill rebuilt", "text/plain")
    first, second = items = read(archive.bytes)
    assert captures(items) == items
    assert isinstance(first, Capture) and isinstance(second, Capture)
    assert (first.url, first.body, first.media_type) == ("https://www.notes.example/1", PAGE, "text/html; charset=windows-1251")
    assert (first.source, first.received_at) == ("notes-example", datetime(2017, 3, 2, 8, 0, tzinfo=UTC))
    assert first.warc is not None and first.warc.startswith("stdin:@")
    assert (second.url, second.body, second.media_type) == ("https://notes.example/2", b"Mill rebuilt", "text/plain")


@pytest.mark.parametrize("date", ["2099-01-01T00:00:00Z", "some day"])
def test_a_date_that_cannot_be_is_now(date: str) -> None:
    archive = Archive()
    archive.response("https://notes.example/1", date=date)
    assert captures(read(archive.bytes))[0].received_at == NOW


def test_packed_pages_are_unpacked() -> None:
    archive = Archive()
    archive.response("https://notes.example/1", gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")
    archive.response("https://notes.example/2", b"not gzip", Content_Type="text/html", Content_Encoding="gzip")
    archive.response(
        "https://notes.example/3", b"4\r\n<p>M\r\n3\r\nill\r\n0\r\n\r\n", Content_Type="text/html", Transfer_Encoding="chunked"
    )
    first, broken, third = read(archive.bytes)
    assert isinstance(first, Capture) and first.body == PAGE
    assert isinstance(broken, Reject) and broken.reason is Reason.UNDECODABLE and broken.subject == "https://notes.example/2"
    assert isinstance(third, Capture) and third.body == b"<p>Mill"


def test_a_record_over_the_limit_costs_itself_alone() -> None:
    archive = Archive()
    archive.response("https://notes.example/1", b"a" * 200_000)
    archive.response("https://notes.example/2", b"a" * 10_001)
    archive.response(
        "https://notes.example/3", gzip.compress(b"a" * 20_000_000), Content_Type="text/html", Content_Encoding="gzip"
    )
    archive.response("https://notes.example/4")
    first, second, third, fourth = read(archive.bytes, max_bytes=10_000)
    for reject in (first, second, third):
        assert isinstance(reject, Reject) and reject.reason is Reason.TOO_LARGE
    assert isinstance(fourth, Capture)


@pytest.mark.parametrize("gzipped", [True, False])
def test_wherever_an_archive_is_cut_it_is_told_and_no_half_page_is_taken(gzipped: bool) -> None:
    archive = Archive(gzipped=gzipped)
    archive.response("https://notes.example/1")
    whole_until = len(archive.bytes)
    archive.response("https://notes.example/2", PAGE * 40)
    for cut in range(whole_until + 12, len(archive.bytes) - 12, 7):
        items = read(archive.bytes[:cut])
        assert all(capture.body in {PAGE, PAGE * 40} for capture in captures(items))
        if len(captures(items)) == 1:
            reject = items[-1]
            assert isinstance(reject, Reject) and reject.reason is Reason.BROKEN_FEED


def test_an_archive_without_a_page_is_told() -> None:
    (reject,) = read(Archive().bytes)
    assert isinstance(reject, Reject) and reject.reason is Reason.EMPTY
