"""What a piece of the map shows: incidents gathered into marks, and areas with how many lie somewhere in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is counted at one spot of the map.

    `low` and `high` bound the deaths that the incident with the highest lower bound is said to have cost: never a sum, since the
    same deaths may be told twice. `low` None: no figure; `is_open`: somebody there gives no upper bound.
    """

    types: tuple[tuple[str, int], ...]
    """How many of each type, the most first; "" where no report names one."""
    contested: int = 0
    low: int | None = None
    high: int | None = None
    is_open: bool = False

    @property
    def count(self) -> int:
        return sum(count for _, count in self.types)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A spot with what is counted there; `x` and `y` as in `mercator.py`, the middle of all that it gathers."""

    x: float
    y: float
    tally: Tally
    name: str | None = None
    """The place, where everything gathered lies at one."""
    vague: int = 0
    """How many of them lie somewhere in an area, which is too small to be drawn at this zoom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A place of fixed extent with what is counted there."""

    name: str
    lat: float
    lon: float
    radius_km: float | None
    precision: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What one frame of the map shows."""

    marks: tuple[Mark, ...] = ()
    areas: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How many incidents end on which day, and between which moments they became known."""

    days: tuple[tuple[date, int], ...] = ()
    known_first: datetime | None = None
    known_last: datetime | None = None


def merged(tallies: list[Tally]) -> Tally:
    """Count several tallies together."""
    types: dict[str, int] = {}
    for tally in tallies:
        for name, count in tally.types:
            types[name] = types.get(name, 0) + count
    worst = max(tallies, key=lambda tally: (tally.low is not None, tally.low or 0, tally.high or 0))
    return Tally(
        types=tuple(sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
        contested=sum(tally.contested for tally in tallies),
        low=worst.low,
        high=worst.high,
        is_open=worst.is_open,
    )
