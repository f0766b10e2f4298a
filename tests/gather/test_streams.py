"""Streams are read in bounded pieces."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.gather.streams import Line, lines, read_head, rewound


class Dripping(io.RawIOBase):
    """A pipe that gives one byte at a time."""

    def __init__(self, content: bytes) -> None:
        self._content = iter(content)

    def read(self, size: int = -1) -> bytes:
        return bytes([byte]) if (byte := next(self._content, None)) is not None else b""


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=250))
def test_a_rewound_stream_is_the_stream(content: bytes, looked_at: int) -> None:
    stream = Dripping(content)
    head = read_head(stream, looked_at)  # type: ignore[arg-type]
    assert head == content[:looked_at]
    assert rewound(head, stream).read() == content  # type: ignore[arg-type]


@given(st.lists(st.binary(max_size=12).filter(lambda line: b"\n" not in line and not line.endswith(b"\r")), max_size=9))
def test_lines_are_lines(content: list[bytes]) -> None:
    stream = rewound(b"", io.BytesIO(b"".join(line + b"\n" for line in content)))
    assert [line.text for line in lines(stream, 12)] == content


def test_a_line_over_the_limit_is_skipped_to_its_end() -> None:
    stream = rewound(b"", io.BytesIO(b"ab\r\n" + b"x" * 5_000_000 + b"\nabcde\nabcdef\r\n" + b"y" * 9))
    assert list(lines(stream, 5)) == [
        Line(number=1, text=b"ab"),
        Line(number=2, text=b"", is_too_long=True),
        Line(number=3, text=b"abcde"),
        Line(number=4, text=b"", is_too_long=True),
        Line(number=5, text=b"", is_too_long=True),
    ]


def test_a_pipe_knows_only_where_it_stands() -> None:
    raw = rewound(b"abc", io.BytesIO(b"def")).raw
    assert raw.read(2) == b"ab"
    assert raw.seek(0, io.SEEK_CUR) == raw.seek(2) == raw.tell() == 2
    with pytest.raises(io.UnsupportedOperation):
        raw.seek(0)
