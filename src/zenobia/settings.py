"""One frozen Settings, read once, at the door."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zenobia.faults import BadSettings

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
"""Bytes of one report; larger is a Reject. A long investigative page with its scripts is under 5 MB, so four times that."""
MAX_AREAS_KM = 100.0
"""Kilometres: what lies farther from a place than this is not around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a run may be told, with its default."""

    store_url: str = "sqlite:///zenobia.db"
    """Where the ledger lives: sqlite:///FILE or postgresql://…"""
    cache_dir: Path = Path(".cache/zenobia")
    """Where compiled reference data (the gazetteer index) is kept; may be deleted at any time."""
    max_document_bytes: int = MAX_DOCUMENT_BYTES
    user_agent: str = "zenobia/0.1 (open conflict monitor)"
    """How `gather` introduces itself; put a contact address in it."""
    fetch_timeout_s: float = 20.0
    max_fetch_bytes: int = MAX_DOCUMENT_BYTES
    allow_private_addresses: bool = False
    """Let `gather` connect to loopback and private networks. For tests and intranets only."""
    publication_delay_hours: float = 0.0
    """Hours that an event stays unpublished on every door after its report was received."""
    withheld_names: tuple[str, ...] = ()
    """Names of victims and private persons, as written in reports, that every door covers; parted by semicolons."""
    shielded_sources: tuple[str, ...] = ()
    """Slugs of publishers who must not be known as the source of a report, on any door; parted by semicolons."""
    worldview: str = ""
    """Whose view of disputed territories gives a place's state, and draws the basemap's disputed lines: two letters (ISO 3166-1)
    or UN; "" is the gazetteer's, with all such lines dashed."""
    map_style_url: str = ""
    """A MapLibre style instead of the basemap inside: an https address, whose host browsers then ask, or a path here."""
    map_pmtiles: str = ""
    """A PMTiles archive that the basemap takes streets and waters from: a file here, or an https address that browsers ask."""
    areas_km: float = 0.0
    """Kilometres around places within which areas of influence, which are interpolation, are drawn; 0 draws none."""
    coordinate_grid_km: float = 0.0
    """Coordinates are snapped to a fixed grid of this many km on every door; 0 leaves them as found."""


def _flag(name: str, value: str) -> bool:
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise BadSettings(f"{name}={value!r}: expected one of 1, 0, true, false, yes, no, on, off")


def _number(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise BadSettings(f"{name}={value!r} is not a number; unset it or give one, such as {name}=1") from None
    if not 0 <= number < 1e12:
        raise BadSettings(f"{name}={value!r} is out of range; the limit is 0 to 1e12")
    return number


def _worldview(name: str, value: str) -> str:
    if value and not (len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()):
        raise BadSettings(f"{name}={value!r} is no view; give two capital letters (ISO 3166-1, such as UA), UN, or nothing")
    return value


def _style(name: str, value: str) -> str:
    is_plain = not any(letter in value for letter in " ;,'\"\\\n\r\t")
    if value and not (is_plain and re.match(r"https://[\w.-]+(:\d+)?/|/(?!/)", value)):
        raise BadSettings(f"{name}={value!r}: expected an https address of a style, or a path here, such as /static/my.json")
    return value


def _archive(name: str, value: str) -> str:
    is_plain = not any(letter in value for letter in " ;,'\"\\\n\r\t")
    is_address = re.match(r"https://[\w.-]+(:\d+)?/", value) and is_plain
    if value and (not value.endswith(".pmtiles") or ("://" in value and not is_address)):
        raise BadSettings(f"{name}={value!r}: expected a file here that ends in .pmtiles, or an https address of one")
    return value


def default_cache_dir(environment: Mapping[str, str]) -> Path:
    """Follow the XDG base directory convention, `$XDG_CACHE_HOME` or `~/.cache`."""
    root = environment.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "zenobia"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read every `ZENOBIA_…` variable; an unknown or malformed one raises BadSettings.

    Raises:
        BadSettings: a value does not parse, or a variable names no setting.
    """
    env = os.environ if environment is None else environment  # noqa: TID251 - the one place that reads it
    given = {key.removeprefix("ZENOBIA_").lower(): value for key, value in env.items() if key.startswith("ZENOBIA_")}
    numbers = {
        "max_document_bytes",
        "fetch_timeout_s",
        "max_fetch_bytes",
        "publication_delay_hours",
        "coordinate_grid_km",
        "areas_km",
    }
    chosen: dict[str, object] = {"cache_dir": default_cache_dir(env)}
    for key, value in given.items():
        variable = f"ZENOBIA_{key.upper()}"
        if key in numbers:
            number = _number(variable, value)
            if key == "areas_km" and number > MAX_AREAS_KM:
                raise BadSettings(f"{variable}={value!r} is out of range; the limit is 0 to {MAX_AREAS_KM:g}")
            chosen[key] = int(number) if key.startswith("max_") else number
        elif key == "allow_private_addresses":
            chosen[key] = _flag(variable, value)
        elif key in {"withheld_names", "shielded_sources"}:
            chosen[key] = tuple(name.strip() for name in value.split(";") if name.strip())
        elif key == "cache_dir":
            chosen[key] = Path(value)
        elif key == "worldview":
            chosen[key] = _worldview(variable, value)
        elif key == "map_style_url":
            chosen[key] = _style(variable, value)
        elif key == "map_pmtiles":
            chosen[key] = _archive(variable, value)
        elif key in {"store_url", "user_agent"}:
            chosen[key] = value
        else:
            raise BadSettings(f"{variable} names no setting; see docs/reference/settings.md for the list")
    return Settings(**chosen)  # type: ignore[arg-type]  # checked key by key above
