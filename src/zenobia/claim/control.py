"""Who is said to hold which ground: an action's parties and places → ControlClaims.

1. A gain: the doer holds the ground, or contests what it has only entered; who it was taken from does not hold it.
2. A withdrawal: the doer has left the ground, which is the place told of before when the text says only where it went.
3. A state: holder and ground as told; a negation turns "holds" into "does not hold", and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from zenobia.values.claim import ControlClaim, ControlState, Party

STATES: dict[str, ControlState] = {state: state for state in get_args(ControlState)}
"""Action types that are states."""


def gained(
    actors: Sequence[Party], targets: Sequence[Party], places: Sequence[str], *, state: ControlState = "holds"
) -> tuple[ControlClaim, ...]:
    """Give the control that a gain of ground means; who merely has entered contests it."""
    found = [_control(actor, state, place) for place in places for actor in actors]
    found += [_control(target, "does_not_hold", place) for place in places[:1] for target in targets]
    return tuple(found)


def left(actors: Sequence[Party], places: Sequence[str]) -> tuple[ControlClaim, ...]:
    """Give the control that a withdrawal means."""
    return tuple(_control(actor, "left", place) for place in places[:1] for actor in actors)


def held(state: ControlState, actors: Sequence[Party], places: Sequence[str], *, negated: bool) -> tuple[ControlClaim, ...]:
    """Give the control that a state tells."""
    turned: dict[ControlState, ControlState] = {"holds": "does_not_hold", "does_not_hold": "holds"}
    said: ControlState = turned.get(state, state) if negated else state
    return tuple(_control(actor, said, place) for place in places for actor in actors)


def _control(party: Party, state: ControlState, place: str) -> ControlClaim:
    return ControlClaim(holder=party.fullest or party.name, state=state, place=place, holder_id=party.id)
