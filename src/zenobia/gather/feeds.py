"""The entries of a feed.

In: the bytes of an RSS or Atom feed and the address that they came from. Out: its entries, in the feed's order.

1. fastfeedparser reads; what it cannot read feedparser tries, which repairs more and takes a hundred times as long.
2. Both are handed bytes: neither may open an address.
3. A feed that declares entities of its own is refused: no news feed needs them, entity bombs do.
4. At most `MAX_ENTRIES` entries are taken; the rest is told.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from urllib.parse import urljoin

import fastfeedparser  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]

from zenobia.faults import Unreadable

MAX_ENTRIES = 300
"""Entries; the longest feeds of agencies list 100."""
_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed: where it leads and what the feed says of it."""

    url: str
    title: str | None
    published: str | None
    content: str
    """HTML that the feed itself carries; empty when it carries none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    entries: tuple[Entry, ...]
    listed: int
    """Entries in the feed, more than `entries` when it is over the limit."""


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _content(entry: dict[str, object]) -> str:
    """Give the longest text that an entry carries."""
    contents = entry.get("content")
    parts = [part.get("value") for part in contents if isinstance(part, dict)] if isinstance(contents, list) else []
    texts = [text for value in (*parts, entry.get("summary"), entry.get("description")) if (text := _text(value))]
    return max(texts, key=len, default="")


def _entry(raw: dict[str, object], base: str) -> Entry | None:
    link = _text(raw.get("link")) or _text(raw.get("id"))
    if link is None:
        return None
    try:
        url = urljoin(base, link)
    except ValueError:
        url = link
    return Entry(
        url=url,
        title=_text(raw.get("title")),
        published=_text(raw.get("published")) or _text(raw.get("updated")),
        content=_content(raw),
    )


def read_feed(body: bytes, base: str) -> Feed:
    """Read a feed.

    Raises:
        Unreadable: it is no feed, broken beyond repair, or declares entities.
    """
    if _ENTITY.search(body):
        raise Unreadable("the feed declares entities of its own, which can be made to fill any memory; it is not read")
    raws: list[dict[str, object]] = []
    try:
        raws = [dict(raw) for raw in fastfeedparser.parse(body).entries]
    except (ValueError, RecursionError):
        raws = [dict(raw) for raw in feedparser.parse(io.BytesIO(body)).entries]
    if not raws and not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", body, re.IGNORECASE):
        raise Unreadable("no RSS or Atom feed can be read from it; open it in a feed validator")
    entries = [entry for raw in raws[:MAX_ENTRIES] if (entry := _entry(raw, base))]
    return Feed(entries=tuple(entries), listed=len(raws))
