"""In: points and rings in a tile's own units, with properties. Out: the bytes of a Mapbox Vector Tile, version 2.1.

1. The wire format is written by protobuf; the messages are declared here as the specification's `vector_tile.proto` has them.
2. Coordinates count from the tile's upper left corner, `EXTENT` to a side, y downwards; an outer ring runs clockwise there.
3. A ring is cut at the tile's edge widened by `BUFFER`, so that the cut is never seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

EXTENT = 4096
"""Units of a tile's side: the specification's usual one, an eighth of a pixel."""
BUFFER = 128
"""Units beyond the edge that are kept: 16 pixels, wider than any line drawn."""
POINT, POLYGON = 1, 3
MOVE_TO, LINE_TO, CLOSE = 1, 2, 7
Value = str | int | float | bool
Corner = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A point (one corner) or the outer ring of a polygon (three or more, not closed)."""

    corners: tuple[Corner, ...]
    properties: dict[str, Value]


def _declared() -> type[Any]:
    """Declare the specification's messages; give the one of a tile."""
    kinds = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="vector_tile.proto", package="vector_tile", syntax="proto2")
    tile = file.message_type.add(name="Tile")
    value, feature, layer = (tile.nested_type.add(name=name) for name in ("Value", "Feature", "Layer"))

    def field(of: Any, number: int, name: str, kind: Any, *, many: bool = False, packed: bool = False, named: str = "") -> None:
        label = kinds.LABEL_REPEATED if many else kinds.LABEL_OPTIONAL
        made = of.field.add(name=name, number=number, type=kind, label=label, type_name=named or None)
        if packed:
            made.options.packed = True

    field(value, 1, "string_value", kinds.TYPE_STRING)
    field(value, 3, "double_value", kinds.TYPE_DOUBLE)
    field(value, 6, "sint_value", kinds.TYPE_SINT64)
    field(value, 7, "bool_value", kinds.TYPE_BOOL)
    field(feature, 2, "tags", kinds.TYPE_UINT32, many=True, packed=True)
    field(feature, 3, "type", kinds.TYPE_UINT32)
    field(feature, 4, "geometry", kinds.TYPE_UINT32, many=True, packed=True)
    field(layer, 15, "version", kinds.TYPE_UINT32)
    field(layer, 1, "name", kinds.TYPE_STRING)
    field(layer, 2, "features", kinds.TYPE_MESSAGE, many=True, named=".vector_tile.Tile.Feature")
    field(layer, 3, "keys", kinds.TYPE_STRING, many=True)
    field(layer, 4, "values", kinds.TYPE_MESSAGE, many=True, named=".vector_tile.Tile.Value")
    field(layer, 5, "extent", kinds.TYPE_UINT32)
    field(tile, 3, "layers", kinds.TYPE_MESSAGE, many=True, named=".vector_tile.Tile.Layer")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    made: type[Any] = message_factory.GetMessageClass(pool.FindMessageTypeByName("vector_tile.Tile"))
    return made


TileMessage = _declared()


def encode_tile(layers: Iterable[tuple[str, Sequence[Shape]]]) -> bytes:
    """Write a tile; a layer without shapes is left out."""
    tile = TileMessage()
    for name, shapes in layers:
        if shapes:
            _write(tile.layers.add(version=2, name=name, extent=EXTENT), shapes)
    written: bytes = tile.SerializeToString()
    return written


def _write(layer: Any, shapes: Sequence[Shape]) -> None:
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    for shape in shapes:
        tags = []
        for key, value in shape.properties.items():
            tags += [keys.setdefault(key, len(keys)), values.setdefault((type(value), value), len(values))]
        kind = POINT if len(shape.corners) == 1 else POLYGON
        layer.features.add(tags=tags, type=kind, geometry=commands(shape.corners))
    layer.keys.extend(keys)
    for of, value in values:
        name = {str: "string_value", bool: "bool_value", int: "sint_value"}.get(of, "double_value")
        layer.values.add(**{name: value})


def commands(corners: Sequence[Corner]) -> list[int]:
    """Give the geometry as the specification's commands, each corner as the step from the one before."""
    steps, x, y = [], 0, 0
    for corner in corners:
        steps.append((_zigzag(corner[0] - x), _zigzag(corner[1] - y)))
        x, y = corner
    first = [MOVE_TO | 1 << 3, *steps[0]]
    if len(steps) == 1:
        return first
    return [*first, LINE_TO | len(steps) - 1 << 3, *(part for step in steps[1:] for part in step), CLOSE | 1 << 3]


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def cut(ring: Sequence[tuple[float, float]]) -> tuple[Corner, ...]:
    """Cut a convex ring at the widened edge of the tile (Sutherland and Hodgman 1974); empty where nothing is left."""
    low, high = -float(BUFFER), float(EXTENT + BUFFER)
    for axis, edge, sign in ((0, low, 1), (0, high, -1), (1, low, 1), (1, high, -1)):
        ring = _cut_one(ring, axis, edge, sign)
    rounded = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
    if len(rounded) < 3:
        return ()
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(rounded, [*rounded[1:], rounded[0]], strict=True))
    return tuple(rounded) if doubled > 0 else tuple(reversed(rounded))


def _cut_one(ring: Sequence[tuple[float, float]], axis: int, edge: float, sign: int) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for here, after in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, follows = (sign * (corner[axis] - edge) >= 0 for corner in (here, after))
        if inside:
            kept.append(here)
        if inside != follows:
            part = (edge - here[axis]) / (after[axis] - here[axis])
            kept.append((here[0] + part * (after[0] - here[0]), here[1] + part * (after[1] - here[1])))
    return kept
