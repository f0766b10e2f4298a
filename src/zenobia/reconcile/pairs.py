"""How two events lie to each other: in go two Facets, out a Pair with the gaps in time and space between them.

1. A gap is measured between the edges of intervals and discs, never between their middles.
2. Distances are along great circles.
3. Places are the same by their words or by the id of what those words mean; parts of one place may differ in spelling.

What is not said has no gap: None, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from rapidfuzz.fuzz import ratio

from zenobia.reconcile.facets import Facet
from zenobia.values.words import Rarity, all_alike

EARTH_RADIUS_KM = 6371.0
FAR_KM = 15.0
"""Gap between two discs beyond which they are two places. Set by hand; run the linking measure before changing it."""
SAME_SPELLING = 80.0
"""Share of letters in common, in order, in percent, from which two names in one town are spellings of one. Set by hand, on names
such as Salaheddin and Salah al-Din (89) against Kafr Nabl and Kafr Nabudah (78)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two events to judge, with how their times and places lie to each other. Made by `pair`."""

    a: Facet
    b: Facet
    is_echo: bool
    kinship: float
    """How much their reports share that few others have, in [0, 1] (`stories.kinship`); 0 within one report."""
    are_of_different_matters: bool
    """What their reports tell of first is not one happening (`leads`); False within one report, and between copies."""
    gap_days: int | None
    """Days between the two intervals: 0 when they overlap, 1 for neighbour days, None when one has no time."""
    gap_km: float | None
    """Kilometres between the edges of the two discs, negative when they overlap; None when one has no coordinates."""
    same_narrowest: bool
    """Both name the same place, each as its narrowest."""
    is_nested: bool
    """One's narrowest place is among the wider places of the other."""
    are_siblings: bool
    """Both are named parts of one place, and not the same part."""
    rarity: Rarity = all_alike

    @property
    def is_dated(self) -> bool:
        return self.a.is_dated and self.b.is_dated

    @property
    def longest_days(self) -> int:
        return max(self.a.days, self.b.days)

    @property
    def shared_families(self) -> frozenset[str]:
        return self.a.families & self.b.families


def pair_of(
    a: Facet,
    b: Facet,
    *,
    is_echo: bool = False,
    kinship: float = 0.0,
    are_of_different_matters: bool = False,
    rarity: Rarity = all_alike,
) -> Pair:
    """Put two events side by side."""
    same = same_narrowest(a, b)
    mine, theirs = a.places, b.places
    is_nested = bool(mine and theirs) and not same and (mine[0] in theirs[1:] or theirs[0] in mine[1:])
    are_parts = len(mine) > 1 and len(theirs) > 1 and not set(mine[1:]).isdisjoint(theirs[1:])
    return Pair(
        a=a,
        b=b,
        is_echo=is_echo,
        kinship=kinship,
        are_of_different_matters=are_of_different_matters and not is_echo,
        gap_days=gap_days(a, b),
        gap_km=gap_km(a, b),
        same_narrowest=same,
        is_nested=is_nested,
        are_siblings=are_parts and not same and not is_nested,
        rarity=rarity,
    )


def gap_days(a: Facet, b: Facet) -> int | None:
    """Count the days between two intervals."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(0, max(a.first, b.first) - min(a.last, b.last))


def gap_km(a: Facet, b: Facet) -> float | None:
    """Measure between the edges of two discs."""
    if a.point is None or b.point is None:
        return None
    return distance_km(a.point[:2], b.point[:2]) - a.point[2] - b.point[2]


def same_narrowest(a: Facet, b: Facet) -> bool:
    """Tell whether both name one place as their narrowest: by its words, or by the id of what those words mean.

    Two spellings may differ where both are parts of one place: transliteration is no system.
    """
    if a.places and b.places:
        if a.places[0] == b.places[0]:
            return True
        if not set(a.places[1:]).isdisjoint(b.places[1:]) and ratio(a.places[0], b.places[0]) >= SAME_SPELLING:
            return True
        return _fix_id(a) is not None and _fix_id(a) == _fix_id(b) and _is_itself(a) and _is_itself(b)
    return _fix_id(a) is not None and _fix_id(a) == _fix_id(b)


def _fix_id(facet: Facet) -> str | None:
    return facet.event.fix.id if facet.event.fix is not None else None


def _is_itself(facet: Facet) -> bool:
    """Whether the fix is of the narrowest place itself, not of a wider one that it lies in."""
    return facet.event.fix is not None and facet.event.fix.precision == "exact" and facet.event.claim.relation is None


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Measure the great-circle distance of two (lat, lon) points, WGS84 degrees on a sphere."""
    south, north = radians(a[0]), radians(b[0])
    rise, turn = sin((north - south) / 2), sin(radians(b[1] - a[1]) / 2)
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, rise * rise + cos(south) * cos(north) * turn * turn)))


def may_be_one_party(a: Facet, b: Facet) -> bool:
    """Tell whether whoever acts may be the same though the keys differ: one has words alone, and they share a telling one."""
    return (a.is_vague or b.is_vague) and bool(a.doer_words & b.doer_words)
