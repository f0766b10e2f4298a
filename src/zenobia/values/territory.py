"""Disputed territories: who says to which state they belong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one speaker says. `country` is "" where it says that the territory is no state's but its own."""

    by: str
    """ISO 3166-1 alpha-2 of a state, or UN."""
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A territory that several states say is theirs. WGS84 degrees."""

    name: str
    states: frozenset[str]
    """States that gazetteers file its places under."""
    admin1: frozenset[str]
    """First-level divisions that lie in it wholly."""
    lat: float
    lon: float
    radius_km: float
    is_disc: bool
    """The disc holds little else of the states named, so that lying in it is enough."""
    views: tuple[View, ...]

    @property
    def is_state(self) -> bool:
        """Tell whether all that gazetteers file under its states' codes lies in it."""
        return not self.admin1 and not self.is_disc
