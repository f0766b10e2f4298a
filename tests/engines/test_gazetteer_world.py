"""The world's index from GeoNames' files and extracts: made-up dumps of a few places, whole and broken."""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest

from zenobia.engines.gazetteer import WORLD, open_gazetteer
from zenobia.engines.gazetteer_import import import_world
from zenobia.faults import BadSettings

CACHE = Path(__file__).parents[2] / ".cache" / "gazetteer"


def line(number, name, lat, lon, feature="P.PPL", country="SY", admin1="11", admin2="", population=0, others=""):
    kind, code = feature.split(".")
    fields = [
        number,
        name,
        name,
        others,
        lat,
        lon,
        kind,
        code,
        country,
        "",
        admin1,
        admin2,
        "",
        "",
        population,
        "",
        "",
        "",
        "2020-01-01",
    ]
    return "\t".join(map(str, fields)) + "\n"


TOWNS = [
    line(9_000_001, "Tell Zahra", 34.9, 36.9, others="Tall Zahra,تل الزهرة", admin2="1101"),
    line(9_000_002, "Kafr Noun", 34.4, 37.3, admin2="1101", population=4000),
    line(9_000_003, "Zahra District", 34.7, 37.0, feature="A.ADM2", admin2="1101"),
    line(9_000_004, "Zahra Well", 34.7, 37.0, feature="H.WLL"),
    line(9_000_005, "Zahra Air Base", 34.71, 37.01, feature="S.AIRB", admin1=""),
]
ALTERNATES = "1\t9000002\tru\tКафр-Нун\t\t\t\t\t\t\n2\t9000002\tlink\thttps://x.example/Kafr\t\t\t\t\t\t\n3\t9999999\ten\tNowhere\t\t\t\t\t\t\n"
ADMIN1 = "SY.11\tHoms\tHoms\t169575\n"


@pytest.fixture
def dump(tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "allCountries.txt").write_text("".join(TOWNS), encoding="utf-8")
    (folder / "alternateNamesV2.txt").write_text(ALTERNATES, encoding="utf-8")
    (folder / "admin1CodesASCII.txt").write_text(ADMIN1, encoding="utf-8")
    (folder / "hierarchy.txt").write_text("9000001\t9000005\t\n", encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path):
    """A cache that has the default index already."""
    with open_gazetteer(CACHE, world=False):
        pass
    folder = tmp_path / "cache"
    folder.mkdir()
    for made in CACHE.glob("gazetteer-*.sqlite"):
        if made.name != WORLD:
            (folder / made.name).hardlink_to(made)
    return folder


def test_builds_an_index_that_is_read_from_then_on(dump, cache):
    built = import_world(cache, folder=dump)
    assert built.path == cache / WORLD
    with open_gazetteer(cache) as gazetteer:
        (town,) = gazetteer.lookup("تل الزهرة")
        assert (town.id, town.name, town.admin1, town.country) == ("geonames:9000001", "Tell Zahra", "Homs", "SY")
        assert [place.id for place in gazetteer.lookup("Кафр-Нун")] == ["geonames:9000002"]
        assert gazetteer.lookup("Zahra Well") == ()
        assert gazetteer.lookup("https://x.example/Kafr") == ()
        (district,) = gazetteer.lookup("Zahra District")
        assert 30 < district.radius_km < 60
        (base,) = gazetteer.lookup("Zahra Air Base")
        assert base.admin1 == "Homs"
        assert gazetteer.place("iso:SY") is not None
        assert gazetteer.lookup("Jobar")
    with open_gazetteer(cache, world=False) as default:
        assert default.lookup("Tell Zahra Nowhere") == ()
        assert default.place("geonames:9000001") is None


def test_reads_the_archives_that_geonames_publishes(dump, cache):
    with zipfile.ZipFile(dump / "allCountries.zip", "w") as archive:
        archive.writestr("allCountries.txt", "".join(TOWNS))
    (dump / "allCountries.txt").unlink()
    import_world(cache, folder=dump)
    with open_gazetteer(cache) as gazetteer:
        assert gazetteer.lookup("Kafr Noun")
    whole = (dump / "allCountries.zip").read_bytes()
    (dump / "allCountries.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadSettings, match=r"allCountries\.zip is no whole archive"):
        import_world(cache, folder=dump)


BROKEN = {
    "a point out of range": ([line(1, "High", 95.0, 37.0)], "lat 95.0, lon 37.0 is no point"),
    "a point with axes changed over": ([line(1, "Turned", 137.0, 34.0)], "changed over"),
    "a line cut short": ([TOWNS[0], TOWNS[1][:40]], "fields, expected 19"),
    "a last line without an end": ([TOWNS[0], TOWNS[1].rstrip("\n")], "breaks off"),
    "an id that is no number": ([TOWNS[0].replace("9000001", "x1")], "'x1'"),
    "axes changed over everywhere": ([line(n, f"T{n}", 37.0, 34.5 - n / 10) for n in range(1, 30)], "are changed over in"),
}


@pytest.mark.parametrize("lines", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_and_the_old_index_stays(dump, cache, lines):
    import_world(cache, folder=dump)
    before = (cache / WORLD).read_bytes()
    (dump / "allCountries.txt").write_text("".join(lines[0]), encoding="utf-8")
    with pytest.raises(BadSettings) as raised:
        import_world(cache, folder=dump)
    assert lines[1] in str(raised.value)
    assert (cache / WORLD).read_bytes() == before
    assert [path.name for path in cache.glob("*.tmp")] == []


def test_an_index_of_another_version_is_refused(dump, cache):
    import_world(cache, folder=dump)
    connection = sqlite3.connect(cache / WORLD)
    connection.execute("UPDATE meta SET value = 'world@1' WHERE name = 'stamp'")
    connection.commit()
    connection.close()
    with pytest.raises(BadSettings, match="zenobia gazetteer build"):
        open_gazetteer(cache)


def test_a_missing_file_is_named(dump, cache):
    (dump / "admin1CodesASCII.txt").unlink()
    with pytest.raises(BadSettings, match=r"neither admin1CodesASCII\.txt nor admin1CodesASCII\.zip"):
        import_world(cache, folder=dump)
    with pytest.raises(BadSettings, match="no folder"):
        import_world(cache, folder=dump / "nothing")


def square(lat, lon, half=0.1):
    ring = [[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def at(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def feature(geometry, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def geojson(path, *features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_reads_extracts(dump, cache, tmp_path):
    names = {"ADM1_EN": "Homs", "ADM2_EN": "Bani Noun", "ADM2_AR": "بني نون"}
    codes = {"ADM0_PCODE": "SY", "ADM1_PCODE": "SY04", "ADM2_PCODE": "SY0499"}
    cod = geojson(tmp_path / "cod.geojson", feature(square(34.6, 37.1), **names, **codes))
    hamlet = feature(at(37.2, 34.5), place="hamlet", name="خربة نون", **{"name:en": "Khirbet Noun"})
    shop = feature(at(37.2, 34.5), shop="bakery", name="Noun Bread")
    osm = geojson(tmp_path / "osm.geojson", {**hamlet, "id": "node/77"}, shop)
    import_world(cache, folder=dump, extracts=(cod, osm), country="SY")
    with open_gazetteer(cache) as gazetteer:
        (district,) = gazetteer.lookup("بني نون")
        assert (district.id, district.feature, district.admin1, district.country) == ("cod:SY0499", "A.ADM2", "Homs", "SY")
        assert 10 < district.radius_km < 20
        (hamlet,) = gazetteer.lookup("Khirbet Noun")
        assert (hamlet.id, hamlet.feature, hamlet.country) == ("osm:node/77", "P.PPL", "SY")
        assert gazetteer.lookup("خربة نون") == (hamlet,)
        assert gazetteer.lookup("Noun Bread") == ()


def test_reads_a_geopackage(dump, cache, tmp_path):
    path = tmp_path / "osm.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT)")
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES ('places', 'geom')")
    connection.execute("CREATE TABLE places (fid INTEGER, geom BLOB, osm_id TEXT, name TEXT, place TEXT)")
    at = struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BI2d", 1, 1, 37.3, 34.8)
    box = struct.pack("<2sBBi4d", b"GP", 0, 3, 4326, 37.0, 37.4, 34.2, 34.4) + b"\x01\x03\x00\x00\x00"
    connection.executemany(
        "INSERT INTO places VALUES (1, ?, ?, ?, ?)", [(at, "5", "Ain Noun", "village"), (box, "6", "Noun Park", "town")]
    )
    connection.commit()
    connection.close()
    import_world(cache, folder=dump, extracts=(path,), country="SY")
    with open_gazetteer(cache) as gazetteer:
        (village,) = gazetteer.lookup("Ain Noun")
        assert (village.id, village.lat, village.lon) == ("osm:5", 34.8, 37.3)
        (town,) = gazetteer.lookup("Noun Park")
        assert (round(town.lat, 2), round(town.lon, 2)) == (34.3, 37.2)


def collected(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


BAD_EXTRACTS = {
    "axes changed over": (collected(*[feature(at(34.5, 37.2), place="hamlet", name=f"N{n}") for n in range(3)]), "changed over"),
    "not whole": ('{"type": "FeatureCollection", "features": [', "no whole GeoJSON"),
    "no collection": ("{}", "no FeatureCollection"),
    "out of range": (collected(feature(at(237.2, 34.5), place="hamlet", name="N")), "no point"),
}


@pytest.mark.parametrize("case", BAD_EXTRACTS.values(), ids=BAD_EXTRACTS)
def test_a_bad_extract_is_refused(dump, cache, tmp_path, case):
    text, told = case
    path = tmp_path / "given.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as raised:
        import_world(cache, folder=dump, extracts=(path,), country="SY")
    assert told in str(raised.value)
    assert not (cache / WORLD).exists()
