"""What a frame of the map shows, gathered by the database: marks for spots, areas for discs that can be seen as such.

1. Without filters the far zooms are read from cells counted beforehand; everything else is counted from the pins of the frame,
   which lie side by side.
2. `as_of` takes away what was not known then: incidents, that they are contested, figures.
3. `grounds` gives places instead of cells, for a caller that must move coordinates before anything is gathered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, cast, func, null, or_, select
from sqlalchemy import Row as Found

from zenobia.store.codec import at_moment, moment
from zenobia.store.contract import Query
from zenobia.store.filters import asked, boxes, validate
from zenobia.store.link import Link
from zenobia.store.pins import FAR_ZOOMS, cell_of, cell_shift
from zenobia.store.tables import DAY_MAX, DAY_MIN, cells, incidents, pins, spots
from zenobia.values.mark import Ground, Line, Mark, Marks, Tally, merged
from zenobia.values.mercator import KM_A_PIXEL, WIDEST_PIXELS, Frame, project, reaches, squeeze, unproject

AREAS_A_TILE = 150
"""Areas of one frame, the fullest first: more cannot be told apart."""
NAMES_AT_ONCE = 500
KM_PER_DEGREE = 110.5
"""Kilometres of one degree of latitude, the shortest there is: what is narrowed by it is never too little."""
Condition = ColumnElement[bool]


class MarksView(Link):
    """The part of the ledger that the map is drawn from."""

    def marks(self, frame: Frame, query: Query = Query()) -> Marks:  # noqa: B008 - a frozen value
        """Gather what a frame shows."""
        query = validate(query)
        with self._reading() as connection:
            conditions = self._filters(query)
            if frame.zoom in FAR_ZOOMS and frame.is_tile and not conditions:
                rows = connection.execute(_counted_before(frame)).all()
            else:
                rows = connection.execute(_counted(frame, query, conditions)).all()
            names = _names(connection, rows)
            made = tuple(_mark(list(group), names) for _, group in groupby(rows, key=lambda row: row.cell))
            return Marks(marks=made, areas=tuple(_areas(connection, frame, query, conditions)))

    def grounds(self, frame: Frame, query: Query = Query()) -> Sequence[Ground]:  # noqa: B008 - a frozen value
        """Give every place in a frame with what is counted there."""
        query = validate(query)
        with self._reading() as connection:
            inside = [*_inside(frame), *self._filters(query)]
            chosen = select(spots, pins.c.type, *_measures(query)).join(spots, spots.c.n == pins.c.spot).where(*inside)
            rows = connection.execute(chosen.group_by(*spots.c, pins.c.type).order_by(spots.c.n)).all()
            return [_ground(list(group)) for _, group in groupby(rows, key=lambda row: row.n)]

    def line(self, query: Query = Query()) -> Line:  # noqa: B008 - a frozen value
        """Count incidents that have a place by their last day, or by the first where the last is open."""
        query, p = validate(query), pins.c
        last = case((p.day_until < DAY_MAX, p.day_until), else_=p.day_from)
        conditions = self._filters(query)
        with self._reading() as connection:
            chosen = select(last.label("day"), func.count(), func.min(p.known_at), func.max(p.known_at)).where(*conditions)
            rows = connection.execute(chosen.group_by(last).order_by(last)).all()
        if not rows:
            return Line()
        return Line(
            days=tuple((date.fromordinal(row[0]), row[1]) for row in rows if row[0] is not None and DAY_MIN < row[0] < DAY_MAX),
            known_first=at_moment(min(row[2] for row in rows)),
            known_last=at_moment(max(row[3] for row in rows)),
        )

    def _filters(self, query: Query) -> list[Condition]:
        """Give the conditions on pins that a question makes; none for a question that asks for everything."""
        p = pins.c
        made: list[ColumnElement[bool]] = []
        if query.end is not None:
            made.append(p.day_from <= query.end.toordinal())
        if query.start is not None:
            made.append(p.day_until >= query.start.toordinal())
        if query.as_of is not None:
            made.append(p.known_at <= moment(query.as_of))
        if query.type is not None:
            made.append(p.type == query.type)
        if query.country is not None:
            of_country = select(incidents.c.n).where(incidents.c.country == query.country.upper())
            made.append(p.n.in_(of_country))
        words = asked(replace(query, bbox=None, start=None, end=None))
        if words.asks_words:
            made.append(p.n.in_(self._dialect.hits(incidents, words)))
        sides = [(*project(north, west), *project(south, east)) for west, south, east, north in boxes(query.bbox)]
        if sides:
            either = (and_(p.x.between(left, right), p.y.between(top, bottom)) for left, top, right, bottom in sides)
            made.append(or_(*either))
        return made


def _known(query: Query, column: ColumnElement[Any], at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give a column where what it tells was known by then."""
    return column if query.as_of is None else case((at <= moment(query.as_of), column), else_=null())


def _measures(query: Query) -> list[ColumnElement[Any]]:
    p = pins.c
    low = _known(query, p.low, p.toll_at)
    high = _known(query, p.high, p.toll_at)
    return [
        func.count().label("many"),
        func.count(_known(query, p.contested_at, p.contested_at)).label("contested"),
        func.sum(p.vague).label("vague"),
        func.max(low).label("low"),
        func.max(func.coalesce(high, low)).label("high"),
        func.max(case((low.is_not(None) & high.is_(None), 1), else_=0)).label("open"),
        func.sum(cast(p.x, pins.c.quad.type)).label("x"),
        func.sum(cast(p.y, pins.c.quad.type)).label("y"),
        func.min(p.spot).label("first"),
        func.max(p.spot).label("last"),
    ]


def _inside(frame: Frame) -> list[Condition]:
    made: list[Condition] = [pins.c.quad.between(*frame.quads)]
    if not frame.is_tile:
        made += [pins.c.x.between(frame.west, frame.east - 1), pins.c.y.between(frame.north, frame.south - 1)]
    return made


def _counted_before(frame: Frame) -> Any:
    first, last = frame.quads
    shift = cell_shift(frame.zoom)
    c = cells.c
    columns = (c.quad.label("cell"), *(column for column in cells.columns if column.name not in ("level", "quad")))
    inside = (c.level == frame.zoom, c.quad.between(first >> shift, last >> shift))
    return select(*columns).where(*inside).order_by(c.quad)


def _counted(frame: Frame, query: Query, conditions: Iterable[Condition]) -> Any:
    cell = cell_of(frame.zoom).label("cell")
    chosen = select(cell, pins.c.type, *_measures(query)).where(*_inside(frame), pins.c.zoom > frame.zoom, *conditions)
    return chosen.group_by(cell, pins.c.type).order_by(cell)


def _names(connection: Connection, rows: Sequence[Found[Any]]) -> dict[int, str]:
    """Name the places of rows that hold one place only."""
    wanted = sorted({row.first for row in rows if row.first == row.last})
    found: dict[int, str] = {}
    for start in range(0, len(wanted), NAMES_AT_ONCE):
        some = wanted[start : start + NAMES_AT_ONCE]
        found.update((n, name) for n, name in connection.execute(select(spots.c.n, spots.c.name).where(spots.c.n.in_(some))))
    return found


def _tally(rows: Sequence[Found[Any]]) -> Tally:
    return merged(
        [
            Tally(
                types=((row.type, row.many),),
                contested=row.contested,
                low=row.low,
                high=row.high,
                is_open=bool(row.open),
            )
            for row in rows
        ]
    )


def _mark(rows: Sequence[Found[Any]], names: dict[int, str]) -> Mark:
    tally = _tally(rows)
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    return Mark(
        x=sum(int(row.x) for row in rows) / tally.count,
        y=sum(int(row.y) for row in rows) / tally.count,
        tally=tally,
        name=names.get(first) if first == last else None,
        vague=sum(row.vague for row in rows),
    )


def _ground(rows: Sequence[Found[Any]]) -> Ground:
    row = rows[0]
    return Ground(name=row.name, lat=row.lat, lon=row.lon, radius_km=row.radius_km, precision=row.precision, tally=_tally(rows))


def _around(frame: Frame) -> list[Condition]:
    """Narrow places to those whose disc may reach into a frame; `reaches` decides."""
    north, west = unproject(frame.west, frame.north)
    south, east = unproject(frame.east, frame.south)
    widest_km = WIDEST_PIXELS * KM_A_PIXEL / 2**frame.zoom
    # Meridians close up towards the poles: the narrowest parallel that such a disc can lie on counts.
    km_a_degree = KM_PER_DEGREE * squeeze(max(abs(north), abs(south)) + widest_km / KM_PER_DEGREE)
    c = spots.c
    up, across = c.radius_km / KM_PER_DEGREE, c.radius_km / km_a_degree
    return [c.lat + up >= south, c.lat - up <= north, c.lon + across >= west, c.lon - across <= east, c.radius_km <= widest_km]


def _areas(connection: Connection, frame: Frame, query: Query, conditions: Sequence[Condition]) -> Iterator[Ground]:
    """Give the areas whose disc reaches into the frame and can be seen as one from there."""
    drawn = select(spots).where(spots.c.zoom <= frame.zoom, *_around(frame))
    near = [row.n for row in connection.execute(drawn) if reaches(frame, row.lat, row.lon, row.radius_km)]
    counted: list[Ground] = []
    for start in range(0, len(near), NAMES_AT_ONCE):
        some = near[start : start + NAMES_AT_ONCE]
        chosen = select(spots, pins.c.type, *_measures(query)).join(spots, spots.c.n == pins.c.spot)
        chosen = chosen.where(pins.c.spot.in_(some), *conditions).group_by(*spots.c, pins.c.type).order_by(spots.c.n)
        rows = connection.execute(chosen).all()
        counted += [_ground(list(group)) for _, group in groupby(rows, key=lambda row: row.n)]
    yield from sorted(counted, key=lambda ground: (-ground.tally.count, ground.name))[:AREAS_A_TILE]
