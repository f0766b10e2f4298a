"""Reports out of a web archive (WARC 1.0 and 1.1, ISO 28500).

In: a stream of a WARC file, gzipped or not. Out: one Capture a response or resource record that holds HTML or text.

1. Memory holds one record, and never more of it than the limit.
2. `received_at` is the record's own WARC-Date: the crawler received it then. One that is missing or ahead of the clock is now.
3. Records of other media types are passed over in silence: an archive of a site is mostly pictures and scripts.
4. Answers other than 200 are passed over: an error page is no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from zenobia.gather.reports import Arrival, capture_of, rejected, too_large
from zenobia.values.capture import Capture
from zenobia.values.reject import Reason, Reject

READ_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
MAX_HEADER_BYTES = 65536
"""Of one record's header block; servers cut theirs at 8 to 16 KiB."""


def outlet_of(url: str) -> str | None:
    """Name the publisher of an address by its host, without "www."."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _received_at(record: WarcRecord, now: datetime) -> datetime:
    dated: datetime | None = record.record_date  # None where the header does not parse, whatever the stubs say
    if dated is None:
        return now
    aware = dated.replace(tzinfo=UTC) if dated.tzinfo is None else dated.astimezone(UTC)
    return min(aware, now)


def _media_type(record: WarcRecord) -> str:
    """Give the media type of the payload with its charset; the record's own for a resource."""
    if record.record_type == WarcRecordType.response:
        kind = (record.http_content_type or "").lower()
    else:
        kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    return f"{kind}; charset={record.http_charset}" if kind and record.http_charset else kind


def _is_answer(record: WarcRecord) -> bool:
    if record.record_type != WarcRecordType.response:
        return True
    status = record.http_headers.status_code if record.http_headers else None
    return status == 200


def _one(record: WarcRecord, name: str, arrival: Arrival) -> Capture | Reject | None:
    """Make a Capture of one record; None for what is passed over."""
    media_type = _media_type(record)
    if media_type.partition(";")[0] not in READ_TYPES or not _is_answer(record):
        return None
    url = record.headers.get("WARC-Target-URI") or ""
    place = f"{name}@{record.stream_pos}"
    if not url:
        return rejected(
            f"{arrival.name}@{record.stream_pos}", Reason.BROKEN_FEED, "the record names no WARC-Target-URI; it is skipped"
        )
    body = record.reader.read(arrival.max_bytes + 1)
    if len(body) > arrival.max_bytes:
        return too_large(url, arrival.max_bytes, f"the record at {place}")
    return capture_of(
        body,
        url=url,
        outlet=arrival.source or outlet_of(url),
        received_at=_received_at(record, arrival.received_at),
        media_type=media_type,
        published=arrival.published,
        warc=place,
    )


def read_warc(stream: BinaryIO, arrival: Arrival) -> Iterator[Capture | Reject]:
    """Give the reports of an archive in its own order; a broken record ends it with a Reject."""
    name = arrival.name.removeprefix("file:")
    position = 0
    try:
        wanted = WarcRecordType.response | WarcRecordType.resource
        for record in ArchiveIterator(stream, record_types=wanted, auto_decode="all", max_header_len=MAX_HEADER_BYTES):
            position = record.stream_pos
            made = _one(record, name, arrival)
            if made is not None:
                yield made
    except (OSError, ValueError) as fault:
        detail = (
            f"the archive breaks after the record at byte {position:,} ({fault}); what comes before was read, repair the rest"
        )
        yield rejected(arrival.name, Reason.BROKEN_FEED, detail)
