"""GeoNames' dump files: in goes a folder, out come checked rows.

1. A file may lie in the folder as text or as the archive that GeoNames publishes (`allCountries.zip`); an archive that is cut
   short is refused before a row is read.
2. A row with another number of fields, a number that is none, or a point that is none names its file and line.
3. Where most places lie nearer to their state with latitude and longitude changed over, the file is refused, and so is one that
   holds no place at all.
4. A line and a file have a limit, so that an archive that swells without end is stopped while it is read.

It never repairs a file: half a gazetteer gives wrong places without a word.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TextIO

from zenobia.faults import BadSettings
from zenobia.locate.geometry import distance_km
from zenobia.values.place import Place

ALL, ALTERNATES = "allCountries", "alternateNamesV2"
ADMIN1, HIERARCHY = "admin1CodesASCII", "hierarchy"
AGAIN = "fetch it again (`zenobia gazetteer fetch`); the index that is there stays as it is"

KEPT = {
    "A": frozenset(["ADM1", "ADM2", "ADM3", "ADM4", "ADMD", "PCL", "PCLD", "PCLF", "PCLI", "PCLIX", "PCLS", "TERR", "ZN"]),
    "L": frozenset(["RGN", "AREA", "OILF", "GASF", "CONT", "MILB", "NVB", "PRK", "RESW", "CST", "INDS", "PRT"]),
    "S": frozenset(
        [
            "AIRB",
            "AIRF",
            "AIRP",
            "AIRH",
            "AIRQ",
            "DAM",
            "CMP",
            "CMPRF",
            "PS",
            "PSN",
            "PSH",
            "HSP",
            "PRN",
            "INSM",
            "OILR",
            "UNIV",
            "RUIN",
            "ANS",
            "FT",
            "CSTL",
            "PSTB",
            "CSTM",
            "PSTC",
            "BRKS",
            "GOSP",
            "MSQE",
            "PAL",
        ]
    ),
    "T": frozenset(["MTS", "MT", "ISL", "ISLS", "VAL", "PEN", "DSRT", "PASS", "CAPE", "PLAT", "PLN", "HLL", "HLLS", "DLTA"]),
    "H": frozenset(["STM", "LK", "LKS", "RSV", "SEA", "GULF", "STRT", "BAY", "OCN", "CNL", "CHN", "SD", "WAD"]),
}
"""Feature codes that reports name, by class; all of class P counts. The rest (wells, ditches, hotels, trees) is left out."""
NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon"})
"""What alternateNamesV2 calls languages and are codes and addresses."""
MAX_LINE_CHARS = 100_000
"""Characters of a line. GeoNames' longest, a city with all its names, has under 20,000."""
MAX_FILE_CHARS = 10_000_000_000
"""Characters of a file: six times allCountries.txt of 2024, which has 13 million places."""
MAX_WHOLE = 20_000_000_000
"""Largest id or population that is believed: more than there are people."""
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_CODE = re.compile(r"[A-Z0-9]{0,10}")
SAMPLE = 2000
"""Places compared with their states before a file is held to have its axes changed over."""


class Row(NamedTuple):
    """One line of allCountries.txt, as far as it is used."""

    geonameid: int
    name: str
    names: list[str]
    lat: float
    lon: float
    feature: str
    country: str
    admin1: str
    admin2: str
    population: int


@contextmanager
def opened(folder: Path, stem: str) -> Iterator[TextIO]:
    """Open a file of the dump, plain or in its archive.

    Raises:
        BadSettings: it is not there, or its archive is cut short.
    """
    text, packed = folder / f"{stem}.txt", folder / f"{stem}.zip"
    if text.is_file():
        with text.open(encoding="utf-8", newline="\n") as lines:
            yield lines
        return
    if not packed.is_file():
        raise BadSettings(f"{folder} holds neither {stem}.txt nor {stem}.zip; {AGAIN}")
    try:
        with zipfile.ZipFile(packed) as archive, archive.open(f"{stem}.txt") as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError) as fault:
        raise BadSettings(f"{packed} is no whole archive of {stem}.txt ({fault}); {AGAIN}") from None


def _lines(lines: TextIO, stem: str) -> Iterator[tuple[int, str]]:
    """Give (number, line), however long a line or a file would be.

    Raises:
        BadSettings: one is longer than its limit.
    """
    total = number = 0
    while line := lines.readline(MAX_LINE_CHARS + 1):
        number, total = number + 1, total + len(line)
        if len(line) > MAX_LINE_CHARS:
            raise BadSettings(f"{stem}.txt line {number} has over {MAX_LINE_CHARS:,} characters, the limit; {AGAIN}")
        if total > MAX_FILE_CHARS:
            raise BadSettings(f"{stem}.txt has over {MAX_FILE_CHARS:,} characters, the limit, by line {number}; {AGAIN}")
        yield number, line


def has(folder: Path, stem: str) -> bool:
    return (folder / f"{stem}.txt").is_file() or (folder / f"{stem}.zip").is_file()


def fields_of(folder: Path, stem: str, wanted: int) -> Iterator[tuple[int, list[str]]]:
    """Give (line number, fields) of a file; comments and empty lines are skipped.

    Raises:
        BadSettings: a line has other than `wanted` fields, or the last line is cut short.
    """
    with opened(folder, stem) as lines:
        try:
            for number, line in _lines(lines, stem):
                if line.startswith("#") or line == "\n":
                    continue
                fields = line.rstrip("\n").split("\t")
                if len(fields) != wanted or not line.endswith("\n"):
                    cut = "" if line.endswith("\n") else ", and the line breaks off"
                    raise BadSettings(f"{stem}.txt line {number}: {len(fields)} fields, expected {wanted}{cut}; {AGAIN}")
                yield number, fields
        except UnicodeDecodeError as fault:
            raise BadSettings(f"{stem}.txt is not UTF-8 ({fault.reason}); {AGAIN}") from None


def whole(words: str, what: str, where: str) -> int:
    """Read an id or a count.

    Raises:
        BadSettings: it is none, or larger than any that there is.
    """
    if not (words.isascii() and words.isdigit() and len(words) <= 20 and int(words) <= MAX_WHOLE):
        raise BadSettings(f"{where}: {what} {words[:40]!r} is no number from 0 to {MAX_WHOLE:,}; {AGAIN}")
    return int(words)


def point(lat: str | float, lon: str | float, where: str) -> tuple[float, float]:
    """Read a point.

    Raises:
        BadSettings: it is none on the earth.
    """
    try:
        found = float(lat), float(lon)
    except (TypeError, ValueError):
        raise BadSettings(f"{where}: lat {lat!r}, lon {lon!r} are no numbers; give WGS84 degrees") from None
    if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
        turned = "; they look changed over" if -90 <= found[1] <= 90 and -180 <= found[0] <= 180 else ""
        raise BadSettings(f"{where}: lat {lat}, lon {lon} is no point; lat is in [-90, 90], lon in [-180, 180]{turned}")
    return found


@dataclass(slots=True)
class Axes:
    """Watches whether latitude and longitude are changed over, by the states that we know."""

    states: Mapping[str, Place]
    name: str
    right: int = 0
    turned: int = 0
    example: str = field(default="")

    def see(self, country: str, at: tuple[float, float], what: str) -> None:
        """Count one place.

        Raises:
            BadSettings: most of what was seen lies in its state only when the axes are changed over.
        """
        state = self.states.get(country)
        if state is None or self.right + self.turned >= SAMPLE:
            return
        centre = (state.lat, state.lon)
        if abs(at[1]) > 90 or distance_km(at, centre) <= distance_km((at[1], at[0]), centre):
            self.right += 1
        else:
            self.turned += 1
            self.example = self.example or f"{what} of {country} at lat {at[0]}, lon {at[1]}"

    def check(self) -> None:
        """Raise when the axes are changed over."""
        if self.turned > self.right:
            raise BadSettings(
                f"{self.name}: latitude and longitude are changed over in {self.turned} of {self.right + self.turned} places that"
                f" were compared with their state, such as {self.example}; give WGS84 degrees, latitude first"
            )


def is_kept(feature_class: str, code: str) -> bool:
    return feature_class == "P" or code in KEPT.get(feature_class, ())


def rows(folder: Path, states: Mapping[str, Place]) -> Iterator[Row]:
    """Read allCountries, keeping what reports name.

    Raises:
        BadSettings: the file does not hold.
    """
    axes = Axes(states, f"{ALL}.txt")
    kept = 0
    for number, fields in fields_of(folder, ALL, 19):
        feature_class, code = fields[6], fields[7]
        if not is_kept(feature_class, code):
            continue
        where = f"{ALL}.txt line {number}"
        geonameid, population = whole(fields[0], "id", where), whole(fields[14] or "0", "population", where)
        if not (_COUNTRY.fullmatch(fields[8]) and _CODE.fullmatch(code)):
            raise BadSettings(f"{where}: country {fields[8][:20]!r}, feature code {code[:20]!r} are none of GeoNames'; {AGAIN}")
        lat, lon = point(fields[4], fields[5], where)
        if feature_class == "P":
            axes.see(fields[8], (lat, lon), fields[1])
            if axes.right + axes.turned == SAMPLE:
                axes.check()
        names = [fields[1], fields[2], *fields[3].split(",")]
        feature = f"{feature_class}.{code}"
        kept += 1
        yield Row(geonameid, fields[1], names, lat, lon, feature, fields[8], fields[10], fields[11], population)
    if not kept:
        raise BadSettings(f"{ALL}.txt holds no place of a kind that is kept; {AGAIN}")
    axes.check()


def other_names(folder: Path) -> Iterator[tuple[int, str]]:
    """Read (geonameid, name) of alternateNamesV2; codes and addresses are left out."""
    for number, fields in fields_of(folder, ALTERNATES, 10):
        if fields[2] not in NO_NAMES:
            yield whole(fields[1], "id", f"{ALTERNATES}.txt line {number}"), fields[3]


def division_names(folder: Path) -> dict[str, tuple[str, int]]:
    """Read code → (name, geonameid) of the first-level divisions, "SY.11"."""
    return {
        fields[0]: (fields[1], whole(fields[3], "id", f"{ADMIN1}.txt line {number}"))
        for number, fields in fields_of(folder, ADMIN1, 4)
    }


def parents(folder: Path) -> Iterator[tuple[int, int]]:
    """Read (child, parent) of the administrative hierarchy."""
    for number, fields in fields_of(folder, HIERARCHY, 3):
        where = f"{HIERARCHY}.txt line {number}"
        yield whole(fields[1], "id", where), whole(fields[0], "id", where)
