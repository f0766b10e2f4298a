"""One exchange with a server, and everything that a server can do wrong."""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx2
import pytest

from zenobia.faults import SourceFault
from zenobia.gather.addresses import AddressRefused, NameUnknown, resolve
from zenobia.gather.fetch import Answer, Fetcher, NotFetched, reason_of
from zenobia.settings import Settings
from zenobia.values.reject import Reason


def no_manners(url: httpx2.URL) -> None:
    """Ask without asking whether one may: manners are tested in test_visits.py."""


def get(settings: Settings, address: str, **more: Any) -> Answer:
    with Fetcher(settings) as fetcher:
        return fetcher.get(address, before=no_manners, **more)


def refused(settings: Settings, address: str, **more: Any) -> tuple[Reason, str]:
    with pytest.raises(SourceFault) as raised:
        get(settings, address, **more)
    return reason_of(raised.value), str(raised.value)


def test_a_page_comes_with_what_its_server_said(site: Any, settings: Settings) -> None:
    answer = get(settings, site.puts("/a?b=1", "<p>words", ETag='"1"', Last_Modified="Thu, 02 Mar 2017 08:00:00 GMT") + "#part")
    assert (answer.body, answer.etag, answer.url) == (b"<p>words", '"1"', f"{site.root}/a?b=1")
    assert answer.last_modified == "Thu, 02 Mar 2017 08:00:00 GMT"
    asked = site.asked[0].headers
    assert asked["User-Agent"] == "zenobia/0 (tests)"
    assert asked["Host"] == f"127.0.0.1:{site.port}"
    assert "Cookie" not in asked and "Authorization" not in asked


def test_what_did_not_change_is_not_sent_again(site: Any, settings: Settings) -> None:
    address = site.puts("/a", "<p>words", ETag='"1"')
    answer = get(settings, address, etag='"1"')
    assert (answer.is_unchanged, answer.body) == (True, b"")


def test_gzip_is_unpacked(site: Any, settings: Settings) -> None:
    address = site.puts("/a", gzip.compress(b"<p>" + b"words " * 9000), Content_Encoding="gzip")
    assert get(settings, address).body == b"<p>" + b"words " * 9000


def test_redirects_are_followed_to_where_they_lead(site: Any, settings: Settings) -> None:
    site.puts("/end", "<p>words")
    site.redirects("/middle", "/end", 308)
    answer = get(settings, site.redirects("/start", f"{site.root}/middle"))
    assert answer.url == f"{site.root}/end"


def test_no_more_redirects_than_the_limit(site: Any, settings: Settings) -> None:
    reason, detail = refused(settings, site.redirects("/round", "/round"))
    assert reason is Reason.REFUSED
    assert "more than 5 redirects" in detail
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://name:word@127.0.0.1/", "javascript:alert(1)"]
)
def test_a_redirect_obeys_the_rules_of_addresses(site: Any, settings: Settings, target: str) -> None:
    reason, _ = refused(settings, site.redirects("/start", target))
    assert reason is Reason.REFUSED
    assert site.paths() == ["/start"]


@pytest.mark.parametrize(
    "target", ["http://inside.example/secret", "http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://0x7f.1/"]
)
def test_a_redirect_from_a_public_host_to_a_private_one_is_refused(
    site: Any, routed: Any, settings: Settings, target: str
) -> None:
    stands_at = {"paper.example": ["93.184.216.34"], "inside.example": ["10.0.0.7"]}

    def resolver(host: str, port: int) -> Sequence[str]:
        return stands_at.get(host) or resolve(host, port)

    site.redirects("/start", target)
    guarded = replace(settings, allow_private_addresses=False)
    with Fetcher(guarded, resolver=resolver, network=routed) as fetcher, pytest.raises(AddressRefused, match="no public address"):
        fetcher.get("http://paper.example/start", before=no_manners)
    assert routed.sent == ["93.184.216.34"]
    assert site.paths() == ["/start"]


def test_a_name_that_turns_private_between_two_requests_is_refused(site: Any, routed: Any, settings: Settings) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    site.pours("/start", lambda handler: None, Connection="close", Content_Length="0")
    guarded = replace(settings, allow_private_addresses=False)
    with Fetcher(guarded, resolver=lambda host, port: next(answers), network=routed) as fetcher:
        fetcher.get("http://paper.example/start", before=no_manners)
        with pytest.raises(AddressRefused):
            fetcher.get("http://paper.example/start", before=no_manners)
    assert routed.sent == ["93.184.216.34"]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "017700000001", "[::ffff:127.0.0.1]", "localhost"])
def test_a_private_host_is_never_connected_to(site: Any, settings: Settings, host: str) -> None:
    site.puts("/secret", "<p>words")
    reason, detail = refused(replace(settings, allow_private_addresses=False), f"http://{host}:{site.port}/secret")
    assert reason is Reason.REFUSED
    assert "ZENOBIA_ALLOW_PRIVATE_ADDRESSES" in detail
    assert site.asked == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.MISSING), (410, Reason.MISSING), (403, Reason.REFUSED), (429, Reason.REFUSED), (500, Reason.UNREACHABLE)],
)
def test_a_status_that_brings_no_page_is_told(site: Any, settings: Settings, status: int, reason: Reason) -> None:
    found, detail = refused(settings, site.puts("/a", "sorry", status=status))
    assert found is reason
    assert str(status) in detail


def test_a_body_over_the_limit_is_not_read_to_its_end(site: Any, settings: Settings) -> None:
    poured = itertools.count()

    def endless(handler: BaseHTTPRequestHandler) -> None:
        for _ in poured:
            handler.wfile.write(b"x" * 65536)

    reason, detail = refused(settings, site.pours("/endless", endless))
    assert reason is Reason.TOO_LARGE
    assert "200,000" in detail
    assert next(poured) < 200


def test_a_packed_body_is_measured_unpacked(site: Any, settings: Settings) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 60_000
    reason, _ = refused(settings, site.puts("/bomb", bomb, Content_Encoding="gzip"))
    assert reason is Reason.TOO_LARGE


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress"])
def test_a_packing_that_was_not_asked_for_is_refused(site: Any, settings: Settings, encoding: str) -> None:
    reason, detail = refused(settings, site.puts("/a", b"????", Content_Encoding=encoding))
    assert reason is Reason.REFUSED
    assert encoding in detail


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"<p>words")[:-9]])
def test_broken_gzip_is_told(site: Any, settings: Settings, body: bytes) -> None:
    reason, detail = refused(settings, site.puts("/a", body, Content_Encoding="gzip"))
    assert reason is Reason.UNREACHABLE
    assert "gzip" in detail


def test_deflate_with_its_header_is_unpacked(site: Any, settings: Settings) -> None:
    assert get(settings, site.puts("/a", zlib.compress(b"<p>words"), Content_Encoding="deflate")).body == b"<p>words"


def test_dripping_bytes_end_at_the_deadline(site: Any, settings: Settings, clock: Any) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        while True:
            clock.seconds += 1
            handler.wfile.write(b"x")

    address = site.pours("/drip", drip)
    with Fetcher(settings, clock=clock.now) as fetcher, pytest.raises(NotFetched, match="not whole after 8 s") as raised:
        fetcher.get(address, before=no_manners)
    assert raised.value.reason is Reason.UNREACHABLE


def test_a_server_that_breaks_off_is_told(site: Any, settings: Settings) -> None:
    address = site.pours("/short", lambda handler: handler.wfile.write(b"x"), Content_Length="9")
    reason, detail = refused(settings, address)
    assert reason is Reason.UNREACHABLE
    assert "try again later" in detail


def test_a_closed_port_is_told(site: Any, settings: Settings) -> None:
    reason, _ = refused(settings, "http://127.0.0.1:1/")
    assert reason is Reason.UNREACHABLE


def test_an_unknown_name_is_told(settings: Settings) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise NameUnknown(f"{host!r} has no address")

    with Fetcher(settings, resolver=nowhere) as fetcher, pytest.raises(NameUnknown):
        fetcher.get("http://nowhere.example/", before=no_manners)
