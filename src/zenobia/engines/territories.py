"""The table of disputed territories: in goes `lexicon/territories.toml`, out come checked entries."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from zenobia.faults import BadSettings
from zenobia.values.territory import Territory, View

FILE = "territories.toml"


class _View(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    by: str
    country: str


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    states: frozenset[str]
    lat: float
    lon: float
    radius_km: float
    source: str
    views: tuple[_View, ...]
    admin1: frozenset[str] = frozenset()
    is_disc: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    territory: tuple[_Entry, ...]


def territories_file() -> Traversable:
    return resources.files("zenobia.lexicon") / FILE


def load_territories(file: Traversable | None = None) -> tuple[Territory, ...]:
    """Read the table.

    Raises:
        BadSettings: the file does not parse, or an entry does not hold.
    """
    try:
        read = msgspec.toml.decode((file or territories_file()).read_bytes(), type=_File)
    except msgspec.DecodeError as error:
        raise BadSettings(f"lexicon/{FILE}: {error}") from error
    found = []
    for entry in read.territory:
        if not (-90 <= entry.lat <= 90 and -180 <= entry.lon <= 180 and entry.radius_km > 0 and len(entry.views) > 1):
            raise BadSettings(
                f"lexicon/{FILE}, {entry.name!r}: give a point, a radius over 0 and the views of two speakers or more"
            )
        views = tuple(View(by=one.by, country=one.country) for one in entry.views)
        found.append(
            Territory(
                name=entry.name,
                states=entry.states,
                admin1=entry.admin1,
                lat=entry.lat,
                lon=entry.lon,
                radius_km=entry.radius_km,
                is_disc=entry.is_disc,
                views=views,
            )
        )
    return tuple(found)
