"""The gazetteer: names in any spelling, an index that heals itself, and traps of the source list."""

from __future__ import annotations

import pickle
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.engines import gazetteer_words
from zenobia.engines.gazetteer import GeonamesGazetteer, index_stamp, open_gazetteer
from zenobia.engines.gazetteer_build import build, geonames_folder
from zenobia.faults import BadSettings
from zenobia.locate.names import fold

CACHE = Path(__file__).parents[2] / ".cache" / "gazetteer"


@pytest.fixture(scope="module")
def gazetteer():
    with open_gazetteer(CACHE) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Palmyra", "SY", "Palmyra"),
        ("Tadmur", "SY", "Palmyra"),
        ("تدمر", "SY", "Palmyra"),
        ("ar-Raqqah", "SY", "Raqqa"),
        ("AL RAQQA", "SY", "Raqqa"),
        ("Deir Ezzor", "SY", "Deir ez-Zor"),
        ("Dayr az-Zawr", "SY", "Deir ez-Zor"),
        ("Mosul city", "IQ", "Mosul"),
        ("Khan Sheikhoun", "SY", "Khan Shaykhun"),
        ("Baghouz", "SY", "Baghuz"),
        ("Robotyne", "UA", "Robotyne"),
        ("Klishchiivka", "UA", "Klishchiivka"),
        ("Jobar", "SY", "Jobar"),
        ("Sana'a", "YE", "Sanaa"),
        ("Ain al-Arab", "SY", "Kobani"),
        ("Харків", "UA", "Kharkiv"),
        ("Incirlik", "TR", "Incirlik air base"),
        ("U.S.", "US", "United States"),
        ("DRC", "CD", "Democratic Republic of the Congo"),
        ("N.Y.", "US", "New York"),
    ],
)
def test_finds_a_name_in_its_spellings(gazetteer, name, country, expected):
    assert expected in {place.name for place in gazetteer.lookup(name) if place.country == country}


def test_lists_the_largest_first(gazetteer):
    found = gazetteer.lookup("Palmyra")
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)
    assert len({place.country for place in found}) > 2


@pytest.mark.parametrize("word", ["Syrian", "Ukrainians", "Iraqi", "British", "Kurdish", "Arab", "Sunday"])
def test_a_word_for_people_is_no_place(gazetteer, word):
    assert gazetteer.lookup(word) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Syria", "SY"), ("Syrian", "SY"), ("Russians", "RU"), ("Palmyra", None), ("Kurdish", None), ("", None)],
)
def test_tells_the_state_of_a_word(gazetteer, words, expected):
    assert gazetteer.country_of(words) == expected


def test_gives_divisions_by_name_and_towns_their_division(gazetteer):
    homs = gazetteer.admin1("SY", "Homs")
    assert homs is not None and homs.feature == "A.ADM1" and (homs.radius_km or 0) > 100
    palmyra = gazetteer.place("geonames:163808")
    assert palmyra is not None and palmyra.admin1 == "Homs"
    syria = gazetteer.place("iso:SY")
    assert syria is not None and syria.name == "Syria"
    assert gazetteer.place("geonames:0") is None
    assert gazetteer.admin1("SY", "Anbar") is None


@pytest.mark.parametrize("name", ["", " ", "-", "x" * 10_000, "a b " * 5_000, "\x00", "'" * 119, "%' OR 1=1 --"])
def test_hostile_names_find_nothing_quickly(gazetteer, name):
    began = time.perf_counter()
    assert gazetteer.lookup(name) == ()
    assert time.perf_counter() - began < 0.05


@given(st.text(alphabet=st.characters(categories=("L", "N")), max_size=60))
def test_folding_the_key_of_one_word_changes_nothing(word):
    assert fold(fold(word)) == fold(word) or not fold(word).isascii()


def test_threads_and_processes_may_share_it(gazetteer):
    names = ["Palmyra", "Raqqa", "Mosul", "Kherson", "Sanaa", "Gaza City"] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(gazetteer.lookup, names)) == [gazetteer.lookup(name) for name in names]
    with pickle.loads(pickle.dumps(gazetteer)) as other:
        assert other.lookup("Palmyra") == gazetteer.lookup("Palmyra")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A cache with an index of three towns, made in no time, under the name that the real one would have."""
    folder = tmp_path / "geonames"
    folder.mkdir()
    town = '"latitude":1.0,"longitude":2.0,"countrycode":"SY","population":5,"timezone":"","admin1code":"11"'
    cities = ",".join(f'"{n}":{{"geonameid":{n},"name":"Town{n}",{town},"alternatenames":[]}}' for n in (1, 2, 3))
    (folder / "cities500.json").write_text(f"{{{cities}}}", encoding="utf-8")
    (folder / "countries.json").write_bytes((geonames_folder() / "countries.json").read_bytes())
    monkeypatch.setattr("zenobia.engines.gazetteer.geonames_folder", lambda: folder)
    return tmp_path / "cache"


def _index(cache: Path) -> Path:
    return cache / f"gazetteer-{index_stamp()}.sqlite"


def test_compiles_once_and_reports_progress(small):
    told = []
    open_gazetteer(small, progress=lambda done, total: told.append((done, total))).close()
    assert told == [(3, 3)]
    written = _index(small).stat().st_mtime_ns
    with open_gazetteer(small, progress=lambda done, total: told.append((done, total))) as again:
        assert [place.name for place in again.lookup("town2")] == ["Town2"]
    assert (len(told), _index(small).stat().st_mtime_ns) == (1, written)
    assert [path.name for path in small.iterdir()] == [_index(small).name]


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty"])
def test_a_torn_index_is_built_again(small, damage):
    open_gazetteer(small).close()
    whole = _index(small).read_bytes()
    _index(small).write_bytes({"cut": whole[: len(whole) // 2], "foreign": b"not a database" * 400, "empty": b""}[damage])
    with open_gazetteer(small) as healed:
        assert [place.name for place in healed.lookup("Town1")] == ["Town1"]


def test_an_index_that_turns_out_torn_while_open_is_built_again(small):
    with open_gazetteer(small) as opened:
        opened._connection.close()
        opened._connection = sqlite3.connect(":memory:", check_same_thread=False)
        assert [place.name for place in opened.lookup("Town3")] == ["Town3"]


def test_two_builders_do_not_meet(small):
    with ThreadPoolExecutor(3) as pool:
        opened = list(pool.map(lambda _: open_gazetteer(small), range(3)))
    try:
        assert {tuple(place.id for place in each.lookup("Town1")) for each in opened} == {("geonames:1",)}
    finally:
        for each in opened:
            each.close()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('lat = 95.0\nlon = 1.0\nradius_km = 1.0\ncountry = "SY"', "lat 95.0"),
        ('lat = 5.0\nlon = 1.0\nradius_km = 0.0\ncountry = "SY"', "radius_km 0.0"),
        ('lat = 5.0\nlon = 1.0\nradius_km = 1.0\ncountry = "Syria"', "'Syria'"),
        ('lat = 5.0\nlon = 1.0\nradius_km = 1.0\ncountry = "SY"\ncolour = 1', "colour"),
        ('lat = "north"\nlon = 1.0\nradius_km = 1.0\ncountry = "SY"', "float"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, entry, told):
    text = f'theatre = "x"\nsources = []\n[[place]]\nname = "Here"\nfeature = "P.PPL"\nsource = "me"\n{entry}\n'
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"mine\.toml") as raised:
        gazetteer_words.load_files(tmp_path)
    assert told in str(raised.value)


def test_a_failed_build_leaves_nothing(small, tmp_path):
    words = tmp_path / "words"
    words.mkdir()
    (words / "divisions.tsv").write_text("SY.11\tonly three\tfields\n", encoding="utf-8")
    target = tmp_path / "out" / "index.sqlite"
    with pytest.raises(BadSettings, match="line 1"):
        build(target, places=words, geonames=tmp_path / "geonames", stamp="x")
    assert not target.exists()


def test_every_supplement_entry_can_be_looked_up(gazetteer):
    lost = []
    for file in gazetteer_words.load_files(gazetteer_words.places_folder()):
        for entry in file.place:
            if not any(abs(place.lat - entry.lat) < 1e-6 for place in gazetteer.lookup(entry.name)):
                lost.append(entry.name)
    assert lost == []


def test_is_a_context_manager():
    with GeonamesGazetteer(CACHE) as opened:
        assert opened.lookup("Palmyra")
