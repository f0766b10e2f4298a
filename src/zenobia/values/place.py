"""Places on the earth, and how finely words fix them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FixPrecision = Literal["exact", "near", "district", "province", "country", "unknown"]
PlaceRole = Literal["scene", "source", "destination"]
"""What a happening makes of a place: where it is, where it comes from, where it goes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry. Coordinates are WGS84 degrees."""

    id: str
    """`geonames:250441`, or `zenobia:SLUG` for our own supplement."""
    name: str
    lat: float
    lon: float
    feature: str
    """GeoNames feature class and code ("P.PPLA", "A.ADM1"), or the supplement's own word."""
    country: str
    """ISO 3166-1 alpha-2, as the gazetteer says; "" when it says none."""
    admin1: str | None = None
    population: int = 0
    radius_km: float | None = None
    """Half the extent, where the gazetteer or supplement knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Where words put something: a disc of `radius_km` around a point, or nothing at all.

    `precision` unknown has no coordinates. A disc wider than its place is never shown as a pin. `because` holds one sentence
    a step of the derivation.
    """

    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: FixPrecision
    id: str | None = None
    admin1: str | None = None
    country: str | None = None
    admin_by: str | None = None
    """Who says so of country and admin1: a gazetteer, or the worldview that was asked for."""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place to which a claim's words give a role; `fix` is where an end of a movement lies, None for a scene."""

    text: str
    role: PlaceRole
    fix: Fix | None = None
