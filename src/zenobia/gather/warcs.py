"""Reports out of a web archive (WARC 1.0 and 1.1, ISO 28500).

In: a stream of a WARC file, gzipped or not. Out: one Capture a response or resource record that holds HTML or text.

1. Memory holds one record, and never more of it than the limit.
2. `received_at` is the record's own WARC-Date: the crawler received it then. One that is missing or ahead of the clock is now.
3. Records of other media types are passed over in silence: an archive of a site is mostly pictures and scripts.
4. Answers other than 200 are passed over: an error page is no report.
5. A block shorter than it declares breaks the archive: half a page is never taken for a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from zenobia.gather.reports import Arrival, capture_of, rejected, too_large
from zenobia.gather.streams import is_cut_gzip
from zenobia.values.capture import Capture
from zenobia.values.reject import Reason, Reject

READ_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
WANTED = WarcRecordType.response | WarcRecordType.resource
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


def _answer(block: bytes, max_bytes: int) -> tuple[str, bytes] | None:
    """Give the media type and the body of an HTTP answer as archived; None for what is no page.

    Raises:
        OSError: its header or its packing does not read.
    """
    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    answer = WarcRecord.from_bytes(head % len(block) + block + b"\r\n\r\n")
    answer.parse_http(auto_decode="all", max_header_len=MAX_HEADER_BYTES)
    kind = (answer.http_content_type or "").lower()
    status = answer.http_headers.status_code if answer.http_headers else None
    if status != 200 or kind not in READ_TYPES:
        return None
    return f"{kind}; charset={answer.http_charset}" if answer.http_charset else kind, answer.reader.read(max_bytes + 1)


def _declared_length(record: WarcRecord) -> int:
    """Give the block's length that the record itself declares.

    Raises:
        ValueError: it declares none, as a record cut off in its header does.
    """
    length = record.headers.get("Content-Length")
    if length is None or not length.strip().isdigit():
        raise ValueError(f"a record at byte {record.stream_pos:,} has no Content-Length")
    return int(length)


def _block(record: WarcRecord, length: int) -> bytes:
    """Read a record's block, whole.

    Raises:
        ValueError: the archive ends before the block does.
    """
    block = record.reader.read(length) if length else b""
    if len(block) < length:
        raise ValueError(f"the record at byte {record.stream_pos:,} has {len(block):,} of its {length:,} bytes")
    return block


def _one(record: WarcRecord, name: str, arrival: Arrival) -> Capture | Reject | None:
    """Make a Capture of one record; None for what is passed over."""
    length = _declared_length(record)
    if not record.record_type & WANTED:
        return None
    url = record.headers.get("WARC-Target-URI") or f"{arrival.name}@{record.stream_pos}"
    place = f"{name}@{record.stream_pos}"
    if length > arrival.max_bytes + MAX_HEADER_BYTES:
        return too_large(url, arrival.max_bytes, f"the record at {place}")
    block, body = _block(record, length), b""
    media_type = (record.headers.get("Content-Type") or "").lower()
    if record.is_http:
        try:
            answer = _answer(block, arrival.max_bytes)
        except (OSError, ValueError) as fault:
            detail = f"the record at {place} does not unpack ({fault}); the archive is read on, fetch this page again"
            return rejected(url, Reason.UNDECODABLE, detail)
        if answer is None:
            return None
        media_type, body = answer
    elif media_type.partition(";")[0].strip() in READ_TYPES:
        body = block
    else:
        return None
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
    """Give the reports of an archive in its own order; a break in the archive ends it with a Reject."""
    name = arrival.name.removeprefix("file:")
    given = position = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, parse_http=False, max_header_len=MAX_HEADER_BYTES
        ):
            position = record.stream_pos
            made = _one(record, name, arrival)
            if made is not None:
                given += 1
                yield made
    except (OSError, ValueError) as fault:
        detail = f"the archive breaks at byte {position:,} or after ({fault}); what comes before was read, get it whole"
        yield rejected(arrival.name, Reason.BROKEN_FEED, detail)
        return
    if is_cut_gzip(stream):
        detail = "the archive breaks off inside its last record; what comes before was read, get it whole"
        yield rejected(arrival.name, Reason.BROKEN_FEED, detail)
    elif not given:
        yield rejected(arrival.name, Reason.EMPTY, "the archive holds no page or text; check that it was written to its end")
