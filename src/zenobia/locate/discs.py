"""Places and relations as discs: in go a place and what the words say of a spot by it, out comes a disc that covers the spot.

1. The place itself keeps its id. A spot beside it ("near X", "north of X") has none, for it is not X.
2. A disc is never smaller than the words allow, and a province or a state is never a pin: it keeps its radius.
3. A distance from a province or a state fixes nothing finer than that: nobody says from where it is measured.
4. "10 km west of X" is a point with a quarter of the way as its slack; without a side it is a ring, so the whole disc.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zenobia.locate.geometry import BEARINGS, Point, distance_km, middle, moved
from zenobia.locate.phrases import Phrase
from zenobia.values.place import FixPrecision, Place

DEFAULT_RADIUS_KM = 5.0
"""Radius of a place whose extent nobody lists: that of a town of 180,000, so that a village lies well inside."""
NEAR_KM = 5.0
"""What "near" a town adds to its radius, and the least radius of a spot known by its town alone: a walk of an hour."""
COUNTRYSIDE_KM = 30.0
"""Reach of a town's countryside: half the usual distance of two provincial capitals."""
WIDE_KM = 30.0
"""Radius from which a disc is an area: no longer near a place but its district."""
DISTRICT_KM = 60.0
PROVINCE_KM = 300.0
"""Radii up to which an area without a rank of its own is called a district, a province; above, it is a country's size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A disc on the earth with what it is called."""

    name: str
    point: Point
    radius_km: float
    precision: FixPrecision
    place: Place
    """The place that the disc is of, or that it was made from."""
    is_place: bool
    """The disc is the place, or a part of it."""


def precision_of(place: Place) -> FixPrecision:
    """Give how finely a place fixes what happened in it."""
    if place.feature.startswith("A.PCL"):
        return "country"
    if place.feature == "A.ADM1":
        return "province"
    radius = place.radius_km or DEFAULT_RADIUS_KM
    if place.feature.startswith(("P.", "S.")) or radius <= NEAR_KM:
        return "exact" if radius <= WIDE_KM else "district"
    if radius <= DISTRICT_KM:
        return "district"
    return "province" if radius <= PROVINCE_KM else "country"


def is_area(place: Place) -> bool:
    return precision_of(place) in {"province", "country"} or (place.radius_km or 0.0) > WIDE_KM


def disc_of(place: Place) -> Disc:
    """Give the disc of a place itself."""
    return Disc(
        name=place.name, point=(place.lat, place.lon), radius_km=place.radius_km or DEFAULT_RADIUS_KM,
        precision=precision_of(place), place=place, is_place=True,
    )  # fmt: skip


def _ranked(radius_km: float, at_least: FixPrecision = "near") -> FixPrecision:
    if radius_km <= WIDE_KM:
        return at_least
    return "district" if radius_km <= DISTRICT_KM else "province"


def _beside(disc: Disc, phrase: Phrase, shift_km: float, radius_km: float, *, is_place: bool) -> Disc:
    """Move a disc to the side that the words give, and set its radius."""
    bearing = BEARINGS.get(phrase.side or "")
    point = disc.point if bearing is None else moved(disc.point, bearing, shift_km)
    precision = disc.precision if is_area(disc.place) else _ranked(radius_km)
    return replace(disc, name=phrase.words, point=point, radius_km=round(radius_km, 1), precision=precision, is_place=is_place)


def related(phrase: Phrase, place: Place, other: Place | None = None) -> Disc:
    """Give the disc of a spot from its relation to a place."""
    disc = disc_of(place)
    radius = disc.radius_km
    if phrase.how == "between" and other is not None:
        ends = disc.point, (other.lat, other.lon)
        reach = max(NEAR_KM, distance_km(*ends) / 2)
        return replace(
            disc, name=phrase.words, point=middle(*ends), radius_km=round(reach, 1), precision=_ranked(reach), is_place=False
        )
    if phrase.how == "offset" and phrase.km is not None and not is_area(place):
        if phrase.side is None:
            reach = phrase.km + radius
            return replace(disc, name=phrase.words, radius_km=round(reach, 1), precision=_ranked(reach), is_place=False)
        reach = max(2.0, phrase.km / 4 + min(radius, NEAR_KM) / 2)
        spot = _beside(disc, phrase, phrase.km, reach, is_place=False)
        return replace(spot, precision=_ranked(reach))
    if is_area(place):
        if phrase.side is None or phrase.how in {"near", "offset"}:
            return replace(disc, name=phrase.words, is_place=phrase.how == "part")
        return _beside(disc, phrase, radius / 2, radius * 0.65, is_place=False)
    match phrase.how:
        case "direction":
            return _beside(disc, phrase, max(radius, NEAR_KM / 2), max(NEAR_KM, 2 * radius), is_place=False)
        case "near":
            return _beside(disc, phrase, 0.0, radius + NEAR_KM, is_place=False)
        case "outskirts":
            return _beside(disc, phrase, radius, radius + NEAR_KM / 2, is_place=False)
        case "countryside":
            spot = _beside(disc, phrase, COUNTRYSIDE_KM / 2, COUNTRYSIDE_KM + radius, is_place=False)
            return replace(spot, precision="district")
        case "part":
            return _beside(disc, phrase, radius / 2, radius, is_place=True)
        case _:
            return disc


def inherited(words: str, place: Place) -> Disc:
    """Give the disc of a spot that is known only to lie in or by a place."""
    disc = disc_of(place)
    if is_area(place):
        return replace(disc, name=words, is_place=False)
    radius = max(NEAR_KM, 2 * disc.radius_km)
    precision: FixPrecision = "district" if disc.precision == "district" else _ranked(radius)
    return replace(disc, name=words, radius_km=round(radius, 1), precision=precision, is_place=False)
