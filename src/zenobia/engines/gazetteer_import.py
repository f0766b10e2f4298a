"""Build the world's index beside the default: in go folders and files that a person names, out comes what was built.

The default index is opened first: it tells where states lie, by which files with changed-over axes are known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zenobia.engines.gazetteer import WORLD, WORLD_STAMP, open_gazetteer
from zenobia.engines.gazetteer_build import Progress, geonames_folder
from zenobia.engines.gazetteer_words import load_files, places_folder
from zenobia.engines.gazetteer_world import build_world
from zenobia.faults import BadSettings
from zenobia.values.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What an index holds."""

    path: Path
    places: int
    names: int
    size_bytes: int


def states_of(cache_dir: Path) -> dict[str, Place]:
    """Give the states by code."""
    codes = [entry.code for file in load_files(places_folder()) for entry in file.country]
    with open_gazetteer(cache_dir, world=False) as gazetteer:
        return {code: state for code in codes if (state := gazetteer.place(f"iso:{code}"))}


def import_world(
    cache_dir: Path, *, folder: Path, extracts: Iterable[Path] = (), country: str = "", progress: Progress | None = None
) -> Built:
    """Build `cache_dir`'s world index from GeoNames' files in `folder` and from extracts.

    Raises:
        BadSettings: a file does not hold; the index that was there stays as it was.
    """
    if not folder.is_dir():
        raise BadSettings(f"{folder} is no folder; give the one that holds allCountries.txt or allCountries.zip")
    if country and not (len(country) == 2 and country.isalpha() and country.isupper()):
        raise BadSettings(f"--country {country!r}: give two capital letters (ISO 3166-1), such as SY")
    target = cache_dir / WORLD
    states = states_of(cache_dir)
    try:
        build_world(
            target, folder=folder, extracts=tuple(extracts), country=country, places=places_folder(),
            countries=(geonames_folder() / "countries.json").read_bytes(), states=states, stamp=WORLD_STAMP,
            progress=progress,
        )  # fmt: skip
    except (sqlite3.Error, OSError) as fault:
        raise BadSettings(
            f"{target} could not be made ({fault}); the index that was there stays: free space there, or name another folder"
            " (ZENOBIA_CACHE_DIR)"
        ) from None
    connection = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        places = connection.execute("SELECT count(*) FROM place").fetchone()[0]
        names = connection.execute("SELECT count(*) FROM name").fetchone()[0]
    finally:
        connection.close()
    return Built(path=target, places=places, names=names, size_bytes=target.stat().st_size)
