"""Kinds are told by content; names settle the rest."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.gather.sniff import HEAD_BYTES, Kind, foreign_format, sniff

REPORT = b'{"text": "The mill burnt."}'


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"", "a.txt", Kind.EMPTY),
        (b" \r\n\t", "a.txt", Kind.EMPTY),
        (b"Mill burns\nA farmer said so.", "a.html", Kind.TEXT),
        (b"[from the wire]\n\nMill burns", "a.txt", Kind.TEXT),
        (b"{sic} the mill burnt", "a.txt", Kind.TEXT),
        (b"<3 the mill", "a.txt", Kind.TEXT),
        (b"\xef\xbb\xbfMill burns", "a", Kind.TEXT),
        ("Mill burns".encode("utf-16"), "a.txt", Kind.TEXT),
        (b"<!DOCTYPE html><p>Mill", "a.txt", Kind.HTML),
        (b"\n<!-- saved -->\n<HTML lang=en>", "-", Kind.HTML),
        (b"<p>Mill burns", "-", Kind.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "-", Kind.HTML),
        (b'<?xml version="1.0"?><rss version="2.0">', "a.xml", Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a.html", Kind.FEED),
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss>', "a", Kind.FEED),
        (REPORT, "a.json", Kind.JSON),
        (REPORT, "-", Kind.JSONL),
        (REPORT + b"\n" + REPORT, "a.json", Kind.JSONL),
        (REPORT, "a.jsonl", Kind.JSONL),
        (b'{\n  "text": "The mill burnt."\n}', "-", Kind.JSON),
        (b'{"text": broken\n' + REPORT, "-", Kind.JSONL),
        (b"not json at all\n" + REPORT, "a.ndjson", Kind.JSONL),
        (b'{"text": "' + b"a" * HEAD_BYTES, "-", Kind.JSONL),
        (b"[" + REPORT + b"]", "a.json", Kind.JSON),
        (b"WARC/1.1\r\n", "a", Kind.WARC),
        (gzip.compress(b"WARC/1.0"), "a.html", Kind.GZIP),
        (b"%PDF-1.7", "a.txt", Kind.FOREIGN),
        (b"PK\x03\x04", "a.txt", Kind.FOREIGN),
        (b"Mill\0burns", "a.txt", Kind.BINARY),
    ],
)
def test_kind(head: bytes, name: str, kind: Kind) -> None:
    assert sniff(head, name) is kind


def test_a_foreign_format_is_named() -> None:
    assert foreign_format(b"%PDF-1.7") == "a PDF"
    assert foreign_format(b"Mill burns") is None


@given(st.binary(max_size=300), st.sampled_from(["-", "a.txt", "a.json", "a.jsonl", "a.warc.gz", ""]))
def test_anything_has_a_kind(head: bytes, name: str) -> None:
    assert sniff(head, name) in Kind
