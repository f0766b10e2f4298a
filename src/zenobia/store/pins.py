"""What folds write for the map: places, a narrow pin for each incident that has one, and cells for the far zooms.

1. A pin shows nothing that the incident's page would not show at the same moment: each thing it tells has the moment of its own.
2. The figure of a pin is one incident's deaths as a range; figures are never added up.
3. Cells count pins whose disc is too small to be drawn at that zoom; the others are areas and counted there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, func, insert, literal, literal_column, select

from zenobia.store.codec import days, writable
from zenobia.store.tables import cells, pins, spots
from zenobia.store.words import Terms
from zenobia.values.event import event_id
from zenobia.values.incident import Incident, TollRange
from zenobia.values.mercator import BITS, PRECISE, area_zoom, project, quad
from zenobia.values.place import Fix

CELL_BITS = 4
"""A tile is cut into 16 by 16 cells, each gathered into one mark: 32 pixels wide, as far apart as marks can be told apart."""
FAR_ZOOMS = range(7)
"""Zooms with cells counted beforehand. At zoom 7 the fullest tile of a million incidents holds some tens of thousands of pins,
which are counted in a tenth of a second; see `python -m bench.serving`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of a claim: when it was first known, when its latest edition came, its words."""

    at: int
    received_at: int
    terms: Terms


class Pins:
    """Writes pins while incidents are written; numbers each place once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._spots: dict[tuple[object, ...], int] = {}

    def add(self, numbered: Sequence[tuple[int, Incident]], known: Mapping[str, Known]) -> None:
        """Write the pins of incidents that have coordinates."""
        rows, fresh = [], []
        for n, incident in numbered:
            fix = incident.fix
            if fix is None or fix.lat is None or fix.lon is None:
                continue
            key = (fix.name, fix.lat, fix.lon, fix.radius_km, fix.precision)
            if key not in self._spots:
                self._spots[key] = len(self._spots) + 1
                fresh.append(_spot(self._spots[key], fix))
            rows.append(_pin(n, incident, fix, fix.lat, fix.lon, self._spots[key], known))
        if fresh:
            self._connection.execute(insert(spots), fresh)
        if rows:
            self._connection.execute(insert(pins), rows)


def _spot(n: int, fix: Fix) -> dict[str, object]:
    return {
        "n": n,
        "name": writable(fix.name),
        "precision": fix.precision,
        "lat": fix.lat,
        "lon": fix.lon,
        "radius_km": fix.radius_km,
        "zoom": area_zoom(fix),
    }


def _pin(
    n: int, incident: Incident, fix: Fix, lat: float, lon: float, spot: int, known: Mapping[str, Known]
) -> dict[str, object]:
    x, y = project(lat, lon)
    day_from, day_until = days(incident.when, incident.reported)
    toll = deaths(incident)
    founder = next((claim for claim in incident.claims if event_id(claim) == incident.founder), None)
    return {
        "quad": quad(x, y),
        "n": n,
        "spot": spot,
        "vague": int(fix.precision not in PRECISE),
        "zoom": area_zoom(fix),
        "x": x,
        "y": y,
        "type": incident.type or "",
        "day_from": day_from,
        "day_until": day_until,
        "known_at": _latest((founder,) if founder else incident.claims, known) or 0,
        "contested_at": _contested_at(incident, known),
        "low": toll.low if toll else None,
        "high": toll.high if toll else None,
        "toll_at": _latest(toll.because, known) if toll else None,
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


def cell_of(zoom: int) -> ColumnElement[int]:
    """Give the cell of a pin, as SQL."""
    # A number in the text: PostgreSQL has no shift by a bigint, and would not know two bound ones for the same in GROUP BY.
    return pins.c.quad.op(">>", return_type=pins.c.quad.type)(literal_column(str(cell_shift(zoom))))


def count_cells(connection: Connection) -> None:
    """Count all pins into the cells of the far zooms."""
    p = pins.c
    for zoom in FAR_ZOOMS:
        cell = cell_of(zoom)
        counted = (
            select(
                literal(zoom),
                cell,
                p.type,
                func.count(),
                func.count(p.contested_at),
                func.sum(p.vague),
                func.max(p.low),
                func.max(func.coalesce(p.high, p.low)),
                func.max(case((p.low.is_not(None) & p.high.is_(None), 1), else_=0)),
                func.sum(p.x),
                func.sum(p.y),
                func.min(p.spot),
                func.max(p.spot),
            )
            .where(p.zoom > zoom)
            .group_by(cell, p.type)
        )
        connection.execute(insert(cells).from_select([column.name for column in cells.columns], counted))
