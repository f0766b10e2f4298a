"""What a frame of the map shows, gathered from the columns of pins: marks for spots, areas for discs that can be seen as such.

1. The pins of a tile lie side by side in every column; what is asked for is a mask over that stretch, whatever the filter.
2. `as_of` takes away what was not known then: incidents, that they are contested, figures.
3. `grounds` gives places instead of cells, for a caller that must move coordinates before anything is gathered.
4. The columns are fetched once an edition and shared by all who read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

import numpy as np
from sqlalchemy import Connection

from zenobia.store.codec import at_moment, moment
from zenobia.store.contract import Query
from zenobia.store.dialect import Asked, Dialect
from zenobia.store.filters import asked, boxes, validate
from zenobia.store.link import Link
from zenobia.store.pins import NO_FIGURE, Numbers, Strips, cell_shift, changes, edition_of, read_strips
from zenobia.store.tables import DAY_MAX, DAY_MIN, incidents
from zenobia.values.mark import Ground, Line, Mark, Marks, Tally
from zenobia.values.mercator import KM_A_PIXEL, WIDEST_PIXELS, Frame, project, reaches, squeeze, unproject

AREAS_A_TILE = 150
"""Areas of one frame, the fullest first: more cannot be told apart."""
KM_PER_DEGREE = 110.5
"""Kilometres of one degree of latitude, the shortest there is: what is narrowed by it is never too little."""
ASKED_KEPT = 8
"""Questions in words whose hits are kept: a reader's tiles ask the same words one after another. A byte an incident each."""


class MarksView(Link):
    """The part of the ledger that the map is drawn from."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._fetching = Lock()
        self._strips: Strips | None = None
        self._hits: OrderedDict[tuple[bytes, Asked], Numbers] = OrderedDict()

    def marks(self, frame: Frame, query: Query = Query()) -> Marks:  # noqa: B008 - a frozen value
        """Gather what a frame shows."""
        query = validate(query)
        with self._reading() as connection:
            strips = self._columns(connection)
            found = self._found_by_words(connection, strips, query)
        rows = _inside(strips, frame)
        rows = rows[_kept(strips, rows, query, found) & (strips.zoom[rows] > frame.zoom)]
        return Marks(
            marks=tuple(_marks(strips, frame, rows, query)),
            areas=tuple(_areas(strips, frame, query, found)) if len(strips.n) else (),
        )

    def grounds(self, frame: Frame, query: Query = Query()) -> Sequence[Ground]:  # noqa: B008 - a frozen value
        """Give every place in a frame with what is counted there."""
        query = validate(query)
        with self._reading() as connection:
            strips = self._columns(connection)
            found = self._found_by_words(connection, strips, query)
        rows = _inside(strips, frame)
        return list(_grounds(strips, rows[_kept(strips, rows, query, found)], query))

    def line(self, query: Query = Query()) -> Line:  # noqa: B008 - a frozen value
        """Count incidents that have a place by their last day, or by the first where the last is open."""
        query = validate(query)
        with self._reading() as connection:
            strips = self._columns(connection)
            found = self._found_by_words(connection, strips, query)
        rows = slice(0, len(strips.n))
        kept = _kept(strips, rows, query, found)
        known = strips.known_at[kept]
        if not len(known):
            return Line()
        until = strips.day_until[kept]
        last = np.where(until < DAY_MAX, until, strips.day_from[kept])
        days, counts = np.unique(last[(last > DAY_MIN) & (last < DAY_MAX)], return_counts=True)
        return Line(
            days=tuple((date.fromordinal(day), count) for day, count in zip(days.tolist(), counts.tolist(), strict=True)),
            known_first=at_moment(int(known.min())),
            known_last=at_moment(int(known.max())),
        )

    def _columns(self, connection: Connection) -> Strips:
        """Give the columns as they stand, fetched if another edition was written."""
        edition = edition_of(connection) or b""
        strips = self._strips
        if strips is not None and strips.edition == edition:
            return strips
        with self._fetching:
            if self._strips is None or self._strips.edition != edition:
                self._strips = read_strips(connection)
            return self._strips

    def _found_by_words(self, connection: Connection, strips: Strips, query: Query) -> Numbers | None:
        """Give, for each incident's number, whether the words of the question find it; None for a question without words."""
        words = asked(replace(query, bbox=None, start=None, end=None))
        if not words.asks_words:
            return None
        key = (strips.edition, words)
        with self._fetching:
            if key in self._hits:
                self._hits.move_to_end(key)
                return self._hits[key]
        found = np.zeros(int(strips.n.max(initial=0)) + 1, np.bool_)
        numbers = np.fromiter(connection.execute(self._dialect.hits(incidents, words)).scalars(), np.int64)
        found[numbers[numbers < len(found)]] = True
        with self._fetching:
            self._hits[key] = found
            while len(self._hits) > ASKED_KEPT:
                self._hits.popitem(last=False)
        return found


Rows = Numbers | slice
"""Which pins: their positions in order, or a stretch of them."""


def _inside(strips: Strips, frame: Frame) -> Numbers:
    """Give the pins of a frame."""
    first, last = frame.quads
    start, end = np.searchsorted(strips.quad, first, "left"), np.searchsorted(strips.quad, last, "right")
    if frame.is_tile:
        return np.arange(start, end)
    x, y = strips.x[start:end], strips.y[start:end]
    return start + np.flatnonzero((x >= frame.west) & (x < frame.east) & (y >= frame.north) & (y < frame.south))


def _kept(strips: Strips, rows: Rows, query: Query, found: Numbers | None) -> Numbers:
    """Give, for each of these pins, whether the question asks for it."""
    kept = np.ones(len(strips.n[rows]), np.bool_)
    if query.end is not None:
        kept &= strips.day_from[rows] <= query.end.toordinal()
    if query.start is not None:
        kept &= strips.day_until[rows] >= query.start.toordinal()
    if query.as_of is not None:
        kept &= strips.known_at[rows] <= moment(query.as_of)
    for word, words, column in (
        (query.type, strips.types, strips.type),
        (query.country and query.country.upper(), strips.countries, strips.country),
    ):
        if word is not None:
            kept &= column[rows] == (words.index(word) if word in words else -1)
    if found is not None:
        kept &= found[strips.n[rows]]
    sides = [(*project(north, west), *project(south, east)) for west, south, east, north in boxes(query.bbox)]
    if sides:
        x, y = strips.x[rows], strips.y[rows]
        either = [(x >= left) & (x <= right) & (y >= top) & (y <= bottom) for left, top, right, bottom in sides]
        kept &= np.logical_or.reduce(either)
    return kept


def _tallies(strips: Strips, rows: Numbers, firsts: Numbers, query: Query) -> list[Tally]:
    """Count pins in groups; `firsts` are where each group begins among the rows, and there is a row."""
    low, high = strips.low[rows], strips.high[rows]
    contested_at = strips.contested_at[rows]
    until = np.iinfo(np.int64).max - 1
    if query.as_of is not None:
        until = moment(query.as_of)
        known = strips.toll_at[rows] <= until
        low, high = np.where(known, low, NO_FIGURE), np.where(known, high, NO_FIGURE)
    many = np.diff(firsts, append=len(rows))
    group = np.repeat(np.arange(len(firsts)), many)
    is_worst = low == np.maximum.reduceat(low, firsts)[group]
    reached = np.where(is_worst, np.maximum(low, high), NO_FIGURE)
    highest = np.maximum.reduceat(reached, firsts)
    is_open = np.logical_or.reduceat(is_worst & (reached == highest[group]) & (high == NO_FIGURE), firsts)
    lowest = np.maximum.reduceat(low, firsts).tolist()
    contested = np.add.reduceat(contested_at <= until, firsts, dtype=np.int64).tolist()
    pairs, counts = np.unique(group * len(strips.types) + strips.type[rows], return_counts=True)
    types: list[list[tuple[str, int]]] = [[] for _ in many]
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        types[pair // len(strips.types)].append((strips.types[pair % len(strips.types)], count))
    return [
        Tally(
            types=tuple(sorted(types[at], key=lambda counted: (-counted[1], counted[0]))),
            contested=contested[at],
            low=None if low_ == NO_FIGURE else low_,
            high=None if low_ == NO_FIGURE else high_,
            is_open=bool(open_) and low_ != NO_FIGURE,
        )
        for at, (low_, high_, open_) in enumerate(zip(lowest, highest.tolist(), is_open.tolist(), strict=True))
    ]


def _marks(strips: Strips, frame: Frame, rows: Numbers, query: Query) -> Iterator[Mark]:
    if not len(rows):
        return
    firsts = changes(strips.quad[rows] >> cell_shift(frame.zoom))
    spot = strips.spot[rows]
    one, other = np.minimum.reduceat(spot, firsts).tolist(), np.maximum.reduceat(spot, firsts).tolist()
    x, y, vague = (
        np.add.reduceat(column[rows], firsts, dtype=np.int64).tolist() for column in (strips.x, strips.y, strips.vague)
    )
    for at, tally in enumerate(_tallies(strips, rows, firsts, query)):
        yield Mark(
            x=x[at] / tally.count,
            y=y[at] / tally.count,
            tally=tally,
            name=strips.names[one[at]] if one[at] == other[at] else None,
            vague=vague[at],
        )


def _grounds(strips: Strips, rows: Numbers, query: Query) -> Iterator[Ground]:
    if not len(rows):
        return
    firsts = changes(strips.spot[rows])
    for spot, tally in zip(strips.spot[rows][firsts].tolist(), _tallies(strips, rows, firsts, query), strict=True):
        radius_km = float(strips.radius_km[spot])
        yield Ground(
            name=strips.names[spot],
            lat=float(strips.lat[spot]),
            lon=float(strips.lon[spot]),
            radius_km=None if np.isnan(radius_km) else radius_km,
            precision=strips.precisions[spot],
            tally=tally,
        )


def _around(strips: Strips, frame: Frame) -> list[int]:
    """Give the places whose disc reaches into a frame and can be seen as one from there."""
    north, west = unproject(frame.west, frame.north)
    south, east = unproject(frame.east, frame.south)
    widest_km = WIDEST_PIXELS * KM_A_PIXEL / 2**frame.zoom
    # Meridians close up towards the poles: the narrowest parallel that such a disc can lie on counts.
    km_a_degree = KM_PER_DEGREE * squeeze(max(abs(north), abs(south)) + widest_km / KM_PER_DEGREE)
    up, across = strips.radius_km / KM_PER_DEGREE, strips.radius_km / km_a_degree
    lat, lon = strips.lat, strips.lon
    near = (strips.drawn_from <= frame.zoom) & (strips.radius_km <= widest_km)
    near &= (lat + up >= south) & (lat - up <= north) & (lon + across >= west) & (lon - across <= east)
    every = zip(
        np.flatnonzero(near).tolist(), lat[near].tolist(), lon[near].tolist(), strips.radius_km[near].tolist(), strict=True
    )
    return [spot for spot, lat_, lon_, radius_km in every if reaches(frame, lat_, lon_, radius_km)]


def _areas(strips: Strips, frame: Frame, query: Query, found: Numbers | None) -> list[Ground]:
    """Give the fullest areas of a frame."""
    near = np.array(_around(strips, frame), np.int64)
    starts, many = strips.begins[near], strips.begins[near + 1] - strips.begins[near]
    rows = np.repeat(starts - np.cumsum(many) + many, many) + np.arange(many.sum())
    rows = rows[_kept(strips, rows, query, found)]
    if not len(rows):
        return []
    spots, counts = np.unique(strips.spot[rows], return_counts=True)
    fullest = sorted(zip(counts.tolist(), spots.tolist(), strict=True), key=lambda one: (-one[0], strips.names[one[1]], one[1]))
    chosen = np.isin(strips.spot[rows], [spot for _, spot in fullest[:AREAS_A_TILE]])
    made = _grounds(strips, rows[chosen], query)
    return sorted(made, key=lambda ground: (-ground.tally.count, ground.name))
