"""Files and pipes of every kind, good and bad."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from zenobia.gather import read_inputs
from zenobia.values.capture import Capture
from zenobia.values.reject import Reason, Reject

NOW = datetime(2017, 3, 5, 12, 0, tzinfo=UTC)
LIMIT = 1000
Read = Callable[..., list[Capture | Reject]]


def reading(*inputs: object, stdin: bytes | BinaryIO = b"", **more: str | None) -> Iterator[Capture | Reject]:
    told: dict[str, str | None] = {"published": None, "source": None} | more
    stream = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
    return read_inputs([str(one) for one in inputs], now=NOW, stdin=stream, max_bytes=LIMIT, **told)  # type: ignore[arg-type]


def read_all(*inputs: object, **more: object) -> list[Capture | Reject]:
    return list(reading(*inputs, **more))  # type: ignore[arg-type]


def the_reject(*inputs: object, **more: object) -> Reject:
    (one,) = read_all(*inputs, **more)
    assert isinstance(one, Reject)
    return one


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [("a.txt", b"Mill burns\nA farmer said so.", "text/plain"), ("a.htm", b"<html><p>Mill burns</html>", "text/html")],
)
def test_a_text_or_page_is_one_capture_of_its_bytes(tmp_path: Path, name: str, body: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    (capture,) = read_all(path, published="2017-03-02", source="The Daily Note")
    assert isinstance(capture, Capture)
    assert (capture.body, capture.media_type, capture.url) == (body, media_type, f"file:{name}")
    assert (capture.source, capture.outlet, capture.published) == ("the-daily-note", "The Daily Note", "2017-03-02")
    assert capture.received_at == NOW
    assert (tmp_path / "copy").mkdir() is None
    copied = tmp_path / "copy" / name
    copied.write_bytes(body)
    (same,) = read_all(copied, source="The Daily Note")
    assert isinstance(same, Capture)
    assert same.id == capture.id, "the folder and what is declared beside the bytes have no part in the name"


def test_stdin_may_be_anything(tmp_path: Path) -> None:
    page = b"<html><p>Mill burns</html>"
    kinds = {
        b"Mill burns": "text/plain",
        page: "text/html",
        gzip.compress(page): "text/html",
        b'{"text":"Mill burns"}': "report+json",
    }
    for body, kind in kinds.items():
        (capture,) = read_all("-", stdin=body)
        assert isinstance(capture, Capture)
        assert kind in capture.media_type
        assert capture.url.startswith("stdin:")


def test_json_lines_are_one_capture_each(tmp_path: Path) -> None:
    good = {
        "title": "Mill burns",
        "text": "A farmer said so.",
        "outlet": "The Daily Note",
        "published": "2017-03-02",
        "extra": [1],
    }
    rows = [
        json.dumps(good),
        "",
        '{"text": ',
        '"text"',
        '{"title": "no text"}',
        '{"text": "' + "x" * LIMIT + '"}',
        '{"text": "Last"}',
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(rows))
    first, broken, bare, textless, long, last = read_all(path, published="2016-01-01", source="Somebody")
    assert isinstance(first, Capture) and isinstance(last, Capture)
    assert (first.url, first.outlet, first.published) == ("file:reports.jsonl#L1", "The Daily Note", "2017-03-02")
    assert first.body == rows[0].encode()
    assert (last.url, last.outlet, last.published) == ("file:reports.jsonl#L7", "Somebody", "2016-01-01")
    for reject, line, reason in (
        (broken, 3, Reason.BROKEN_LINE),
        (bare, 4, Reason.BROKEN_LINE),
        (textless, 5, Reason.BROKEN_LINE),
        (long, 6, Reason.TOO_LARGE),
    ):
        assert isinstance(reject, Reject)
        assert (reject.subject, reject.reason, reject.is_warning) == (f"file:reports.jsonl#L{line}", reason, False)


def test_a_line_that_is_not_utf8_is_broken() -> None:
    first, second = read_all("-", stdin=b'{"text":"ok"}\n{"text":"\xff"}\n')
    assert isinstance(first, Capture)
    assert isinstance(second, Reject) and second.reason is Reason.BROKEN_LINE


@pytest.mark.parametrize("nested", [b'{"text":' + b"[" * 400 + b"]" * 400 + b"}", b'{"text":"ok","a":' + b"[" * 900 + b"}"])
def test_deep_nesting_breaks_nothing(nested: bytes) -> None:
    assert len(read_all("-", stdin=b'{"text":"ok"}\n' + nested)) == 2


def test_a_json_file_holds_one_report_or_a_list_of_them(tmp_path: Path) -> None:
    one, many, broken = tmp_path / "one.json", tmp_path / "many.json", tmp_path / "broken.json"
    one.write_text('{\n "text": "Mill burns"\n}')
    many.write_text('[{"text": "Mill burns"}, 5, {"text": "Mill rebuilt"}]')
    broken.write_text('[{"text": "Mill burns"},')
    assert [type(item) for item in read_all(one, many, broken)] == [Capture, Capture, Reject, Capture, Reject]


def test_a_long_stream_of_lines_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for number in range(20_000):
            stream.write(b'{"text": "Mill %d burns, %s"}\n' % (number, b"a" * 900))
    tracemalloc.start()
    count = sum(1 for _ in reading(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 8_000_000, "the file holds 19 MB unpacked"


class Endless(io.RawIOBase):
    """A pipe that never ends, and counts what was taken."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "it was asked for all that it holds"
        self.taken += size
        return b"a" * size


def test_a_file_over_the_limit_is_not_read_to_its_end() -> None:
    pipe = Endless()
    reject = the_reject("-", stdin=pipe)
    assert reject.reason is Reason.TOO_LARGE
    assert "1,000 bytes" in reject.detail and "ZENOBIA_MAX_DOCUMENT_BYTES" in reject.detail
    assert pipe.taken < 5_000_000


def test_a_gzip_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"a" * 100_000_000)
    tracemalloc.start()
    reject = the_reject("-", stdin=bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reject.reason is Reason.TOO_LARGE
    assert peak < 10_000_000


@pytest.mark.parametrize(
    ("body", "reason", "told"),
    [
        (b"", Reason.EMPTY, "0 letters"),
        (b" \n", Reason.EMPTY, "0 letters"),
        (b"Mill\0burns", Reason.BINARY, "NUL byte at 4"),
        (b"%PDF-1.7", Reason.NOT_TEXT, "a PDF"),
        (b'<rss version="2.0"><channel/></rss>', Reason.NOT_TEXT, "feed"),
        (gzip.compress(gzip.compress(b"Mill")), Reason.NOT_TEXT, "gzipped twice"),
        (gzip.compress(b"Mill burns, a farmer said.")[:-12], Reason.BROKEN_FEED, "breaks off"),
        (b"\x1f\x8bMill", Reason.BROKEN_FEED, "breaks off"),
    ],
)
def test_bad_content_is_told(body: bytes, reason: Reason, told: str) -> None:
    reject = the_reject("-", stdin=body)
    assert (reject.subject, reject.reason) == ("stdin:", reason)
    assert told in reject.detail


def test_bad_paths_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text("Mill burns")
    folder, missing, strange, capture = read_all(tmp_path, tmp_path / "none.txt", "a\0b", good)
    assert isinstance(folder, Reject) and folder.reason is Reason.NOT_TEXT and "is a folder" in folder.detail
    assert isinstance(missing, Reject) and missing.reason is Reason.MISSING
    assert isinstance(strange, Reject) and strange.reason is Reason.MISSING
    assert isinstance(capture, Capture)
