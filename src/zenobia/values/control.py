"""Who is said to hold which ground, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from zenobia.values.claim import ControlState
from zenobia.values.ids import make_id
from zenobia.values.place import Fix

ControlStatus = Literal["held", "contested", "disputed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How one party is said to stand to the place, or to a part of it: by whom, and who says otherwise."""

    party: str
    party_id: str | None
    state: ControlState
    ground: str
    """Words for the place, or for the part of it that is meant."""
    is_part: bool
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    claims: tuple[str, ...]
    first_said: date
    """First day of which it is said within the stretch."""
    last_said: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One stretch of one place's timeline.

    held: one holder claimed, nobody denies. contested: sources agree that it is fought over or that nobody holds it.
    disputed: sources contradict each other. unknown: nothing is said. `end` None is "until further notice".
    """

    id: str
    place: str
    """Gazetteer id, or `words:FOLDED` for a place that no gazetteer knows."""
    name: str
    fix: Fix | None
    start: date | None
    end: date | None
    status: ControlStatus
    holder: str | None
    holder_id: str | None
    claimed_by: tuple[str, ...]
    """Names of the origins that say so."""
    denied_by: tuple[str, ...]
    because: tuple[str, ...]
    against: tuple[str, ...]
    rule: str
    """The numbered rule of `control/rules.py` that set it, as a sentence."""
    positions: tuple[Position, ...] = ()
    """Who is said to hold, contest, besiege, not to hold or to have left it, in the order in which it was first said."""
    last_said: date | None = None
    """Last day of which anything was said that bears the stretch out: after it, it is merely last known."""
    likeliest: str | None = None
    """Who held it then by the likeliest sequence of holders over all that is said of it, earlier and later: a balance."""
    likeliest_id: str | None = None
    parent: str | None = None
    """Id of the place that it is a part of, for "the citadel of X"."""


def control_id(place: str, start: date | None) -> str:
    return make_id("control", place, start.isoformat() if start else "")
