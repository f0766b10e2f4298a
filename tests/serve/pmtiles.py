"""Writes a PMTiles archive of one tile, by the specification's version 3; for tests alone."""

from __future__ import annotations

import json
import struct
from typing import Any

NO_COMPRESSION, VECTOR = 1, 1
HEADER_BYTES = 127


def archive_of(tile: bytes, layers: list[str]) -> bytes:
    """Give an archive whose only tile, uncompressed, is that of the whole world."""
    metadata: dict[str, Any] = {"vector_layers": [{"id": layer, "fields": {}} for layer in layers], "attribution": "made up"}
    told = json.dumps(metadata).encode()
    # One entry: tile 0, a run of one, its length, and its offset plus one.
    directory = b"".join(map(varint, (1, 0, 1, len(tile), 1)))
    at = HEADER_BYTES + len(directory)
    sections = (HEADER_BYTES, len(directory), at, len(told), at + len(told), 0, at + len(told), len(tile), 1, 1, 1)
    flags = (1, NO_COMPRESSION, NO_COMPRESSION, VECTOR, 0, 0)
    bounds = (-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000)
    header = b"PMTiles\x03" + struct.pack("<11Q6B4iB2i", *sections, *flags, *bounds, 0, 0, 0)
    assert len(header) == HEADER_BYTES
    return header + directory + told + tile


def varint(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    return bytes([*made, number])
