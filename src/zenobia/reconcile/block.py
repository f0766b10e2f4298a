"""Which pairs are worth comparing: in go Facets, out index pairs, in near-linear number.

1. Two events meet if they share a family of types, a day (or neighbour days) and a place: an h3 cell or a folded place name.
2. An event dated by a period meets what lies in the same month; one placed by a region meets what lies in the same region.
3. An event without any place meets its neighbours in its own document, and its echoes; one without any time, publication day
   included, meets its like at the same place.
4. A block larger than `BLOCK_LIMIT` is sorted by narrowest place, day and party, and only neighbours there meet
   (the sorted-neighbourhood method, Hernández and Stolfo 1995): the number of pairs grows with the events, not their square.

Which pairs come out depends on the set of events only. Blocking decides nothing: it proposes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import cos, radians

import h3  # type: ignore[import-untyped]

from zenobia.reconcile.facets import Facet

CELL_RESOLUTION = 5
"""h3 resolution: cells with edges of about 9 km, so that a town and its outskirts share one or meet in a neighbour's."""
REACH_KM = 5.0
"""How far a place without a radius reaches into neighbour cells: the error of a settlement's coordinates between gazetteers."""
BLOCK_LIMIT = 48
"""Events of a block that all meet one another: 1,128 pairs. Larger blocks use rule 4. Run `bench` before raising it."""
NEIGHBOURS = 16
"""How many following events each meets in a sorted block."""
ADJACENT_CLAIMS = 3
"""How many following claims of its document an unplaced event meets."""
MAX_MONTHS = 3
"""Periods longer than this many months (a season) meet nobody by time: they are background, not news of one happening."""
KM_PER_DEGREE = 111.2

_Block = tuple[list[int], list[int]]


def pairs(facets: Sequence[Facet], echo: Mapping[str, str]) -> set[tuple[int, int]]:
    """Give each pair to compare once, as indexes `(low, high)` into `facets`.

    Args:
        facets: sorted by event id, which makes the answer the same for any order of arrival.
        echo: passage id to echo group.
    """
    blocks: dict[tuple[object, ...], _Block] = defaultdict(lambda: ([], []))
    for number, facet in enumerate(facets):
        for key, is_hub in _keys(facet, echo):
            blocks[key][1 if is_hub else 0].append(number)
    found: set[tuple[int, int]] = set()
    for key, (plain, hubs) in blocks.items():
        if key[0] == "day":
            found.update(_among(facets, plain))
        elif hubs:
            found.update(_around(facets, hubs, plain))
    found.update(_beside(facets))
    return found


def _keys(facet: Facet, echo: Mapping[str, str]) -> Iterator[tuple[tuple[object, ...], bool]]:
    """Give each block key with whether the facet is a hub there: one that needs the block, being vague in time or place."""
    group = echo.get(facet.event.claim.passage)
    if group is not None:
        yield ("echo", group), True
    places, region = _place_keys(facet), _region(facet)
    whens, months = _days(facet), _months(facet)
    for family in sorted(facet.families):
        if facet.first is None:
            yield from ((("timeless", family, place), True) for place in places)
        if facet.is_fine_place:
            yield from ((("day", family, when, place), False) for when in whens for place in places)
            yield from ((("month", family, month, place), not whens) for month in months for place in places)
        if region is not None:
            yield from ((("region", family, when, region), not facet.is_fine_place) for when in whens)
            if not whens and not facet.is_fine_place:
                yield from ((("region month", family, month, region), True) for month in months)


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


def _sorted(facets: Sequence[Facet], members: Iterable[int]) -> list[int]:
    def place(number: int) -> tuple[str, int, str, str]:
        facet = facets[number]
        return (facet.places[0] if facet.places else "", facet.first or 0, min(facet.doers, default=""), facet.id)

    return sorted(set(members), key=place)


def _among(facets: Sequence[Facet], members: list[int]) -> Iterator[tuple[int, int]]:
    if len(members) <= BLOCK_LIMIT:
        for at, a in enumerate(members):
            for b in members[at + 1 :]:
                yield (min(a, b), max(a, b))
        return
    ordered = _sorted(facets, members)
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield (min(a, b), max(a, b))


def _around(facets: Sequence[Facet], hubs: list[int], plain: list[int]) -> Iterator[tuple[int, int]]:
    if len(hubs) * (len(hubs) + len(plain)) > BLOCK_LIMIT * BLOCK_LIMIT:
        wanted = set(hubs)
        yield from (pair for pair in _among(facets, _sorted(facets, [*hubs, *plain])) if wanted & set(pair))
        return
    everybody = sorted({*hubs, *plain})
    for hub in hubs:
        yield from ((min(hub, other), max(hub, other)) for other in everybody if other != hub)


def _beside(facets: Sequence[Facet]) -> Iterator[tuple[int, int]]:
    """Pair what has no place with the claims around it in its document."""
    documents: dict[str, list[int]] = defaultdict(list)
    for number, facet in enumerate(facets):
        documents[facet.event.claim.document].append(number)
    for members in documents.values():
        ordered = sorted(members, key=lambda number: (facets[number].event.claim.quote.start, facets[number].id))
        for at, a in enumerate(ordered):
            for b in ordered[at + 1 : at + 1 + ADJACENT_CLAIMS]:
                if not (facets[a].places and facets[b].places) and facets[a].families & facets[b].families:
                    yield (min(a, b), max(a, b))
