"""The bytes as received: the one thing that can never be computed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zenobia.values.ids import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes of one publication as they came, with all that was said about them on the way in.

    `media_type` may hold parameters ("text/html; charset=windows-1256"). A line of a JSONL file is a capture of its own, of
    type `application/vnd.zenobia.report+json`. `published` and `title` are what the caller, feed or header declared, unparsed.
    """

    id: str
    source: str
    """The publisher's slug."""
    outlet: str | None
    """The publisher's name as given, if one was."""
    url: str
    """An address, or `file:NAME` / `file:NAME#L12` / `stdin:` for what came from a disk."""
    received_at: datetime
    """Aware, UTC."""
    media_type: str
    sha256: str
    body: bytes
    published: str | None = None
    title: str | None = None
    warc: str | None = None
    """Place inside a WARC, `FILE@OFFSET`."""


def capture_id(source: str, url: str, sha256: str) -> str:
    return make_id("capture", source, url, sha256)
