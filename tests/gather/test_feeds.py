"""Feeds are read from bytes, whole or broken."""

from __future__ import annotations

import pytest

from zenobia.faults import Unreadable
from zenobia.gather.feeds import MAX_ENTRIES, read_feed

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Notes</title>
<item><title>Bridge shelled</title><link>/n/1</link><description>Short.</description>
<content:encoded>&lt;p&gt;The bridge was shelled, the town council said.&lt;/p&gt;</content:encoded>
<pubDate>Thu, 02 Mar 2017 08:00:00 GMT</pubDate></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title>Bridge shelled</title>
<link href="https://other.example/n/1"/><id>tag:x</id><updated>2017-03-02T08:00:00Z</updated><summary>Short.</summary></entry></feed>"""


def test_rss() -> None:
    feed = read_feed(RSS, "https://notes.example/feed")
    (entry,) = feed.entries
    assert (entry.url, entry.title) == ("https://notes.example/n/1", "Bridge shelled")
    assert entry.content == "<p>The bridge was shelled, the town council said.</p>"
    assert entry.published is not None and entry.published.startswith("2017-03-02")
    assert feed.listed == 2


def test_atom() -> None:
    (entry,) = read_feed(ATOM, "https://notes.example/feed").entries
    assert (entry.url, entry.content) == ("https://other.example/n/1", "Short.")
    assert entry.published is not None and entry.published.startswith("2017-03-02")


def test_a_feed_cut_in_the_middle_gives_what_came() -> None:
    two = RSS.replace(b"<item><title>No link", b"<item><title>Second</title><link>/n/2</link></item><item><title>No link")
    feed = read_feed(two[: two.index(b"No link")], "https://notes.example/feed")
    assert [entry.url for entry in feed.entries][:2] == ["https://notes.example/n/1", "https://notes.example/n/2"]


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(b"<rss version='2.0'><channel><title>Notes</title></channel></rss>", "https://x.example/").entries == ()


BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + i, *[97 + i] * 8) for i in range(20)
)


@pytest.mark.parametrize(
    "body", [BOMB + b"]><rss><channel><title>&u;</title></channel></rss>", b"", b"<html><p>no feed</p></html>", b"\x00\xff"]
)
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_feed(body, "https://notes.example/feed")


def test_entries_are_limited() -> None:
    items = b"".join(b"<item><title>t</title><link>/%d</link></item>" % i for i in range(MAX_ENTRIES + 5))
    feed = read_feed(b"<rss version='2.0'><channel><title>Notes</title>" + items + b"</channel></rss>", "https://x.example/")
    assert (len(feed.entries), feed.listed) == (MAX_ENTRIES, MAX_ENTRIES + 5)
