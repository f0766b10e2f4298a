"""In: the control of one place. Out: its timeline as stretches to lay side by side, claims above and denials below.

1. Every stretch is there, in order; none is left out for being short.
2. Widths are steps of the logarithm of the days, so that a day can be read beside a year; the page says so.
3. A holder has one colour on the whole ribbon, given in order of first appearance, and its name is always written too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from zenobia.values.control import Control

COLOURS = 6
"""Holders told apart by colour; further ones share the last. Six is what stays distinct for the colour-blind."""
OPEN_DAYS = 60
"""Days that a stretch with an open end is drawn as: it is wide enough to be read, and its end is said to be open."""
STEPS = 6
"""Widths: up to 2, 7, 24, 84, 290 days, and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One stretch, ready to draw."""

    control: Control
    width: int
    colour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    place: str
    name: str
    stretches: tuple[Stretch, ...]
    holders: tuple[tuple[str, int], ...]

    @property
    def changes(self) -> int:
        return len(self.stretches)


def width_of(start: date | None, end: date | None) -> int:
    """Give the step, 1 to STEPS, that a stretch of days is wide."""
    days = (end - start).days + 1 if start and end else OPEN_DAYS
    return max(1, min(STEPS, 1 + int(log2(max(1, days)) / 1.8)))


def ribbon_of(controls: Sequence[Control]) -> Ribbon:
    """Lay out one place's stretches, which must not be empty."""
    holders: dict[str, int] = {}
    for control in controls:
        if control.holder:
            holders.setdefault(control.holder, min(len(holders) + 1, COLOURS))
    stretches = tuple(
        Stretch(
            control=control,
            width=width_of(control.start, control.end),
            colour=holders.get(control.holder or "", 0),
        )
        for control in _shown(controls)
    )
    return Ribbon(place=controls[0].place, name=controls[0].name, stretches=stretches, holders=tuple(holders.items()))


def _shown(controls: Sequence[Control]) -> Sequence[Control]:
    """Leave out the unknown before the first and after the last claim: an open stretch that says nothing shows nothing."""
    first = 1 if controls[0].status == "unknown" and len(controls) > 1 else 0
    return controls[first:]


def ribbons(controls: Iterable[Control]) -> tuple[Ribbon, ...]:
    """Lay out every place, the one with the most stretches first."""
    places: dict[str, list[Control]] = {}
    for control in controls:
        places.setdefault(control.place, []).append(control)
    made = [ribbon_of(sorted(found, key=lambda control: control.start or date.min)) for found in places.values()]
    return tuple(sorted(made, key=lambda ribbon: (-ribbon.changes, ribbon.name)))
