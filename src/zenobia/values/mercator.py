"""The square that web maps draw the world on: in go degrees or a tile's address, out whole units of that square, and back.

1. The square is Web Mercator (EPSG:3857), x eastwards from 180° west, y southwards from 85.05° north; a side is `UNITS` long.
2. A quad interleaves the bits of x and y, so that every tile is one unbroken stretch of quads (Morton order).
3. A disc is an area on the map from the zoom on at which it can be seen as one; before, it is a mark like others.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, ceil, cos, degrees, log2, pi, radians, sinh, tan

from zenobia.values.place import Fix

BITS = 24
"""Bits of a coordinate: a unit is 2.4 m at the equator, finer than any report."""
UNITS = 1 << BITS
MAX_LAT = 85.0511287
"""Degrees of latitude where the square ends."""
TILE_PIXELS = 512
KM_A_PIXEL = 78.2715
"""Kilometres of a pixel on the equator at zoom 0, where the world is 512 pixels wide."""
AREA_PIXELS = 14
"""Radius in pixels from which a disc is drawn as an area. Smaller ones cannot be told from a mark; look at the map."""
WIDEST_PIXELS = 4096
"""Radius in pixels above which an area is left off: it covers the whole screen and its edge is nowhere to be seen."""
NEVER = 99
"""The zoom at which a point becomes an area."""
PRECISE = ("exact", "near")
"""Precisions of what lies at a place named, not somewhere in it."""
NEAR_KM = 1.0
"""Radius in km up to which a disc may be shown as a point: the size of a small town. Look at the map before changing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A piece of the square, half-open, looked at from a zoom."""

    zoom: int
    west: int
    north: int
    east: int
    south: int

    @property
    def is_tile(self) -> bool:
        side = UNITS >> self.zoom
        square = self.east - self.west == self.south - self.north == side
        return square and self.west % side == 0 and self.north % side == 0

    @property
    def quads(self) -> tuple[int, int]:
        """The shortest stretch of quads, both ends in it, that is a tile and holds the frame."""
        first, last = quad(self.west, self.north), quad(self.east - 1, self.south - 1)
        shared = (first ^ last).bit_length()
        shared += shared % 2
        return first >> shared << shared, ((last >> shared) + 1 << shared) - 1


def tile_frame(zoom: int, x: int, y: int) -> Frame:
    """Give the frame of a tile by its address; the address must lie on the square."""
    side = UNITS >> zoom
    return Frame(zoom=zoom, west=x * side, north=y * side, east=(x + 1) * side, south=(y + 1) * side)


def project(lat: float, lon: float) -> tuple[int, int]:
    """Give x and y; what lies nearer the poles than the square reaches is put on its edge."""
    bounded = max(-MAX_LAT, min(MAX_LAT, lat))
    x = (lon + 180.0) / 360.0
    y = (1.0 - asinh(tan(radians(bounded))) / pi) / 2.0
    return min(UNITS - 1, max(0, int(x * UNITS))), min(UNITS - 1, max(0, int(y * UNITS)))


def unproject(x: float, y: float) -> tuple[float, float]:
    """Give latitude and longitude."""
    return degrees(atan(sinh(pi * (1.0 - 2.0 * y / UNITS)))), x / UNITS * 360.0 - 180.0


def quad(x: int, y: int) -> int:
    """Interleave the bits of x and y."""
    return _spread(x) | _spread(y) << 1


def _spread(value: int) -> int:
    for shift, mask in ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333)):
        value = (value | value << shift) & mask
    return (value | value << 1) & 0x5555555555555555


def is_area(fix: Fix) -> bool:
    """True for a fix that must be shown as an area."""
    return fix.precision not in PRECISE or (fix.radius_km or 0.0) > NEAR_KM


def area_zoom(fix: Fix) -> int:
    """Give the first whole zoom at which a fix is drawn as an area; NEVER for a point."""
    if not is_area(fix) or not fix.radius_km:
        return NEVER
    return max(0, min(NEVER, ceil(log2(AREA_PIXELS * KM_A_PIXEL * squeeze(fix.lat or 0.0) / fix.radius_km))))


def squeeze(lat: float) -> float:
    """Give by how much the square stretches the earth at a latitude, as the cosine to multiply by."""
    return cos(radians(max(-MAX_LAT, min(MAX_LAT, lat))))


def reaches(frame: Frame, lat: float, lon: float, radius_km: float) -> bool:
    """True if a disc reaches into a frame and is neither too small nor too wide to be drawn there."""
    pixels = radius_km / (KM_A_PIXEL * squeeze(lat)) * 2**frame.zoom
    if not AREA_PIXELS <= pixels <= WIDEST_PIXELS:
        return False
    x, y = project(lat, lon)
    reach = pixels * (UNITS >> frame.zoom) / TILE_PIXELS
    return bool(frame.west - reach <= x < frame.east + reach and frame.north - reach <= y < frame.south + reach)
