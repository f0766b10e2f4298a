"""In: a TOML file that names what to gather. Out: its sources, checked.

[[source]]
name = "Example Agency"                          # the publisher; without one the host's name is taken
urls = ["https://example.org/news/feed.xml"]     # feeds and pages
every_minutes = 30                               # for `watch`; 60 if not given
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from zenobia.faults import BadSettings

EVERY_MINUTES = 60.0
"""Between two rounds of a source that does not say: what feeds of daily papers allow without asking."""
LEAST_MINUTES, MOST_MINUTES = 1.0, 7 * 24 * 60.0
SHAPE = '[[source]] with urls = ["https://…"], and if wanted name = "…" and every_minutes = 30'


class Watched(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """One publisher's addresses, and how often they are asked."""

    urls: tuple[str, ...]
    name: str | None = None
    every_minutes: float = EVERY_MINUTES


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    source: tuple[Watched, ...]


def read_watched(path: Path) -> tuple[Watched, ...]:
    """Read a list of sources.

    Raises:
        BadSettings: it cannot be read, is no such list, or a value is out of range.
    """
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).source
    except OSError as fault:
        raise BadSettings(f"{path} cannot be read ({fault.strerror}); give a file with {SHAPE}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise BadSettings(f"{path}: {fault}; write {SHAPE}") from None
    for number, one in enumerate(found, start=1):
        if not LEAST_MINUTES <= one.every_minutes <= MOST_MINUTES:
            limit = f"the limit is {LEAST_MINUTES:g} to {MOST_MINUTES:g}"
            raise BadSettings(f"{path}: source {number}: every_minutes={one.every_minutes:g} is out of range; {limit}")
        wrong = [url for url in one.urls if not url.lower().startswith(("http://", "https://"))]
        if wrong or not one.urls:
            named = repr(wrong[0][:120]) if wrong else "no address"
            raise BadSettings(f"{path}: source {number}: {named} is none that can be fetched; give addresses with http(s)://")
    if not found:
        raise BadSettings(f"{path} names no source; write {SHAPE}")
    return found
