"""What the browser is sent is what was vendored, and the basemap takes no sides."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest

import zenobia.serve

VENDOR = Path(zenobia.serve.__file__).parent / "vendor"
SUMS = [line.split("  ") for line in (VENDOR / "SHA256SUMS.txt").read_text().splitlines()]


@pytest.mark.parametrize(("digest", "name"), SUMS, ids=[name for _, name in SUMS])
def test_a_vendored_file_is_as_it_was_vendored(digest: str, name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_nothing_is_vendored_without_a_hash_or_a_licence() -> None:
    listed = {name for _, name in SUMS}
    lying = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"README.md", "SHA256SUMS.txt"}
    assert lying == listed
    for folder in {name.split("/")[0] for name in listed}:
        assert (VENDOR / folder / "LICENSE.txt").is_file()


def _lines(kind: str) -> list[list[list[float]]]:
    features = json.loads((VENDOR / "basemap" / "borders.json").read_text())["features"]
    return [line for feature in features if feature["properties"]["kind"] == kind for line in feature["geometry"]["coordinates"]]


def _corners(kind: str, box: tuple[float, float, float, float]) -> int:
    west, south, east, north = box
    return sum(west <= lon <= east and south <= lat <= north for line in _lines(kind) for lon, lat in line)


@pytest.mark.parametrize(
    ("matter", "box"),
    [
        ("Crimea", (33.4, 45.9, 34.0, 46.3)),
        ("Golan", (35.78, 32.9, 35.95, 33.2)),
        ("Gaza", (34.3, 31.35, 34.5, 31.55)),
        ("West Bank", (34.9, 31.4, 35.1, 32.2)),
        ("Kashmir", (73.8, 33.5, 76.0, 35.0)),
        ("Kosovo", (20.8, 42.9, 21.3, 43.2)),
        ("Cyprus", (32.8, 34.9, 33.9, 35.2)),
        ("Abkhazia", (41.6, 42.5, 42.4, 43.0)),
        ("South Ossetia", (43.5, 42.0, 44.6, 42.4)),
    ],
)
def test_a_disputed_border_is_dashed_and_not_solid_too(matter: str, box: tuple[float, float, float, float]) -> None:
    assert _corners("disputed", box) > 0, matter
    assert _corners("agreed", box) == 0, matter


def test_an_agreed_border_stays_solid_beside_a_disputed_one() -> None:
    kharkiv = (34.5, 50.0, 38.0, 51.5)
    assert _corners("agreed", kharkiv) > 0
    assert _corners("disputed", kharkiv) == 0


def test_the_basemap_fills_no_country() -> None:
    land = json.loads((VENDOR / "basemap" / "land.json").read_text())["features"]
    assert {(feature["geometry"]["type"], len(feature["properties"])) for feature in land} == {("Polygon", 0)}


def test_the_land_is_made_of_valid_polygons() -> None:
    geometry = pytest.importorskip("shapely.geometry", reason="shapely is not installed")
    land = json.loads((VENDOR / "basemap" / "land.json").read_text())["features"]
    assert [number for number, feature in enumerate(land) if not geometry.shape(feature["geometry"]).is_valid] == []


def test_no_coast_runs_across_the_whole_map() -> None:
    land = json.loads((VENDOR / "basemap" / "land.json").read_text())["features"]
    rings = [ring for feature in land for ring in feature["geometry"]["coordinates"]]
    edges = [(a, b) for ring in rings for a, b in pairwise(ring) if abs(a[0] - b[0]) > 90 and a[1] > -89]
    assert edges == []
