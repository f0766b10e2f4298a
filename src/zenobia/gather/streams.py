"""Byte streams read in bounded pieces.

In: any readable binary stream, seekable or not. Out: the same stream from its beginning with its head looked at, and its
lines with their numbers.

1. Memory is bounded by the limit handed in, whatever the stream holds.
2. A line over the limit is told as such and skipped to its end without being held.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

SKIP_BYTES = 1 << 20
"""Bytes thrown away at a time while an over-long line is skipped."""
TAIL_BYTES = 1 << 16
"""Bytes of a stream's end that are remembered, to tell whether a gzip member in it breaks off."""
GZIP_START = b"\x1f\x8b\x08"


class Rewound(io.RawIOBase):
    """A stream that gives back its head, already read, before the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest
        self._position = 0
        self.is_packed = head.startswith(GZIP_START)
        self.tail = b""
        """The last `TAIL_BYTES` that were given."""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Say where the stream stands; going anywhere else is refused, as of a pipe.

        Raises:
            io.UnsupportedOperation: the place asked for is another than the present one.
        """
        if (offset, whence) not in {(self._position, io.SEEK_SET), (0, io.SEEK_CUR)}:
            raise io.UnsupportedOperation(f"seek to {offset} from {whence}: only the present place is known")
        return self._position

    def readinto(self, buffer: object) -> int:
        """Fill a buffer from the head while it lasts, then from the rest."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # RawIOBase hands in a writable buffer
        if self._head:
            taken = self._head[: len(view)]
            self._head = self._head[len(taken) :]
        else:
            taken = memoryview(self._rest.read(len(view)) or b"")
        view[: len(taken)] = taken
        self._position += len(taken)
        self.tail = (self.tail + bytes(taken[-TAIL_BYTES:]))[-TAIL_BYTES:]
        return len(taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    number: int
    """From 1."""
    text: bytes
    """Without its line end; empty when `is_too_long`."""
    is_too_long: bool = False


def read_head(stream: BinaryIO, size: int) -> bytes:
    """Read up to `size` bytes, asking again while a pipe gives less."""
    pieces: list[bytes] = []
    missing = size
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def rewound(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """Put a head back in front of the stream that it was read from."""
    return io.BufferedReader(Rewound(head, rest), SKIP_BYTES)


def lines(stream: BinaryIO, max_bytes: int) -> Iterator[Line]:
    """Give a stream's lines one at a time, none longer than `max_bytes`."""
    number = 0
    while line := stream.readline(max_bytes + 2):
        number += 1
        text = line.rstrip(b"\r\n")
        if len(text) <= max_bytes:
            yield Line(number=number, text=text)
            continue
        while not line.endswith(b"\n") and (line := stream.readline(SKIP_BYTES)):
            pass
        yield Line(number=number, text=b"", is_too_long=True)


def is_cut_gzip(stream: BinaryIO) -> bool:
    """Tell whether a stream of gzip members, read to its end, ends inside one that begins in its tail.

    A member that begins earlier is long enough to have given some of its content, by which its break is known.
    """
    raw = getattr(stream, "raw", None)
    tail = raw.tail if isinstance(raw, Rewound) and raw.is_packed else b""
    start = tail.rfind(GZIP_START)
    while start >= 0:
        inflate = zlib.decompressobj(wbits=31)
        try:
            piece = inflate.decompress(tail[start:], SKIP_BYTES)
            while piece and inflate.unconsumed_tail:
                piece = inflate.decompress(inflate.unconsumed_tail, SKIP_BYTES)
            return not inflate.eof
        except zlib.error:  # these three bytes were no start; look further back
            start = tail.rfind(GZIP_START, 0, start)
    return False
