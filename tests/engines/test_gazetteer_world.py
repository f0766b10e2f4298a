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
    "an id past all that there are": ([TOWNS[0].replace("9000001", "9" * 30)], "no number from 0"),
    "an id in letters that only look like a figure": ([TOWNS[0].replace("9000001", "²")], "no number from 0"),
    "more people than there are": ([line(1, "Vast", 34.5, 37.0, population=10**19)], "population"),
    "a country of no code": ([line(1, "Odd", 34.5, 37.0, country="Syria")], "country 'Syria'"),
    "a feature of no code": ([line(1, "Odd", 34.5, 37.0, feature="P.'; DROP TABLE place")], "feature code"),
    "a point that is none": ([line(1, "Odd", "nan", "inf")], "no point"),
    "no place at all": ([line(1, "Zahra Well", 34.5, 37.0, feature="H.WLL")], "no place of a kind"),
    "nothing at all": ([], "no place of a kind"),
    "a head with names of columns": (["\t".join(f"column {n}" for n in range(19)) + "\n"], "no place of a kind"),
    "a page of a server": (["<html>\n<p>Not found</p>\n"], "1 fields, expected 19"),
    "a line without end": (["x" * 300_000], "over 100,000 characters"),
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


def archived(dump, text, **options):
    (dump / "allCountries.txt").unlink(missing_ok=True)
    with zipfile.ZipFile(dump / "allCountries.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("allCountries.txt", text, **options)
    return dump / "allCountries.zip"


def test_an_archive_whose_middle_is_spoilt_is_refused(dump, cache):
    path = archived(dump, "".join(line(n, f"Town {n * 7919}", 34.5, 37.0) for n in range(9_000_000, 9_003_000)))
    whole = bytearray(path.read_bytes())
    for at in range(len(whole) // 3, len(whole) // 3 + 40):
        whole[at] ^= 0xFF
    path.write_bytes(whole)
    with pytest.raises(BadSettings, match=r"allCountries\.zip is no whole archive|fields, expected 19|UTF-8|no number"):
        import_world(cache, folder=dump)
    assert not (cache / WORLD).exists()


def test_an_archive_that_swells_without_end_is_stopped(dump, cache, monkeypatch):
    path = archived(dump, "0" * 50_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(BadSettings, match="over 100,000 characters, the limit"):
        import_world(cache, folder=dump)
    archived(dump, "#\n" * 100_000)
    monkeypatch.setattr("zenobia.engines.geonames.MAX_FILE_CHARS", 10_000)
    with pytest.raises(BadSettings, match="over 10,000 characters, the limit, by line"):
        import_world(cache, folder=dump)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("admin1CodesASCII.txt", "SY.11\tHoms\tHoms\tmany\n", "id 'many'"),
        ("admin1CodesASCII.txt", "SY.11,Homs,Homs,1\n", "1 fields, expected 4"),
        ("hierarchy.txt", "²\t9000001\tADM\n", "hierarchy.txt line 1"),
        ("alternateNamesV2.txt", "1\t" + "9" * 40 + "\tru\tX\t\t\t\t\t\t\n", "alternateNamesV2.txt line 1"),
    ],
)
def test_a_broken_file_beside_it_is_named(dump, cache, name, text, told):
    (dump / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as raised:
        import_world(cache, folder=dump)
    assert told in str(raised.value)
    assert not (cache / WORLD).exists()


def test_an_index_that_cannot_be_written_is_a_clear_error(dump, cache):
    (cache / WORLD).mkdir()
    with pytest.raises(BadSettings, match="could not be made"):
        import_world(cache, folder=dump)


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
    "nested without end": ("[" * 200_000, "no whole GeoJSON"),
    "a geometry that is a list": (collected(feature([37.2, 34.5], place="hamlet", name="N")), "no objects"),
    "coordinates in words": (
        collected(feature({"type": "Point", "coordinates": ["37.2", "34.5"]}, place="hamlet", name="N")),
        "nothing that is known as a place",
    ),
    "columns of another kind": (collected(feature(at(37.2, 34.5), NAME="N", TYPE="hamlet")), "nothing that is known as a place"),
    "metres for degrees": (collected(feature(square(34.5, 37.2, half=60.0), place="city", name="N")), "the limit is 3,000"),
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


def test_odd_letters_and_figures_of_an_extract_do_no_harm(dump, cache, tmp_path):
    odd = feature(at(37.2, 34.5), place="hamlet", name="Ain \ud800Noun", population="²")
    across = {"type": "Polygon", "coordinates": [[[179.9, -17.0], [-179.9, -17.0], [-179.9, -17.2], [179.9, -17.0]]]}
    path = geojson(
        tmp_path / "odd.geojson", odd, feature(across, place="island", name="X"), feature(across, place="town", name="Lau")
    )
    import_world(cache, folder=dump, extracts=(path,), country="SY")
    with open_gazetteer(cache) as gazetteer:
        assert [place.population for place in gazetteer.lookup("Ain ?Noun")] == [0]
        (lau,) = (place for place in gazetteer.lookup("Lau") if place.id.startswith("osm:"))
        assert (abs(round(lau.lon)), lau.radius_km < 30) == (180, True)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("CREATE VIEW gpkg_geometry_columns AS WITH RECURSIVE n(a, b) AS (SELECT 'x', 'y' UNION ALL SELECT a, b FROM n)"
         " SELECT a AS table_name, b AS column_name FROM n", "no table gpkg_geometry_columns"),
        ("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT); INSERT INTO gpkg_geometry_columns VALUES"
         " ('endless', 'geom');"
         " CREATE VIEW endless AS WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a FROM n) SELECT a FROM n",
         "'endless' is no table"),
    ],
)  # fmt: skip
def test_a_geopackage_that_would_never_end_is_refused(dump, cache, tmp_path, made, told):
    path = tmp_path / "bad.gpkg"
    connection = sqlite3.connect(path)
    connection.executescript(made)
    connection.close()
    with pytest.raises(BadSettings, match=told):
        import_world(cache, folder=dump, extracts=(path,), country="SY")
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(BadSettings, match=r"bad\.gpkg"):
        import_world(cache, folder=dump, extracts=(path,), country="SY")
