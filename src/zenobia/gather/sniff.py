"""Tell what kind of bytes a file, stream or answer holds.

In: the first `HEAD_BYTES` of it, and its name. Out: a `Kind`.

1. Content decides; the name only settles what content leaves open (a JSON object may be one report or the first line of many).
2. A known signature of something that is no text is named, so that the reject can say what it is.
3. NUL bytes without a byte order mark are binary.

Never reads further than it is given.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

import msgspec

HEAD_BYTES = 65536
"""Bytes looked at. The first line of most JSONL reports fits; one that does not is told by its first two bytes."""


class Kind(StrEnum):
    EMPTY = "empty"
    TEXT = "text"
    HTML = "html"
    FEED = "feed"
    JSONL = "jsonl"
    JSON = "json"
    WARC = "warc"
    GZIP = "gzip"
    FOREIGN = "foreign"
    """A known format that is not read."""
    BINARY = "binary"


SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
JSON_LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_UTF8_MARK = b"\xef\xbb\xbf"
_HTML = re.compile(
    rb"\A(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|p|h1)[\s>/]", re.I | re.S
)
_HTML_INSIDE = re.compile(rb"<(?:!doctype\s+html|html|body)[\s>]", re.I)
_FEED = re.compile(rb"\A(?:<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>|\s)*<(?:rss|feed|rdf:RDF)[\s>]", re.I | re.S)
_OBJECT = re.compile(rb"\A\s*\{\s*(?:\"|\}|\Z)")


def foreign_format(head: bytes) -> str | None:
    """Name the format that a known signature stands for, with its article; None when there is none."""
    return next((name for signature, name in SIGNATURES if head.startswith(signature)), None)


def is_object(line: bytes) -> bool:
    """Tell whether a line is one whole JSON object."""
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _json_kind(head: bytes, suffix: str) -> Kind:
    if suffix in JSON_LINE_SUFFIXES:
        return Kind.JSONL
    lines = [line for line in head.splitlines() if line.strip()]
    if is_object(lines[0]):
        return Kind.JSONL if len(lines) > 1 or suffix != ".json" else Kind.JSON
    next_is_object = len(lines) > 1 and (is_object(lines[1]) or lines[1].startswith(b'{"'))
    is_one_long_line = len(lines) == 1 and len(head) >= HEAD_BYTES and suffix != ".json"
    return Kind.JSONL if next_is_object or is_one_long_line else Kind.JSON


def sniff(head: bytes, name: str = "") -> Kind:
    """Tell the kind of what begins with `head`."""
    suffix = PurePath(name.lower()).suffix
    if not head.strip():
        return Kind.EMPTY
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if foreign_format(head):
        return Kind.FOREIGN
    if b"\0" in head:
        return Kind.TEXT if head.startswith(BYTE_ORDER_MARKS) else Kind.BINARY
    bare = head.removeprefix(_UTF8_MARK)
    if _OBJECT.match(bare) or suffix in JSON_LINE_SUFFIXES:
        return _json_kind(bare, suffix)
    if bare.lstrip().startswith(b"[") and suffix == ".json":
        return Kind.JSON
    if _FEED.match(bare):
        return Kind.FEED
    if _HTML.match(bare) or _HTML_INSIDE.search(bare):
        return Kind.HTML
    return Kind.TEXT
