"""What folds write for the map: a narrow pin for each incident that has a place, and the places; whole columns, not rows.

1. A pin shows nothing that the incident's page would not show at the same moment: each thing it tells has the moment of its own.
2. The figure of a pin is one incident's deaths as a range; figures are never added up.
3. Pins lie in the order of their quads, so that a tile is one unbroken stretch of every column, and the pins of a place another.
4. A reader holds the columns in memory, some 80 bytes a pin, and fetches them again when `EDITION` differs.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from msgspec import json
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from zenobia.store.codec import days, writable
from zenobia.store.tables import strips
from zenobia.store.words import Terms
from zenobia.values.event import event_id
from zenobia.values.incident import Incident, TollRange
from zenobia.values.mercator import BITS, PRECISE, area_zoom, project, quad
from zenobia.values.place import Fix

CELL_BITS = 4
"""A tile is cut into 16 by 16 cells, each gathered into one mark: 32 pixels wide, as far apart as marks can be told apart."""
PART_BYTES = 1 << 26
"""A column is written in parts of so many bytes: well below what either database takes in one value."""
NO_FIGURE = -1
NO_DAYS = (2**31 - 1, -1)
"""First and last day of a pin without days: no stretch of days begins before its end or ends after its start."""
NOT_YET = 2**63 - 1
"""The moment of what has not come: an incident that is not contested, or has no figure."""
EDITION = "edition"
PIN_COLUMNS = {
    **{"quad": "<i8", "n": "<i4", "spot": "<i4", "x": "<i4", "y": "<i4", "type": "<i2", "country": "<i2", "vague": "u1"},
    **{"zoom": "u1", "day_from": "<i4", "day_until": "<i4", "known_at": "<i8", "contested_at": "<i8", "low": "<i8"},
    **{"high": "<i8", "toll_at": "<i8"},
}
SPOT_COLUMNS = {"lat": "<f8", "lon": "<f8", "radius_km": "<f8", "drawn_from": "<i4"}
LISTS = ("names", "precisions", "types", "countries")
Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of a claim: when it was first known, when its latest edition came, its words."""

    at: int
    received_at: int
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Strips:
    """The columns: of pins by quad, place and number, and of places by their number."""

    quad: Numbers
    n: Numbers
    spot: Numbers
    """The place's position in the columns of places."""
    x: Numbers
    y: Numbers
    type: Numbers
    country: Numbers
    vague: Numbers
    zoom: Numbers
    day_from: Numbers
    day_until: Numbers
    known_at: Numbers
    contested_at: Numbers
    low: Numbers
    high: Numbers
    toll_at: Numbers
    lat: Numbers
    lon: Numbers
    radius_km: Numbers
    """NaN where a place has none."""
    drawn_from: Numbers
    """The first zoom at which the place is drawn as an area."""
    names: list[str]
    precisions: list[str]
    types: list[str]
    """What `type` counts; "" where no report names one."""
    countries: list[str]
    begins: Numbers
    """Of each place, where its pins begin; behind the last one, how many pins there are at all."""
    edition: bytes


class Pins:
    """Gathers pins while incidents are written; numbers each place once."""

    def __init__(self) -> None:
        self._pins = {name: array("q") for name in PIN_COLUMNS}
        self._places = {name: array("d") for name in SPOT_COLUMNS}
        self._spots: dict[tuple[object, ...], int] = {}
        self._words: dict[str, dict[str, int]] = {"types": {}, "countries": {}}
        self._spot_words: dict[str, list[str]] = {"names": [], "precisions": []}

    def add(self, numbered: Sequence[tuple[int, Incident]], known: Mapping[str, Known]) -> None:
        """Take the pins of incidents that have coordinates."""
        for n, incident in numbered:
            fix = incident.fix
            if fix is None or fix.lat is None or fix.lon is None:
                continue
            key = (fix.name, fix.lat, fix.lon, fix.radius_km, fix.precision)
            if key not in self._spots:
                self._spots[key] = len(self._spots)
                self._add_spot(fix, fix.lat, fix.lon)
            codes = {"type": self._code("types", incident.type or ""), "country": self._code("countries", fix.country or "")}
            pin = {**_pin(n, incident, fix, fix.lat, fix.lon, known), **codes, "spot": self._spots[key]}
            for name, column in self._pins.items():
                column.append(pin[name])

    def _code(self, of: str, word: str) -> int:
        word = writable(word.upper() if of == "countries" else word)
        return self._words[of].setdefault(word, len(self._words[of]))

    def _add_spot(self, fix: Fix, lat: float, lon: float) -> None:
        radius_km = float("nan") if fix.radius_km is None else fix.radius_km
        for name, value in (("lat", lat), ("lon", lon), ("radius_km", radius_km), ("drawn_from", float(area_zoom(fix)))):
            self._places[name].append(value)
        self._spot_words["names"].append(writable(fix.name))
        self._spot_words["precisions"].append(fix.precision)

    def write(self, connection: Connection) -> None:
        """Write the columns: pins in their order, places in the order in which pins come to them."""
        raw = {name: np.frombuffer(column, np.int64) for name, column in self._pins.items()}
        order = np.lexsort((raw["n"], raw["spot"], raw["quad"]))
        came = raw["spot"][order]
        places = came[changes(came)]
        numbers = np.empty(len(places), np.int64)
        numbers[places] = np.arange(len(places))
        columns = {**{name: column[order] for name, column in raw.items()}, "spot": numbers[came]}
        made = {name: columns[name].astype(kind).tobytes() for name, kind in PIN_COLUMNS.items()}
        for name, kind in SPOT_COLUMNS.items():
            made[name] = np.frombuffer(self._places[name], np.float64)[places].astype(kind).tobytes()
        words = {name: list(self._words[name]) for name in ("types", "countries")}
        words |= {name: [told[at] for at in places] for name, told in self._spot_words.items()}
        put_strips(connection, made | {name: json.encode(told) for name, told in words.items()})


def put_strips(connection: Connection, made: Mapping[str, bytes]) -> None:
    """Write columns under the digest of them all."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(made):
        digest.update(made[name])
        cut = range(0, max(1, len(made[name])), PART_BYTES)
        rows = [{"name": name, "part": part, "value": made[name][at : at + PART_BYTES]} for part, at in enumerate(cut)]
        connection.execute(insert(strips), rows)
    connection.execute(insert(strips), {"name": EDITION, "part": 0, "value": digest.digest()})


def edition_of(connection: Connection) -> bytes | None:
    """Name what the columns hold; None before the first fold."""
    found = connection.execute(select(strips.c.value).where(strips.c.name == EDITION)).scalar_one_or_none()
    return None if found is None else bytes(found)


def read_strips(connection: Connection) -> Strips:
    """Fetch all columns, in one question, so that they are of one edition."""
    parts: dict[str, list[bytes]] = {}
    for name, value in connection.execute(select(strips.c.name, strips.c.value).order_by(strips.c.name, strips.c.part)):
        parts.setdefault(name, []).append(bytes(value))
    whole = {name: b"".join(found) for name, found in parts.items()}
    numbers = {name: np.frombuffer(whole.get(name, b""), kind) for name, kind in {**PIN_COLUMNS, **SPOT_COLUMNS}.items()}
    lists = {name: json.decode(whole.get(name, b"[]"), type=list[str]) for name in LISTS}
    begins = np.append(changes(numbers["spot"]), len(numbers["spot"]))
    made: dict[str, Any] = {**numbers, **lists, "begins": begins, "edition": whole.get(EDITION, b"")}
    return Strips(**{field.name: made[field.name] for field in fields(Strips)})


def changes(column: Numbers) -> Numbers:
    """Give where a column takes another value than before, its start included."""
    if not len(column):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], column[1:] != column[:-1])))


def _pin(n: int, incident: Incident, fix: Fix, lat: float, lon: float, known: Mapping[str, Known]) -> dict[str, int]:
    x, y = project(lat, lon)
    day_from, day_until = days(incident.when, incident.reported)
    toll = deaths(incident)
    founder = next((claim for claim in incident.claims if event_id(claim) == incident.founder), None)
    has_days = day_from is not None and day_until is not None
    toll_at = _latest(toll.because, known) if toll else None
    contested_at = _contested_at(incident, known)
    return {
        "quad": quad(x, y),
        "n": n,
        "vague": int(fix.precision not in PRECISE),
        "zoom": area_zoom(fix),
        "x": x,
        "y": y,
        "day_from": day_from if has_days and day_from is not None else NO_DAYS[0],
        "day_until": day_until if has_days and day_until is not None else NO_DAYS[1],
        "known_at": _latest((founder,) if founder else incident.claims, known) or 0,
        "contested_at": NOT_YET if contested_at is None else contested_at,
        "low": toll.low if toll else NO_FIGURE,
        "high": toll.high if toll and toll.high is not None else NO_FIGURE,
        "toll_at": NOT_YET if toll_at is None else toll_at,
    }


def deaths(incident: Incident) -> TollRange | None:
    """Give the figure of the dead with the highest lower bound."""
    return max((toll for toll in incident.tolls if toll.what == "killed"), key=lambda toll: toll.low, default=None)


def _latest(claims: Sequence[str], known: Mapping[str, Known]) -> int | None:
    return max((known[claim].received_at for claim in claims if claim in known), default=None)


def _contested_at(incident: Incident, known: Mapping[str, Known]) -> int | None:
    """Give when it was first seen to be contested: a denial came, or the second of two claims that clash."""
    groups = [*((claim,) for claim in incident.against), *((pair.a, pair.b) for pair in incident.contradictions)]
    moments = [at for group in groups if (at := _latest(group, known)) is not None]
    return min(moments, default=None)


def cell_shift(zoom: int) -> int:
    """Give by how many bits the quad of a pin is longer than that of its cell."""
    return max(0, 2 * (BITS - zoom - CELL_BITS))
