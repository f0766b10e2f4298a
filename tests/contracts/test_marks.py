"""Tiles hold every incident once: counted by hand over all tiles of a zoom, with and without filters, on every store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from zenobia.store import Store
from zenobia.store.contract import Query
from zenobia.values.incident import TollRange
from zenobia.values.mark import Marks
from zenobia.values.mercator import NEVER, UNITS, Frame, area_zoom, project, tile_frame, unproject
from zenobia.values.place import Fix

TYPES = ("shelling", "air_strike", "battle")


def fill(store: Store, making: Any, count: int = 60) -> list[Any]:
    """Keep incidents at random spots of the whole world, some of them wide areas, some contested, some with figures."""
    rng, made, reports = Random(3), [], []
    for number in range(count):
        saying = making.Saying(
            words=f"Shells fell near mill {number}.",
            type=TYPES[number % 3],
            place=f"mill {number}",
            lat=round(rng.uniform(-70, 70), 3),
            lon=round(rng.uniform(-179, 179), 3),
            day=date(2016, 1, 1) + timedelta(days=rng.randrange(300)),
        )
        taken, located = making.report(saying, url=f"file:{number}", hours=number)
        reports.append((taken, located))
        founder = located.events[0]
        radius = rng.choice((None, 3.0, 150.0))
        fix = replace(founder.fix, radius_km=radius, precision="exact" if radius is None else "district")
        toll = TollRange(what="killed", who="people", low=number, best=None, high=None, because=(founder.claim.id,))
        incident = making.incident(founder)
        made.append(
            replace(
                incident,
                fix=fix,
                tolls=(toll,) if number % 4 == 0 else (),
                against=(founder.claim.id,) if number % 5 == 0 else (),
            )
        )
    store.keep_captures(taken for taken, _ in reports)
    for _, located in reports:
        store.keep_located(located, stamp=making.READER)
    store.keep_folds(made, (), stamp=making.FOLDER)
    return made


def whole(store: Store, zoom: int, query: Query) -> list[Marks]:
    side = 1 << zoom
    return [store.marks(tile_frame(zoom, x, y), query) for x in range(side) for y in range(side)]


def counted(tiles: list[Marks]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for tile in tiles:
        for mark in tile.marks:
            seen.update(dict(mark.tally.types))
    return seen


@pytest.mark.parametrize("zoom", [0, 3])
@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(type="battle"),
        Query(start=date(2016, 3, 1), end=date(2016, 5, 1)),
        Query(q="mill 7"),
        Query(bbox=(-20.0, -40.0, 120.0, 60.0)),
        Query(bbox=(120.0, -40.0, -20.0, 60.0)),
        Query(country="SY", end=date(2016, 4, 1)),
    ],
)
def test_every_incident_is_in_one_mark(store: Store, making: Any, zoom: int, query: Query) -> None:
    fill(store, making)
    listed = [row.item for row in store.incidents(query)]
    assert listed
    wanted = Counter(incident.type for incident in listed if area_zoom(incident.fix) > zoom)
    assert counted(whole(store, zoom, query)) == wanted


def test_cells_counted_beforehand_say_what_pins_say(store: Store, making: Any) -> None:
    fill(store, making)
    for zoom in (0, 2):
        for x in range(1 << zoom):
            for y in range(1 << zoom):
                frame = tile_frame(zoom, x, y)
                everything = Query(start=date(1, 1, 2), end=date(9999, 12, 30))
                assert store.marks(frame) == store.marks(frame, everything)


def test_an_area_is_in_every_tile_that_it_reaches_and_never_a_mark_there(store: Store, making: Any) -> None:
    made = fill(store, making)
    wide = next(incident for incident in made if incident.fix.radius_km == 150.0)
    zoom = area_zoom(wide.fix)
    assert zoom < 8
    x, y = (value * (1 << zoom) // UNITS for value in project(wide.fix.lat, wide.fix.lon))
    here = store.marks(tile_frame(zoom, x, y))
    assert wide.fix.name in {area.name for area in here.areas}
    assert wide.fix.name not in {mark.name for mark in here.marks}
    before = store.marks(tile_frame(zoom - 1, x // 2, y // 2))
    assert wide.fix.name not in {area.name for area in before.areas}


def test_what_was_not_known_then_is_not_told(store: Store, making: Any) -> None:
    made = fill(store, making)
    then = making.moment(20.5)
    world = tile_frame(0, 0, 0)
    known = [incident for number, incident in enumerate(made) if number <= 20]
    grounds = store.grounds(world, Query(as_of=then))
    assert sum(ground.tally.count for ground in grounds) == len(known)
    assert sum(ground.tally.contested for ground in grounds) == sum(incident.is_contested for incident in known)
    assert max(ground.tally.low or 0 for ground in grounds) == 20
    assert all(ground.tally.is_open for ground in grounds if ground.tally.low is not None)


def test_a_frame_that_is_no_tile_holds_what_lies_in_it(store: Store, making: Any) -> None:
    made = fill(store, making)
    frame = Frame(zoom=3, west=UNITS // 5, north=UNITS // 7, east=UNITS * 4 // 5, south=UNITS * 6 // 7)
    at = {incident.fix.name: project(incident.fix.lat, incident.fix.lon) for incident in made}
    inside = {name for name, (x, y) in at.items() if frame.west <= x < frame.east and frame.north <= y < frame.south}
    assert {ground.name for ground in store.grounds(frame)} == inside
    assert 0 < len(inside) < len(made)


def test_folds_leave_no_pin_behind(store: Store, making: Any) -> None:
    fill(store, making)
    store.keep_folds((), (), stamp=making.FOLDER)
    assert store.marks(tile_frame(0, 0, 0)) == Marks()
    assert store.grounds(tile_frame(0, 0, 0)) == []


def test_the_square_and_the_globe_agree() -> None:
    rng = Random(5)
    for _ in range(200):
        lat, lon = rng.uniform(-84, 84), rng.uniform(-180, 180)
        there = unproject(*project(lat, lon))
        assert abs(there[0] - lat) < 3e-5 and abs(there[1] - lon) < 3e-5
    assert area_zoom(Fix(name="x", lat=1.0, lon=2.0, radius_km=0.4, precision="exact")) == NEVER
