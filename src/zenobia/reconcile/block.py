"""Where events meet: in goes a Facet, out the keys by which `Meetings` proposes pairs, in near-linear number.

1. Two events meet if they share a family of types, a day (or neighbour days) and a place: an h3 cell or a folded place name.
2. An event dated by a period meets what lies in the same month; one placed by a region meets what lies in the same region.
3. An event without any place meets its neighbours in its own document; one without any time, publication day included, meets
   its like at the same place.
4. In a crowd (more than `BLOCK_LIMIT` at one key) events stand by narrowest place, day and party, and meet their neighbours.

Blocking decides nothing: it proposes. Copies of one dispatch meet besides, wherever they lie (`linker`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import cos, radians

import h3  # type: ignore[import-untyped]

from zenobia.reconcile.facets import Facet
from zenobia.reconcile.meetings import Guest, Key

CELL_RESOLUTION = 5
"""h3 resolution: cells with edges of about 9 km, so that a town and its outskirts share one or meet in a neighbour's."""
REACH_KM = 5.0
"""How far a place without a radius reaches into neighbour cells: the error of a settlement's coordinates between gazetteers."""
BLOCK_LIMIT = 48
"""Events of a block that all meet one another: 1,128 pairs. Larger blocks use rule 4. Run `bench.linking` before raising it."""
NEIGHBOURS = 16
"""How many following events each meets in a sorted block."""
ADJACENT_CLAIMS = 3
"""How many following claims of its document an unplaced event meets."""
MAX_MONTHS = 3
"""Periods longer than this many months (a season) meet nobody by time: they are background, not news of one happening."""
KM_PER_DEGREE = 111.2


def guest(facet: Facet) -> Guest:
    """Give the keys at which an event meets others: a hub at those it needs, being vague in time or place."""
    places, region = _place_keys(facet), _region(facet)
    whens, months = _days(facet), _months(facet)
    hubs: list[Key] = []
    plain: list[Key] = []
    for family in sorted(facet.families):
        if facet.first is None:
            hubs += (("timeless", family, place) for place in places)
        if facet.is_fine_place:
            hubs += (("day", family, when, place) for when in whens for place in places)
            (plain if whens else hubs).extend(("month", family, month, place) for month in months for place in places)
        wide = [("wide", family, when, place) for when in whens for place in facet.places[-1:]]
        (plain if facet.is_fine_place else hubs).extend(wide)
        if region is not None:
            (plain if facet.is_fine_place else hubs).extend(("region", family, when, region) for when in whens)
            if not whens and not facet.is_fine_place:
                hubs += (("region month", family, month, region) for month in months)
    rank = (facet.places[0] if facet.places else "", facet.first or 0, min(facet.doers, default=""), facet.id)
    return Guest(rank=rank, hubs=tuple(dict.fromkeys(hubs)), plain=tuple(key for key in dict.fromkeys(plain) if key not in hubs))


def beside(told: Iterable[Facet]) -> set[tuple[str, str]]:
    """Pair what has no place with the claims around it, in one document; ids, the smaller first."""
    ordered = sorted(told, key=lambda facet: (facet.event.claim.quote.start, facet.id))
    return {
        (min(a.id, b.id), max(a.id, b.id))
        for at, a in enumerate(ordered)
        for b in ordered[at + 1 : at + 1 + ADJACENT_CLAIMS]
        if not (a.places and b.places) and a.families & b.families
    }


def _days(facet: Facet) -> list[int]:
    """Give the days it may lie on and the day after, so that neighbours in time share one; nothing for a period."""
    if facet.first is None or facet.last is None or not facet.is_fine_time:
        return []
    return list(range(facet.first, facet.last + 2))


def _place_keys(facet: Facet) -> list[str]:
    keys = list(facet.places)
    if facet.point is not None and facet.is_fine_place:
        keys.extend(sorted(_cells(*facet.point)))
    return keys


def _cells(lat: float, lon: float, radius_km: float) -> set[str]:
    """Give the cells under the centre and under six points around it."""
    reach = max(radius_km, REACH_KM) / KM_PER_DEGREE
    wide = reach / max(cos(radians(lat)), 0.01)
    around = ((0.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (0.5, 0.87), (0.5, -0.87), (-0.5, 0.87), (-0.5, -0.87))
    return {
        h3.latlng_to_cell(max(-90.0, min(90.0, lat + north * reach)), lon + east * wide, CELL_RESOLUTION)
        for north, east in around
    }


def _region(facet: Facet) -> tuple[str, str] | None:
    fix = facet.event.fix
    if fix is None or not fix.admin1 or fix.precision in {"country", "unknown"}:
        return None
    return (fix.country or "", fix.admin1)


def _months(facet: Facet) -> list[int]:
    if facet.first is None or facet.last is None:
        return []
    start, end = date.fromordinal(facet.first), date.fromordinal(facet.last)
    numbers = range(start.year * 12 + start.month, end.year * 12 + end.month + 1)
    return list(numbers) if len(numbers) <= MAX_MONTHS else []
