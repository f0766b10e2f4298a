"""Rounds over pages and feeds: what is taken, what is left, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from zenobia.gather import Fetched, Pace, Validators, gather
from zenobia.gather.fetch import Fetcher
from zenobia.settings import Settings
from zenobia.values.reject import Reason

ARTICLE = (
    "<html><head><title>Bridge shelled</title></head><body><p>The bridge was shelled, the town council said.</p></body></html>"
)
Visit = Callable[..., list[Fetched]]


@pytest.fixture
def visit(settings: Settings, pace: Pace, now: Callable[[], datetime]) -> Visit:
    def go(*urls: str, kept: dict[str, Validators] | None = None, **more: Any) -> list[Fetched]:
        given = {"settings": settings, "now": now, "state_of": (kept or {}).get, "pace": pace} | more
        return list(gather(urls, **given))

    return go


def kept_of(fetched: list[Fetched]) -> dict[str, Validators]:
    return {one.url: one.validators for one in fetched if one.validators}


def feed_of(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title>{"".join(items)}</channel></rss>'


def item(link: str, title: str = "Bridge shelled", content: str = "") -> str:
    date = "<pubDate>Thu, 02 Mar 2017 08:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link><description>{content}</description>{date}</item>"


def reasons(fetched: list[Fetched]) -> list[tuple[Reason, bool]]:
    return [(reject.reason, reject.is_warning) for one in fetched for reject in one.rejects]


def test_a_page_is_one_capture(site: Any, visit: Visit, now: Callable[[], datetime]) -> None:
    address = site.puts("/a", ARTICLE, ETag='"1"')
    (one,) = visit(address)
    (capture,) = one.captures
    assert (capture.url, capture.body, capture.media_type) == (address, ARTICLE.encode(), "text/html; charset=utf-8")
    assert (capture.source, capture.outlet, capture.received_at) == ("127-0-0-1", "127.0.0.1", now())
    assert one.validators == Validators(url=address, etag='"1"', last_modified=None, fetched_at=now())


def test_the_publisher_may_be_named(site: Any, visit: Visit) -> None:
    (one,) = visit(site.puts("/a", ARTICLE), source="The Daily Note")
    assert (one.captures[0].source, one.captures[0].outlet) == ("the-daily-note", "The Daily Note")


def test_an_unchanged_page_is_nothing_new(site: Any, visit: Visit) -> None:
    address = site.puts("/a", ARTICLE, ETag='"1"')
    (again,) = visit(address, kept=kept_of(visit(address)))
    assert again == Fetched(url=address)


def test_plain_text_is_taken_as_text(site: Any, visit: Visit) -> None:
    (one,) = visit(site.puts("/a", "Bridge shelled\nThe council said so.", kind="text/plain; charset=utf-8"))
    assert one.captures[0].media_type == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"%PDF-1.7", "application/pdf", Reason.NOT_TEXT),
        (b"\x89PNG\r\n", "text/html", Reason.NOT_TEXT),
        (b'{"a": 1}', "application/json", Reason.NOT_TEXT),
        (b"a,b\n1,2\n", "text/csv", Reason.NOT_TEXT),
        (b"", "text/html", Reason.EMPTY),
    ],
)
def test_what_is_no_page_is_told(site: Any, visit: Visit, body: bytes, kind: str, reason: Reason) -> None:
    (one,) = visit(site.puts("/a", body, kind=kind))
    assert one.captures == ()
    assert reasons([one]) == [(reason, False)]


def test_one_bad_address_costs_itself_alone(site: Any, visit: Visit) -> None:
    good = site.puts("/a", ARTICLE)
    fetched = visit("ftp://x.example/", good + "-gone", "http://u:secret@x.example/", good)
    assert [len(one.captures) for one in fetched] == [0, 0, 0, 1]
    assert reasons(fetched) == [(Reason.REFUSED, False), (Reason.MISSING, False), (Reason.REFUSED, False)]
    assert "secret" not in str([one.rejects for one in fetched])


def test_robots_are_asked_first_and_obeyed(site: Any, visit: Visit) -> None:
    site.puts("/robots.txt", "User-agent: *\nDisallow: /hidden", kind="text/plain")
    open_, hidden = site.puts("/open", ARTICLE), site.puts("/hidden/1", ARTICLE)
    moved = site.redirects("/moved", "/hidden/1")
    fetched = visit(hidden, open_, moved)
    assert [len(one.captures) for one in fetched] == [0, 1, 0]
    assert reasons(fetched) == [(Reason.REFUSED, False), (Reason.REFUSED, False)]
    assert site.paths() == ["/robots.txt", "/open", "/moved"]


def test_requests_to_one_host_keep_their_pace(site: Any, visit: Visit, clock: Any) -> None:
    site.puts("/robots.txt", "User-agent: *\nCrawl-delay: 3", kind="text/plain")
    visit(site.puts("/a", ARTICLE), site.puts("/b", ARTICLE), site.puts("/c", ARTICLE))
    assert clock.waits == [1.0, 3.0, 3.0]


def test_a_host_that_says_too_many_is_left_alone(site: Any, visit: Visit) -> None:
    first = site.puts("/a", "slow down", status=429, Retry_After="120")
    fetched = visit(first, site.puts("/b", ARTICLE))
    assert "retry after 120" in fetched[0].rejects[0].detail
    assert reasons(fetched) == [(Reason.REFUSED, False), (Reason.UNREACHABLE, False)]
    assert "/b" not in site.paths()


def test_it_is_the_host_redirected_to_that_is_left_alone(site: Any, visit: Visit) -> None:
    tired = site.puts("/busy", "slow down", status=503).replace("127.0.0.1", "localhost")
    fetched = visit(site.redirects("/moved", tired), tired + "-too", site.puts("/a", ARTICLE))
    assert reasons(fetched) == [(Reason.UNREACHABLE, False)] * 2
    assert "is not asked again" in fetched[1].rejects[0].detail
    assert len(fetched[2].captures) == 1


def test_a_declared_day_serves_where_no_feed_dates(site: Any, visit: Visit) -> None:
    site.puts("/n/1", ARTICLE)
    feed = site.puts("/feed", feed_of(item("/n/1")))
    captures = [capture for one in visit(site.puts("/a", ARTICLE), feed, published="2016-01-01") for capture in one.captures]
    assert [str(capture.published)[:10] for capture in captures] == ["2016-01-01", "2017-03-02"]


def test_a_private_address_is_refused_before_anything_is_asked(site: Any, visit: Visit, settings: Settings) -> None:
    address = site.puts("/a", ARTICLE)
    fetched = visit(address, settings=replace(settings, allow_private_addresses=False))
    assert reasons(fetched) == [(Reason.REFUSED, False)]
    assert site.asked == []


def test_a_feed_gives_its_new_entries(site: Any, visit: Visit) -> None:
    site.puts("/n/1", ARTICLE)
    site.puts("/n/2", ARTICLE.replace("bridge", "mill"))
    address = site.puts("/feed", feed_of(item("/n/1"), item("/n/2"), item("/n/1")), kind="application/rss+xml", ETag='"f1"')
    first = visit(address)
    assert [one.url for one in first] == [f"{site.root}/n/1", f"{site.root}/n/2", address]
    assert all(one.captures[0].title == "Bridge shelled" for one in first[:2])
    assert str(first[0].captures[0].published).startswith("2017-03-02")

    kept = kept_of(first)
    assert visit(address, kept=kept) == [Fetched(url=address)]

    site.puts("/n/3", ARTICLE)
    site.puts("/feed", feed_of(item("/n/3"), item("/n/1"), item("/n/2")), kind="application/rss+xml", ETag='"f2"')
    site.asked.clear()
    later = visit(address, kept=kept)
    assert [one.url for one in later] == [f"{site.root}/n/3", address]
    assert site.paths() == ["/robots.txt", "/feed", "/n/3"]


def test_an_entry_that_cannot_be_had_is_taken_as_the_feed_carries_it(site: Any, visit: Visit) -> None:
    items = [
        item(f"{site.root}/gone", content="&lt;p&gt;The mill burnt, a farmer said.&lt;/p&gt;"),
        item(f"{site.root}/gone-too"),
    ]
    fetched = visit(site.puts("/feed", feed_of(*items)))
    carried, missing, feed = fetched
    assert carried.captures[0].body == b"<p>The mill burnt, a farmer said.</p>"
    assert carried.captures[0].media_type.startswith("text/html")
    assert "what the feed carries" in carried.rejects[0].detail
    assert reasons(fetched) == [(Reason.MISSING, True), (Reason.MISSING, False)]
    assert missing.captures == ()
    assert feed.validators is not None


@pytest.mark.parametrize(
    "link",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://inside.example/",
        "file:///etc/passwd",
        "http://u:secret@x.example/",
    ],
)
def test_an_entry_leads_nowhere_forbidden(site: Any, routed: Any, visit: Visit, settings: Settings, link: str) -> None:
    stands_at = {"paper.example": ["93.184.216.34"], "inside.example": ["10.0.0.7"]}
    site.puts("/feed", feed_of(item(link, content="The mill burnt, a farmer said.")))
    guarded = replace(settings, allow_private_addresses=False)
    with Fetcher(guarded, resolver=lambda host, port: stands_at.get(host) or [host], network=routed) as fetcher:
        fetched = visit("http://paper.example/feed", settings=guarded, fetcher=fetcher)
    assert reasons(fetched) == [(Reason.REFUSED, True)]
    assert fetched[0].captures[0].body == b"The mill burnt, a farmer said."
    assert "secret" not in str((fetched[0].captures, fetched[0].rejects))
    assert set(routed.sent) == {"93.184.216.34"}


def test_a_feed_with_entries_out_of_reach_is_asked_in_full_again(site: Any, visit: Visit) -> None:
    site.puts("/n/1", "failed", status=500)
    address = site.puts("/feed", feed_of(item("/n/1")), ETag='"f1"')
    fetched = visit(address)
    assert fetched[-1].url == address and fetched[-1].validators is None
    site.puts("/n/1", ARTICLE)
    again = visit(address, kept=kept_of(fetched))
    assert len(again[0].captures) == 1


def test_a_bomb_of_a_feed_is_refused(site: Any, visit: Visit) -> None:
    body = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">]><rss version="2.0"><channel><title>&a;</title></channel></rss>'
    fetched = visit(site.puts("/feed", body))
    assert reasons(fetched) == [(Reason.BROKEN_FEED, False)]
