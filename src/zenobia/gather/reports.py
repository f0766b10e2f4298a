"""Reports handed over as JSON: one object, a list of them, or one a line.

In: the bytes of one object with at least a text. Out: a Capture whose body is these very bytes, or a Reject.

1. The publisher is the object's own `outlet`, else what the caller said, else unknown; so is the day of publication.
2. Nothing is changed: the body is the line as it came.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from zenobia.values.capture import Capture, capture_id
from zenobia.values.reject import Reason, Reject
from zenobia.values.source import source_slug

REPORT_TYPE = "application/vnd.zenobia.report+json"
STEP = "gather.files@1"
SHOWN_BYTES = 60
"""Of a broken line, how many bytes a message shows: enough to find it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known about everything that one input holds, before it is read."""

    name: str
    """`file:NAME` or `stdin:`; the folder is left out, so that ids do not depend on it."""
    received_at: datetime
    published: str | None
    source: str | None
    max_bytes: int


def capture_of(
    body: bytes,
    *,
    url: str,
    outlet: str | None,
    received_at: datetime,
    media_type: str,
    published: str | None = None,
    title: str | None = None,
    warc: str | None = None,
) -> Capture:
    """Make a Capture of bytes, naming it by its publisher, address and digest."""
    source, sha256 = source_slug(outlet), hashlib.sha256(body).hexdigest()
    return Capture(
        id=capture_id(source, url, sha256),
        source=source,
        outlet=outlet,
        url=url,
        received_at=received_at,
        media_type=media_type,
        sha256=sha256,
        body=body,
        published=published,
        title=title,
        warc=warc,
    )


def rejected(subject: str, reason: Reason, detail: str, *, step: str = STEP) -> Reject:
    return Reject(subject=subject, step=step, reason=reason, detail=detail)


def too_large(subject: str, max_bytes: int, what: str) -> Reject:
    detail = f"{what} is over the limit of {max_bytes:,} bytes; split it, or raise ZENOBIA_MAX_DOCUMENT_BYTES"
    return rejected(subject, Reason.TOO_LARGE, detail)


def _words(fields: dict[str, msgspec.Raw], key: str) -> str | None:
    """Give a field as trimmed words; numbers as written; None when absent, null, empty or of another shape."""
    raw = bytes(fields.get(key, b"null"))
    value = msgspec.json.decode(raw)
    if isinstance(value, str):
        return value.strip() or None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return raw.decode() if is_number else None


def report_capture(body: bytes, url: str, arrival: Arrival) -> Capture | Reject:
    """Make one report's Capture of the bytes of its JSON object."""
    shown = body[:SHOWN_BYTES].decode("utf-8", "replace")
    try:
        fields = msgspec.json.decode(body.decode("utf-8"), type=dict[str, msgspec.Raw])
        outlet, published = _words(fields, "outlet"), _words(fields, "published")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        detail = f"{shown!r} is not a JSON object ({fault}); give one object a line, in UTF-8, with at least a text"
        return rejected(url, Reason.BROKEN_LINE, detail)
    if not bytes(fields.get("text", b"null")).lstrip().startswith(b'"'):
        keys = ", ".join(list(fields)[:8]) or "no keys"
        detail = f'the object has no string "text" ({keys}); name the field that holds the report "text"'
        return rejected(url, Reason.BROKEN_LINE, detail)
    return capture_of(
        body,
        url=url,
        outlet=outlet or arrival.source,
        received_at=arrival.received_at,
        media_type=REPORT_TYPE,
        published=published or arrival.published,
    )
