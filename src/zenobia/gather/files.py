"""Reports out of files and pipes.

In: paths and "-". Out: a stream of Captures, and of Rejects for what could not be taken, in the order of the inputs.

1. The kind is told by content: plain text, HTML, JSON, JSON a line, WARC, any of them gzipped.
2. A page or text is read to `max_bytes` and no further; a file of many reports has no limit, each of its reports has one.
3. A Capture is named after the file's base name, never its folder or the clock: the same bytes under the same name are the
   same Capture on every machine.
4. One bad input costs itself alone.

Never follows an address: those go to `zenobia.gather.gather`.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from zenobia.gather.reports import Arrival, capture_of, rejected, report_capture, too_large
from zenobia.gather.sniff import HEAD_BYTES, Kind, foreign_format, sniff
from zenobia.gather.streams import lines, read_head, rewound
from zenobia.gather.warcs import read_warc
from zenobia.values.capture import Capture
from zenobia.values.reject import Reason, Reject

STDIN_NAME = "stdin:"
GZIP_WINDOW = 31
"""zlib's word for "a gzip header and the largest window"."""
MEDIA_TYPES = {Kind.TEXT: "text/plain", Kind.HTML: "text/html"}


def read_inputs(
    inputs: Iterable[str], *, now: datetime, published: str | None, source: str | None, stdin: BinaryIO, max_bytes: int
) -> Iterator[Capture | Reject]:
    """Give the reports that paths and "-" hold.

    Args:
        now: aware UTC; becomes `received_at`.
        published: the day of publication of what does not say its own, unparsed.
        source: the publisher's name, for what does not say its own.
        stdin: the binary stream that "-" stands for.
        max_bytes: the most that one report may hold.
    """
    for name in inputs:
        url = STDIN_NAME if name == "-" else f"file:{Path(name).name}"
        arrival = Arrival(name=url, received_at=now, published=published, source=source, max_bytes=max_bytes)
        if name == "-":
            yield from _read_stream(stdin, arrival)
        else:
            yield from _read_file(Path(name), arrival)


def _read_file(path: Path, arrival: Arrival) -> Iterator[Capture | Reject]:
    try:
        if path.is_dir():
            yield rejected(str(path), Reason.NOT_TEXT, f"{path} is a folder; name the files in it, such as {path}/*.html")
            return
        with path.open("rb") as stream:
            yield from _read_stream(stream, arrival)
    except FileNotFoundError:
        yield rejected(
            str(path), Reason.MISSING, f"there is no file {path}; check the path, which counts from the current folder"
        )
    except (OSError, ValueError) as fault:
        yield rejected(str(path), Reason.MISSING, f"{path} cannot be read ({fault}); check its name and your rights to it")


def _read_stream(stream: BinaryIO, arrival: Arrival) -> Iterator[Capture | Reject]:
    head = read_head(stream, HEAD_BYTES)
    kind = sniff(head, arrival.name)
    whole = rewound(head, stream)
    if kind is not Kind.GZIP:
        yield from _read_kind(kind, head, whole, arrival)
        return
    try:
        inner_head = zlib.decompressobj(wbits=GZIP_WINDOW).decompress(head, HEAD_BYTES)
        inner = sniff(inner_head, arrival.name.removesuffix(".gz"))
        unpacked = whole if inner is Kind.WARC else io.BufferedReader(gzip.GzipFile(fileobj=whole))
        yield from _read_kind(inner, inner_head, unpacked, arrival)
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        yield rejected(arrival.name, Reason.BROKEN_FEED, f"the gzip stream breaks off ({fault}); get the file again")


def _read_kind(kind: Kind, head: bytes, stream: BinaryIO, arrival: Arrival) -> Iterator[Capture | Reject]:
    """Read a stream of a known kind from its beginning."""
    match kind:
        case Kind.WARC:
            yield from read_warc(stream, arrival)
        case Kind.JSONL:
            yield from _read_lines(stream, arrival)
        case Kind.JSON:
            yield from _read_objects(stream, arrival)
        case Kind.TEXT | Kind.HTML:
            yield _read_whole(stream, MEDIA_TYPES[kind], arrival)
        case _:
            yield _refusal(kind, head, arrival)


def _refusal(kind: Kind, head: bytes, arrival: Arrival) -> Reject:
    match kind:
        case Kind.EMPTY:
            return rejected(arrival.name, Reason.EMPTY, "it holds 0 letters; give a report with at least a line of text")
        case Kind.FOREIGN:
            detail = f"it is {foreign_format(head)}; turn it into plain text, HTML, JSONL or WARC first"
            return rejected(arrival.name, Reason.NOT_TEXT, detail)
        case Kind.FEED:
            detail = "it is a saved news feed; give the feed's address to `zenobia gather`, or save the reports themselves"
            return rejected(arrival.name, Reason.NOT_TEXT, detail)
        case Kind.GZIP:
            return rejected(arrival.name, Reason.NOT_TEXT, "it is gzipped twice; unpack it once")
        case _:
            at = head.find(b"\0")
            detail = f"it holds a NUL byte at {at}, so it is no text; save it as UTF-8 text, HTML, JSONL or WARC"
            return rejected(arrival.name, Reason.BINARY, detail)


def _read_whole(stream: BinaryIO, media_type: str, arrival: Arrival) -> Capture | Reject:
    body = read_head(stream, arrival.max_bytes + 1)
    if len(body) > arrival.max_bytes:
        return too_large(arrival.name, arrival.max_bytes, "the file")
    return capture_of(
        body,
        url=arrival.name,
        outlet=arrival.source,
        received_at=arrival.received_at,
        media_type=media_type,
        published=arrival.published,
    )


def _read_lines(stream: BinaryIO, arrival: Arrival) -> Iterator[Capture | Reject]:
    """Read one report a line in constant memory; blank lines are nothing."""
    for line in lines(stream, arrival.max_bytes):
        url = f"{arrival.name}#L{line.number}"
        text = line.text.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.text
        if line.is_too_long:
            yield too_large(url, arrival.max_bytes, "the line")
        elif text.strip():
            yield report_capture(text, url, arrival)


def _read_objects(stream: BinaryIO, arrival: Arrival) -> Iterator[Capture | Reject]:
    """Read a JSON file that holds one report, or a list of them."""
    body = read_head(stream, arrival.max_bytes + 1)
    if len(body) > arrival.max_bytes:
        yield too_large(arrival.name, arrival.max_bytes, "the JSON file")
        return
    body = body.removeprefix(b"\xef\xbb\xbf")
    if not body.lstrip().startswith(b"["):
        yield report_capture(body, arrival.name, arrival)
        return
    try:
        objects = msgspec.json.decode(body, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        detail = f"the file is not JSON ({fault}); repair it, or give one object a line as JSONL"
        yield rejected(arrival.name, Reason.BROKEN_LINE, detail)
        return
    for number, raw in enumerate(objects, start=1):
        yield report_capture(bytes(raw), f"{arrival.name}#{number}", arrival)
