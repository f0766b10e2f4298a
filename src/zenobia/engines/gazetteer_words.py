"""Our own supplement of places: in go the files of `lexicon/places/`, out come checked entries.

1. One TOML file a theatre; `[[place]]` tables hold a name, a point and a radius, `[[country]]` tables a state's spellings.
2. `divisions.tsv` holds first- and second-level divisions of the world, one a line; its head says where they come from.
3. An entry whose `id` the gazetteer has adds aliases, and its point and radius replace the gazetteer's.

Every mistake is named with its file and entry; a file that does not hold stops the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from zenobia.faults import BadSettings

DIVISIONS = "divisions.tsv"


class PlaceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[place]]` of a TOML file."""

    name: str
    lat: float
    lon: float
    radius_km: float
    feature: str
    country: str
    source: str
    id: str = ""
    admin1: str | None = None
    population: int = 0
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Words for its people and things ("Chechen"): no place by themselves, but they tell where."""
    note: str = ""


class CountryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[country]]` of a TOML file: a centre, a covering radius, spellings, and the words for its people."""

    code: str
    lat: float
    lon: float
    radius_km: float
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class PlacesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One TOML file."""

    theatre: str
    sources: tuple[str, ...]
    place: tuple[PlaceEntry, ...] = ()
    country: tuple[CountryEntry, ...] = ()
    not_places: tuple[str, ...] = ()
    """Words for peoples and parts of the world that are never looked up as a place, and belong to no one state."""


class Division(msgspec.Struct, frozen=True):
    """One line of `divisions.tsv`; `code` is "SY.11" (first level) or "US.PA.041" (second level)."""

    code: str
    geonames: int
    name: str
    lat: float
    lon: float
    radius_km: float
    aliases: tuple[str, ...]


def places_folder() -> Traversable:
    return resources.files("zenobia.lexicon") / "places"


def _texts(folder: Traversable) -> list[tuple[str, bytes]]:
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith((".toml", ".tsv")))
    return [(name, (folder / name).read_bytes()) for name in names]


def digest(folder: Traversable) -> str:
    """Give the digest of all words in the folder."""
    total = hashlib.blake2b(digest_size=16)
    for name, content in _texts(folder):
        total.update(f"{name} {len(content)} ".encode())
        total.update(content)
    return total.hexdigest()


def check_place(entry: PlaceEntry, where: str) -> None:
    """Raise unless the entry's numbers can be those of a place."""
    if not (-90 <= entry.lat <= 90 and -180 <= entry.lon <= 180):
        raise BadSettings(f"{where}: lat {entry.lat}, lon {entry.lon} is no point; give WGS84 degrees, lat in [-90, 90]")
    if not 0 < entry.radius_km <= 10_000:
        raise BadSettings(f"{where}: radius_km {entry.radius_km} is out of range; the limit is 0 to 10000 km")
    if entry.id and not entry.id.startswith(("geonames:", "zenobia:")):
        raise BadSettings(f"{where}: id {entry.id!r}; it must start with geonames: or zenobia:, or be left out")
    if entry.country and not (len(entry.country) == 2 and entry.country.isupper()):
        raise BadSettings(f'{where}: country {entry.country!r}; give two capital letters (ISO 3166-1) or ""')


def load_files(folder: Traversable) -> list[PlacesFile]:
    """Read and check every TOML file.

    Raises:
        BadSettings: a file does not parse or an entry does not hold.
    """
    files = []
    for name, content in _texts(folder):
        if not name.endswith(".toml"):
            continue
        try:
            read = msgspec.toml.decode(content, type=PlacesFile)
        except msgspec.DecodeError as error:
            raise BadSettings(f"lexicon/places/{name}: {error}; see docs/how-to for the fields of an entry") from error
        for entry in read.place:
            check_place(entry, f"lexicon/places/{name}, place {entry.name!r}")
        files.append(read)
    return files


def load_divisions(folder: Traversable) -> Iterator[Division]:
    """Read the table of divisions; lines that start with # are its head.

    Raises:
        BadSettings: a line does not have its seven fields.
    """
    file = folder / DIVISIONS
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 7:
            raise BadSettings(f"lexicon/places/{DIVISIONS}, line {number}: {len(fields)} fields, expected 7 cut by tabs")
        code, geonames, name, lat, lon, radius_km, aliases = fields
        yield Division(
            code, int(geonames), name, float(lat), float(lon), float(radius_km), tuple(a for a in aliases.split("|") if a)
        )
