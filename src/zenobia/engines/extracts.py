"""Places out of other people's files: OCHA's COD-AB and OpenStreetMap extracts, as GeoJSON or GeoPackage, to checked entries.

1. COD-AB is known by its `ADM1_PCODE`, `ADM2_PCODE` … columns: the deepest level with a name is the place, id `cod:PCODE`.
2. OpenStreetMap is known by `place`, `boundary`, `aeroway`, `landuse` or `military` beside `name`; its id
   is `osm:…` where the file has one.
3. A feature without a name, or of a kind that reports do not name, is left out. Its point is the middle of the box around it, its
   radius reaches the box's corner.
4. A file in which nothing is known as a place is refused: it is another kind of file, or its columns have other names.
5. The state is what the row or the caller says: it is never found by looking at which outline a point lies in.

It never reads a geometry beyond its corners.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from zenobia.engines.gazetteer_build import city_radius_km
from zenobia.engines.gazetteer_words import PlaceEntry
from zenobia.engines.geonames import Axes, point
from zenobia.faults import BadSettings
from zenobia.locate.geometry import distance_km
from zenobia.values.place import Place

Box = tuple[float, float, float, float]
"""(west, south, east, north) in WGS84 degrees."""

MAX_GEOJSON_BYTES = 1_000_000_000
"""Bytes of a GeoJSON file, which is read whole. OCHA's largest boundaries have a third of it."""
MAX_RADIUS_KM = 3000.0
"""Reach of the widest thing that is a place: half of Russia."""
LEVELS = ("4", "3", "2", "1")
SETTLED = {
    "city": ("P.PPL", 5.0),
    "town": ("P.PPL", 2.5),
    "village": ("P.PPL", 1.2),
    "hamlet": ("P.PPL", 0.8),
    "suburb": ("P.PPLX", 1.5),
    "neighbourhood": ("P.PPLX", 0.8),
    "quarter": ("P.PPLX", 1.2),
    "isolated_dwelling": ("P.PPLF", 0.5),
}
"""OpenStreetMap's `place` to a feature and the radius in km of one without an outline or people."""
MANAGED = {"4": "A.ADM1", "5": "A.ADM2", "6": "A.ADM2", "7": "A.ADM3", "8": "A.ADM4"}
"""OpenStreetMap's `admin_level` to GeoNames' feature."""
SITES = (
    ("aeroway", "aerodrome", "S.AIRP", 3.0),
    ("military", "", "L.MILB", 3.0),
    ("landuse", "military", "L.MILB", 3.0),
    ("waterway", "dam", "S.DAM", 1.0),
    ("amenity", "hospital", "S.HSP", 0.5),
    ("barrier", "border_control", "S.PSTB", 1.0),
)
"""Key, value ("" is any), feature, radius in km."""


def _corners(value: object) -> Iterator[tuple[float, float]]:
    """Give every (lon, lat) of GeoJSON coordinates, however deep."""
    if isinstance(value, list):
        if len(value) >= 2 and all(isinstance(one, (int, float)) for one in value[:2]):
            yield float(value[0]), float(value[1])
        else:
            for one in value:
                yield from _corners(one)


def _geojson(path: Path) -> Iterator[tuple[Mapping[str, object], Box | None]]:
    if (size := path.stat().st_size) > MAX_GEOJSON_BYTES:
        raise BadSettings(f"{path} has {size:,} bytes, the limit is {MAX_GEOJSON_BYTES:,}; cut it up, or give it as .gpkg")
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError) as fault:
        raise BadSettings(f"{path} is no whole GeoJSON ({type(fault).__name__}: {fault}); fetch it again") from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise BadSettings(f"{path} is no FeatureCollection; give a GeoJSON file of features")
    for feature in features:
        if not isinstance(feature, dict):
            raise BadSettings(f"{path}: a feature is {type(feature).__name__}, no object; fetch it again")
        geometry, properties = feature.get("geometry") or {}, feature.get("properties") or {}
        if not (isinstance(geometry, dict) and isinstance(properties, dict)):
            raise BadSettings(f"{path}: geometry and properties of a feature are no objects; fetch it again")
        corners = list(_corners(geometry.get("coordinates")))
        identity = {"@id": feature["id"]} if "id" in feature else {}
        yield {**identity, **properties}, _box(corners) if corners else None


def _box(corners: list[tuple[float, float]]) -> Box:
    """Give the box around corners; one that crosses the 180th meridian reaches over it, to longitudes above 180."""
    lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
    if max(lons) - min(lons) > 180.0 and min(lons) >= -180.0:
        lons = [lon + 360.0 if lon < 0 else lon for lon in lons]
    return min(lons), min(lats), max(lons), max(lats)


def _blob_box(blob: bytes, where: str) -> Box | None:
    """Read the envelope of a GeoPackage geometry (OGC 12-128r15 §2.1.3), or the point of one that has no envelope."""
    if len(blob) < 8 or blob[:2] != b"GP":
        raise BadSettings(f"{where}: a geometry does not begin with 'GP'; fetch the file again")
    flags = blob[3]
    order = "<" if flags & 1 else ">"
    kind = (flags >> 1) & 7
    if flags & 16:
        return None
    try:
        if kind:
            west, east, south, north = struct.unpack_from(f"{order}4d", blob, 8)
            return west, south, east, north
        inner = "<" if blob[8] else ">"
        if struct.unpack_from(f"{inner}I", blob, 9)[0] % 1000 != 1:
            raise BadSettings(f"{where}: an outline has no envelope; write the file with envelopes, as GDAL does")
        lon, lat = struct.unpack_from(f"{inner}2d", blob, 13)
    except (struct.error, IndexError):
        raise BadSettings(f"{where}: a geometry breaks off; fetch the file again") from None
    return lon, lat, lon, lat


def _geopackage(path: Path) -> Iterator[tuple[Mapping[str, object], Box | None]]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        made = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        tables = {str(name) for (name,) in connection.execute(made)}
        if "gpkg_geometry_columns" not in tables:
            raise BadSettings(f"{path} has no table gpkg_geometry_columns, so it is no GeoPackage; fetch it again")
        layers = connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall()
        for table, column in layers:
            if table not in tables:
                raise BadSettings(f"{path}: layer {str(table)[:80]!r} is no table of it; write the file anew, without views")
            quoted = '"' + str(table).replace('"', '""') + '"'
            found = connection.execute(f"SELECT * FROM {quoted}")
            names = [each[0] for each in found.description]
            for row in found:
                properties = dict(zip(names, row, strict=True))
                blob = properties.pop(column, None)
                yield properties, _blob_box(blob, f"{path}, layer {table}") if isinstance(blob, bytes) else None
    except sqlite3.DatabaseError as fault:
        raise BadSettings(f"{path} is no whole GeoPackage ({fault}); fetch it again") from None
    finally:
        connection.close()


def _word(properties: Mapping[str, object], *keys: str) -> str:
    found = next((str(properties[key]).strip() for key in keys if properties.get(key) not in (None, "")), "")
    return found.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate, which JSON may hold, cannot be written


def _cod(row: Mapping[str, object]) -> tuple[str, str, str, list[str], str | None] | None:
    """Read a COD-AB row: (id, feature, name, aliases, first-level division)."""
    for level in LEVELS:
        code = _word(row, f"ADM{level}_PCODE")
        names = [_word(row, key) for key, value in row.items() if key.startswith(f"ADM{level}_") and "PCODE" not in key and value]
        name = _word(row, f"ADM{level}_EN", f"ADM{level}_NAME", f"ADM{level}_FR", f"ADM{level}_ES") or next(iter(names), "")
        if code and name:
            admin1 = _word(row, "ADM1_EN", "ADM1_NAME", "ADM1_FR", "ADM1_ES") or None
            return f"cod:{code}", f"A.ADM{level}", name, [one for one in dict.fromkeys(names) if one != name], admin1
    return None


def _osm(row: Mapping[str, object]) -> tuple[str, float] | None:
    """Read what kind of place an OpenStreetMap row is: (feature, usual radius)."""
    if (place := _word(row, "place")) in SETTLED:
        return SETTLED[place]
    if _word(row, "boundary") == "administrative" and (level := _word(row, "admin_level")) in MANAGED:
        return MANAGED[level], 20.0
    return next(((feature, km) for key, value, feature, km in SITES if _word(row, key) and value in ("", _word(row, key))), None)


def _entry(row: Mapping[str, object], box: Box, country: str, where: str) -> PlaceEntry | None:
    middle = (box[0] + box[2]) / 2
    lat, lon = point((box[1] + box[3]) / 2, middle - 360.0 if middle > 180.0 and box[0] <= 180.0 else middle, where)
    reach = distance_km((lat, lon), (box[3], box[2]))
    if reach > MAX_RADIUS_KM:
        raise BadSettings(
            f"{where} reaches {reach:,.0f} km from its middle, the limit is {MAX_RADIUS_KM:,.0f}; give WGS84 degrees"
        )
    said = (_word(row, "ADM0_PCODE", "ISO3166-1:alpha2", "is_in:country_code", "addr:country") or country).upper()
    said = said if len(said) == 2 and said.isascii() and said.isalpha() else country
    if cod := _cod(row):
        place_id, feature, name, aliases, admin1 = cod
        return PlaceEntry(
            name=name, lat=lat, lon=lon, radius_km=max(0.5, reach), feature=feature, country=said,
            source="OCHA COD-AB", id=place_id, admin1=admin1, aliases=tuple(aliases),
        )  # fmt: skip
    kind, name = _osm(row), _word(row, "name:en", "name", "int_name")
    if kind is None or not name:
        return None
    people = _word(row, "population").replace(",", "")
    population = int(people) if people.isascii() and people.isdigit() and len(people) < 11 else 0
    usual = max(kind[1], city_radius_km(population)) if population else kind[1]
    identity = _word(row, "@id", "osm_id", "full_id") or f"{name}@{lat:.4f},{lon:.4f}"
    spellings = {
        _word(row, key) for key, value in row.items() if value and key.startswith(("name", "alt_name", "old_name", "int_name"))
    }
    return PlaceEntry(
        name=name, lat=lat, lon=lon, radius_km=max(usual, reach), feature=kind[0], country=said, source="OpenStreetMap",
        id=f"osm:{identity}", population=population, aliases=tuple(sorted(spellings - {name})),
    )  # fmt: skip


def entries(path: Path, *, country: str, states: Mapping[str, Place]) -> Iterator[PlaceEntry]:
    """Read one file.

    Args:
        country: ISO 3166-1 alpha-2 of rows that do not say; "" when they are of no known state.

    Raises:
        BadSettings: the file does not hold, or its axes are changed over.
    """
    read = {".geojson": _geojson, ".json": _geojson, ".gpkg": _geopackage}.get(path.suffix.lower())
    if read is None or not path.is_file():
        raise BadSettings(f"{path} is no file that can be read; give .geojson, .json or .gpkg that is there")
    axes = Axes(states, str(path))
    kept = 0
    for number, (row, box) in enumerate(read(path), start=1):
        found = _entry(row, box, country, f"{path} feature {number}") if box else None
        if found is not None:
            axes.see(found.country, (found.lat, found.lon), found.name)
            kept += 1
            yield found
    if not kept:
        raise BadSettings(
            f"{path} holds nothing that is known as a place: a row needs ADM1_PCODE … with a name (COD-AB), or name with place,"
            " boundary, aeroway, landuse or military (OpenStreetMap), and a geometry"
        )
    axes.check()
